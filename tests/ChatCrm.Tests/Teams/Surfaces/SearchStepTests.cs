using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Any customer for a form's field, for clients that cannot search while one types: a step of its own, from which the form comes back as it was left.</summary>
public class SearchStepTests
{
    [Fact]
    public async Task In_a_dialog_the_search_is_a_step_and_the_form_comes_back_with_all_that_was_typed()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");
        Type(stage, ("kind", "Call"), ("text", "asked with care"), ("minutes", "a while"));

        await stage.Press("mei", "Search …");
        Assert.Equal("Search", stage.Dialog("mei").Title);
        await Look(stage, "huaw");
        await Choose(stage, "华为");

        Assert.Equal("Log an interaction", stage.Dialog("mei").Title);
        Assert.Contains("华为技术有限公司", Offered(stage, "customer")[stage.Field("mei", "customer")]);
        Assert.Equal(("Call", "asked with care", "a while"), (stage.Field("mei", "kind"), stage.Field("mei", "text"), stage.Field("mei", "minutes")));
        await stage.Submit("mei", ("minutes", "15"));
        Assert.Contains("✓ Call 15 min with 华为技术有限公司", stage.InDialog("mei"));
    }

    [Fact]
    public async Task A_form_on_a_card_opens_the_search_and_goes_on_in_its_dialog()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "log");
        var form = stage.Last("mei");
        stage.Teams.Fill("mei", form, "text", "asked with care");
        stage.Teams.Fill("mei", form, "kind", "Call");

        await stage.Press("mei", form, "Search …");
        await Look(stage, "acme");
        await Choose(stage, "Acme GmbH");
        Assert.Equal("asked with care", stage.Field("mei", "text"));
        await stage.Submit("mei");

        Assert.Null(stage.Teams.Open("mei"));
        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei"));
    }

    [Fact]
    public async Task Customers_that_are_not_ones_own_are_found_too_and_no_others()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("jonas", "sales", "follow_message", await Message(stage));

        await stage.Press("jonas", "Search …");
        stage.Dialog("jonas").Typed.Values["search.query"] = "acme";
        await stage.Press("jonas", "Search");

        var typed = (await stage.Teams.Search("jonas", stage.Teams.RoomFor("jonas", "sales"), null, "customer.search", "acme")).Select(hit => hit.Title);
        Assert.Equal(typed, Offered(stage, "search.chosen", "jonas").Values.SkipLast(1));
    }

    [Fact]
    public async Task Where_nothing_is_found_it_is_said_and_the_text_stays()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");
        Type(stage, ("text", "asked with care"));
        await stage.Press("mei", "Search …");

        await Look(stage, "zzz unknown");

        Assert.Contains("Nobody is called “zzz unknown”.", ((string)stage.Dialog("mei").Card["speak"]!).Replace("\u2068", "").Replace("\u2069", ""));
        Assert.Equal("zzz unknown", stage.Field("mei", "search.query"));
        await stage.Press("mei", "Back to the form");
        Assert.Equal("asked with care", stage.Field("mei", "text"));
    }

    [Fact]
    public async Task Before_anything_is_typed_ones_own_are_there_and_the_field_may_stay_as_it_was()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");
        var before = stage.Field("mei", "customer");

        await stage.Press("mei", "Search …");
        Assert.Contains("Acme KK", Card(stage));
        await stage.Press("mei", "Choose");

        Assert.Equal(before, stage.Field("mei", "customer"));
        Assert.Equal("Acme GmbH", Offered(stage, "customer")[before]);
    }

    [Fact]
    public async Task A_form_is_sent_to_the_search_before_all_is_filled_in_and_what_is_missing_is_said_when_it_is_sent()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");

        await stage.Submit("mei");

        Assert.Contains("! Choose a customer", stage.InDialog("mei"));
    }

    [Fact]
    public async Task A_process_that_did_not_ask_the_form_brings_it_back_all_the_same()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");
        Type(stage, ("kind", "Call"), ("text", "asked with care"), ("next", "someday"));
        await stage.Press("mei", "Search …");
        await Look(stage, "huaw");
        // Forms are kept for an hour.
        stage.App.Clock.Move(NodaTime.Duration.FromMinutes(61));

        await Choose(stage, "华为");

        Assert.Contains("华为技术有限公司", Offered(stage, "customer")[stage.Field("mei", "customer")]);
        Assert.Equal(("Call", "asked with care", "someday"), (stage.Field("mei", "kind"), stage.Field("mei", "text"), stage.Field("mei", "next")));
        Assert.DoesNotContain("! ", stage.InDialog("mei"));
        await stage.Say("mei", null, "华为");
        Assert.DoesNotContain("asked with care", stage.Seen("mei"));
    }

    [Fact]
    public async Task With_the_store_down_nothing_typed_is_lost_by_searching()
    {
        BreakingRowStore? store = null;
        await using var stage = await Stage.Open(file => store = new(file, Break.Reads, "secret"));
        stage.Fails = true;
        await stage.Begin("mei", "sales", "log");
        Type(stage, ("text", "asked with care"));
        await stage.Press("mei", "Search …");
        store!.Broken = true;
        Type(stage, ("search.query", "huaw"));
        await stage.Teams.Submit("mei", stage.Dialog("mei"), "Search");

        store.Broken = false;
        await Look(stage, "huaw");
        await Choose(stage, "华为");

        Assert.Equal("asked with care", stage.Field("mei", "text"));
    }

    [Fact]
    public async Task What_was_offered_a_while_ago_and_is_another_s_word_is_not_taken()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");
        await stage.Press("mei", "Search …");
        await Look(stage, "acme");

        stage.Dialog("mei").Typed.Values["search.chosen"] = "made-up";
        await stage.Press("mei", "Choose");

        Assert.Equal("Search", stage.Dialog("mei").Title);
    }

    [Fact]
    public async Task It_speaks_the_language_of_who_searches()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "me lang zh");
        await stage.Begin("mei", "sales", "log");

        await stage.Press("mei", "查找…");
        await Look(stage, "zzz", "查找");

        Assert.Contains("返回表单", Card(stage));
    }

    private static void Type(Stage stage, params (string Field, string Value)[] answers)
    {
        foreach (var (field, value) in answers) stage.Dialog("mei").Typed.Values[field] = value;
    }

    private static string Card(Stage stage) => stage.Dialog("mei").Card.ToJsonString(Stage.Plainly);

    private static async Task Look(Stage stage, string query, string button = "Search")
    {
        Type(stage, ("search.query", query));
        await stage.Press("mei", button);
    }

    private static async Task Choose(Stage stage, string name)
    {
        Type(stage, ("search.chosen", Offered(stage, "search.chosen").Single(choice => choice.Value.StartsWith(name, StringComparison.Ordinal)).Key));
        await stage.Press("mei", "Choose");
    }

    /// <summary>A field's choices in the dialog: their titles by value.</summary>
    private static Dictionary<string, string> Offered(Stage stage, string field, string who = "mei") =>
        CardTree.Inputs(stage.Dialog(who).Card).Single(input => CardTree.Id(input) == field)["choices"]!.AsArray().ToDictionary(choice => (string)choice!["value"]!, choice => App.CardJson.Plain((string)choice!["title"]!));

    private static async Task<Post> Message(Stage stage)
    {
        await stage.Teams.Write("mei", "sales", "please send the samples", mentions: false);
        return stage.Teams.Messages("jonas", "sales")[^1];
    }
}
