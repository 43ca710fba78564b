using ChatCrm.Tests.Slack;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Storage.Tables;

namespace ChatCrm.Tests.Outage;

/// <summary>The same in Slack, which waits three seconds.</summary>
public sealed class SlackOutageTests(Azurite azurite)
{
    [Theory]
    [InlineData(Fault.Hang)]
    [InlineData(Fault.Reset)]
    public async Task G6_A_command_is_acknowledged_in_time_told_what_became_of_it_and_done_once_when_it_is_tried_again(Fault fault)
    {
        await using var slack = await FakeSlack.Start();
        await using var house = await Wired.Open(azurite, null, SlackApp.PlatformOf(slack, ("Patience", "00:00:02")));
        (slack.World.Clock, slack.Service) = (house.App.Clock, house.App.Address);
        Assert.True((await slack.Command("mei", "sales", "find acme")).Ok);
        house.Wire.Be(fault);

        await Told.Timed(fault, "command", async () =>
        {
            Assert.True((await slack.Command("mei", "sales", Told.Line)).Ok);
            return App.Shown.Nothing;
        });

        Assert.True(await slack.Until(() => Seen(Told.Down) == 1));
        Assert.Equal(0, Seen("✓"));
        house.Wire.Be(Fault.None);
        Assert.True((await slack.Click("mei", slack.Messages("mei", "sales")[^1], "重试")).Ok);
        Assert.True(await slack.Until(() => Seen("✓") == 1));
        Assert.Single(await house.Interactions());
        Assert.Empty(slack.Faults);

        int Seen(string text) => slack.Messages("mei", "sales").Count(post => !post.IsTyped && slack.Shown(post).ToString().Contains(text, StringComparison.Ordinal));
    }
}
