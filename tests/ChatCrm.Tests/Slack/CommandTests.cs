using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack;

public class CommandTests
{
    [Fact]
    public async Task A_command_is_answered_to_the_asker_alone()
    {
        await using var slack = await FakeSlack.Start();
        await using var app = await SlackApp.Start(slack);

        await slack.Command("mei", "sales", "find acme");

        Assert.Empty(app.Errors);
        Assert.Empty(slack.Faults);
        Assert.Contains("Acme GmbH", slack.Shown(slack.Messages("mei", "sales")[^1]).ToString());
        Assert.Empty(slack.Messages("jonas", "sales"));
    }
}
