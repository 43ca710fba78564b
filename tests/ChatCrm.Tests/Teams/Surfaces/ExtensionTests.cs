using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>The message extension: searching while somebody writes, forms from the compose box and from a message, links.</summary>
public class ExtensionTests
{
    [Fact]
    public async Task Before_anything_is_typed_the_own_customers_are_there()
    {
        await using var stage = await Stage.Open();

        var found = await stage.Teams.Query("mei", "sales", "search", "");

        Assert.Equal(["Acme GmbH", "Acme KK", "华为技术有限公司"], found.Select(Title).Select(title => title.Split(" · ")[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("acm", "Acme GmbH|Acme KK")]
    [InlineData("huaw", "华为技术有限公司")]
    [InlineData("nobody at all", "")]
    public async Task Customers_are_found_while_their_name_is_typed(string typed, string found)
    {
        await using var stage = await Stage.Open();

        Assert.Equal(found, string.Join('|', (await stage.Teams.Query("mei", "sales", "search", typed)).Select(entry => Title(entry).Split(" · ")[0])));
    }

    [Fact]
    public async Task What_is_picked_is_a_card_with_code_and_name_alone()
    {
        await using var stage = await Stage.Open();
        var found = await stage.Teams.Query("mei", "sales", "search", "acme gmbh");

        var card = found[0];

        var json = card.ToJsonString(Stage.Plainly);
        Assert.Contains("C-1001", json);
        Assert.Equal(["Show to me"], CardTree.Knobs((JsonObject)card["content"]!).Select(knob => knob.Label));
        foreach (var secret in new[] { "Berlin", "Maria", "FOB", "Mei" }) Assert.DoesNotContain(secret, json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Each_customer_that_is_found_has_a_card_of_its_own()
    {
        await using var stage = await Stage.Open();

        var found = await stage.Teams.Query("mei", "sales", "search", "acm");

        Assert.Equal(["C-1001", "C-1002"], found.Select(entry => new[] { "C-1001", "C-1002" }.Single(entry["content"]!.ToJsonString().Contains)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("mei", "FOB Hamburg")]
    [InlineData("jonas", "Owner Mei Lin")]
    public async Task Whoever_presses_an_inserted_card_is_shown_what_they_may_see_in_their_own_chat(string who, string seen)
    {
        await using var stage = await Stage.Open();
        var card = await Inserted(stage);

        await Show(stage, who, "sales", card);

        Assert.Contains(seen, stage.Seen(who));
        Assert.Empty(stage.Posts(who, "sales"));
        Assert.Equal(who == "mei", stage.Seen(who).Contains("FOB", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_inserted_card_works_in_a_chat_where_the_app_is_not_and_shows_there_as_to_strangers()
    {
        await using var stage = await Stage.Open();
        stage.Teams.AddRoom("elsewhere", RoomKind.Group, "mei", "jonas").Installed = false;
        var card = await Inserted(stage);

        await Show(stage, "mei", "elsewhere", card);

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei"));
        Assert.DoesNotContain(await stage.App.Rows("teams-chat|", DirectoryRows.Partition), row => row.Key.Contains(stage.Teams.World.Room("elsewhere").Id[..8], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Searching_works_in_a_chat_where_the_app_is_not()
    {
        await using var stage = await Stage.Open();
        stage.Teams.AddRoom("elsewhere", RoomKind.Group, "mei", "jonas").Installed = false;

        Assert.NotEmpty(await stage.Teams.Query("mei", "elsewhere", "search", "acme"));
    }

    [Fact]
    public async Task An_interaction_is_logged_from_the_compose_box()
    {
        await using var stage = await Stage.Open();

        await stage.Begin("mei", "sales", "log");
        await stage.Submit("mei", ("customer", "acme"), ("kind", "Call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.InDialog("mei"));
        Assert.Empty(stage.Posts("jonas", "sales"));
        await stage.Say("mei", null, "acme gmbh");
        Assert.Contains("asked", stage.Seen("mei"));
    }

    [Fact]
    public async Task What_is_not_valid_in_it_is_said_at_its_field()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");

        await stage.Submit("mei", ("customer", "acme"), ("kind", "Call"), ("text", "asked"), ("minutes", "a while"));

        Assert.Equal(("asked", "a while"), (stage.Field("mei", "text"), stage.Field("mei", "minutes")));
        Assert.Contains("! ", stage.InDialog("mei"));
    }

    [Theory]
    [InlineData("log_message", "text")]
    [InlineData("follow_message", "text")]
    public async Task A_message_is_put_into_the_form_with_who_wrote_it_and_the_way_back(string command, string field)
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "sales", "Acme asked for FOB < 5 & \"soon\"", mentions: false);
        var message = stage.Teams.Messages("mei", "sales")[^1];

        await stage.Begin("mei", "sales", command, message);

        Assert.Equal($"Acme asked for FOB < 5 & \"soon\"\n– Jonas Weber\nhttps://teams.microsoft.com/l/message/{message.Room.Id}/{message.Id}?context=%7B%22contextType%22:%22chat%22%7D", stage.Field("mei", field));
    }

    [Fact]
    public async Task A_follow_up_is_set_from_a_message()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "sales", "Acme wants samples", mentions: false);
        await stage.Begin("mei", "sales", "follow_message", stage.Teams.Messages("mei", "sales")[^1]);

        await stage.Submit("mei", ("customer", "acme"), ("when", "tue 3pm"));

        Assert.Contains("✓ Follow-up with Acme GmbH: Tue 24 Nov 15:00", stage.InDialog("mei"));
        await stage.Say("mei", null, "due week");
        Assert.Contains("Acme wants samples", stage.Seen("mei"));
    }

    [Theory]
    [InlineData("html", "<div><div>first</div><div>second &amp; last</div></div>", "first\nsecond & last")]
    [InlineData("html", "<p>one<br>two</p><p>three&nbsp;four</p>", "one\ntwo\nthree four")]
    [InlineData("html", "<p><at id=\"0\">Mei</at> price &lt; 5 &gt; 4</p>", "Mei price < 5 > 4")]
    [InlineData("html", "<ul><li>a</li><li>b</li></ul><img src=\"x\" alt=\"y\">", "a\nb")]
    [InlineData("html", "<attachment id=\"1\"></attachment><p>quoted</p>", "quoted")]
    [InlineData("text", "plain <b>text</b> & more", "plain <b>text</b> & more")]
    [InlineData("text", "call -- next: #a:b \"c", "call -- next: #a:b \"c")]
    public async Task A_message_s_body_is_read_as_its_words(string type, string content, string words)
    {
        await using var stage = await Stage.Open();
        var value = new JsonObject
        {
            ["commandId"] = "log_message", ["commandContext"] = "message",
            ["messagePayload"] = new JsonObject { ["body"] = new JsonObject { ["contentType"] = type, ["content"] = content }, ["linkToMessage"] = "javascript:alert(1)" },
        };

        var answer = await stage.Teams.Invoke("mei", "sales", "composeExtension/fetchTask", value);

        var card = (JsonObject)answer.Json!["task"]!["value"]!["card"]!["content"]!;
        Assert.Equal(words, (string?)CardTree.Inputs(card).Single(input => CardTree.Id(input) == "text")["value"]);
    }

    [Fact]
    public async Task A_very_long_message_is_shortened_and_keeps_the_way_back()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "sales", string.Concat(Enumerable.Repeat("👨‍👩‍👧 很长 ", 900)), mentions: false);

        await stage.Begin("mei", "sales", "log_message", stage.Teams.Messages("mei", "sales")[^1]);

        Assert.Contains("…\n– Jonas Weber\nhttps://teams.microsoft.com/l/message/", stage.Field("mei", "text"));
    }

    [Theory]
    [InlineData("https://crm.example.com/c/C-1001", true)]
    [InlineData("https://crm.example.com/c/C-9999", false)]
    [InlineData("https://crm.example.com/x/C-1001", false)]
    [InlineData("https://crm.example.com/c/", false)]
    [InlineData("https://crm.example.com.evil.example/c/C-1001", false)]
    [InlineData("https://evil.example/c/C-1001", false)]
    [InlineData("https://crm.example.com@evil.example/c/C-1001", false)]
    public async Task Our_links_alone_show_code_and_name(string link, bool shown)
    {
        await using var stage = await Stage.Open();

        var found = await stage.Teams.QueryLink("mei", "sales", new(link));

        Assert.Equal(shown ? 1 : 0, found.Count);
        if (!shown) return;
        var card = (JsonObject)found[0]["content"]!;
        Assert.Equal(["Show to me"], CardTree.Knobs(card).Select(knob => knob.Label));
        Assert.Contains("Acme GmbH", found[0].ToJsonString(Stage.Plainly));
        Assert.DoesNotContain("Berlin", found[0].ToJsonString(Stage.Plainly));
    }

    [Theory]
    [InlineData("tomo", "partners")]
    [InlineData("olga", "alliance")]
    public async Task B5_Strangers_find_log_and_see_nothing(string who, string room)
    {
        await using var stage = await Stage.Open();

        Assert.Empty(await stage.Teams.Query(who, room, "search", ""));
        Assert.Empty(await stage.Teams.Query(who, room, "search", "acme"));
        Assert.Empty(await stage.Teams.QueryLink(who, room, new("https://crm.example.com/c/C-1001")));
        await stage.Begin(who, room, "log");

        Assert.True(stage.Teams.Open(who) is null || CardTree.Inputs(stage.Dialog(who).Card).Count == 0);
    }

    [Fact]
    public async Task A_command_that_is_not_ours_is_answered_politely()
    {
        await using var stage = await Stage.Open();

        Assert.NotEmpty(await stage.Begin("mei", "sales", "from_an_older_version"));
    }

    private static string Title(JsonObject entry) => (string?)entry["preview"]?["content"]?["title"] ?? "";

    private static async Task<JsonObject> Inserted(Stage stage)
    {
        var found = await stage.Teams.Query("mei", "sales", "search", "acme gmbh");
        return (JsonObject)found[0]["content"]!;
    }

    /// <summary>Somebody's message carries the card: its button says nothing of a message of ours.</summary>
    private static async Task Show(Stage stage, string who, string room, JsonObject card)
    {
        var action = (JsonObject)CardTree.Find(card, "Show to me")!.Action.DeepClone();
        Assert.True((await stage.Teams.Invoke(who, room, "adaptiveCard/action", new JsonObject { ["action"] = action, ["trigger"] = "manual" })).Ok);
        await stage.Quiet();
    }
}
