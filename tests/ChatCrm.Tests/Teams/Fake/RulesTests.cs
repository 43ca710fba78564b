using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What a message or a card may not be.</summary>
public class RulesTests
{
    private static readonly Dictionary<string, (Action<JsonObject> Break, string Says)> Broken = new()
    {
        ["text beside a card"] = (message => message["text"] = "x", "text and card in one activity"),
        ["nothing"] = (message => message.Remove("attachments"), "neither text nor card"),
        ["two cards"] = (message => message["attachments"]!.AsArray().Add(Samples.Attachment(Samples.Card("x"))), "more than one card"),
        ["another type"] = (message => message["type"] = "event", "unknown type event"),
        ["another property"] = (message => message["blocks"] = "x", "unknown property blocks"),
        ["another format"] = (message => message["textFormat"] = "html", "unknown textFormat html"),
        ["another content"] = (message => message["attachments"]![0]!["contentType"] = "application/vnd.microsoft.card.hero", "unknown contentType application/vnd.microsoft.card.hero"),
        ["a long summary"] = (message => message["summary"] = new string('x', 42_000), "longer than advised"),
        ["a long card"] = (message => Card(message)["speak"] = new string('x', 25_000), "a card of more than 25000 units"),
        ["a new version"] = (message => Card(message)["version"] = "1.6", "version 1.6"),
        ["no card"] = (message => Card(message)["type"] = "Card", "no AdaptiveCard"),
        ["no body"] = (message => Card(message).Remove("body"), "no body"),
        ["an unknown element"] = (message => Add(message, """{"type":"Nonsense"}"""), "unknown element Nonsense"),
        ["media"] = (message => Add(message, """{"type":"Media"}"""), "unknown element Media"),
        ["a chart without a fallback"] = (message => Add(message, """{"type":"Chart.Donut"}"""), "Chart.Donut without a fallback"),
        ["an unknown action"] = (message => Actions(message, """{"type":"Action.Popover","title":"x"}"""), "unknown action Action.Popover"),
        ["no verb"] = (message => Actions(message, """{"type":"Action.Execute","title":"x"}"""), "an Action.Execute without a verb"),
        ["no verb in a fallback"] = (message => Actions(message, """{"type":"Action.Submit","title":"x","fallback":{"type":"Action.Execute","title":"x"}}"""), "an Action.Execute without a verb"),
        ["a script"] = (message => Actions(message, """{"type":"Action.OpenUrl","title":"x","url":"javascript:alert(1)"}"""), "an Action.OpenUrl to javascript:alert(1)"),
        ["an unknown submit"] = (message => Actions(message, """{"type":"Action.Submit","title":"x","data":{"msteams":{"type":"task/open"}}}"""), "an Action.Submit of the type task/open"),
        ["seven in a row"] = (message => Actions(message, [.. Enumerable.Repeat("""{"type":"Action.Submit","title":"x"}""", 7)]), "more than 6 actions in a row"),
        ["an id twice"] = (message => Add(message, """{"type":"Input.Text","id":"a"}""", """{"type":"Container","items":[{"type":"Input.Text","id":"a"}]}"""), "the input a twice"),
        ["no id"] = (message => Add(message, """{"type":"Input.Text"}"""), "an input without an id"),
        ["required without words"] = (message => Add(message, """{"type":"Input.Text","id":"a","isRequired":true}"""), "a is required and does not say so"),
        ["a toggle without a value"] = (message => Add(message, """{"type":"Input.Toggle","id":"a","title":"x"}"""), "the toggle a has no value"),
        ["too many viewers"] = (message => Card(message)["refresh"] = Refresh([.. Enumerable.Repeat(new Person(Company.IdOf("mei"), "mei", "", Company.Tenant).Mri, 61)]), "a refresh for 61 people, 60 at most"),
        ["a viewer by object id"] = (message => Card(message)["refresh"] = Refresh(Company.IdOf("mei")), $"a refresh for {Company.IdOf("mei")}, who is not there"),
        ["a viewer from elsewhere"] = (message => Card(message)["refresh"] = Refresh(new Person(Company.IdOf("tomo"), "tomo", "", Company.Tenant).Mri), "who is not there"),
        ["a mention without an entity"] = (message => Add(message, """{"type":"TextBlock","text":"<at>Mei</at>"}"""), "card: an <at> without an entity"),
    };

