using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Tests.FollowUps;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Interactions;

public class LogTests
{
    [Theory]
    [InlineData("log Acme GmbH call 15m \"asked for FOB price, wants samples\" =interested")]
    [InlineData("l acme gmbh c 15min =interested \"asked for FOB price, wants samples\"")]
    [InlineData("log Acme GmbH =interested “asked for FOB price, wants samples” 15m call")]
    [InlineData("记 Acme GmbH 电话 15分 「asked for FOB price, wants samples」 =interested")]
    [InlineData("ｌｏｇ Acme GmbH call １５m \"asked for FOB price, wants samples\" ＝interested")]
    [InlineData("log C-1001 call 15m =interested -- asked for FOB price, wants samples")]
    public async Task The_parts_of_a_line_stand_in_any_order_and_in_either_language(string line)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        var logged = await Only(house);
        Assert.Equal((InteractionKind.Call, 15, "interested", "asked for FOB price, wants samples", "mei", line), (logged.Kind, logged.Minutes, logged.Outcome, logged.Text, logged.By, logged.Typed));
    }

    [Fact]
    public async Task The_answer_says_what_was_saved_and_offers_to_undo_and_to_edit_it()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.Say("log Acme GmbH call 15m \"asked for FOB price\" =interested")).Card();

        Assert.Equal("✓ Call 15 min with Acme GmbH, today 16:05\n“asked for FOB price” · interested", card.Plain());
        Assert.Equal(["Undo", "Edit"], card.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task A_Chinese_line_without_blanks_is_read()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say("记 华为电话15分 “谈了报价”");

        var logged = await Only(house, Workspace.Huawei);
        Assert.Equal((InteractionKind.Call, 15, "谈了报价"), (logged.Kind, logged.Minutes, logged.Text));
    }

    [Theory]
    [InlineData("log Acme GmbH call yesterday 3pm", 2026, 11, 21, 15)]
    [InlineData("log Acme GmbH call 2h ago", 2026, 11, 22, 14)]
    [InlineData("记 Acme GmbH 电话 昨天下午3点", 2026, 11, 21, 15)]
    public async Task What_happened_earlier_is_logged_at_its_time(string line, int year, int month, int day, int hour)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        var at = InteractionStore.At(await Only(house)).InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).LocalDateTime;
        Assert.Equal(new LocalDateTime(year, month, day, hour, at.Minute), at);
    }

    [Fact]
    public async Task A_time_that_is_still_to_come_is_the_day_before_and_the_answer_says_so()
    {
        await using var house = await Workspace.Open();

        var answer = (await house.Mei.Say("log Acme GmbH call at 23:00")).Plain();

        Assert.Contains("yesterday 23:00", answer);
    }

    [Fact]
    public async Task Words_that_mean_nothing_become_the_text_and_the_answer_says_so()
    {
        await using var house = await Workspace.Open();

        var answer = (await house.Mei.Say("log Acme GmbH call wants samples soon")).Plain();

        Assert.Equal("wants samples soon", (await Only(house)).Text);
        Assert.Contains("What was not understood is kept as the text.", answer);
    }

    [Fact]
    public async Task Two_that_begin_alike_are_asked_and_the_line_runs_on_after_the_choice()
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say("log acme call 15m \"price\"")).Card();
        await house.Mei.Press(asked, "Acme KK");

        Assert.Equal(["Acme GmbH · DE · you", "Acme KK · JP · you"], asked.Buttons().Select(button => button.Label).Order());
        Assert.Equal("price", (await Only(house, Workspace.AcmeKk)).Text);
    }

    [Fact]
    public async Task A_line_too_long_for_a_button_survives_the_choice()
    {
        await using var house = await Workspace.Open();
        var text = new string('价', 3000);

        var asked = (await house.Mei.Say($"log acme call \"{text}\"")).Card();
        await house.Mei.Press(asked, "Acme GmbH");

        Assert.Equal(text, (await Only(house)).Text);
    }

    [Fact]
    public async Task A_line_without_a_kind_opens_the_form_with_what_was_understood()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("log Acme GmbH 15m \"asked for price\"")).Form();

        Assert.Equal((Workspace.Acme, "15", "asked for price"), (Value(form, "customer"), Value(form, "minutes"), Value(form, "text")));
    }

    [Theory]
    [InlineData("log Acme GmbH yesterday 3pm \"asked price\" follow tue 15:00 \"send samples\" for @mei remind #sales cal")]
    [InlineData("记 Acme GmbH 昨天下午3点 “asked price” 跟进 周二 15:00 “send samples” 给 @mei 提醒 #sales 日历")]
    public async Task A_line_without_a_kind_loses_neither_its_time_nor_its_next_step(string line)
    {
        await using var house = await Workspace.Open();

        var form = (await house.Priya.Say(line)).Form();
        await house.Priya.Submit(form, ("kind", "Call"));

        Assert.Equal(Instant.FromUtc(2026, 11, 21, 7, 0), InteractionStore.At(await Only(house)));
        var next = await house.Only();
        Assert.Equal(("send samples", "mei", "console:sales", true, "2026-11-24T15:00"), (next.Text, next.Assignee, next.Room, next.Calendar, next.Wall));
    }

    [Fact]
    public async Task An_empty_line_opens_the_form()
    {
        await using var house = await Workspace.Open();

        Assert.Equal("interaction.log", (await house.Mei.Say("")).Form().Id);
    }

    [Fact]
    public async Task The_form_logs()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("minutes", "1h30"), ("text", "by form"), ("when", "yesterday 3pm"));

        var logged = await Only(house);
        Assert.Equal((90, "by form"), (logged.Minutes, logged.Text));
    }

    [Fact]
    public async Task A_form_that_is_not_valid_comes_back_with_everything_typed_and_the_way_out()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        var refused = Assert.IsType<Reply.NotValid>(await house.Mei.Submit(form, ("customer", ""), ("kind", "Call"), ("minutes", "soon"), ("text", "kept")));

        Assert.Equal(["customer", "minutes"], refused.Form.Errors.Keys.Order());
        Assert.Equal(("soon", "kept", "Call"), (Value(refused.Form, "minutes"), Value(refused.Form, "text"), Value(refused.Form, "kind")));
        Assert.Empty(await house.Rows($"customer|{Workspace.Acme}|interaction|"));
    }

    [Fact]
    public async Task E3_A_form_sent_twice_logs_once()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        var first = await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "once"));
        var again = await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "once"));

        Assert.Equal(first.Plain(), again.Plain());
        await Only(house);
    }

    [Fact]
    public async Task The_same_form_with_other_values_is_offered_as_an_edit()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "first"));
        var again = (await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "second"))).Card();
        var edit = (await house.Mei.Press(again, "Edit")).Form();

        Assert.Equal("first", Value(edit, "text"));
    }

    [Fact]
    public async Task A_mistyped_kind_is_asked()
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say("log Acme GmbH cal 15m \"price\"")).Card();
        await house.Mei.Press(asked, "Yes");

        Assert.Equal("“cal” read as “call”?", asked.Plain());
        Assert.Equal((InteractionKind.Call, "price"), ((await Only(house)).Kind, (await Only(house)).Text));
    }

    [Fact]
    public async Task A_colleagues_record_of_the_same_half_hour_is_offered_before_a_second_one_is_made()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");
        house.Clock.Move(Duration.FromMinutes(20));

        var asked = (await house.Priya.Say("log Acme GmbH call \"they also want samples\"")).Card();
        await house.Priya.Press(asked, "Add my note");

        Assert.StartsWith("Mei Lin logged this at 16:05 already: call with Acme GmbH.", asked.Plain());
        var one = await Only(house);
        Assert.Equal(("priya", "they also want samples"), (one.Notes.Single().By, one.Notes.Single().Text));
    }

    [Fact]
    public async Task A_note_added_to_a_colleagues_record_keeps_outcome_length_and_next_step_and_can_be_undone()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");
        var before = await house.Records();

        var asked = (await house.Priya.Say("log Acme GmbH call 10m \"joined\" =interested follow tue 3pm \"send samples\" for @mei")).Card();
        var card = (await house.Priya.Press(asked, "Add my note")).Card();

        Assert.Equal("joined · interested · 10 min", (await Only(house)).Notes.Single().Text);
        Assert.Equal(("send samples", "mei"), ((await house.Only()).Text, (await house.Only()).Assignee));
        Assert.Contains("send samples", card.Plain());
        await house.Priya.Press(card, "Undo");
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task Nothing_is_offered_to_be_added_where_the_line_says_nothing()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");

        Assert.Equal(["Log separately"], (await house.Priya.Say("log Acme GmbH call")).Card().Buttons().Select(button => button.Label));
    }

    [Theory]
    [InlineData("Add my note", 1)]
    [InlineData("Log separately", 2)]
    public async Task The_form_asks_about_a_colleagues_record_too_and_its_values_are_used_once(string choice, int records)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");

        var form = (await house.Priya.Say("")).Form();
        var asked = (await house.Priya.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "samples"), ("outcome", "interested"), ("next", "tue 3pm"), ("nextText", "send"))).Card();
        Assert.StartsWith("Mei Lin logged this at 16:05 already: call with Acme GmbH.", asked.Plain());
        await Only(house);
        await house.Priya.Press(asked, choice);
        await house.Priya.Press(asked, choice);

        var logged = (await house.Rows($"customer|{Workspace.Acme}|interaction|")).Select(InteractionStore.Read).ToList();
        Assert.Equal(records, logged.Count);
        Assert.Contains(records == 1 ? "samples · interested" : "samples", logged.SelectMany(each => each.Notes.Select(note => note.Text).Append(each.Text)));
        Assert.Equal("send", (await house.Only()).Text);
    }

    [Fact]
    public async Task A_different_call_of_a_colleague_is_logged_separately_when_asked()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");

        await house.Priya.Press((await house.Priya.Say("log Acme GmbH call \"another\"")).Card(), "Log separately");

        Assert.Equal(2, (await house.Rows($"customer|{Workspace.Acme}|interaction|")).Count);
    }

    [Fact]
    public async Task The_same_line_within_two_minutes_is_asked_and_logged_again_only_when_meant()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");
        house.Clock.Move(Duration.FromMinutes(1));

        var asked = (await house.Mei.Say("log Acme GmbH call \"price\"")).Card();
        Assert.Equal("Saved at 16:05 already.", asked.Plain());
        await Only(house);
        await house.Mei.Press(asked, "Log again");

        Assert.Equal(2, (await house.Rows($"customer|{Workspace.Acme}|interaction|")).Count);
    }

    [Fact]
    public async Task A_colleagues_customer_is_not_logged_on_but_a_note_can_be_left()
    {
        await using var house = await Workspace.Open();

        var answer = (await house.Mei.Say("log Bergmann call \"price\"")).Card();
        var form = (await house.Mei.Press(answer, "Leave Jonas Weber a note")).Form();
        await house.Mei.Submit(form, ("text", "they called me about samples"));

        Assert.StartsWith("Bergmann & Söhne KG belongs to Jonas Weber (off work, 09:05 in Berlin).", answer.Plain());
        Assert.Empty(await house.Rows($"customer|{Workspace.Bergmann}|interaction|"));
        var notice = Assert.Single(await house.Notices());
        Assert.Equal("jonas", notice.Member);
        Assert.Contains("they called me about samples", (await house.Drawn(notice)).Plain());
    }

    [Fact]
    public async Task E3_The_same_line_delivered_fifty_times_at_once_has_one_effect_and_one_answer()
    {
        await using var house = await Workspace.Open();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => house.Mei.Say("log Acme GmbH call \"price\"", "event-1")));

        await Only(house);
        Assert.Single(answers.Select(answer => answer.Plain()).Distinct());
    }

    [Fact]
    public async Task An_undone_log_leaves_nothing_but_the_trail()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var card = (await house.Mei.Say("log Acme GmbH call \"price\" follow tue 3pm \"send samples\"")).Card();
        var undone = (await house.Mei.Press(card, "Undo")).Card();

        Assert.Equal(before, await house.Records());
        Assert.Equal("Undone. This was not logged, and no follow-up was set with it.", undone.Plain());
        Assert.Equal(["Do it after all"], undone.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task Do_it_after_all_brings_everything_back()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Mei.Say("log Acme GmbH call \"price\" follow tue 3pm \"send samples\"")).Card();
        var logged = await house.Records();
        var undone = (await house.Mei.Press(card, "Undo")).Card();

        var again = (await house.Mei.Press(undone, "Do it after all")).Card();

        Assert.Equal(logged, await house.Records());
        Assert.Equal(card.Plain(), again.Plain());
        Assert.Contains("Undo", again.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task A_second_undo_is_the_change_before_the_last()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        await house.Mei.Say("log Acme GmbH call \"one\"");
        house.Clock.Move(Duration.FromSeconds(20));
        await house.Mei.Say("log Acme GmbH mail \"two\"");

        await house.Mei.Say("undo");
        await house.Mei.Say("撤销");

        Assert.Equal(before, await house.Records());
        Assert.Equal("There is nothing of yours from today to undo.", (await house.Mei.Say("undo")).Plain());
    }

    [Fact]
    public async Task The_undo_button_works_for_ten_minutes_and_the_word_all_day()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var card = (await house.Mei.Say("log Acme GmbH call \"one\"")).Card();
        house.Clock.Move(Duration.FromMinutes(11));

        Assert.StartsWith("The button works for ten minutes.", (await house.Mei.Press(card, "Undo")).Plain());
        await house.Mei.Say("undo");

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B1_Nobody_undoes_what_somebody_else_did()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Mei.Say("log Acme GmbH call \"one\"")).Card();

        await house.Priya.Press(card, "Undo");

        await Only(house);
    }

    [Fact]
    public async Task Edit_corrects_the_last_record_and_leaves_a_trail()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call 15m \"one\"");

        var form = (await house.Mei.Say("edit")).Form();
        await house.Mei.Submit(form, ("minutes", "20"), ("text", "two"));

        var logged = await Only(house);
        Assert.Equal((20, "two"), (logged.Minutes, logged.Text));
        Assert.Contains("minutes", string.Join('\n', (await house.Rows("audit|")).Select(row => row.Value)));
    }

    [Fact]
    public async Task E1_A_form_that_is_asked_about_one_field_keeps_what_somebody_else_did_to_the_others()
    {
        await using var house = await Workspace.Open();
        var (mine, hers) = await BothEdit(house);
        await house.Priya.Submit(hers, ("text", "hers"), ("outcome", "interested"), ("direction", "Out"));

        var asked = Assert.IsType<Reply.NotValid>(await house.Mei.Submit(mine, ("text", "mine"), ("minutes", "20"))).Form;
        Assert.Equal(("mine", "20", "interested", "Out"), (Value(asked, "text"), Value(asked, "minutes"), Value(asked, "outcome"), Value(asked, "direction")));
        Assert.Equal(["text"], asked.Errors.Keys);
        await house.Mei.Submit(asked);

        var logged = await Only(house);
        Assert.Equal(("mine", 20, "interested", Direction.Out), (logged.Text, logged.Minutes, logged.Outcome, logged.Direction));
    }

    [Fact]
    public async Task E1_A_form_with_a_date_that_does_not_read_keeps_what_somebody_else_did_meanwhile()
    {
        await using var house = await Workspace.Open();
        var (mine, hers) = await BothEdit(house);
        await house.Priya.Submit(hers, ("text", "hers"), ("outcome", "interested"));

        var refused = Assert.IsType<Reply.NotValid>(await house.Mei.Submit(mine, ("when", "some day"), ("minutes", "20"))).Form;
        Assert.Equal(("some day", "hers", "interested"), (Value(refused, "when"), Value(refused, "text"), Value(refused, "outcome")));
        await house.Mei.Submit(refused, ("when", Value(mine, "when")));

        var logged = await Only(house);
        Assert.Equal(("hers", 20, "interested"), (logged.Text, logged.Minutes, logged.Outcome));
    }

    [Fact]
    public async Task E1_A_direction_that_nobody_gave_is_not_taken_for_one_that_was_taken_away()
    {
        await using var house = await Workspace.Open();
        var (mine, hers) = await BothEdit(house);
        await house.Priya.Submit(hers, ("direction", "Out"));

        await house.Mei.Submit(mine, ("text", "mine"));

        Assert.Equal(("mine", Direction.Out), ((await Only(house)).Text, (await Only(house)).Direction));
    }

    private static async Task<(Form Mine, Form Hers)> BothEdit(Workspace house)
    {
        await house.Mei.Say("log Acme GmbH call 15m \"one\" =ok");
        var handle = InteractionStore.Handle(await Only(house));
        return ((await house.Mei.Press("interaction.edit", handle)).Form(), (await house.Priya.Press("interaction.edit", handle)).Form());
    }

    private static string Value(Form form, string field) => form.Fields.Single(each => each.Id == field).Value;

    private static async Task<Interaction> Only(Workspace house, string customer = Workspace.Acme) =>
        InteractionStore.Read(Assert.Single(await house.Rows($"customer|{customer}|interaction|")));
}
