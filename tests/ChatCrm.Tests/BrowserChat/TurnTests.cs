using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.BrowserChat;

public class TurnTests
{
    private const string Id = "11111111-1111-4111-8111-111111111111";

    private static readonly Reply Acme = new Reply.Show(new Card(new Heading(Text.Theirs("Acme GmbH"))));

    private static string Post(string kind, string rest = "", string person = "jonas", string room = "sales", string id = Id) =>
        $$"""{"id":"{{id}}","person":"{{person}}","room":"{{room}}","kind":"{{kind}}"{{(rest.Length > 0 ? "," + rest : "")}}}""";

    [Fact]
    public async Task A_typed_line_becomes_a_turn_of_the_person_in_the_room()
    {
        Turn? heard = null;
        await using var host = await ConsoleHost.Start((turn, _) => { heard = turn; return Task.FromResult(Acme); });
        Assert.Equal((200, """{"still":false}"""), await host.Post(Post("said", """ "line":"log Acme for @mei remind #Japan @nobody" """)));
        Assert.Equal(new Speaker("console:jonas", "Jonas Weber", "en", "Europe/Berlin"), heard!.Who);
        Assert.Equal(new Place("console:sales", Audience.Members, new("console:room/sales"), "sales"), heard.Where);
        Assert.Equal((Id, "demo", $"m-{Id}"), (heard.Id, heard.Workspace, heard.ReplyId));
        Assert.Equal([new("@mei", "console:mei"), new("#Japan", "console:japan")], Assert.IsType<Input.Said>(heard.What).Mentions);
    }

    public static TheoryData<string, string, Input> Kinds => new()
    {
        { "pressed", """ "message":"m-1","data":{"button":"undo","value":"v","drawing":"d"} """, new Input.Pressed("undo", "v", "d", "m-1") },
        { "lookedUp", """ "lookup":"customer","query":"华" """, new Input.LookedUp("customer", "华") },
        { "arrived", "", new Input.Arrived() },
    };

