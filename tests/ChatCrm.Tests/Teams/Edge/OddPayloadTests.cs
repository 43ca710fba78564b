using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>Bodies that come with a good token, and are no activity that we know.</summary>
public class OddPayloadTests
{
    /// <summary>What no parser of ours takes, and what is JSON and says nothing.</summary>
    public static TheoryData<string> NoActivity =>
    [
        "", " ", "nothing", "null", "true", "0", "-1", "\"text\"", "[]", "[{}]", "{", "}", "{]", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":1}{\"a\":1}", "{\"type\":\"message\",\"type\":\"message\"}",
        "{\"a\":01}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":+1}", "{\"a\":NaN}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\t\"}", "\ufeff{}", "{\"a\":1}\0", "// note\n{}", "{\"\\ud800\":1}",
        "{\"\\ud800\":1,\"\\ud800\":2}", "{\"\\udc00\\ud800\":{}}", "{\"type\":\"message\",\"from\":{\"id\":\"a\",\"id\":\"b\"}}",
    ];

    public static TheoryData<string> Strange => ["{}", "{\"type\":\"message\"}", "{\"type\":\"\\ud800\"}", "{\"a\":\"\\ud800\"}", "{\"a\":1e999999}", "{\"a\":123456789012345678901234567890}", "{\"channelId\":\"msteams\"}", "{\"channelId\":\"webchat\",\"type\":\"message\",\"text\":\"due\"}"];

    [Theory]
    [MemberData(nameof(NoActivity))]
    public async Task D2_what_is_no_activity_is_refused(string body) => await Refused(body, 400);

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task D2_what_says_not_where_it_comes_from_is_refused(string body) => await Refused(body, 403);

