using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

public class MoveTests
{
    private static readonly Instant Due = Instant.FromUtc(2026, 11, 24, 7, 0);

    [Theory]
    [InlineData("1h", "2026-11-24T16:00", "Asia/Shanghai")]
    [InlineData("tomorrow", "2026-11-25T09:00", "Asia/Shanghai")]
    [InlineData("week", "2026-11-30T09:00", "Asia/Shanghai")]
    [InlineData("open", "2026-11-24T09:00", "Europe/Berlin")]
    public async Task Snooze_moves_the_follow_up_with_its_due_and_wake_rows(string choice, string wall, string zone)
    {
        await using var workspace = await WhenDue();
        await workspace.Mei.Press("follow-up.snooze", $"{(await workspace.Only()).Handle}/{choice}");
        var kept = await workspace.Only();
        Assert.Equal((wall, zone, "mei"), (kept.Wall, kept.Zone, kept.Moved!.By));
        var at = Keys.OldestFirst(kept.DueAt);
        Assert.Equal(at, Keys.Parts(Assert.Single(await workspace.Rows("due|")).Key)[2]);
        Assert.Equal(at, Keys.Parts(Assert.Single(await workspace.Rows("wake|")).Key)[1]);
    }

    [Fact]
    public async Task A_second_press_of_one_snooze_does_not_move_it_twice()
    {
        await using var workspace = await WhenDue();
        var value = $"{(await workspace.Only()).Handle}/1h";
        await workspace.Mei.Press("follow-up.snooze", value);
        await workspace.Mei.Press("follow-up.snooze", value);
        Assert.Equal("2026-11-24T16:00", (await workspace.Only()).Wall);
    }

    [Fact]
    public async Task A_picked_time_is_read_as_everywhere_and_undone_with_everything()
    {
        await using var workspace = await WhenDue();
        var before = await workspace.Records();
        var form = (await workspace.Mei.Press("follow-up.snooze", (await workspace.Only()).Handle)).Form();
        Assert.IsType<Reply.NotValid>(await workspace.Mei.Submit(form, ("when", "whenever")));
        var moved = (await workspace.Mei.Submit(form, ("when", "fri 10:00 their"))).Card();
        Assert.Equal(("2026-11-27T10:00", "Europe/Berlin"), ((await workspace.Only()).Wall, (await workspace.Only()).Zone));
        await workspace.Mei.Press(moved, "Undo");
        Assert.Equal(before, await workspace.Records());
    }

    [Fact]
    public async Task What_is_given_away_is_due_for_the_other_one()
    {
        await using var workspace = await WhenDue();
        var answer = await workspace.Mei.Press("follow-up.give", $"{(await workspace.Only()).Handle}/jonas");
        Assert.Contains("given to Jonas Weber", answer.Plain());
        Assert.Equal("jonas", Keys.Parts(Assert.Single(await workspace.Rows("due|")).Key)[1]);
        Assert.Single(await workspace.Notices(), notice => notice is { Drawing: "follow-up.given", Member: "jonas" });
    }

    [Fact]
    public async Task An_edit_keeps_what_somebody_else_changed_in_other_fields()
    {
        await using var workspace = await WhenDue();
        var form = (await workspace.Mei.Press("follow-up.edit", (await workspace.Only()).Handle)).Form();
        await workspace.Priya.Press("follow-up.snooze", $"{(await workspace.Only()).Handle}/1h");
        await workspace.Mei.Submit(form, ("text", "send two samples"));
        Assert.Equal(("send two samples", "2026-11-24T16:00"), ((await workspace.Only()).Text, (await workspace.Only()).Wall));
    }

    [Fact]
    public async Task E1_the_same_field_changed_by_two_is_asked_with_both_values()
    {
        await using var workspace = await WhenDue();
        var handle = (await workspace.Only()).Handle;
        var mine = (await workspace.Mei.Press("follow-up.edit", handle)).Form();
        var hers = (await workspace.Priya.Press("follow-up.edit", handle)).Form();
        await workspace.Priya.Submit(hers, ("text", "hers"));
        var asked = Assert.IsType<Reply.NotValid>(await workspace.Mei.Submit(mine, ("text", "mine"))).Form;
        Assert.Contains("hers", asked.Errors["text"]);
        Assert.Equal(("mine", "hers"), (asked.Fields.Single(field => field.Id == "text").Value, (await workspace.Only()).Text));
        await workspace.Mei.Submit(asked);
        Assert.Equal("mine", (await workspace.Only()).Text);
    }

    [Fact]
    public async Task E1_a_form_that_is_asked_about_one_field_keeps_what_somebody_else_did_to_the_others()
    {
        await using var workspace = await WhenDue();
        var handle = (await workspace.Only()).Handle;
        var mine = (await workspace.Mei.Press("follow-up.edit", handle)).Form();
        var hers = (await workspace.Priya.Press("follow-up.edit", handle)).Form();
        await workspace.Priya.Submit(hers, ("text", "hers"), ("assignee", "priya"));
        var asked = Assert.IsType<Reply.NotValid>(await workspace.Mei.Submit(mine, ("text", "mine"))).Form;
        Assert.Equal(["text"], asked.Errors.Keys);
        await workspace.Mei.Submit(asked);
        Assert.Equal(("mine", "priya"), ((await workspace.Only()).Text, (await workspace.Only()).Assignee));
    }

    [Fact]
    public async Task E1_a_form_with_a_date_that_does_not_read_keeps_what_somebody_else_did_meanwhile()
    {
        await using var workspace = await WhenDue();
        var handle = (await workspace.Only()).Handle;
        var mine = (await workspace.Mei.Press("follow-up.edit", handle)).Form();
        var hers = (await workspace.Priya.Press("follow-up.edit", handle)).Form();
        await workspace.Priya.Submit(hers, ("text", "hers"), ("assignee", "priya"));
        var refused = Assert.IsType<Reply.NotValid>(await workspace.Mei.Submit(mine, ("when", "some day"))).Form;
        Assert.Equal("some day", refused.Fields.Single(field => field.Id == "when").Value);
        await workspace.Mei.Submit(refused, ("when", "2026-11-26 15:00"));
        Assert.Equal(("hers", "priya", "2026-11-26T15:00"), ((await workspace.Only()).Text, (await workspace.Only()).Assignee, (await workspace.Only()).Wall));
    }

    [Fact]
    public async Task The_word_edit_opens_the_last_follow_up()
    {
        await using var workspace = await WhenDue(due: false);
        var form = (await workspace.Mei.Say("edit")).Form();
        Assert.Equal(("follow-up.edit", "2026-11-24 15:00", "send samples"), (form.Id, form.Fields[0].Value, form.Fields[1].Value));
    }

    private static async Task<Workspace> WhenDue(bool due = true)
    {
        var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow C-1001 tue 15:00 \"send samples\"");
        if (due) workspace.Clock.MoveTo(Due);
        return workspace;
    }
}
