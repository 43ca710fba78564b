using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Conversation;
using ChatCrm.Tests.Approved;
using ChatCrm.Texts;

namespace ChatCrm.Tests.Slack.BlockKit;

public class SlackTypesTests
{
    [Fact]
    public async Task Slack_s_types_object_to_nothing_that_is_drawn()
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        (string Kind, string Json)[] drawn = [.. Approved, .. LiteralTextTests.All.Chunk(11).Select(some => some[0]), .. Others, .. AnySize(new(seed))];
        Assert.True(drawn.Length > 300);
        var said = await SlackTypes.Check(drawn);
        Assert.True(said is [], $"Seed {seed}: {string.Join('\n', said)}");
    }

    [Fact]
    public async Task Slack_s_types_object_to_each_thing_that_is_wrong()
    {
        var said = await SlackTypes.Check(Wrong.Prepend(("blocks", """[{"type":"divider"}]""")));
        Assert.All(Wrong, wrong => Assert.Contains(said, complaint => complaint.StartsWith($"{wrong.Kind}: error", StringComparison.Ordinal) && complaint.EndsWith($" in {wrong.Json}", StringComparison.Ordinal)));
        Assert.DoesNotContain(said, complaint => complaint.EndsWith("""[{"type":"divider"}]""", StringComparison.Ordinal));
    }

    private static (string Kind, string Json)[] Wrong =>
    [
        ("blocks", """[{"type":"nonsense"}]"""),
        ("blocks", """[{"type":"section","text":{"type":"markdown","text":"x"}}]"""),
        ("blocks", """[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]"""),
        ("blocks", """[{"type":"actions","elements":[{"type":"button","action_id":"a","text":"x"}]}]"""),
        ("blocks", """[{"type":"section","text":{"type":"plain_text","text":"x"},"colour":"red"}]"""),
        ("message", """{"blocks":[]}"""),
        ("modal", """{"type":"modal","blocks":[{"type":"nonsense"}],"title":{"type":"plain_text","text":"x"}}"""),
        ("modal", """{"type":"modal","blocks":[]}"""),
        ("modal", """{"type":"modal","blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"overflow","options":[]}}],"title":{"type":"plain_text","text":"x"}}"""),
        ("home", """{"type":"modal","blocks":[]}"""),
        ("options", """{"options":[{"label":"x","value":"y"}]}"""),
        ("errors", """{"response_action":"errors","errors":{"note":1}}"""),
    ];

    private static IEnumerable<(string Kind, string Json)> Approved =>
        from file in Directory.GetFiles(Path.Combine(Approval.Folder, "BlockKit"), "*.json")
        let json = File.ReadAllText(file)
        select ((string?)JsonNode.Parse(json)!["type"] ?? "message", json);

    private static IEnumerable<(string Kind, string Json)> AnySize(Random random) => Enumerable.Range(0, 25).SelectMany(_ => Drawn.Surfaces
        .Select(surface => (surface.Key, surface.Value(Samples.Card(random)).ToJsonString()))
        .Append(("modal", Drawn.Modal(Samples.Form(random)).ToJsonString())));

    private static IEnumerable<(string Kind, string Json)> Others =>
    [
        ("modal", Json(json => Blocks.Loading(json, Wording.In("en"), "meta", "Log"))),
        ("options", Json(json => Blocks.Options(json, [new("Acme", "c-1")]))),
        ("errors", System.Text.Encoding.UTF8.GetString(Blocks.Errors(new Form("f", "1", "Log", "Save", [new TextField("note", "Note")]) { Errors = new Dictionary<string, string> { ["note"] = "No date." } })!)),
    ];

    private static string Json(Action<Utf8JsonWriter> draw) => Drawn.Read(draw).ToJsonString();
}
