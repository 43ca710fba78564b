using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

public class DoneTests
{
    [Theory]
    [InlineData("done 1 \"left voicemail\"")]
    [InlineData("done #1 left voicemail")]
    [InlineData("完成１“left voicemail”")]
    public async Task Done_by_number_closes_it_and_logs_it_in_one_go(string line)
    {
        await using var workspace = await WithOne();
        var said = (await workspace.Mei.Say(line)).Plain();
        Assert.StartsWith("✓ Done: Acme GmbH — “send samples”\nLogged: “left voicemail”", said);
        Assert.Equal("mei", (await workspace.Only()).Closed!.By);
        var logged = Assert.Single((await workspace.Rows(Keys.Under("customer", Workspace.Acme, "interaction"))).Select(InteractionStore.Read));
        Assert.Equal((InteractionKind.Note, "left voicemail", "mei"), (logged.Kind, logged.Text, logged.By));
        Assert.Single(await workspace.Rows("number|"));
        Assert.DoesNotContain(await workspace.Traces(), key => key.StartsWith("due|", StringComparison.Ordinal) || key.StartsWith("wake|", StringComparison.Ordinal) || key.Contains("|next|"));
    }

    [Fact]
    public async Task The_number_stays_with_the_follow_up_for_good()
    {
        await using var workspace = await WithOne();
        await workspace.Mei.Say("follow C-1001 wed 9:00 \"second\"");
        await workspace.Mei.Say("done 1");
        Assert.Contains("closed it", (await workspace.Mei.Say("done 1 \"again\"")).Plain());
        await workspace.Mei.Say("done 2");
        Assert.All(await workspace.All(), followUp => Assert.NotNull(followUp.Closed));
        Assert.Contains("no follow-up number 3", (await workspace.Mei.Say("done 3")).Plain());
    }

    [Fact]
    public async Task Undo_opens_it_again_and_takes_the_log_back()
    {
        await using var workspace = await WithOne();
        var before = await workspace.Records();
        var done = (await workspace.Mei.Say("done 1 \"left voicemail\"")).Card();
        var undone = await workspace.Mei.Press(done, "Undo");
        Assert.Contains("open again", undone.Plain());
        Assert.Equal(before, await workspace.Records());
    }

    [Fact]
    public async Task E3_a_double_done_has_one_effect_and_the_same_answer()
    {
        await using var workspace = await WithOne();
        var handle = (await workspace.Only()).Handle;
        var form = (await workspace.Mei.Press("follow-up.done", handle, "card1")).Form();
        Assert.Equal(form.FormId, (await workspace.Mei.Press("follow-up.done", handle, "card1")).Form().FormId);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => workspace.Mei.Submit(form, ("note", "sent"))));
        Assert.Single(answers.Select(answer => answer.Plain()).Distinct());
        Assert.Single(await workspace.Rows(Keys.Under("customer", Workspace.Acme, "interaction")));
    }

    [Fact]
    public async Task What_was_typed_about_a_follow_up_that_is_gone_stays_in_the_form()
    {
        await using var workspace = await WithOne();
        var form = (await workspace.Mei.Press("follow-up.done", (await workspace.Only()).Handle)).Form();
        await workspace.Mei.Say("undo");
        Assert.Equal("mine", Assert.IsType<Reply.KeepForm>(await workspace.Mei.Submit(form, ("note", "mine"))).Values["note"]);
    }

    [Fact]
    public async Task What_was_typed_by_who_may_not_close_it_any_more_stays_in_the_form()
    {
        await using var workspace = await WithOne();
        var form = (await workspace.Priya.Press("follow-up.done", (await workspace.Only()).Handle)).Form();
        await workspace.Demote("priya");
        await workspace.JoinTeam("priya", "elsewhere");
        Assert.Equal("mine", Assert.IsType<Reply.KeepForm>(await workspace.Priya.Submit(form, ("note", "mine"))).Values["note"]);
        Assert.True((await workspace.Only()).IsOpen);
    }

    [Fact]
    public async Task Who_comes_second_reads_who_closed_it_and_when()
    {
        await using var workspace = await WithOne();
        var form = (await workspace.Priya.Press("follow-up.done", (await workspace.Only()).Handle)).Form();
        await workspace.Mei.Say("done 1");
        workspace.Clock.Move(Duration.FromMinutes(3));
        var kept = Assert.IsType<Reply.KeepForm>(await workspace.Priya.Submit(form, ("note", "mine")));
        Assert.Contains("Mei Lin closed it, today 16:05.", kept.Error);
        Assert.Equal("mine", kept.Values["note"]);
        Assert.Equal("mei", (await workspace.Only()).Closed!.By);
        Assert.Contains("Mei Lin closed it", (await workspace.Priya.Press("follow-up.snooze", $"{(await workspace.Only()).Handle}/1h")).Plain());
    }

    [Theory]
    [InlineData("follow-up.done", "")]
    [InlineData("follow-up.snooze", "/1h")]
    [InlineData("follow-up.edit", "")]
    [InlineData("follow-up.their", "")]
    [InlineData("follow-up.other", "/2026-12-01T09:00")]
    [InlineData("follow-up.give", "/jonas")]
    public async Task B1_a_strangers_press_is_refused_and_changes_nothing(string button, string choice)
    {
        await using var workspace = await WithOne();
        var before = await workspace.Records();
        var answer = await workspace.Jonas.Press(button, (await workspace.Only()).Handle + choice);
        Assert.Contains("belongs to somebody else", answer.Plain());
        Assert.Equal(before, await workspace.Records());
    }

    [Theory]
    [InlineData("follow-up.done", "acme/nothing")]
    [InlineData("follow-up.done", "")]
    [InlineData("follow-up.snooze", "nobody/nothing/1h")]
    [InlineData("follow-up.snooze", "a|b/c^d/../1h")]
    [InlineData("follow-up.give", "acme/nothing/jonas")]
    [InlineData("follow-up.edit", "\0\uD800/\uFFFF")]
    [InlineData("follow-up.due", "nobody/today/0")]
    [InlineData("follow-up.due", "mei/ever/-1")]
    public async Task B1_a_forged_value_is_answered_politely(string button, string value)
    {
        await using var workspace = await WithOne();
        var before = await workspace.Records();
        var answer = (await workspace.Mei.Press(button, value)).Plain();
        Assert.DoesNotContain("went wrong", answer);
        Assert.Equal(before, await workspace.Records());
    }

    [Fact]
    public async Task B1_a_forged_state_of_a_form_is_refused()
    {
        await using var workspace = await WithOne();
        var mine = (await workspace.Mei.Press("follow-up.done", (await workspace.Only()).Handle)).Form();
        Assert.Contains("belongs to somebody else", Assert.IsType<Reply.KeepForm>(await workspace.Jonas.Submit(mine, ("note", "x"))).Error);
        Assert.True((await workspace.Only()).IsOpen);
    }

    [Fact]
    public async Task An_assignee_may_close_what_a_colleagues_customer_is_owed()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow C-1001 tue 15:00 \"send samples\" for @jonas");
        Assert.StartsWith("✓ Done", (await workspace.Jonas.Say("done 1 \"sent\"")).Plain());
    }

    private static async Task<Workspace> WithOne()
    {
        var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow C-1001 tue 15:00 \"send samples\"");
        return workspace;
    }
}
