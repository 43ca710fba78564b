using ChatCrm.Bot;
using NodaTime;

namespace ChatCrm.Tests.Graph;

public class ThrottleTests
{
    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public void A_clock_that_is_set_makes_no_wait_longer_or_shorter(int minutes)
    {
        var clock = new SetClock();
        var throttle = new Throttle(clock);
        throttle.Wait("mei", "", Duration.FromSeconds(90));
        clock.Now += TimeSpan.FromMinutes(minutes);
        clock.Passed += TimeSpan.FromSeconds(30);
        Assert.Equal(Duration.FromSeconds(60), throttle.Left("mei", ""));
        clock.Passed += TimeSpan.FromSeconds(60);
        Assert.Null(throttle.Left("mei", ""));
    }

    [Fact]
    public void Of_two_answers_the_longer_wait_counts()
    {
        var clock = new SetClock();
        var throttle = new Throttle(clock);
        throttle.Wait("mei", "", Duration.FromSeconds(90));
        clock.Passed += TimeSpan.FromSeconds(30);
        throttle.Wait("mei", "", Duration.FromSeconds(10));
        Assert.Equal(Duration.FromSeconds(60), throttle.Left("mei", ""));
        throttle.Wait("mei", "", Duration.FromSeconds(70));
        Assert.Equal(Duration.FromSeconds(70), throttle.Left("mei", ""));
    }

    /// <summary>A time of day that can be set, beside the time that passes.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 8, 5, 0, TimeSpan.Zero);

        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
