using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>A follow-up that is moved to a day on which the customer is closed. It is Sunday 22 Nov 2026; Mon 23 Nov is a holiday in Japan.</summary>
public class MovedToClosedDayTests
{
    private const string Said = "Mon 23 Nov is Labor Thanksgiving Day (Japan): Acme KK is closed.";

    // An hour behind 22:30 in Shanghai it is Monday in Tokyo.
    [Theory]
    [InlineData("1h", "2026-11-22T23:30")]
    [InlineData("tomorrow", "2026-11-23T09:00")]
    public async Task A_snooze_says_so_before_it_is_saved(string choice, string kept)
    {
        await using var workspace = await Tonight();
        var before = await workspace.Records();

        var asked = (await workspace.Mei.Press("follow-up.put-off", $"{await Handle(workspace)}/{choice}")).Card();
        Assert.Equal(Said, asked.Plain().Split('\n')[0]);
        Assert.Equal(["Tue 24 Nov 09:00 their time", "Keep it"], asked.Buttons().Select(button => button.Label));
        Assert.Equal(before, await workspace.Records());

        await workspace.Mei.Press(asked, "Keep it");
        Assert.Equal((kept, "Asia/Shanghai", true), await Time(workspace));
    }

    [Fact]
    public async Task The_next_open_slot_is_one_press_away_and_undone_as_any_snooze()
    {
        await using var workspace = await Tonight();
        var before = await workspace.Records();
        var asked = (await workspace.Mei.Press("follow-up.put-off", $"{await Handle(workspace)}/tomorrow")).Card();

        var moved = (await workspace.Mei.Press(asked, "Tue 24 Nov")).Card();

        Assert.Equal(("2026-11-24T09:00", "Asia/Tokyo", true), await Time(workspace));
        await workspace.Mei.Press(moved, "Undo");
        Assert.Equal(before, await workspace.Records());
    }

    [Fact]
    public async Task Who_reads_Chinese_is_asked_in_Chinese()
    {
        await using var workspace = await Tonight();
        await workspace.Mei.Say("me lang zh");

        var asked = (await workspace.Mei.Press("follow-up.put-off", $"{await Handle(workspace)}/tomorrow")).Card();

        Assert.Equal("11月23日周一是Labor Thanksgiving Day（日本），Acme KK休息。", asked.Plain().Split('\n')[0]);
    }

    [Fact]
    public async Task The_customers_next_open_slot_never_asks()
    {
        await using var workspace = await Tonight();

        Assert.Contains("moved to", (await workspace.Mei.Press("follow-up.put-off", $"{await Handle(workspace)}/open")).Plain(), StringComparison.Ordinal);

        Assert.Equal(("2026-11-24T09:00", "Asia/Tokyo", true), await Time(workspace));
    }

    [Theory]
    [InlineData("tomorrow 10:00", "Tue 24 Nov", "2026-11-24T09:00", "Asia/Tokyo", true)]
    [InlineData("tomorrow 10:00", "Keep it", "2026-11-23T10:00", "Asia/Shanghai", true)]
    [InlineData("tomorrow", "Tue 24 Nov", "2026-11-24T09:00", "Asia/Tokyo", true)]
    [InlineData("tomorrow", "Keep it", "2026-11-23T09:00", "Asia/Shanghai", false)]
    public async Task A_date_that_was_picked_is_asked_about_and_a_day_alone_stays_one(string typed, string press, string wall, string zone, bool hasTime)
    {
        await using var workspace = await Tonight();
        var form = (await workspace.Mei.Press("follow-up.snooze", await Handle(workspace))).Form();

        var asked = (await workspace.Mei.Submit(form, ("when", typed))).Card();
        Assert.StartsWith(Said, asked.Plain(), StringComparison.Ordinal);
        // "Tomorrow" is the day after the one on which it was typed.
        workspace.Clock.Move(Duration.FromHours(10));
        await workspace.Mei.Press(asked, press);

        Assert.Equal((wall, zone, hasTime), await Time(workspace));
    }

