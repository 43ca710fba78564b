using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Tests.Time;

public class InSomeMinutesTests
{
    [Theory]
    [InlineData(0, 0, 6)]
    [InlineData(1, 0, 7)]
    [InlineData(50, 0, 7)]
    [InlineData(59, 999, 7)]
    public void In_one_minute_is_never_sooner_than_a_minute(int second, int millisecond, int minute)
    {
        var now = Instant.FromUtc(2026, 11, 22, 8, 5, second) + Duration.FromMilliseconds(millisecond);

        var match = When.At("in 1 minute", 0, new(now, "Etc/UTC", null, "en", WhenDirection.Future));

        Assert.Equal(Instant.FromUtc(2026, 11, 22, 8, minute), Assert.IsType<Exact>(match!.Reading).Time.ToInstant());
    }
}
