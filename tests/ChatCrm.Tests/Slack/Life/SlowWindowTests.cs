using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>Windows that Slack does not open in time.</summary>
public class SlowWindowTests
{
    [Fact]
    public async Task G6_A_form_that_slack_never_opens_comes_afterwards_as_a_button_that_opens_it()
    {
        await using var house = await Premises.Open();
        await house.Types("mei", "sales", "help");
        house.Slack.Hang("views.open");

        var typed = house.Slack.Command("mei", "sales", "log");
        await house.Slack.Until(() => !house.Slack.Api.IsIdle);
        house.Pass(Duration.FromSeconds(2.7));
        Assert.True(await typed is { Ok: true, Body: "" });
        house.Pass(Duration.FromSeconds(8));

        Assert.True(await house.Slack.Until(() => house.Seen("mei", "sales", "Fill in the form") == 1));
        await house.Slack.Click("mei", house.Slack.Messages("mei", "sales")[^1], "Fill in the form");
        Assert.NotEmpty(house.Slack.Top("mei")!.Inputs);
    }
}
