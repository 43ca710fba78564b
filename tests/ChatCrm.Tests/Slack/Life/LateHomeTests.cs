using ChatCrm.Bot;
using ChatCrm.Bot.Slack;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>Homes that are drawn again when Slack is ready for them.</summary>
public class LateHomeTests
{
    [Fact]
    public async Task A_home_that_Slack_puts_off_is_drawn_after_that_time()
    {
        await using var premises = await Premises.Open();
        await Opened(premises, "mei");
        var putOff = PutsOff(premises, times: 1);

        await premises.Types("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\"");
        await Passes(premises, 20, () => putOff() == 1);
        Assert.DoesNotContain("bring the catalogue", Home(premises, "mei"));

        await Passes(premises, 60, () => Home(premises, "mei").Contains("bring the catalogue", StringComparison.Ordinal));
        Assert.Contains("bring the catalogue", Home(premises, "mei"));
    }

    [Fact]
    public async Task A_home_that_Slack_puts_off_time_and_again_is_left_in_the_end()
    {
        await using var premises = await Premises.Open();
        await Opened(premises, "mei");
        var putOff = PutsOff(premises, times: 20);

        await premises.Types("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\"");
        await Passes(premises, 300, () => false);

        Assert.Equal(1 + 5, putOff());
    }

    [Fact]
    public async Task Changes_are_heard_until_the_last_late_turn_has_ended()
    {
        await using var premises = await Premises.Open();

        // The last that was added is the first that stops.
        var hosted = premises.App.Services.GetServices<IHostedService>().ToList();

        Assert.InRange(hosted.FindIndex(one => one is HomeRounds), 0, hosted.FindIndex(one => one is UnderWay) - 1);
    }

    private static async Task Opened(Premises premises, string who)
    {
        Assert.True((await premises.Slack.OpenHome(who, "home")).Ok);
        Assert.True(await premises.Slack.Until(() => premises.Slack.Home(who) is not null && premises.Slack.Api.IsIdle));
    }

    /// <summary>Passes so many seconds, or fewer where it is so before.</summary>
    private static async Task Passes(Premises premises, int seconds, Func<bool> isSo)
    {
        for (var second = 0; second < seconds && !isSo(); second++)
        {
            await premises.Delivered();
            premises.Pass(Duration.FromSeconds(1));
        }
        await premises.Delivered();
    }

    /// <summary>Slack answers so many drawings with half a minute to wait.</summary>
    /// <returns>How many it has answered so.</returns>
    private static Func<int> PutsOff(Premises premises, int times)
    {
        var putOff = 0;
        premises.Slack.Mishaps.Weather = method => method == "views.publish" && putOff < times && ++putOff > 0 ? new Mishap.Throttled(30) : null;
        return () => putOff;
    }

    private static string Home(Premises premises, string who) => premises.Slack.Shown(premises.Slack.Home(who)!).ToString();
}
