using ChatCrm.Bot.Operation;
using ChatCrm.Tests.Teams.Connector;
using NodaTime;

namespace ChatCrm.Tests.Operation;

public sealed class ShortPausesTests
{
    [Theory]
    [InlineData(new[] { 0, 0 }, 0)]
    [InlineData(new[] { ShortPauses.Several - 1, ShortPauses.Several - 1 }, 0)]
    [InlineData(new[] { ShortPauses.Several, 0 }, 1)]
    [InlineData(new[] { ShortPauses.Several, ShortPauses.Several, 1 }, 2)]
    public async Task The_next_generation_is_collected_where_the_youngest_was_several_times_since_the_last_look(int[] byTheWay, int expected)
    {
        var (time, youngest, collected) = (new Waits(), 1000, 0);
        using var pauses = new ShortPauses(time, () => youngest, () => collected++);
        await pauses.StartAsync(TestContext.Current.CancellationToken);
        foreach (var more in byTheWay)
        {
            Assert.Equal(ShortPauses.Every, await time.Next());
            youngest += more;
            time.Move(Duration.FromTimeSpan(ShortPauses.Every));
        }
        await time.Next();
        Assert.Equal(expected, collected);
        await pauses.StopAsync(TestContext.Current.CancellationToken);
    }
}
