using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>Payloads that Slack signed, or might have, and that are none we know.</summary>
public class OddPayloadTests
{
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly string[] OddTypes =
    [
        "view_closed", "interactive_message", "dialog_submission", "dialog_cancellation", "dialog_suggestion", "workflow_step_edit", "message_changed", "function_executed", "app_rate_limited", "", "BLOCK_ACTIONS",
    ];

    private static readonly string[] OddEvents = ["team_join", "channel_rename", "app_rate_limited", "grid_migration_finished", "", "message.im", "APP_MENTION", "app_uninstalled_team"];

    /// <summary>JSON that no parser of ours takes, or that says nothing.</summary>
    public static TheoryData<string> NoPayload =>
    [
        "", " ", "nothing", "null", "true", "0", "-1", "\"text\"", "[]", "[{}]", "{", "}", "{]", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":1}{\"a\":1}", "{\"type\":\"event_callback\",\"type\":\"event_callback\"}",
        "{\"a\":01}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":+1}", "{\"a\":NaN}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\t\"}", "\ufeff{}", "{\"a\":1}\0", "// note\n{}", "{\"a\":\"\\ud800\"}", "{\"\\ud800\":1}",
        "{\"\\ud800\":1,\"\\ud800\":2}", "{\"\\udc00\\ud800\":{}}", "{\"type\":\"\\ud800\"}", "{\"type\":\"event_callback\",\"event\":{\"\\udfff\":1}}", "{\"a\":1e999999}", "{\"a\":123456789012345678901234567890}",
    ];

