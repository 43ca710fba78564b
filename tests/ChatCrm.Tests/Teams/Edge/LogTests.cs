using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Edge;

public class LogTests
{
    /// <summary>Secrets, and what people typed or are called; nothing of it belongs in a log, at whatever level.</summary>
    private static readonly string[] Canaries =
    [
        Login.Secret, "connector-", "eyJhbGci", Twins.OfCompany, Twins.OfRival, "7777001", "Acme", "Bergmann", "1234567", "maria@", "Mei Lin", "Jonas Weber", "Zoe Rival", "company.example", "canarytext", "spoke again", "\"text\"", "activities/1",
    ];

    [Fact]
    public async Task H8_no_name_no_text_and_no_token_is_logged_whatever_happens()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await Flows.Work(app, "mei", "sales");
        await Flows.Work(app, "zoe", Rival.Lobby);
        await Failures(app);
        await Refusals(app);
        await Rival.Uninstall(app);
        await app.Teams.Write("zoe", null, "canarytext");
        await app.Settled();
        Assert.NotEmpty(app.Log);
        foreach (var canary in Canaries)
            Assert.False(app.Log.FirstOrDefault(record => record.Contains(canary, StringComparison.OrdinalIgnoreCase)) is { Length: > 0 }, $"'{canary}' is in the log: {app.Log.FirstOrDefault(record => record.Contains(canary, StringComparison.OrdinalIgnoreCase))}");
        Assert.DoesNotContain(app.Log, record => record.StartsWith("ChatCrm.", StringComparison.Ordinal) && record.AsSpan().ContainsAny("\r\n\u001b"));
    }

    [Fact]
    public async Task H8_a_line_in_the_log_is_one_line_whatever_an_activity_holds()
    {
        await using var app = await EdgeApp.Start();
        foreach (var forged in new[] { "T1\nINFO forged", "T1\r\nINFO forged", "T1\u001b[2Kforged", "T1\u2028forged" })
        {
            foreach (var place in new[] { "type", "name", "id", "text", "locale", "action", "channelId", "from.name", "from.id", "from.aadObjectId", "conversation.id", "conversation.tenantId", "channelData.tenant.id", "channelData.eventType", "recipient.id", "value" })
                foreach (var type in new[] { "message", "invoke", "installationUpdate", "conversationUpdate" })
                {
                    var activity = app.Teams.Message("mei", "sales", "due");
                    (activity["type"], activity["name"], activity["action"]) = (type, "task/fetch", "add");
                    var names = place.Split('.');
                    JsonNode holder = activity;
                    foreach (var name in names[..^1]) holder = holder[name]!;
                    holder[names[^1]] = forged;
                    await app.Deliver(activity);
                }
            await app.Deliver(app.Teams.Message("mei", null, "due"), claims => claims with { Header = new() { ["kid"] = forged }, Besides = new() { ["tid"] = forged } });
            await app.Teams.Send("{}", $"Bearer {forged.ReplaceLineEndings("")}");
        }
        await app.Settled();
        Assert.DoesNotContain(app.Log, record => record.Contains("forged", StringComparison.Ordinal));
        Assert.Empty(app.Errors);
    }

    /// <summary>Teams fails in every way, on every call that answers.</summary>
    private static async Task Failures(EdgeApp app)
    {
        var teams = app.Teams;
        foreach (var kind in new[] { "send", "update", "create", "member", "members", "team", "channels", "token" })
        {
            teams.Refuse(kind, 500, "canarytext");
            teams.Refuse(kind, 403, "canary text");
            teams.DropReply(kind);
            teams.Refuse(kind, 412);
            teams.Refuse(kind, 404, "NotFound");
        }
        app.Clock.Move(NodaTime.Duration.FromHours(2));
        for (var i = 0; i < 6; i++)
        {
            await teams.Write("jonas", "sales", "log C-1004 call 5m \"canarytext\"");
            await teams.Write("jonas", "lunch", "log C-1004 mail \"canarytext\"");
            await teams.Write("jonas", null, "canarytext");
            await teams.Query("jonas", null, "search", "canarytext");
            await teams.QueryLink("jonas", "sales", Flows.Link);
            await teams.FetchTask("jonas", null, "log");
        }
        await teams.Write("mei", null, new string('x', 9000) + "canarytext");
        teams.Login.Revoke();
        await teams.Write("mei", null, "canarytext");
    }

    /// <summary>What is refused at the door, or is no activity.</summary>
    private static async Task Refusals(EdgeApp app)
    {
        var activity = app.Teams.Message("mei", null, "canarytext");
        foreach (var authorization in new[] { null, "Bearer canarytext", "Bearer canarytext.canarytext.canarytext", app.Bearer() + "x" }) await app.Teams.Send(activity.ToJsonString(), authorization);
        foreach (var body in new[] { "{\"canarytext\":", "{\"canarytext\":\"\\ud800\",\"\\ud800\":\"canarytext\"}", "\"canarytext\"", new string('x', 2_000_000) + "canarytext" }) await app.Teams.Send(body, app.Bearer());
        await app.Deliver(activity, claims => claims with { ServiceUrl = "https://canarytext.example" });
        await app.Deliver(activity, claims => claims with { Besides = new() { ["tid"] = "canarytext" } });
        await app.Teams.Invoke("mei", null, "canarytext", new JsonObject { ["canarytext"] = "canarytext" });
    }
}
