using System.Net;
using System.Text.Json.Nodes;
using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Edge;

public class ReplayTests
{
    private const int Many = 50;

    [Fact]
    public async Task A2_a_command_that_is_sent_again_has_one_effect_and_none_after_five_minutes()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("mei", "sales", "log Acme GmbH call 15m \"spoke\"");
        var (sent, logged) = (app.Recorder.Last, await Logged(app));
        Assert.Equal(1, logged);
        Assert.Equal(HttpStatusCode.OK, (await app.Attacker.Replay(sent)).Status);
        app.Clock.Move(Duration.FromSeconds(299));
        Assert.Equal(HttpStatusCode.OK, (await app.Attacker.Replay(sent)).Status);
        app.Clock.Move(Duration.FromSeconds(2));
        var rows = await app.Rows();
        Assert.Equal(new(HttpStatusCode.Unauthorized, ""), await app.Attacker.Replay(sent));
        Assert.Equal(rows, await app.Rows());
        Assert.Equal(logged, await Logged(app));
    }

    [Fact]
    public async Task A2_a_request_from_the_future_is_refused()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("mei", "sales", "due");
        var sent = app.Recorder.Last;
        Assert.Equal(HttpStatusCode.OK, (await app.Attacker.Signed(sent.Path, sent.Body, sent.MediaType, age: -299)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Attacker.Signed(sent.Path, sent.Body, sent.MediaType, age: -301)).Status);
    }

    [Theory]
    [InlineData("command")]
    [InlineData("message")]
    [InlineData("app_mention")]
    public async Task A2_E3_the_same_bytes_fifty_times_at_once_have_one_effect(string kind)
    {
        await using var app = await EdgeApp.Start();
        var fresh = await Unsent(app, kind, "log Acme GmbH call 15m \"spoke\"");
        var (traffic, before) = (new Traffic(app.Slack), await Logged(app));
        var got = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => app.Attacker.Signed(fresh)));
        await app.Settled();
        Assert.All(got, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        Assert.Equal(before + 1, await Logged(app));
        Assert.Equal(kind == "command" ? 0 : 1, traffic.Calls.Count(call => call.Method is "chat.postMessage" or "chat.postEphemeral"));
        if (kind == "command") Assert.Single(got.Select(one => one.Body).Distinct());
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task E3_an_event_that_Slack_sends_four_times_is_answered_once()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Dm("mei", "log Acme GmbH call 15m \"spoke\"");
        var sent = app.Recorder.Last;
        for (var retry = 1; retry <= 3; retry++)
        {
            app.Clock.Move(Duration.FromSeconds(60));
            Assert.Equal(HttpStatusCode.OK, (await app.Attacker.Replay(sent, ("x-slack-retry-num", $"{retry}"), ("x-slack-retry-reason", "http_timeout"))).Status);
        }
        await app.Settled();
        Assert.Equal(1, await Logged(app));
        Assert.Single(app.Slack.Messages("mei"), post => !post.IsTyped);
    }

    [Fact]
    public async Task E3_a_retry_whose_first_try_never_came_is_done()
    {
        await using var app = await EdgeApp.Start();
        var fresh = await Unsent(app, "message", "log Acme GmbH call 15m \"spoke\"");
        var time = app.Attacker.Now;
        var signed = fresh with { Timestamp = time, Signature = Signing.Of(FakeSlack.SigningSecret, time, fresh.Body) };
        await app.Attacker.Replay(signed, ("x-slack-retry-num", "2"), ("x-slack-retry-reason", "connection_failed"));
        await app.Settled();
        Assert.Equal(1, await Logged(app));
    }

    [Fact]
    public async Task E3_events_out_of_order_have_one_effect_each()
    {
        await using var app = await EdgeApp.Start();
        var first = await Unsent(app, "message", "log Acme GmbH call 15m \"one\"");
        var second = await Unsent(app, "message", "log Acme KK mail \"two\"");
        var traffic = new Traffic(app.Slack);
        foreach (var one in new[] { second, first, second, second, first }) await app.Attacker.Signed(one);
        await app.Settled();
        Assert.Equal(2, await Logged(app));
        Assert.Equal(2, traffic.Calls.Count(call => call.Method == "chat.postMessage"));
    }

    [Fact]
    public async Task E3_a_button_that_is_pressed_fifty_times_at_once_has_one_effect()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Dm("mei", "log Acme GmbH call 15m \"spoke\"");
        var post = app.Slack.Messages("mei")[^1];
        var undo = Screen.Find(post.Blocks, "Undo")!;
        var turns = await Turns(app);
        var got = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => app.Slack.Click("mei", post, undo)));
        await app.Settled();
        Assert.All(got, one => Assert.True(one is { Ok: true, Body: "" }));
        Assert.Equal(0, await Logged(app));
        Assert.Equal(turns + 1, await Turns(app));
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task E3_a_form_that_is_sent_fifty_times_at_once_has_one_effect()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.GlobalShortcut("mei", "log");
        var form = app.Slack.Top("mei")!;
        await app.Slack.Submit("mei", form, new Dictionary<string, string> { ["customer"] = "Acme GmbH", ["kind"] = "call", ["minutes"] = "a while" });
        Assert.Equal(0, await Logged(app));
        var payload = app.Recorder.Last.Payload;
        payload["view"]!["state"]!["values"]!["minutes"]!["minutes"]!["value"] = "15";
        var sent = app.Recorder.Last.With(payload);
        var got = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => app.Attacker.Signed(sent)));
        await app.Settled();
        Assert.All(got, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        Assert.Equal(1, await Logged(app));
        Assert.Empty(app.Errors);
    }

    /// <summary>A payload as Slack would send it for this line, that never came.</summary>
    private static async Task<Recorded> Unsent(EdgeApp app, string kind, string line)
    {
        if (kind == "command") await app.Slack.Command("mei", "sales", "due");
        else if (kind == "message") await app.Slack.Dm("mei", "due");
        else await app.Slack.Mention("mei", "sales", "due");
        await app.Settled();
        var sent = app.Recorder.Last;
        return sent.With(Payload(sent, line));
    }

    private static JsonObject Payload(Recorded sent, string line)
    {
        var payload = sent.Payload;
        if (sent.IsCommand) (payload["text"], payload["trigger_id"]) = (line, $"fresh.{line.Length}");
        else (payload["event_id"], payload["event"]!["text"]) = ($"EvFRESH{line.Length}", line);
        return payload;
    }

    private static async Task<int> Logged(EdgeApp app) => (await app.Rows(EdgeApp.Workspace)).Count(row => row.Split(' ')[1].Contains("|interaction|", StringComparison.Ordinal));

    private static async Task<int> Turns(EdgeApp app) => (await app.Rows(EdgeApp.Workspace)).Count(row => row.StartsWith($"{EdgeApp.Workspace} turn|", StringComparison.Ordinal));
}
