using System.Text;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Edge;

public class LogTests
{
    /// <summary>Secrets, and what people typed or are called; nothing of it belongs in a log, at whatever level.</summary>
    private static readonly string[] Canaries =
    [
        FakeSlack.SigningSecret, "xoxb-", OAuth.ClientSecret, Rival.OfCompany, Rival.OfRival, "7777001", "Acme", "Bergmann", "1234567", "maria@", "Mei Lin", "Jonas Weber", "Zoe Rival", "company.example", "canarytext", "hooks/actions/", "trigger_id", "private_metadata",
    ];

    [Fact]
    public async Task H8_no_name_no_text_and_no_token_is_logged_whatever_happens()
    {
        await using var app = await EdgeApp.Start(more: ("Reactions", "true"));
        await Rival.Install(app);
        await Flows.Work(app, "mei", "sales");
        await Flows.Work(app, "zoe", "lobby");
        await Failures(app);
        await Refusals(app);
        await app.Slack.Uninstall(Rival.Team);
        await app.Settled();
        Assert.NotEmpty(app.Log);
        foreach (var canary in Canaries)
            Assert.False(app.Log.FirstOrDefault(record => record.Contains(canary, StringComparison.OrdinalIgnoreCase)) is { } told && told.Length > 0, $"'{canary}' is in the log: {app.Log.FirstOrDefault(record => record.Contains(canary, StringComparison.OrdinalIgnoreCase))}");
    }

    [Fact]
    public async Task H8_a_line_in_the_log_is_one_line_whatever_a_payload_holds()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var forged in new[] { "T1\nINFO forged", "T1\r\nINFO forged", "T1\u001b[2Kforged", "T1\u2028forged" })
        {
            await app.Attacker.Signed("/slack/commands", Encoding.UTF8.GetBytes($"team_id={Uri.EscapeDataString(forged)}&channel_id={Uri.EscapeDataString(forged)}&user_id={Uri.EscapeDataString(forged)}&command=%2Fcrm&text={Uri.EscapeDataString(forged)}&trigger_id=1"), "application/x-www-form-urlencoded");
            await app.Attacker.Signed("/slack/events", Encoding.UTF8.GetBytes($$$"""{"type":"event_callback","event_id":"E1","event":{"type":"app_uninstalled"},"team_id":"{{{JsonText(forged)}}}"}"""));
        }
        Assert.DoesNotContain(app.Log, record => record.Contains("forged", StringComparison.Ordinal));
        Assert.Empty(app.Errors);
    }

    /// <summary>Slack fails in every way, on every method that answers.</summary>
    private static async Task Failures(EdgeApp app)
    {
        var slack = app.Slack;
        foreach (var method in new[] { "users.info", "conversations.info", "chat.postMessage", "chat.postEphemeral", "views.open", "views.publish", "chat.unfurl", "response_url", "conversations.open" })
        {
            slack.Fail(method, "internal_error");
            slack.Break(method, 500);
            slack.DropReply(method);
            slack.Fail(method, "channel_not_found");
        }
        for (var i = 0; i < 6; i++)
        {
            await slack.Command("jonas", "sales", "log C-1004 call 5m \"canarytext\"");
            await slack.Mention("jonas", "sales", "log C-1004 mail \"canarytext\"");
            await slack.Dm("jonas", "canarytext");
            await slack.GlobalShortcut("jonas", "log");
            await slack.OpenHome("jonas");
            await slack.ShareLink("jonas", "sales", Flows.Link);
        }
        await slack.Command("mei", "sales", new string('x', 9000) + "canarytext");
    }

    /// <summary>What is refused at the door.</summary>
    private static async Task Refusals(EdgeApp app)
    {
        var last = app.Recorder.Last;
        await app.Attacker.Post(last.Path, last.Body, last.MediaType, ("X-Slack-Signature", "v0=canarytext"), ("X-Slack-Request-Timestamp", "canarytext"));
        foreach (var route in new[] { "commands", "interactions", "options", "events" })
        {
            await app.Attacker.Signed($"/slack/{route}", "payload={\"canarytext\":"u8.ToArray(), "application/x-www-form-urlencoded");
            await app.Attacker.Signed($"/slack/{route}", "{\"canarytext\":\"\\ud800\",\"\\ud800\":\"canarytext\"}"u8.ToArray());
            await app.Attacker.Post($"/slack/{route}", new byte[2 * 1024 * 1024], "text/plain");
        }
    }

    private static string JsonText(string text) => System.Text.Json.JsonEncodedText.Encode(text).ToString();
}