    [Theory]
    [MemberData(nameof(NoPayload))]
    public async Task D2_what_is_no_payload_is_refused_or_ignored(string json)
    {
        await using var app = await EdgeApp.Start(records: false);
        var rows = await app.Rows();
        foreach (var (route, body, type) in new[] { ("events", json, "application/json"), ("interactions", "payload=" + WebUtility.UrlEncode(json), FormType), ("options", "payload=" + json, FormType), ("commands", json, FormType), ("events", json, FormType), ("interactions", json, "") })
        {
            var got = await app.Attacker.Signed($"/slack/{route}", Encoding.UTF8.GetBytes(body), type);
            Assert.True((int)got.Status is 200 or 400, $"{route}: {got.Status}");
            Assert.Equal("", got.Body);
        }
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(app.Slack.Calls);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task D2_bytes_that_are_no_text_are_refused()
    {
        await using var app = await EdgeApp.Start(records: false);
        byte[][] bodies = [[0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [.. "{\"type\":\""u8, 0xff, .. "\"}"u8], [.. "payload={\"type\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8], new byte[1000], [.. "payload=%ED%A0%80"u8], [.. "payload=%00"u8], [.. "payload=%zz"u8], [.. "user_id=%FF&channel_id=%FE"u8]];
        foreach (var body in bodies)
            foreach (var route in new[] { "commands", "interactions", "options", "events" })
                Assert.False((await app.Attacker.Signed($"/slack/{route}", body, route == "events" ? "application/json" : FormType)).IsServersFault);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task D2_kinds_that_nobody_here_knows_are_acknowledged_and_nothing_is_done()
    {
        await using var app = await EdgeApp.Start();
        await Flows.Work(app, "mei", "sales");
        var (seen, rows, traffic) = (app.Recorder.All, await app.Rows(), new Traffic(app.Slack));
        foreach (var request in seen.Where(request => !request.IsCommand).DistinctBy(request => request.Kind))
            foreach (var type in request.IsForm ? OddTypes : OddEvents)
            {
                var payload = TenantTests.Fresh(request.Payload, false);
                if (request.IsForm) payload["type"] = type;
                else payload["event"]!["type"] = type;
                Assert.Equal(new(HttpStatusCode.OK, ""), await app.Attacker.Signed(request.With(payload)));
                if (request.IsForm) continue;
                payload["type"] = type;
                Assert.Equal(new(HttpStatusCode.OK, ""), await app.Attacker.Signed(request.With(payload)));
            }
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(traffic.Calls);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task D2_what_a_bot_or_Slack_itself_wrote_is_not_heard()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Dm("mei", "due");
        var (sent, rows, traffic) = (app.Recorder.Last, await app.Rows(), new Traffic(app.Slack));
        (string Name, string Value)[] odd = [("bot_id", "B1"), ("user", World.BotUser), ("user", ""), ("subtype", "bot_message"), ("subtype", "message_changed"), ("subtype", "message_deleted"), ("subtype", "channel_join"), ("subtype", "me_message"), ("channel_type", "channel"), ("channel_type", "mpim"), ("channel", "")];
        foreach (var (name, value) in odd)
        {
            var payload = TenantTests.Fresh(sent.Payload, false);
            payload["event"]![name] = value;
            Assert.Equal(new(HttpStatusCode.OK, ""), await app.Attacker.Signed(sent.With(payload)));
        }
        await app.Settled();
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(traffic.Calls);
    }

    [Fact]
    public async Task D2_the_check_of_the_certificate_and_of_the_address_are_answered()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in new[] { "commands", "interactions", "options" })
            Assert.Equal(new(HttpStatusCode.OK, ""), await app.Attacker.Signed($"/slack/{route}", "ssl_check=1&token=abc"u8.ToArray(), FormType));
        var challenge = await app.Attacker.Signed("/slack/events", """{"token":"t","challenge":"3eZbrw1aB\"<","type":"url_verification"}"""u8.ToArray());
        Assert.Equal("3eZbrw1aB\"<", JsonNode.Parse(challenge.Body)!["challenge"]!.ToString());
        // With a command it is one, and taken as one.
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Attacker.Signed("/slack/commands", "ssl_check=1&command=%2Fcrm&text=due"u8.ToArray(), FormType)).Status);
        Assert.Empty(app.Slack.Calls);
    }

    /// <summary>Ids that are none: too long for a row's key, with signs of other systems, or not one.</summary>
    [Theory]
    [InlineData("team_id")]
    [InlineData("user_id")]
    [InlineData("channel_id")]
    [InlineData("enterprise_id")]
    [InlineData("trigger_id")]
    [InlineData("response_url")]
    [InlineData("channel_name")]
    [InlineData("text")]
    public async Task D2_a_command_with_an_odd_field_is_answered_or_refused(string field)
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("mei", "sales", "C-1001");
        var sent = app.Recorder.Last;
        foreach (var odd in new[] { "", " ", "x", new string('x', 600), new string('漢', 5000), "../..", "T1|C1", "a/b\\c#d?e%f^g", "\0", "\u0001\u001b[31m", "\ud83d\ude00", "<@U0SAM>", "<#C0JAPAN|japan>", "U0MEI,U0SAM", "http://169.254.169.254/", "file:///etc/passwd", "-1", "null" })
        {
            var payload = TenantTests.Fresh(sent.Payload, true);
            payload[field] = odd;
            var got = await app.Attacker.Signed(sent.With(payload));
            Assert.True((int)got.Status is 200 or 400, $"{field} = '{odd}': {got.Status}");
        }
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A2_a_command_without_an_id_of_its_own_is_not_taken_for_the_one_before()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("mei", "sales", "log Acme GmbH call 15m \"one\"");
        var sent = app.Recorder.Last;
        foreach (var line in new[] { "log Acme GmbH mail \"two\"", "log Acme KK mail \"three\"" })
        {
            var payload = sent.Payload;
            payload.Remove("trigger_id");
            payload["text"] = line;
            Assert.Equal(HttpStatusCode.OK, (await app.Attacker.Signed(sent.With(payload))).Status);
        }
        Assert.Equal(3, (await app.Rows(EdgeApp.Workspace)).Count(row => row.Split(' ')[1].Contains("|interaction|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task D2_no_change_of_any_value_in_any_payload_is_a_fault_of_ours()
    {
        const int variants = 2400;
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await Flows.Work(app, "mei", "sales");
        var seen = app.Recorder.All.DistinctBy(request => (request.Kind, request.IsCommand ? request.Fields["text"] : "")).ToList();
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var odd = new Oddities(seed, "\"T2RIVAL\"", "\"U0SAM\"", "\"C0LOBBY\"", "\"D0SAM\"", "\"view\"", "\"message\"", "\"home\"", "\"customer.open~0\"", "\"turn.undo\"", "\"<!channel> <@U0SAM> <https://evil.example|x>\"");
        // Cards are posted to nobody who waits: a slower fake would only make the test longer.
        var sent = Enumerable.Range(0, variants).Select(n => Changed(odd, seen[n % seen.Count])).ToList();
        await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (request, _) =>
        {
            var got = await app.Attacker.Signed(request);
            Assert.True((int)got.Status is 200 or (>= 400 and < 500), $"seed {seed}: {got.Status} for {Encoding.UTF8.GetString(request.Body)}");
        });
        await app.Settled();
        Assert.True(app.Errors.Count == 0, $"seed {seed}: {string.Join('\n', app.Errors.Distinct().Take(5))}");
    }

    private static Recorded Changed(Oddities odd, Recorded request)
    {
        var payload = TenantTests.Fresh(request.Payload, request.IsCommand);
        return request.IsCommand ? request.With(odd.ChangedFields(payload)) : request.With(odd.Changed(payload));
    }
}
