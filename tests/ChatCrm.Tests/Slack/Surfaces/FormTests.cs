using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>Forms: what is not valid, where the answer lands, windows upon windows, triggers that are over.</summary>
public class FormTests
{
    private static readonly (string, string)[] Call = [("customer", "Acme GmbH"), ("kind", "call"), ("text", "asked")];

    [Fact]
    public async Task What_is_not_valid_is_said_under_its_field_and_all_that_was_typed_stays()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "");

        await stage.Submit("mei", [.. Call, ("minutes", "a while"), ("next", "someday")]);

        Assert.Equal(["minutes", "next"], stage.Top("mei").Errors.Keys.Order());
        Assert.Equal(("asked", "a while", "someday"), (stage.Field("mei", "text"), stage.Field("mei", "minutes"), stage.Field("mei", "next")));
    }

    [Fact]
    public async Task A_form_about_what_is_gone_stays_open_with_all_that_was_typed()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "log Acme GmbH call 15m");
        await stage.Press("mei", stage.Last("mei", "sales"), "Edit");
        await stage.Slack.Command("mei", "japan", "undo");

        await stage.Submit("mei", ("text", "typed with care"));

        Assert.Single(stage.Top("mei").Errors);
        Assert.Equal("typed with care", stage.Field("mei", "text"));
    }

    [Fact]
    public async Task An_edit_keeps_what_somebody_else_changed_meanwhile()
    {
        await using var stage = await Stage.Open();
        await Edit(stage, "mei");
        await stage.Command("priya", "sales", "set Acme GmbH city:Hamburg");

        await stage.Submit("mei", ("needs", "CIF"));

        await stage.Command("mei", "sales", "acme gmbh");
        Assert.Contains("Hamburg", stage.Seen("mei", "sales"));
        Assert.Contains("CIF", stage.Seen("mei", "sales"));
    }

    [Fact]
    public async Task What_two_people_changed_is_asked_where_the_form_was_asked_and_the_choice_is_kept()
    {
        await using var stage = await Stage.Open();
        await Edit(stage, "mei");
        await stage.Command("priya", "sales", "set Acme GmbH city:Hamburg");

        await stage.Submit("mei", ("city", "Munich"));
        Assert.Contains("Hamburg", stage.Seen("mei", "sales"));
        await stage.Press("mei", stage.Last("mei", "sales"), "Take mine");

        await stage.Command("mei", "sales", "acme gmbh");
        Assert.Contains("Munich", stage.Seen("mei", "sales"));
    }

    [Fact]
    public async Task What_two_people_changed_is_asked_in_the_window_of_a_form_from_a_window()
    {
        await using var stage = await Stage.Open();
        await Home(stage);
        await stage.Press("mei", stage.Slack.Home("mei")!, "Open");
        await stage.Press("mei", stage.Top("mei"), "Edit");
        await stage.Command("priya", "sales", "set Acme GmbH city:Hamburg");

        await stage.Submit("mei", ("city", "Munich"));
        Assert.Contains("Hamburg", stage.Window("mei"));
        await stage.Press("mei", stage.Top("mei"), "Take mine");

        Assert.Contains("Munich", stage.Window("mei"));
    }

    [Fact]
    public async Task A_form_from_a_window_lies_on_top_of_it()
    {
        await using var stage = await Stage.Open();
        await Home(stage);
        await stage.Press("mei", stage.Slack.Home("mei")!, "Open");

        await stage.Press("mei", stage.Top("mei"), "Log");

        Assert.Equal(2, stage.Slack.World.Stack("U0MEI").Count);
    }

    [Fact]
    public async Task A_fourth_window_takes_the_place_of_the_third()
    {
        await using var stage = await Stage.Open();
        stage.Slack.Allow("push_limit_reached");
        await Home(stage);
        await stage.Press("mei", stage.Slack.Home("mei")!, "Open");
        await stage.Press("mei", stage.Top("mei"), "Log");
        await stage.Submit("mei", ("kind", "call"), ("text", "asked"));
        await stage.Press("mei", stage.Top("mei"), "Edit");
        await stage.Submit("mei", ("text", "asked twice"));
        Assert.Equal(3, stage.Slack.World.Stack("U0MEI").Count);

        await stage.Press("mei", stage.Top("mei"), "Edit");

        Assert.Equal((3, "asked twice"), (stage.Slack.World.Stack("U0MEI").Count, stage.Field("mei", "text")));
    }

    public static TheoryData<string, string[]> TooLate => new()
    {
        { "expired_trigger_id", [] }, { "exchanged_trigger_id", [] }, { "invalid_arguments", ["[ERROR] `trigger_id` expired [json-pointer:/trigger_id]"] },
    };

    [Theory]
    [MemberData(nameof(TooLate))]
    public async Task A_form_that_could_not_open_in_time_is_a_button_that_opens_it(string error, string[] said)
    {
        await using var stage = await Stage.Open();
        stage.Slack.Fail("views.open", error, said);

        await stage.Command("mei", "sales", "log Acme GmbH");
        await stage.Press("mei", stage.Last("mei", "sales"), "Fill in the form");

        Assert.Equal("Acme GmbH", stage.Field("mei", "customer"));
    }

    [Fact]
    public async Task A_form_that_a_button_could_not_open_in_time_is_a_button_that_opens_it()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "acme gmbh");
        stage.Slack.Fail("views.open", "expired_trigger_id");

        await stage.Press("mei", stage.Last("mei", "sales"), "Log");
        Assert.Null(stage.Slack.Top("mei"));
        await stage.Press("mei", stage.Last("mei", "sales"), "Fill in the form");

        Assert.Equal("Acme GmbH", stage.Field("mei", "customer"));
    }

    [Fact]
    public async Task A_form_that_the_home_could_not_open_in_time_is_a_button_in_the_direct_chat()
    {
        await using var stage = await Stage.Open();
        await Home(stage);
        stage.Slack.Fail("views.open", "expired_trigger_id");
        stage.Slack.Fail("views.open", "expired_trigger_id");

        await stage.Press("mei", stage.Slack.Home("mei")!, "Edit");
        await stage.Press("mei", stage.Last("mei"), "Fill in the form");

        Assert.Contains("Asia/Shanghai", stage.Window("mei"));
    }

    [Fact]
    public async Task A_trigger_that_is_really_over_gives_the_button_too()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "acme gmbh");
        stage.Slack.TriggersLast = Duration.FromSeconds(-1);

        await stage.Press("mei", stage.Last("mei", "sales"), "Log");

        Assert.Contains("[Fill in the form]", stage.Seen("mei", "sales"));
    }

    [Fact]
    public async Task A_form_from_a_command_is_answered_there_to_the_asker_alone()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "");

        await stage.Submit("mei", Call);

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", "sales"));
        Assert.Empty(stage.Posts("jonas", "sales"));
        Assert.Null(stage.Slack.Top("mei"));
    }

    [Fact]
    public async Task A_form_from_a_card_that_one_person_sees_is_answered_to_them_alone()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "acme gmbh");
        await stage.Press("mei", stage.Last("mei", "sales"), "Log");

        await stage.Submit("mei", ("kind", "call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", "sales"));
        Assert.Empty(stage.Posts("jonas", "sales"));
    }

    [Fact]
    public async Task A_form_from_a_card_in_the_direct_chat_is_answered_in_the_direct_chat()
    {
        await using var stage = await Stage.Open();
        await stage.Dm("mei", "acme gmbh");
        await stage.Press("mei", stage.Last("mei"), "Log");

        await stage.Submit("mei", ("kind", "call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei"));
        Assert.Null(stage.Last("mei").Only);
    }

    [Fact]
    public async Task A_form_from_a_card_for_the_room_is_answered_to_the_asker_alone()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "acme gmbh");
        await stage.Press("mei", stage.Last("mei", "sales"), "Share");
        await stage.Press("priya", stage.Last("priya", "sales"), "Log");
        var before = stage.Posts("jonas", "sales").Count;

        await stage.Submit("priya", ("kind", "call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("priya", "sales"));
        Assert.Equal(before, stage.Posts("jonas", "sales").Count);
    }

    [Fact]
    public async Task A_form_is_answered_though_its_response_address_is_over()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "");
        stage.App.Clock.Move(Duration.FromMinutes(31));

        await stage.Submit("mei", Call);

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", "sales"));
        Assert.Empty(stage.Posts("jonas", "sales"));
    }

    [Fact]
    public async Task Lines_and_forms_work_in_a_private_room_that_the_bot_is_not_in()
    {
        await using var stage = await Stage.Open();
        stage.Slack.AddRoom("secret", RoomKind.Private, ["mei"], withBot: false);
        await stage.Command("mei", "secret", "");

        await stage.Submit("mei", Call);
        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", "secret"));
        await stage.Press("mei", stage.Last("mei", "secret"), "Undo");

        Assert.Contains("Undone", stage.Seen("mei", "secret"));
    }

    [Fact]
    public async Task A_form_from_such_a_room_is_answered_in_the_direct_chat_once_its_response_address_is_over()
    {
        await using var stage = await Stage.Open();
        stage.Slack.AddRoom("secret", RoomKind.Private, ["mei"], withBot: false);
        await stage.Command("mei", "secret", "");
        stage.App.Clock.Move(Duration.FromMinutes(31));

        await stage.Submit("mei", Call);

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei"));
    }

    private static async Task Edit(Stage stage, string who)
    {
        await stage.Command(who, "sales", "acme gmbh");
        await stage.Press(who, stage.Last(who, "sales"), "Edit");
    }

    private static async Task Home(Stage stage)
    {
        await stage.Slack.OpenHome("mei");
        await stage.Quiet();
    }
}