    public static TheoryData<string> All => [.. Broken.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task A_rule_that_is_broken_is_told_and_kept_as_a_fault(string rule)
    {
        await using var stub = await StubService.Start();
        var message = Samples.Message(Samples.Card("Acme GmbH", "Log"));
        var room = stub.Teams.World.Room("lunch");
        await stub.Post(room, message);
        Assert.Empty(stub.Teams.Faults);
        Broken[rule].Break(message);

        var (status, body) = await stub.Call(HttpMethod.Post, room, "activities", message);

        Assert.Equal(400, status);
        Assert.Equal("BadSyntax", (string?)body!["error"]!["code"]);
        Assert.Contains(Broken[rule].Says, Assert.Single(stub.Teams.Faults), StringComparison.Ordinal);
        Assert.Single(stub.Teams.Messages("mei", "lunch"));
    }

    [Fact]
    public async Task What_is_too_big_is_413()
    {
        await using var stub = await StubService.Start();
        var message = Samples.Text(new string('x', 60_000));

        Assert.Equal((413, "MessageSizeTooBig"), await Refused(stub, message));
    }

    [Theory]
    [InlineData("Hello <at>Mei</at>", false)]
    [InlineData("Hello <AT id=1>Mei", false)]
    [InlineData("Hello <at>Mei Lin</at>", true)]
    [InlineData("Hello &lt;at&gt;Mei&lt;/at&gt; <b>", true)]
    public async Task A_mention_in_a_text_needs_its_entity(string text, bool taken)
    {
        await using var stub = await StubService.Start();
        var message = Samples.Text(text);
        if (text.Contains("Mei Lin", StringComparison.Ordinal)) message["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Mei Lin</at>", ["mentioned"] = new JsonObject { ["id"] = "29:x" } });

        var (status, _) = await stub.Call(HttpMethod.Post, stub.Teams.World.Room("lunch"), "activities", message);

        Assert.Equal(taken ? 201 : 400, status);
        Assert.Equal(taken, stub.Teams.Faults.Count == 0);
    }

    [Fact]
    public async Task A_refresh_for_people_who_are_there_and_a_chart_with_a_fallback_are_taken()
    {
        await using var stub = await StubService.Start();
        var message = Samples.Message(Samples.Card("x"));
        Card(message)["refresh"] = Refresh(stub.Teams.World.Person("mei").Mri, stub.Teams.World.Person("jonas").Mri);
        Add(message, """{"type":"Chart.Donut","fallback":{"type":"TextBlock","text":"3 of 4"}}""");

        await stub.Post(stub.Teams.World.Room("lunch"), message);

        Assert.Empty(stub.Teams.Faults);
    }

    private static async Task<(int, string?)> Refused(StubService stub, JsonObject message)
    {
        var (status, body) = await stub.Call(HttpMethod.Post, stub.Teams.World.Room("lunch"), "activities", message);
        return (status, (string?)body?["error"]?["code"]);
    }

    private static JsonObject Card(JsonObject message) => (JsonObject)message["attachments"]![0]!["content"]!;

    private static void Add(JsonObject message, params IReadOnlyList<string> elements)
    {
        foreach (var element in elements) Card(message)["body"]!.AsArray().Add(JsonNode.Parse(element));
    }

    private static void Actions(JsonObject message, params IReadOnlyList<string> actions) => Add(message, $$"""{"type":"ActionSet","actions":[{{string.Join(',', actions)}}]}""");

    private static JsonObject Refresh(params IReadOnlyList<string> users) => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "card.refresh" }, ["userIds"] = new JsonArray([.. users.Select(user => JsonValue.Create(user))]),
    };
}