    [Theory, MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public async Task Each_kind_arrives_as_its_input(string kind, string rest, Input expected)
    {
        Turn? heard = null;
        await using var host = await ConsoleHost.Start((turn, _) => { heard = turn; return Task.FromResult<Reply>(new Reply.Quiet()); });
        Assert.Equal(200, (await host.Post(Post(kind, rest, room: "direct/jonas"))).Status);
        Assert.Equal(expected, heard!.What);
        Assert.Equal(new Place("console:direct/jonas", Audience.Direct, new("console:direct/jonas")), heard.Where);
    }

    [Fact]
    public async Task A_form_comes_back_in_the_post_and_its_values_go_out_with_the_next()
    {
        var form = new Form("interaction.log", "f-1", "Log", "Save", [new TextField("note", "Note")]) { State = "s" };
        Input.Submitted? sent = null;
        await using var host = await ConsoleHost.Start((turn, _) =>
        {
            sent = turn.What as Input.Submitted;
            return Task.FromResult<Reply>(sent is null ? new Reply.Ask(form) : new Reply.NotValid(form.Refused(sent.Values, new Dictionary<string, string> { ["note"] = "Too short." })));
        });
        var asked = JsonNode.Parse((await host.Post(Post("said", """ "line":"log" """))).Body)!["form"]!;
        Assert.Equal(("Log", "AdaptiveCard"), ((string?)asked["title"], (string?)asked["card"]!["type"]));
        var refused = await host.Post(Post("submitted", """ "data":{"form":"interaction.log","formId":"f-1","state":"s","note":"x"} """, id: Guid.NewGuid().ToString()));
        Assert.Equal(("interaction.log", "f-1", "s", "x"), (sent!.Form, sent.FormId, sent.State, sent.Values["note"]));
        Assert.Equal("Too short.", (string?)JsonNode.Parse(refused.Body)!["form"]!["errors"]!["note"]);
    }

    [Fact]
    public async Task E3_the_same_turn_fifty_times_at_once_shows_its_line_and_answer_once()
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult(Acme));
        var posts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Post(Post("said", """ "line":"acme" """))));
        Assert.All(posts, post => Assert.Equal(200, post.Status));
        await using var events = await EventReader.Open(host, "jonas");
        Assert.Equal([$"u-{Id}", $"m-{Id}"], from shown in await events.UntilReady() where shown.Name == "message" select shown["id"]);
    }

    [Fact]
    public async Task A_slow_answer_is_still_under_way_and_comes_with_the_next_post()
    {
        var answer = new TaskCompletionSource<Reply>();
        await using var host = await ConsoleHost.Start((_, _) => answer.Task, patience: TimeSpan.Zero);
        Assert.Equal((202, """{"still":true}"""), await host.Post(Post("said", """ "line":"acme" """)));
        answer.SetResult(Acme);
        // A finished answer is given whatever the patience.
        Assert.Equal((200, """{"still":false}"""), await host.Post(Post("said", """ "line":"acme" """)));
    }

    [Fact]
    public async Task An_answer_that_nobody_waits_for_is_in_the_room_all_the_same()
    {
        var answer = new TaskCompletionSource<Reply>();
        await using var host = await ConsoleHost.Start((_, _) => answer.Task, patience: TimeSpan.Zero);
        await host.Post(Post("said", """ "line":"acme" """));
        await using var events = await EventReader.Open(host, "jonas");
        await events.UntilReady();
        answer.SetResult(Acme);
        Assert.Equal($"m-{Id}", (await events.Next())["id"]);
    }

    [Fact]
    public async Task What_fails_is_said_and_the_next_post_of_the_same_turn_is_answered()
    {
        var calls = 0;
        await using var host = await ConsoleHost.Start((_, _) => calls++ == 0 ? throw new IOException("disk") : Task.FromResult(Acme));
        var (status, body) = await host.Post(Post("said", """ "line":"acme" """));
        Assert.Equal(500, status);
        Assert.DoesNotContain("disk", body, StringComparison.Ordinal);
        Assert.Equal(200, (await host.Post(Post("said", """ "line":"acme" """))).Status);
    }

    public static TheoryData<string> BadBodies =>
    [
        "", "null", "[]", "1", "\"said\"", "{", "{}", "{\"id\":1}", Post("said"), Post("said", "\"line\":5"), Post("said", "\"line\":null"), Post("said", "\"line\":[\"a\"]"),
        Post("said", "\"line\":{\"a\":1}"), Post("said", "\"line\":true"), Post("said", """ "line":"\ud800" """), Post("said", """ "line":"a\udc00b" """),
        Post("said", "\"line\":\"a\",\"line\":\"b\""), Post("said", "\"line\":\"a\",\"Line\":\"b\""), Post("said", "\"line\":\"a\",\"\\u006cine\":\"b\""), Post("shouted", "\"line\":\"a\""), Post("SAID", "\"line\":\"a\""),
        Post("said", "\"line\":\"a\"", person: "nobody"), Post("said", "\"line\":\"a\"", room: "nowhere"), Post("said", "\"line\":\"a\"", room: "direct/mei"),
        Post("said", "\"line\":\"a\"", person: "tomo", room: "sales"), Post("said", "\"line\":\"a\"", id: "1"), Post("said", "\"line\":\"a\"", id: ""),
        Post("pressed"), Post("pressed", "\"data\":null"), Post("pressed", "\"data\":[]"), Post("pressed", "\"data\":{}"), Post("pressed", "\"data\":{\"button\":{}}"),
        Post("pressed", """ "data":{"button":"\ud83d"} """), Post("pressed", """ "data":{"\ud800":"x","button":"b"} """), Post("pressed", "\"data\":{\"button\":\"a\",\"button\":\"b\"}"), Post("pressed", "\"message\":3,\"data\":{\"button\":\"a\"}"),
        Post("pressed", "\"data\":{\"form\":\"f\",\"formId\":\"1\"}"), Post("submitted"), Post("submitted", "\"data\":{\"button\":\"b\"}"), Post("submitted", "\"data\":{\"form\":\"f\"}"), Post("submitted", """ "data":{"form":"f","formId":"1","note":"\udfff"} """),
        Post("lookedUp"), Post("lookedUp", "\"lookup\":7"), Post("lookedUp", "\"lookup\":\"customer\",\"query\":[]"), Post("said", "\"line\":\"a\"") + "x", Post("said", "\"line\":\"a\"").Replace(":", "=", StringComparison.Ordinal),
        Post("pressed", "\"data\":" + string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200))), "\uFEFF" + Post("said"), Post("said", "\"line\":\"a\",}"), "// " + Post("said", "\"line\":\"a\""), Post("woke", "\"wake\":\"w\""),
    ];

    [Theory, MemberData(nameof(BadBodies), DisableDiscoveryEnumeration = true)]
    public async Task D2_a_body_that_is_not_what_the_page_sends_is_refused_with_a_sentence(string body)
    {
        var heard = new ConcurrentBag<Turn>();
        await using var host = await ConsoleHost.Start((turn, _) => { heard.Add(turn); return Task.FromResult(Acme); });
        var (status, answer) = await host.Post(body);
        Assert.Equal(400, status);
        Assert.EndsWith(".", JsonDocument.Parse(answer).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(heard);
    }

    /// <summary>Each value of good bodies swapped for each other type: never 5xx.</summary>
    [Fact]
    public async Task D2_no_swap_of_types_is_an_error_of_ours()
    {
        string[] good = [Post("said", "\"line\":\"a\""), .. Kinds.Select(row => Post(row.Data.Item1, row.Data.Item2)), Post("submitted", "\"data\":{\"form\":\"f\",\"formId\":\"1\",\"note\":\"x\"}")];
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult(Acme));
        foreach (var swapped in good.SelectMany(Swaps))
            Assert.True((await host.Post(swapped)).Status is 200 or 400, swapped);
    }

    private static IEnumerable<string> Swaps(string body) =>
        from path in Paths(JsonNode.Parse(body)!)
        from value in new[] { "null", "true", "0", "-1e400", "\"\"", "\"\\ud800\"", "[]", "[[]]", "{}", "{\"a\":1,\"a\":2}" }
        select body.Replace(path, value, StringComparison.Ordinal);

    /// <summary>The values as they stand in the text.</summary>
    private static IEnumerable<string> Paths(JsonNode node) => node is JsonObject map
        ? map.SelectMany(pair => Paths(pair.Value!))
        : [JsonSerializer.Serialize((string?)node, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })];
}