    [Fact]
    public async Task D2_bytes_that_are_no_text_are_refused()
    {
        await using var app = await EdgeApp.Start(records: false);
        using var http = new HttpClient();
        byte[][] bodies = [[0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [.. "{\"type\":\""u8, 0xff, .. "\"}"u8], [.. "{\"type\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8], new byte[1000], Encoding.Unicode.GetBytes("{}"), [0xef, 0xbb, 0xbf, .. "{}"u8]];
        foreach (var body in bodies)
            foreach (var type in new[] { "application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded", "" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, "/teams/messages")) { Content = new ByteArrayContent(body) };
                if (type.Length > 0) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                request.Headers.TryAddWithoutValidation("Authorization", app.Bearer());
                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.InRange((int)answer.StatusCode, 400, 499);
            }
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task D2_activities_that_nobody_here_knows_are_acknowledged_and_nothing_is_done()
    {
        await using var app = await EdgeApp.Start();
        var (rows, traffic) = (await app.Rows(), new Traffic(app));
        foreach (var type in new[] { "", "Message", "MESSAGE", "message ", "typing", "event", "messageUpdate", "messageDelete", "messageReaction", "endOfConversation", "handoff", "trace", "command", "contactRelationUpdate", "suggestion", new string('x', 9000), "\u0000" })
        {
            var activity = app.Teams.Message("mei", null, "log Acme GmbH call");
            activity["type"] = type;
            Assert.Equal(new(200, ""), await app.Deliver(activity));
        }
        foreach (var name in new[] { "", "ADAPTIVECARD/ACTION", "adaptiveCard/action ", "task/unknown", "composeExtension/selectItem", "composeExtension/queryAnonymousLink", "composeExtension/anonymousQueryLink", "composeExtension/querySettingUrl", "composeExtension/setting", "signin/verifyState", "signin/tokenExchange", "fileConsent/invoke", "actionableMessage/executeAction", "config/fetch", "tab/fetch", "handoff/action", "message/fetchTask", "../x", new string('x', 9000) })
            Assert.Equal(new(501, ""), await app.Teams.Invoke("mei", null, name, new JsonObject { ["data"] = new JsonObject { ["button"] = "turn.undo" } }));
        foreach (var value in new JsonNode?[] { null, "", 1, new JsonArray(), new JsonObject(), new JsonObject { ["actionName"] = "feedback", ["actionValue"] = "x" } })
            Assert.Equal(200, (await app.Teams.Invoke("mei", null, "message/submitAction", value!)).Status);
        await app.Settled();
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(traffic.Calls);
        Assert.Empty(app.Errors);
    }

    /// <summary>Every kind that we know, with values of every shape: the client gets an answer of the kind that it can show.</summary>
    [Theory]
    [InlineData("adaptiveCard/action", "statusCode")]
    [InlineData("task/fetch", "task")]
    [InlineData("task/submit", "task")]
    [InlineData("application/search", "statusCode")]
    [InlineData("composeExtension/query", "composeExtension")]
    [InlineData("composeExtension/queryLink", "composeExtension")]
    [InlineData("composeExtension/fetchTask", "task")]
    [InlineData("composeExtension/submitAction", "task")]
    public async Task D2_an_invoke_with_no_value_that_it_knows_is_answered_in_its_own_shape(string name, string property)
    {
        await using var app = await EdgeApp.Start();
        var rows = await app.Customers();
        foreach (var room in new[] { null, "lunch", "sales" })
            foreach (var value in new[] { "null", "1", "\"x\"", "[]", "{}", "{\"data\":null}", "{\"data\":[]}", "{\"data\":{}}", "{\"data\":{\"button\":1}}", "{\"data\":{\"form\":\"x\"}}", "{\"action\":[]}", "{\"action\":{\"data\":7}}", "{\"commandId\":7}", "{\"commandId\":\"log\"}", "{\"commandId\":\"log_message\"}", "{\"commandId\":\"log_message\",\"messagePayload\":7}",
                "{\"commandId\":\"search\",\"parameters\":[7,null,{}]}", "{\"commandId\":\"search\",\"parameters\":{\"name\":\"x\"}}", "{\"parameters\":[]}", "{\"url\":\"https://crm.example.com/c/\"}", "{\"url\":\"https://crm.example.com@evil.example/c/C-1001\"}", "{\"url\":\"//\"}", "{\"code\":[]}", "{\"trigger\":\"automatic\"}", "{\"action\":{\"verb\":\"card.refresh\"}}" })
            {
                var answer = await app.Teams.Invoke("mei", room, name, JsonNode.Parse(value)!);
                Assert.True(answer is { Status: 200, Json: { } json } && json.ContainsKey(property), $"{value} in {room}: {answer.Status} {answer.Body}");
            }
        Assert.Equal(rows, await app.Customers());
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task D2_what_a_bot_wrote_or_the_app_itself_is_not_heard()
    {
        await using var app = await EdgeApp.Start();
        var (rows, traffic) = (await app.Rows(), new Traffic(app));
        foreach (var (name, value) in new[] { ("role", "bot"), ("id", World.Bot) })
        {
            var activity = app.Teams.Message("mei", null, "log Acme GmbH call");
            activity["from"]![name] = value;
            Assert.Equal(new(200, ""), await app.Deliver(activity));
        }
        await app.Settled();
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(traffic.Calls);
    }

    [Fact]
    public async Task A2_activities_without_an_id_of_their_own_are_not_taken_for_each_other()
    {
        await using var app = await EdgeApp.Start();
        foreach (var line in new[] { "log Acme GmbH call 15m \"one\"", "log Acme GmbH mail \"two\"", "log Acme KK mail \"three\"" })
        {
            var activity = app.Teams.Message("mei", null, line);
            activity.Remove("id");
            Assert.Equal(200, (await app.Deliver(activity)).Status);
        }
        Assert.Equal(3, (await app.Customers()).Count(row => row.Split(' ')[1].Contains("|interaction|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task D2_no_change_of_any_value_in_any_activity_is_a_fault_of_ours()
    {
        const int variants = 2400;
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await Flows.Work(app, "mei", "sales");
        await Flows.Work(app, "mei", "lunch");
        var seen = app.Activities.DistinctBy(activity => ((string?)activity["type"], (string?)activity["name"], (string?)activity["conversation"]!["conversationType"], activity["value"] is JsonObject value ? string.Join(' ', value.Select(pair => pair.Key)) : (string?)activity["text"])).ToList();
        Assert.True(seen.Count > 40);
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var odd = new Oddities(seed, $"\"{Company.Other.Id}\"", $"\"{Rival.Lobby}\"", "\"personal\"", "\"groupChat\"", "\"invoke\"", "\"message\"", "\"bot\"", "\"customer.open\"", "\"turn.undo\"", "\"<at>ChatCrm</at>\"", "\"29:1sam_c0a8-Kf3\"", "\"add\"", "\"remove\"", "\"http://127.0.0.1:1/\"", "\"\\u202e\"");
        // What the fake thinks of calls about conversations that are none is not asked here.
        var sent = Enumerable.Range(0, variants).Select(n => app.Fresh(seen[n % seen.Count])).Select(activity => (Body: odd.Changed(activity), Service: (string)seen[0]["serviceUrl"]!)).ToList();
        await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (one, _) =>
        {
            var answer = await app.Deliver(one.Body, one.Service);
            Assert.True(answer.Status is 200 or 501 or (>= 400 and < 500), $"seed {seed}: {answer.Status} {answer.Failure} for {one.Body}");
        });
        await app.Settled();
        Assert.True(app.Errors.Count == 0, $"seed {seed}: {string.Join('\n', app.Errors.Distinct().Take(5))}");
    }

    private static async Task Refused(string body, int status)
    {
        await using var app = await EdgeApp.Start(records: false);
        var (rows, calls) = (await app.Rows(), app.Teams.Calls.Count);
        Assert.Equal(new(status, ""), await app.Teams.Send(body, app.Bearer()));
        Assert.Equal(rows, await app.Rows());
        Assert.Equal(calls, app.Teams.Calls.Count);
        Assert.Empty(app.Errors);
    }
}