    [Theory]
    [InlineData("tomorrow 10:00", "Tue 24 Nov", "2026-11-24T09:00", "Asia/Tokyo", true)]
    [InlineData("tomorrow 10:00", "Keep it", "2026-11-23T10:00", "Asia/Shanghai", true)]
    [InlineData("tomorrow", "Keep it", "2026-11-23T09:00", "Asia/Shanghai", false)]
    public async Task An_edit_is_asked_about_and_keeps_what_else_was_changed(string typed, string press, string wall, string zone, bool hasTime)
    {
        await using var workspace = await Tonight();
        var before = await workspace.Records();
        var form = (await workspace.Mei.Press("follow-up.edit", await Handle(workspace))).Form();

        var asked = (await workspace.Mei.Submit(form, ("when", typed), ("text", "send two samples"))).Card();
        Assert.StartsWith(Said, asked.Plain(), StringComparison.Ordinal);
        Assert.Equal(before, await workspace.Records());
        workspace.Clock.Move(Duration.FromHours(10));
        await workspace.Mei.Press(asked, press);

        Assert.Equal((wall, zone, hasTime), await Time(workspace));
        Assert.Equal("send two samples", (await workspace.Only(Workspace.AcmeKk)).Text);
    }

    [Fact]
    public async Task Who_kept_the_day_is_not_asked_again_about_it()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.SayAndKeep("follow Acme KK tomorrow 10:00 \"call Ms Ito\"");
        var form = (await workspace.Mei.Press("follow-up.edit", await Handle(workspace))).Form();

        await workspace.Mei.Submit(form, ("when", "tomorrow 11:00"));
        Assert.Equal("2026-11-23T11:00", (await Time(workspace)).Wall);
        await workspace.Mei.Press("follow-up.put-off", $"{await Handle(workspace)}/1h");

        Assert.Equal("2026-11-23T12:00", (await Time(workspace)).Wall);
    }

    [Fact]
    public async Task What_is_gone_meanwhile_is_said()
    {
        await using var workspace = await Tonight();
        var form = (await workspace.Mei.Press("follow-up.edit", await Handle(workspace))).Form();
        var edited = (await workspace.Mei.Submit(form, ("when", "tomorrow 10:00"))).Card();
        var snoozed = (await workspace.Mei.Press("follow-up.put-off", $"{await Handle(workspace)}/tomorrow")).Card();
        await workspace.Mei.Say("done 1 \"called\"");
        var before = await workspace.Records();

        Assert.Contains("no longer here", (await workspace.Mei.Press(edited, "Tue 24 Nov")).Plain(), StringComparison.Ordinal);
        Assert.Contains("closed it", (await workspace.Mei.Press(snoozed, "Tue 24 Nov")).Plain(), StringComparison.Ordinal);

        Assert.Equal(before, await workspace.Records());
    }

    [Theory]
    [InlineData("2026-11-22T08:00 Asia/Shanghai", "passed already")]
    [InlineData("2099-11-22T08:00 Asia/Shanghai", "passed already")]
    [InlineData("2026-11-24T08:00 Nowhere/Land", "older version")]
    [InlineData("day day 2026-11-24T08:00 Asia/Tokyo", "older version")]
    public async Task A_time_that_no_card_of_ours_carries_moves_nothing(string carried, string said)
    {
        await using var workspace = await Tonight();
        var before = await workspace.Records();

        Assert.Contains(said, (await workspace.Mei.Press("follow-up.put-off", $"{await Handle(workspace)}/{carried}")).Plain(), StringComparison.Ordinal);

        Assert.Equal(before, await workspace.Records());
    }

    private static async Task<Workspace> Tonight()
    {
        var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow Acme KK today 22:30 \"call Ms Ito\"");
        return workspace;
    }

    private static async Task<string> Handle(Workspace workspace) => (await workspace.Only(Workspace.AcmeKk)).Handle;

    private static async Task<(string Wall, string Zone, bool HasTime)> Time(Workspace workspace) =>
        await workspace.Only(Workspace.AcmeKk) is var kept ? (kept.Wall, kept.Zone, kept.HasTime) : default;
}
