using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>The clock stands on Sunday 22 Nov 2026, 16:05 in Shanghai.</summary>
public class FollowTests
{
    [Fact]
    public async Task A_line_sets_a_follow_up_and_says_it_in_both_zones()
    {
        await using var workspace = await Workspace.Open();
        var said = (await workspace.Mei.Say("follow Acme GmbH tue 15:00 \"send samples\"")).Plain();
        Assert.StartsWith("✓ Follow-up with Acme GmbH: Tue 24 Nov 15:00 Shanghai · 08:00 Berlin\n“send samples”", said);
    }

    [Theory]
    [InlineData("follow C-1001 fri 10:00 their \"call Ms Ito\" for @jonas remind #sales cal")]
    [InlineData("f C-1001 cal remind #sales for @jonas \"call Ms Ito\" fri 10:00 their")]
    [InlineData("跟进 C-1001 周五10点当地时间 “call Ms Ito” 给 @jonas 提醒 #sales 日历")]
    [InlineData("跟进 C-1001 周五10点当地时间给@jonas提醒#sales日历“call Ms Ito”")]
    [InlineData("跟进 C-1001 交给 @jonas ，周五 10:00 当地时间，提醒 #sales，日历 「call Ms Ito」")]
    public async Task Every_part_is_read_in_any_order_and_either_language(string line)
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say(line);
        var kept = await workspace.Only();
        Assert.Equal(("2026-11-27T10:00", "Europe/Berlin", true), (kept.Wall, kept.Zone, kept.HasTime));
        Assert.Equal(("call Ms Ito", "jonas", "mei", "console:sales", true), (kept.Text, kept.Assignee, kept.SetBy, kept.Room, kept.Calendar));
        Assert.Equal(("", line), (kept.Unread, kept.Typed));
    }

    [Theory]
    [InlineData("follow C-1001 tue 9:00 send the price list", "send the price list")]
    [InlineData("follow C-1001 send samples tue 9:00 to Maria", "send samples to Maria")]
    [InlineData("跟进 C-1001 发打样单周二9点", "发打样单")]
    [InlineData("跟进 C-1001 把日历发给他 周二9点", "把日历发给他")]
    public async Task Words_that_mean_nothing_become_the_text_and_the_answer_says_so(string line, string text)
    {
        await using var workspace = await Workspace.Open();
        var said = (await workspace.Mei.Say(line)).Plain();
        Assert.Equal((text, "2026-11-24T09:00"), ((await workspace.Only()).Text, (await workspace.Only()).Wall));
        Assert.Contains("became the text", said);
    }

    [Fact]
    public async Task Words_beside_a_quoted_text_are_kept_and_said()
    {
        await using var workspace = await Workspace.Open();
        var said = (await workspace.Mei.Say("follow C-1001 tue 9:00 please \"send samples\" remind #nowhere")).Plain();
        Assert.Equal(("send samples", "please remind #nowhere", ""), ((await workspace.Only()).Text, (await workspace.Only()).Unread, (await workspace.Only()).Room));
        Assert.Contains("Not understood: “please remind #nowhere”", said);
    }

    [Theory]
    [InlineData("follow C-1001 fri", "2026-11-27T09:00", "No time was given: 09:00.")]
    [InlineData("follow C-1001 sat", "2026-11-30T09:00", "No time was given: moved to the next working time")]
    [InlineData("follow C-1001 sat 11:00", "2026-11-28T11:00", "")]
    [InlineData("follow C-1001 by sat", "2026-11-28T17:00", "A deadline without a time: 17:00.")]
    public async Task A_date_without_a_time_goes_to_the_next_working_time(string line, string wall, string said)
    {
        await using var workspace = await Workspace.Open();
        var answer = (await workspace.Mei.SayAndKeep(line)).Plain();
        Assert.Equal(wall, (await workspace.Only()).Wall);
        Assert.Contains(said, answer);
    }

    [Fact]
    public async Task The_working_time_is_the_assignees()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow C-1001 fri for @jonas");
        // 09:00 in Shanghai is 02:00 in Berlin: Jonas begins at nine there.
        Assert.Equal(Instant.FromUtc(2026, 11, 27, 8, 0), (await workspace.Only()).DueAt);
    }

    [Fact]
    public async Task An_ambiguous_zone_is_asked_and_then_saved()
    {
        await using var workspace = await Workspace.Open();
        var asked = (await workspace.Mei.Say("follow C-1001 tue 3pm CST \"call back\"")).Card();
        Assert.Empty(await workspace.All());
        Assert.InRange(asked.Presses.Count, 2, 3);
        await workspace.Mei.Press(asked, "Tue 24 Nov 15:00 Chicago");
        var kept = await workspace.Only();
        Assert.Equal(("2026-11-24T15:00", "America/Chicago", "call back"), (kept.Wall, kept.Zone, kept.Text));
    }

    [Fact]
    public async Task A_date_that_does_not_exist_is_answered_with_the_nearest()
    {
        await using var workspace = await Workspace.Open();
        var refused = (await workspace.Mei.Say("follow C-1001 29 feb 2027 10:00 \"x\"")).Card();
        Assert.StartsWith("There is no such date.", refused.Plain());
        await workspace.Mei.Press(refused, "Sun 28 Feb 2027 10:00");
        Assert.Equal("2027-02-28T10:00", (await workspace.Only()).Wall);
    }

    [Fact]
    public async Task A_chosen_time_that_is_forged_into_the_past_is_refused()
    {
        await using var workspace = await Workspace.Open();
        var answer = await workspace.Mei.Press("line.run", "when=2020-01-01T09%3A00%20Asia%2FShanghai\nfollow C-1001 \"x\"");
        Assert.Contains("has passed", answer.Plain());
        Assert.Empty(await workspace.All());
    }

    [Fact]
    public async Task A_line_without_a_date_opens_the_form_with_what_was_understood()
    {
        await using var workspace = await Workspace.Open();
        var form = (await workspace.Mei.Say("follow C-1001 \"send samples\" remind #sales cal for @jonas")).Form();
        Assert.Equal(["acme", "", "send samples", "jonas"], form.Fields.Select(field => field.Value));
        var said = (await workspace.Mei.Submit(form, ("when", "tue 3pm"))).Plain();
        var kept = await workspace.Only();
        Assert.Equal(("send samples", "jonas", "console:sales", true, "2026-11-24T15:00"), (kept.Text, kept.Assignee, kept.Room, kept.Calendar, kept.Wall));
        Assert.Contains("entry in the Outlook calendar follows", said);
    }

    [Theory]
    [InlineData("when", "soonish", "does not read as a date")]
    [InlineData("when", "tue 3pm CST", "Which time zone is meant?")]
    [InlineData("when", "2026-02-30 10:00", "no such date")]
    [InlineData("when", "", "When is it to be done?")]
    [InlineData("assignee", "nobody", "Nobody here is called")]
    [InlineData("customer", "nobody", "No single customer")]
    public async Task A_form_that_is_not_valid_comes_back_with_what_was_typed(string field, string typed, string error)
    {
        await using var workspace = await Workspace.Open();
        var form = (await workspace.Mei.Say("follow C-1001")).Form();
        var again = Assert.IsType<Reply.NotValid>(await workspace.Mei.Submit(form, ("when", "tue 3pm"), ("text", "kept"), (field, typed))).Form;
        Assert.Contains(error, again.Errors[field]);
        Assert.Equal((typed, "kept"), (again.Fields.Single(each => each.Id == field).Value, again.Fields.Single(each => each.Id == "text").Value));
        Assert.Empty(await workspace.All());
    }

    [Fact]
    public async Task An_unknown_colleague_is_asked_about_with_the_line_kept()
    {
        await using var workspace = await Workspace.Open();
        var asked = (await workspace.Mei.Say("follow C-1001 tue 9:00 \"x\" for @tina")).Card();
        Assert.Contains("Nobody here is called “tina”", asked.Plain());
        await workspace.Mei.Press(asked, "For me");
        Assert.Equal("mei", (await workspace.Only()).Assignee);
    }

    [Fact]
    public async Task Repeating_is_kept_and_said()
    {
        await using var workspace = await Workspace.Open();
        var said = (await workspace.Mei.Say("跟进 C-1003 每周五 15:00 “开会”")).Plain();
        Assert.Equal(("每周五 15:00", "2026-11-27T15:00"), ((await workspace.Only(Workspace.Huawei)).Every, (await workspace.Only(Workspace.Huawei)).Wall));
        Assert.Contains("Repeats: 每周五 15:00", said);
    }

    [Theory]
    [InlineData("2027-03-28 02:30 Europe/Berlin", 1, 30, "moved to 03:30")]
    [InlineData("2027-10-31 02:30 Europe/Berlin", 0, 30, "02:30 comes twice")]
    [InlineData("2027-03-14 02:30 America/New_York", 7, 30, "moved to 03:30")]
    [InlineData("2027-11-07 01:30 America/New_York", 5, 30, "01:30 comes twice")]
    public async Task F1_a_wall_time_in_a_gap_or_an_overlap_is_planned_once_and_said(string when, int hour, int minute, string sentence)
    {
        await using var workspace = await Workspace.Open();
        var said = (await workspace.Mei.SayAndKeep($"follow C-1001 {when} \"x\"")).Plain();
        var due = (await workspace.Only()).DueAt.InUtc();
        Assert.Equal((hour, minute), (due.Hour, due.Minute));
        Assert.Contains(sentence, said);
        Assert.Single(await workspace.Rows("wake|"));
    }

    [Fact]
    public async Task The_other_reading_of_next_is_a_button_on_the_answer()
    {
        await using var workspace = await Workspace.Open();
        workspace.Clock.Move(Duration.FromDays(1));
        var saved = (await workspace.Mei.Say("follow C-1001 next thu 10:00 \"x\"")).Card();
        Assert.Equal("2026-12-03T10:00", (await workspace.Only()).Wall);
        await workspace.Mei.Press(saved, "Thu 26 Nov 10:00");
        Assert.Equal("2026-11-26T10:00", (await workspace.Only()).Wall);
    }

    [Fact]
    public async Task Their_time_keeps_the_wall_clock_and_moves_the_moment()
    {
        await using var workspace = await Workspace.Open();
        var saved = (await workspace.Mei.Say("follow C-1001 tue 15:00 \"x\"")).Card();
        var answer = await workspace.Mei.Press(saved, "15:00 their time");
        Assert.Contains("Tue 24 Nov 22:00 Shanghai · 15:00 Berlin", Assert.IsType<Reply.Replace>(answer).Card.Plain());
        Assert.Equal(Instant.FromUtc(2026, 11, 24, 14, 0), (await workspace.Only()).DueAt);
    }

    [Fact]
    public async Task An_undone_follow_up_leaves_no_row_behind_but_its_number_is_never_given_again()
    {
        await using var workspace = await Workspace.Open();
        var before = await workspace.Records();
        var saved = (await workspace.Mei.Say("follow C-1001 tue 15:00 \"x\" remind #sales for @jonas")).Card();
        Assert.Equal(6, (await workspace.Traces()).Count);
        await workspace.Mei.Press(saved, "Undo");
        Assert.Empty(await workspace.Traces());
        Assert.Equal(before, await workspace.Records());
        Assert.DoesNotContain(await workspace.Notices(), notice => notice.Member == "jonas");
        await workspace.Mei.Say("follow C-1001 wed 15:00 \"y\"");
        Assert.Equal(2, (await workspace.Only()).Number);
    }

    [Fact]
    public async Task A_colleagues_customer_gets_no_follow_up()
    {
        await using var workspace = await Workspace.Open();
        Assert.Contains("belongs to Jonas", (await workspace.Mei.Say("follow Bergmann tue 9:00 \"x\"")).Plain());
        Assert.Empty(await workspace.All(Workspace.Bergmann));
    }

    [Fact]
    public async Task The_assignee_is_told_who_gave_it()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow C-1001 tue 15:00 \"send samples\" for @jonas");
        var told = Assert.Single(await workspace.Notices(), notice => notice.Member == "jonas");
        Assert.StartsWith("Mei Lin gave you: Acme GmbH — “send samples”", (await workspace.Drawn(told)).Plain());
    }

    [Fact]
    public async Task A_log_line_sets_a_follow_up_in_the_same_turn()
    {
        await using var workspace = await Workspace.Open();
        var said = (await workspace.Mei.Say("log C-1001 call 15m \"asked for price\" > tue 3pm \"send samples\" for @jonas")).Plain();
        Assert.Equal(("send samples", "jonas", "2026-11-24T15:00"), ((await workspace.Only()).Text, (await workspace.Only()).Assignee, (await workspace.Only()).Wall));
        Assert.Contains("Tue 24 Nov 15:00 Shanghai · 08:00 Berlin", said);
    }
}
