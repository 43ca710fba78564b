using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>Links to customers that people paste.</summary>
public class PreviewTests
{
    private const string Acme = "https://crm.example.com/c/C-1001", AcmeKk = "https://crm.example.com/c/C-1002";

    [Theory]
    [InlineData("sales", false)]
    [InlineData("", false)]
    [InlineData("sales", true)]
    [InlineData("partners", false)]
    public async Task A_pasted_link_shows_the_code_and_the_name_and_no_more(string room, bool composer)
    {
        await using var stage = await Stage.Open();

        var post = await Paste(stage, "mei", room, composer, Acme);

        Assert.Equal("Acme GmbH C-1001 [Show to me]", Preview(post, Acme));
    }

    [Fact]
    public async Task The_code_on_a_customer_s_card_is_the_link_that_shows_code_and_name_where_it_is_pasted()
    {
        await using var stage = await Stage.Open();

        await stage.Command("mei", "sales", "acme gmbh");

        Assert.Contains($"<{Acme}|C-1001>", stage.Last("mei", "sales").Blocks.ToJsonString(Plainly));
        Assert.Equal("Acme GmbH C-1001 [Show to me]", Preview(await Paste(stage, "mei", "sales", false, Acme), Acme));
    }

    [Fact]
    public async Task Where_the_service_has_no_address_to_the_outside_the_code_is_no_link_and_a_pasted_one_shows_nothing()
    {
        await using var stage = await Stage.Open(("PublicAddress", ""));

        await stage.Command("mei", "sales", "acme gmbh");

        Assert.Contains("C-1001", stage.Seen("mei", "sales"));
        Assert.DoesNotContain("/c/C-1001", stage.Last("mei", "sales").Blocks.ToJsonString(Plainly));
        Assert.Null((await Paste(stage, "mei", "sales", false, Acme)).Unfurls);
    }

    [Fact]
    public async Task A_link_that_the_bot_itself_has_posted_shows_nothing()
    {
        await using var stage = await Stage.Open();

        await stage.Event("mei", "sales", new() { ["type"] = "link_shared", ["user"] = World.BotUser, ["message_ts"] = stage.Slack.World.NextTs(), ["links"] = new JsonArray(new JsonObject { ["domain"] = "crm.example.com", ["url"] = Acme }) });

        Assert.DoesNotContain(stage.Slack.Calls, call => call.Method is "chat.unfurl" or "users.info");
    }

    [Fact]
    public async Task A_link_that_a_guest_pastes_shows_nothing()
    {
        await using var stage = await Stage.Open();

        Assert.Null((await Paste(stage, "tomo", "partners", false, Acme)).Unfurls);
    }

    [Fact]
    public async Task A_room_shared_with_another_company_sees_the_code_and_the_name()
    {
        await using var stage = await Stage.Open();
        stage.Slack.World.Room("sales").ExtShared = true;

        Assert.Equal("Acme GmbH C-1001 [Show to me]", Preview(await Paste(stage, "mei", "sales", false, Acme), Acme));
    }

    [Fact]
    public async Task An_unknown_code_shows_nothing()
    {
        await using var stage = await Stage.Open();

        Assert.Null((await Paste(stage, "mei", "sales", false, "https://crm.example.com/c/C-9999")).Unfurls);
    }

    [Fact]
    public async Task Each_of_a_few_links_is_shown_once()
    {
        await using var stage = await Stage.Open();

        var post = await Paste(stage, "mei", "sales", false, Acme, AcmeKk, Acme);

        Assert.Equal([Acme, AcmeKk], post.Unfurls!.Select(unfurl => unfurl.Key));
    }

    [Fact]
    public async Task Many_links_are_a_list_and_show_nothing()
    {
        await using var stage = await Stage.Open();

        var post = await Paste(stage, "mei", "sales", false, [.. Enumerable.Range(1001, 4).Select(code => $"https://crm.example.com/c/C-{code}")]);

        Assert.Null(post.Unfurls);
    }

    [Theory]
    [InlineData("mei", "FOB Hamburg")]
    [InlineData("jonas", "Owner Mei Lin")]
    public async Task Whoever_presses_is_shown_what_they_may_see_and_nobody_else_sees_it(string who, string seen)
    {
        await using var stage = await Stage.Open();
        var post = await Paste(stage, "mei", "sales", false, Acme);

        Assert.True((await stage.Slack.ClickPreview(who, post, Acme, "Show to me")).Ok);
        await stage.Quiet();

        Assert.Contains(seen, stage.Seen(who, "sales"));
        Assert.All(stage.Posts(who, "sales"), answer => Assert.Equal(Company.IdOf(who), answer.Only));
        Assert.Empty(stage.Posts("priya", "sales"));
    }

    [Fact]
    public async Task Whoever_presses_in_a_room_without_the_bot_is_answered_there()
    {
        await using var stage = await Stage.Open();
        stage.Slack.AddRoom("club", RoomKind.Public, ["mei"], withBot: false);
        var post = await Paste(stage, "mei", "club", false, Acme);

        await stage.Slack.ClickPreview("mei", post, Acme, "Show to me");
        await stage.Quiet();

        Assert.Contains("FOB Hamburg", stage.Seen("mei", "club"));
    }

    [Fact]
    public async Task A_rep_of_another_team_is_not_shown_what_the_customer_needs()
    {
        await using var stage = await Stage.Open();
        var post = await Paste(stage, "mei", "sales", false, Acme);

        await stage.Slack.ClickPreview("jonas", post, Acme, "Show to me");
        await stage.Quiet();

        Assert.DoesNotContain("FOB", stage.Seen("jonas", "sales"));
    }

    [Fact]
    public async Task A_guest_who_presses_is_shown_nothing_of_the_customer()
    {
        await using var stage = await Stage.Open();
        var post = await Paste(stage, "mei", "partners", false, Acme);

        await stage.Slack.ClickPreview("tomo", post, Acme, "Show to me");
        await stage.Quiet();

        Assert.DoesNotContain("Acme", stage.Seen("tomo", "partners"));
    }

    [Fact]
    public async Task Whoever_presses_among_guests_is_shown_what_such_a_room_may_see()
    {
        await using var stage = await Stage.Open();
        var post = await Paste(stage, "mei", "partners", false, Acme);

        await stage.Slack.ClickPreview("mei", post, Acme, "Show to me");
        await stage.Quiet();

        Assert.DoesNotContain("FOB", stage.Seen("mei", "partners"));
    }

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<Post> Paste(Stage stage, string who, string room, bool composer, params string[] urls)
    {
        var (post, answer) = await stage.Slack.Paste(who, room, [.. urls.Select(url => new Uri(url))], composer);
        Assert.True(answer.Ok);
        await stage.Quiet();
        return post;
    }

    private static string Preview(Post post, string url)
    {
        var blocks = post.Unfurls![url]!["blocks"]!.AsArray();
        return string.Join(' ', [.. blocks.SelectMany(block => BlockText.Lines(block!.AsObject())).Where(line => line.Length > 0), .. Screen.Knobs(blocks).Select(knob => $"[{knob.Label}]")]);
    }
}
