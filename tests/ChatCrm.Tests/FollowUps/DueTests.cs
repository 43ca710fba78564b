using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

public class DueTests
{
    /// <summary>Tuesday 24 Nov, 16:30 in Shanghai, 09:30 in Berlin.</summary>
    private static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 30);

    [Fact]
    public async Task Whoever_is_open_now_comes_first_and_then_what_is_longest_due()
    {
        await using var workspace = await Filled();
        workspace.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 10, 30));
        var said = (await workspace.Mei.Say("due")).Plain().Split('\n');
        Assert.Equal("3 follow-ups are due until Tue 24 Nov", said[0]);
        Assert.Equal("2 Acme GmbH — “second”", said[1]);
        Assert.Equal("Tue 24 Nov 15:00 Shanghai · 08:00 Berlin · overdue by 3 hours · now Tue 11:30 in Berlin · open until 17:30 · zone assumed from the city", said[2]);
        Assert.Equal("1 华为技术有限公司 — “first”", said[3]);
        Assert.Equal("Tue 24 Nov 09:00 Shanghai · overdue by 9 hours", said[4]);
        Assert.Equal("3 华为技术有限公司 — “third”", said[5]);
    }

    [Theory]
    [InlineData("due week")]
    [InlineData("待办 本周")]
    [InlineData("待办本周")]
    public async Task A_week_shows_the_seven_days_from_today(string line)
    {
        await using var workspace = await Filled();
        Assert.StartsWith("4 follow-ups are due until Mon 30 Nov", (await workspace.Mei.Say(line)).Plain());
    }

    [Fact]
    public async Task An_empty_list_names_the_next_one()
    {
        await using var workspace = await Workspace.Open();
        Assert.Equal("Nothing is due today.", (await workspace.Mei.Say("due")).Plain());
        await workspace.Mei.Say("follow C-1003 thu 9:00 \"x\"");
        Assert.Equal("Nothing is due today.\nNext: Thu 26 Nov, 华为技术有限公司 — “x”.", (await workspace.Mei.Say("due")).Plain());
    }

    [Fact]
    public async Task A_manager_and_an_admin_see_what_is_due_for_others_and_a_rep_does_not()
    {
        await using var workspace = await Filled();
        Assert.StartsWith("3 follow-ups are due until Tue 24 Nov · Mei Lin", (await workspace.Priya.Say("due @mei")).Plain());
        Assert.StartsWith("3 follow-ups", (await workspace.Sam.Say("due @mei")).Plain());
        Assert.StartsWith("Only managers", (await workspace.Jonas.Say("due @mei")).Plain());
        Assert.StartsWith("Only managers", (await workspace.Jonas.Press("follow-up.due", "mei/today/0")).Plain());
    }

    [Fact]
    public async Task A_long_list_goes_on_behind_a_button()
    {
        await using var workspace = await Workspace.Open();
        for (var n = 1; n <= 13; n++) await workspace.Mei.Say($"follow C-1003 tue {n + 5}:00 \"step {n}\"");
        workspace.Clock.MoveTo(Tuesday);
        var first = (await workspace.Mei.Say("due")).Card();
        Assert.Equal(10, first.Blocks.OfType<Entries>().Single().Items.Count);
        var rest = await workspace.Mei.Press(first, "3 more");
        Assert.Equal(3, rest.Card().Blocks.OfType<Entries>().Single().Items.Count);
    }

    [Fact]
    public async Task Each_line_can_be_done_where_it_stands()
    {
        await using var workspace = await Filled();
        var list = (await workspace.Mei.Say("due")).Card();
        var form = (await workspace.Mei.Press(list, "Done")).Form();
        await workspace.Mei.Submit(form, ("note", "ok"));
        Assert.StartsWith("2 follow-ups", (await workspace.Mei.Say("due")).Plain());
    }

    private static async Task<Workspace> Filled()
    {
        var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow C-1003 tue 9:00 \"first\"");
        await workspace.Mei.Say("follow C-1001 tue 15:00 \"second\"");
        await workspace.Mei.Say("follow C-1003 tue 17:00 \"third\"");
        await workspace.Mei.Say("follow C-1001 thu 9:00 \"fourth\"");
        workspace.Clock.MoveTo(Tuesday);
        return workspace;
    }
}
