using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Forms in dialogs: opened from cards, refilled where something is not valid, closed only when it is saved.</summary>
public class DialogTests
{
    [Fact]
    public async Task A_button_that_asks_opens_a_dialog_filled_with_what_is_known()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");

        await stage.Press("mei", stage.Last("mei"), "Log");

        Assert.Equal("Log an interaction", stage.Dialog("mei").Title);
        Assert.Equal("acme", stage.Field("mei", "customer"));
    }

    [Fact]
    public async Task A_saved_form_closes_its_dialog_and_is_answered_in_the_chat()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");

        await stage.Submit("mei", ("kind", "Call"), ("text", "asked"));

        Assert.Null(stage.Teams.Open("mei"));
        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei"));
    }

    [Fact]
    public async Task Where_the_answer_cannot_be_posted_the_dialog_stays_and_shows_it()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");
        stage.Teams.Refuse("send", 502);

        await stage.Submit("mei", ("kind", "Call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.InDialog("mei"));
    }

    [Fact]
    public async Task What_is_not_valid_is_said_at_its_field_and_all_that_was_typed_stays()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");
        var before = stage.Posts("mei").Count;

        await stage.Submit("mei", ("kind", "Call"), ("text", "asked"), ("minutes", "a while"), ("next", "someday"));

        var seen = stage.InDialog("mei").Split('\n');
        Assert.Equal(("asked", "a while", "someday"), (stage.Field("mei", "text"), stage.Field("mei", "minutes"), stage.Field("mei", "next")));
        Assert.StartsWith("! ", seen[Array.FindIndex(seen, line => line.EndsWith(": a while", StringComparison.Ordinal)) + 1]);
        Assert.StartsWith("! ", seen[Array.FindIndex(seen, line => line.EndsWith(": someday", StringComparison.Ordinal)) + 1]);
        Assert.Equal(before, stage.Posts("mei").Count);
    }

    [Fact]
    public async Task A_refilled_form_is_saved_once_it_is_valid()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");
        await stage.Submit("mei", ("kind", "Call"), ("text", "asked"), ("minutes", "a while"));

        await stage.Submit("mei", ("minutes", "15"));

        Assert.Null(stage.Teams.Open("mei"));
        Assert.Contains("✓ Call 15 min with Acme GmbH", stage.Seen("mei"));
        Assert.Contains("asked", stage.Seen("mei"));
    }

    [Fact]
    public async Task A_form_from_a_room_s_card_is_answered_to_who_sent_it_alone_and_the_dialog_says_where()
    {
        await using var stage = await Stage.Open();
        await Shared(stage);
        var before = stage.Posts("jonas", "sales").Count;
        await stage.Press("priya", stage.Last("priya", "sales"), "Log");

        var told = await stage.Submit("priya", ("kind", "Call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("priya"));
        Assert.Equal("Done. The answer is in your chat with ChatCrm.", told);
        Assert.Equal(before, stage.Posts("jonas", "sales").Count);
    }

    [Fact]
    public async Task A_form_about_what_is_gone_stays_open_with_all_that_was_typed()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "log Acme GmbH call 15m");
        await stage.Press("mei", stage.Last("mei"), "Edit");
        await stage.Teams.Write("mei", null, "undo");

        await stage.Submit("mei", ("text", "typed with care"));

        Assert.Equal("typed with care", stage.Field("mei", "text"));
    }

    [Fact]
    public async Task What_two_people_changed_is_asked_in_the_chat_and_the_choice_is_kept()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Edit");
        await stage.Say("priya", null, "set Acme GmbH city:Hamburg");

        await stage.Submit("mei", ("city", "Munich"));
        Assert.Contains("Hamburg", stage.Seen("mei"));
        await stage.Press("mei", stage.Last("mei"), "Take mine");

        await stage.Say("mei", null, "acme gmbh");
        Assert.Contains("Munich", stage.Seen("mei"));
    }

    [Fact]
    public async Task An_action_s_answer_has_buttons_that_work_in_its_dialog()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");
        await stage.Submit("mei", ("customer", "acme"), ("kind", "Call"), ("text", "asked"));
        Assert.Contains("✓ Call with Acme GmbH", stage.InDialog("mei"));

        await stage.Press("mei", "Undo");

        Assert.StartsWith("Undone", stage.InDialog("mei"));
        await stage.Say("mei", null, "acme gmbh");
        Assert.Contains("no contact yet", stage.Seen("mei"));
    }

    [Fact]
    public async Task A_button_in_a_dialog_that_asks_asks_there()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");
        await stage.Submit("mei", ("customer", "acme"), ("kind", "Call"), ("text", "asked"));

        await stage.Press("mei", "Edit");
        Assert.Equal("asked", stage.Field("mei", "text"));
        await stage.Submit("mei", ("text", "asked twice"));

        Assert.Contains("asked twice", stage.InDialog("mei"));
    }

    [Theory]
    [InlineData(Break.Reads)]
    [InlineData(Break.Commits)]
    [InlineData(Break.Unknown)]
    public async Task A_dialog_that_cannot_be_saved_stays_with_all_that_was_typed_and_is_saved_later(Break how)
    {
        BreakingRowStore? store = null;
        await using var stage = await Stage.Open(file => store = new(file, how, "secret"));
        stage.Fails = true;
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");
        store!.Broken = true;

        await stage.Teams.Submit("mei", Filled(stage));
        Assert.Equal(("asked with care", "15", "Call"), (stage.Field("mei", "text"), stage.Field("mei", "minutes"), stage.Field("mei", "kind")));
        Assert.DoesNotContain("secret", stage.InDialog("mei"));
        store.Broken = false;
        await stage.Submit("mei");

        Assert.Null(stage.Teams.Open("mei"));
        Assert.Contains("✓ Call 15 min with Acme GmbH", stage.Seen("mei"));
    }

    [Fact]
    public async Task C4_A_dialog_sent_twice_has_one_effect()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");
        var dialog = Filled(stage);

        await stage.Teams.Submit("mei", dialog);
        await stage.Teams.Submit("mei", dialog);
        await stage.Quiet();

        await stage.Say("mei", null, "acme gmbh");
        Assert.Equal(2, stage.Seen("mei").Split("asked with care").Length);
    }

    [Fact]
    public async Task The_customer_is_searched_while_it_is_typed()
    {
        await using var stage = await Stage.Open();
        await stage.Begin("mei", "sales", "log");
        var field = CardTree.Inputs(stage.Dialog("mei").Card).Single(input => CardTree.Id(input) == "customer");

        var found = await stage.Teams.Search("mei", stage.Teams.RoomFor("mei", "sales"), null, (string)field["choices.data"]!["dataset"]!, "acm");

        Assert.Equal(["acme", "acmekk"], found.Select(choice => choice.Value));
        Assert.StartsWith("Acme GmbH", found[0].Title);
    }

    [Fact]
    public async Task A_client_that_cannot_search_has_the_own_customers_to_choose_from()
    {
        await using var stage = await Stage.Open();

        await stage.Begin("mei", "sales", "log");

        var field = CardTree.Inputs(stage.Dialog("mei").Card).Single(input => CardTree.Id(input) == "customer");
        Assert.Equal(["acme", "acmekk", "huawei"], field["choices"]!.AsArray().Select(choice => (string)choice!["value"]!).Order());
    }

    private static Dialog Filled(Stage stage)
    {
        var dialog = stage.Dialog("mei");
        foreach (var (field, value) in new[] { ("kind", "Call"), ("text", "asked with care"), ("minutes", "15") }) dialog.Typed.Values[field] = value;
        return dialog;
    }

    private static async Task Shared(Stage stage)
    {
        await stage.Say("mei", "sales", "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Share");
    }
}
