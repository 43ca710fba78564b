using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>What waits for Mei (Shanghai) is looked at anew whenever it changes when she works, by whatever way. It is Monday 23 November, 09:30 there.</summary>
public class WorksOtherwiseTests
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 1, 30), Due = Instant.FromUtc(2026, 11, 23, 7, 0);

    [Theory]
    [InlineData("me away 23nov-30nov")]
    [InlineData("me hours 9-12")]
    [InlineData("me tz Berlin")]
    public async Task Whoever_takes_back_that_they_do_not_work_is_reminded_at_once(string line)
    {
        await using var house = await Waiting(line);
        Assert.Empty(await Reminders(house));

        Assert.StartsWith("Undone", (await house.Mei.Say("undo")).Plain());
        await Rounds(house);

        Assert.Equal("mei", Assert.Single(await Reminders(house)).Member);
    }

    [Fact]
    public async Task Whoever_takes_back_a_cover_waits_for_themselves()
    {
        await using var house = await Waiting("me away 23nov-24nov", "me cover @jonas");
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 8, 0), TurnRows.At((await house.Only()).WaitsUntil));

        await house.Mei.Say("undo");
        await Rounds(house);

        Assert.Equal(Instant.FromUtc(2026, 11, 25, 1, 0), TurnRows.At((await house.Only()).WaitsUntil));
    }

    [Theory]
    [InlineData("undo")]
    [InlineData("admin day 23nov remove")]
    public async Task A_day_of_the_companys_that_is_taken_back_or_removed_counts_at_once(string line)
    {
        await using var house = await Workspace.Open();
        await house.Priya.Say("follow C-1001 mon 15:00 \"send samples\" for @mei");
        house.Clock.MoveTo(Morning);
        await house.Sam.Say("admin day 23nov closed \"Stocktaking\"");
        house.Clock.MoveTo(Due);
        await house.Wake();
        Assert.Empty(await Reminders(house));

        await house.Sam.Say(line);
        await Rounds(house);

        Assert.Equal("mei", Assert.Single(await Reminders(house)).Member);
    }

    [Fact]
    public async Task A_day_of_the_companys_counts_for_the_last_of_many_members_too()
    {
        await using var house = await Workspace.Open();
        var cancel = TestContext.Current.CancellationToken;
        var many = Enumerable.Range(0, 2 * Returning.MostMembers).Select(n => $"p{n:D2}").Append("zoe").Select(id => new Member { Id = id, Name = id, Handle = id, Zone = "Asia/Shanghai" });
        await house.Store.Commit(Workspace.Id, "many", [.. many.Select(member => new Change.Insert(WorkspaceRows.MemberKey(member.Id), WorkspaceRows.Value(member)))], cancel);
        await house.Priya.Say("follow C-1001 mon 15:00 \"send samples\" for @zoe");
        house.Clock.MoveTo(Morning);
        await house.Sam.Say("admin day 23nov closed \"Stocktaking\"");
        house.Clock.MoveTo(Due);
        await Rounds(house);
        Assert.Empty(await Reminders(house));

        Assert.StartsWith("Undone", (await house.Sam.Say("undo")).Plain());
        await Rounds(house);

        Assert.Equal("zoe", Assert.Single(await Reminders(house)).Member);
        house.Clock.Move(People.Everywhere);
        await Rounds(house);
        Assert.Empty(await house.Rows("wake|"));
    }

    [Fact]
    public async Task A_process_that_does_not_know_yet_decides_again_within_a_minute()
    {
        await using var house = await Waiting("me away 23nov-30nov");
        await using var other = await Beside(house);

        await house.Mei.Say("undo");
        await Rounds(other);
        Assert.Empty(await Reminders(house));
        other.Clock.Move(Duration.FromMinutes(1));
        await Rounds(other);

        Assert.Single(await Reminders(house));
    }

    [Fact]
    public async Task Many_that_waited_come_as_one_list_when_they_are_back_early()
    {
        await using var house = await Many(40);

        await house.Mei.Say("me away off");
        await Rounds(house);

        Assert.Equal(["follow-up.list"], (await house.Notices()).Where(notice => notice.Member == "mei" && notice.Drawing != "follow-up.given").Select(notice => notice.Drawing));
        Assert.All(await house.All(), followUp => Assert.NotEqual(0, followUp.RemindedAt));
    }

    [Fact]
    public async Task Many_wait_on_until_another_day_when_that_is_what_was_said()
    {
        await using var house = await Many(40);

        await house.Mei.Say("me away 23nov-26nov");
        await Rounds(house);

        Assert.All(await house.All(), followUp => Assert.Equal(Instant.FromUtc(2026, 11, 27, 1, 0), TurnRows.At(followUp.WaitsUntil)));
        Assert.Empty(await Reminders(house));
    }

    [Fact]
    public async Task What_the_cover_takes_back_when_they_are_here_again_is_theirs_alone_at_once()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me away 23nov cover @jonas");
        await house.Priya.Say("follow C-1001 mon 15:00 \"send samples\" for @mei");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 9, 0));
        await house.Wake();
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 0, 55));
        var put = (await house.Jonas.Press("follow-up.put-off", $"{(await house.Only()).Handle}/week")).Card();
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 1, 0));
        await Rounds(house);
        Assert.Contains("Jonas Weber moved it", (await house.Drawn(Assert.Single(await Returned(house)))).Plain());

        house.Clock.Move(Duration.FromMinutes(4));
        Assert.StartsWith("Undone", (await house.Jonas.Press(put, "Undo")).Plain());
        await Rounds(house);

        Assert.Null((await house.Only()).Covered);
        Assert.Empty(await house.Rows("covered|"));
        Assert.Contains("still to do", (await house.Drawn((await Returned(house))[1])).Plain());
        Assert.Contains("belongs to somebody else", (await house.Jonas.Say("done 1")).Plain());
        house.Clock.Move(Duration.FromDays(1));
        await Rounds(house);
        Assert.Equal(2, (await Returned(house)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_cover_gave_to_somebody_else_is_told_when_they_are_back(bool byForm)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        await house.Mei.Say("me away 23nov cover @jonas");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 9, 0));
        await house.Wake();
        var handle = (await house.Only()).Handle;
        if (byForm) await house.Jonas.Submit((await house.Jonas.Press("follow-up.edit", handle)).Form(), ("assignee", "priya"));
        else await house.Jonas.Press("follow-up.give", $"{handle}/priya");
        Assert.Equal("priya", (await house.Only()).Assignee);
        Assert.False((await house.Only()).IsInHandOf("jonas"));

        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 1, 0));
        await Rounds(house);

        var card = await house.Drawn(Assert.Single(await Returned(house)));
        Assert.StartsWith("While you were off, Jonas Weber looked after", card.Plain());
        Assert.Contains("Jonas Weber gave it to Priya Nair, yesterday 17:00", card.Plain());
        Assert.DoesNotContain("still to do", card.Plain());
        Assert.Equal(["Open"], card.Buttons().Select(button => button.Label));
        Assert.Empty(await house.Rows("covered|"));
        Assert.Equal("", (await house.Only()).TakenFrom);
    }

    [Fact]
    public async Task What_was_given_away_and_taken_back_is_as_before()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        await house.Mei.Say("me away 23nov cover @jonas");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 9, 0));
        await house.Wake();
        var before = await house.Only();

        await house.Jonas.Press("follow-up.give", $"{before.Handle}/priya");
        await house.Jonas.Say("undo");
        await Rounds(house);

        Assert.Equal(before, await house.Only());
        Assert.Equal(Keys.Of("covered", "mei", Workspace.Acme, before.Id), Assert.Single(await house.Rows("covered|")).Key);
        Assert.Empty(await Returned(house));
    }

    /// <summary>Priya has set one for Mei; what Mei says on Monday morning; then it falls due.</summary>
    private static async Task<Workspace> Waiting(params string[] lines)
    {
        var house = await Workspace.Open();
        await house.Priya.Say("follow C-1001 mon 15:00 \"send samples\" for @mei");
        house.Clock.MoveTo(Morning);
        foreach (var line in lines) await house.Mei.Say(line);
        house.Clock.MoveTo(Due);
        await Rounds(house);
        return house;
    }

    /// <summary>Away on two days, on the first of which so many fall due; it is the second, at noon.</summary>
    private static async Task<Workspace> Many(int count)
    {
        var house = await Workspace.Open();
        await house.Mei.Say("me away 23nov-24nov");
        for (var n = 0; n < count; n++) await house.Priya.Say($"follow C-1001 mon 15:{n + 10} \"number {n}\" for @mei");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 8, 0));
        await Rounds(house);
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 4, 0));
        Assert.Empty(await Reminders(house));
        return house;
    }

    /// <summary>Another process on the same rows, which has just read who is there.</summary>
    private static async Task<Workspace> Beside(Workspace house)
    {
        var other = Workspace.Beside(house);
        await other.Get<People>().Of(Workspace.Id, TestContext.Current.CancellationToken);
        return other;
    }

    private static async Task Rounds(Workspace house)
    {
        for (var rounds = 0; rounds < 12; rounds++) await house.Wake();
    }

    private static async Task<IReadOnlyList<OutboxRow>> Reminders(Workspace house) => [.. (await house.Notices()).Where(notice => notice.Drawing is "follow-up.reminder" or "follow-up.list")];

    private static async Task<IReadOnlyList<OutboxRow>> Returned(Workspace house) => [.. (await house.Notices()).Where(notice => notice is { Drawing: "follow-up.returned", Member: "mei" })];
}
