using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>What is sent beside each other, and what waits for what.</summary>
public class LinesTests
{
    private const string Slow = "console:slow";

    [Fact]
    public async Task What_is_said_in_a_room_keeps_its_order_and_holds_up_no_other_room()
    {
        await using var house = await CourierHouse.Open();
        var (others, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        house.Office.Answers = async to =>
        {
            if (to.Value == Slow) await go.Task;
            else if (house.Office.Posts.Count == 19) others.TrySetResult();
            return null;
        };
        for (var n = 0; n < 20; n++) await Due(house, "slow", n);
        for (var n = 0; n < 20; n++) await Due(house, "other", n);

        var delivering = house.Deliver();
        await others.Task;
        Assert.DoesNotContain(house.Office.Posts, post => post.To == Slow);
        go.SetResult();
        await delivering;

        foreach (var room in new[] { "slow", "other" })
            Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{room}-{n:D2}"), house.Office.Posts.Where(post => post.To == "console:" + room).Select(post => post.Card.Drawing));
    }

    [Fact]
    public async Task A_room_that_has_to_wait_a_little_keeps_its_order_loses_no_try_and_holds_up_no_other()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = to => new(to.Value == Slow ? PostOffice.Later(8) : null);
        for (var n = 0; n < 3; n++) await Due(house, "slow", n);
        for (var n = 0; n < 3; n++) await Due(house, "other", n);

        await house.Deliver();

        Assert.Equal(3, house.Office.Posts.Count(post => post.To == "console:other"));
        Assert.Equal(1, house.Office.Asked - 3);
        Assert.All(await house.Workspace.Notices(), notice => Assert.Equal((0, 0), (notice.Tries, notice.ClaimedUntil)));
        house.Office.Answers = _ => default;
        house.Clock.Move(Duration.FromSeconds(8));
        await house.Deliver();
        Assert.Equal(["slow-00", "slow-01", "slow-02"], house.Office.Posts.Where(post => post.To == Slow).Select(post => post.Card.Drawing));
    }

    [Fact]
    public async Task A_room_that_always_has_to_wait_a_little_is_given_up_in_the_end()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(PostOffice.Later(6));
        await Due(house, "slow", 0);

        for (var n = 0; n < 40 && (await house.Parked()).Count == 0; n++)
        {
            await house.Deliver();
            house.Clock.Move(Duration.FromHours(1));
        }

        Assert.Equal("unreachable", Assert.Single(await house.Parked()).Parked);
    }

    [Fact]
    public async Task One_commit_writes_down_what_was_sent_and_claims_what_is_next()
    {
        var commits = 0;
        var store = new BrittleStore { FailsCommit = changes => changes.Any(change => change.Key.StartsWith("outbox|", StringComparison.Ordinal)) && ++commits < 0 };
        await using var house = await CourierHouse.Open(store);
        for (var n = 0; n < 64; n++) await Due(house, $"room{n}", 0);
        commits = 0;

        await house.Deliver();

        Assert.Equal(64, house.Office.Posts.Count);
        // At least four claims of sixteen and a last record; at most one of each for each notice.
        Assert.InRange(commits, 5, 65);
    }

    /// <summary>A notice to a room, behind those before.</summary>
    private static async Task Due(CourierHouse house, string room, int n)
    {
        var notice = new OutboxRow { Id = $"{room}-{n:D2}", Turn = "", Drawing = "memo.card", Records = [Workspace.Acme], Customer = "", Room = $"console:{room}" };
        await house.Workspace.Store.Commit(Workspace.Id, notice.Id,
        [
            new Change.Put(TurnRows.OutboxKey(house.Clock.Now, notice.Id), notice.Write(TurnJson.Default.OutboxRow)),
            new Change.Put(WorkspaceRows.RoomKey(notice.Room), WorkspaceRows.Value(new Room { Id = notice.Room, Name = room, Address = notice.Room })),
        ]);
    }
}
