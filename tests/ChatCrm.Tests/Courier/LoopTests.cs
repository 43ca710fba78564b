using ChatCrm.Bot.Courier;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace ChatCrm.Tests.Courier;

public class LoopTests
{
    private static readonly Instant Beginning = FakeClock.Beginning;

    [Fact]
    public async Task What_is_due_wakes_and_what_is_not_sleeps()
    {
        await using var house = await CourierHouse.Open();
        await Put(house, TurnRows.WakeKey(Beginning, "memo.wake", "now"), TurnRows.WakeKey(Beginning + Duration.FromSeconds(1), "memo.wake", "soon"));

        await Wake(house);

        Assert.Equal(1, house.Memo.Woken);
        Assert.Single(await house.Workspace.Rows("wake|"));
    }

    [Fact]
    public async Task The_same_thing_set_again_wakes_again()
    {
        await using var house = await CourierHouse.Open();
        var key = TurnRows.WakeKey(Beginning, "memo.wake", "x");
        await Put(house, key);
        await Wake(house);
        await Put(house, key);

        await Wake(house);

        Assert.Equal(2, house.Memo.Woken);
        Assert.Empty(await house.Workspace.Rows("wake|"));
    }

    [Fact]
    public async Task One_that_is_not_taken_away_rests_and_holds_up_no_other()
    {
        await using var house = await CourierHouse.Open();
        await Put(house, TurnRows.WakeKey(Beginning, "memo.stuck", "a"), TurnRows.WakeKey(Beginning, "memo.wake", "b"), TurnRows.WakeKey(Beginning, "nobody.knows", "c"));

        await Wake(house);
        await Wake(house);
        Assert.Equal(2, house.Memo.Woken);
        house.Clock.Move(Duration.FromMinutes(1));
        await Wake(house);

        Assert.Equal(3, house.Memo.Woken);
    }

    [Fact]
    public async Task A_sweep_takes_what_was_kept_long_enough_and_leaves_the_rest()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples");
        house.Clock.Move(Duration.FromDays(6));
        await house.Write("a price list");
        house.Clock.Move(Duration.FromDays(1) + Duration.FromSeconds(1));
        var records = await house.Workspace.Records();

        await house.Workspace.Get<Sweep>().Run(Workspace.Id, TestContext.Current.CancellationToken);

        Assert.Single(await house.Workspace.Rows("turn|"));
        Assert.Single(await house.Workspace.Rows("undo|"));
        Assert.Equal(2, (await house.Workspace.Rows("audit|")).Count);
        Assert.Equal(records, await house.Workspace.Records());

        house.Clock.Move(Duration.FromDays(730 - 6));
        await house.Workspace.Get<Sweep>().Run(Workspace.Id, TestContext.Current.CancellationToken);
        Assert.Single(await house.Workspace.Rows("audit|"));
        Assert.Equal(records, await house.Workspace.Records());
    }

    [Fact]
    public async Task A_sweep_of_more_than_a_commit_holds_takes_all()
    {
        await using var house = await CourierHouse.Open();
        for (var n = 0; n < 250; n++)
            await house.Workspace.Store.Commit(Workspace.Id, "t", [new Change.Put(TurnRows.DraftKey($"d{n}"), new DraftRow { Member = "mei", At = Beginning.ToUnixTimeMilliseconds() }.Write(TurnJson.Default.DraftRow))], TestContext.Current.CancellationToken);
        house.Clock.Move(Duration.FromDays(2));

        await house.Workspace.Get<Sweep>().Run(Workspace.Id, TestContext.Current.CancellationToken);

        Assert.Empty(await house.Workspace.Rows("draft|"));
    }

    [Fact]
    public async Task The_bell_alone_brings_a_notice_to_its_reader()
    {
        await using var running = await Running.Start(new BrittleStore());

        await running.House.Write("samples", new Recipient.ToMember("priya"));
        await running.Posted;
        await running.Stop();

        Assert.Single(running.House.Office.Posts);
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_ends_no_loop()
    {
        var store = new BrittleStore();
        await using var running = await Running.Start(store);
        var (failures, failed) = (0, new TaskCompletionSource());
        store.FailsList = partition => partition == Workspace.Id && (++failures == 2 ? failed.TrySetResult() : failures < 2);
        running.House.Workspace.Get<Bell>().Ring(Workspace.Id);
        await failed.Task;

        await running.House.Write("samples", new Recipient.ToMember("priya"));
        await running.Posted;
        await running.Stop();

        Assert.Single(running.House.Office.Posts);
    }

    [Fact]
    public async Task A_stop_waits_for_the_send_that_is_under_way_and_begins_no_other()
    {
        await using var running = await Running.Start(new BrittleStore());
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        running.House.Office.Answers = async _ => { begun.TrySetResult(); await go.Task; return null; };
        await running.House.Write("samples", new Recipient.ToMember("priya"), new Recipient.ToMember("sam"));
        await begun.Task;

        var stopped = running.Stop();
        Assert.False(stopped.IsCompleted);
        go.SetResult();
        await stopped;

        Assert.Single(running.House.Office.Posts);
        Assert.Single(await running.House.Ledger());
        Assert.Single(await running.House.Workspace.Notices(), notice => notice.ClaimedUntil == 0 && notice.Member.Length > 0);
    }

    [Fact]
    public async Task A_lane_runs_one_at_a_time_and_once_more_when_asked_meanwhile()
    {
        var (runs, at, most) = (0, 0, 0);
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var lanes = new Lanes(async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref at));
            runs++;
            begun.TrySetResult();
            await go.Task;
            Interlocked.Decrement(ref at);
            return null;
        }, TimeProvider.System);

        lanes.Ask("w");
        await begun.Task;
        for (var i = 0; i < 5; i++) lanes.Ask("w");
        go.SetResult();
        await lanes.Settled();

        Assert.Equal((2, 1), (runs, most));
    }

    [Fact]
    public async Task A_lane_runs_again_when_its_run_said_so()
    {
        var (runs, again) = (0, new TaskCompletionSource());
        var time = new HandTime();
        var lanes = new Lanes((_, _) =>
        {
            if (++runs == 2) again.TrySetResult();
            return Task.FromResult<TimeSpan?>(runs == 1 ? TimeSpan.FromSeconds(3) : null);
        }, time);
        lanes.Ask("w");
        await lanes.Settled();

        time.Move(Duration.FromSeconds(2));
        await lanes.Settled();
        Assert.Equal(1, runs);
        time.Move(Duration.FromSeconds(1));
        await again.Task;

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task At_most_sixteen_sends_are_under_way_though_more_are_due_and_each_is_claimed()
    {
        await using var house = await CourierHouse.Open();
        var (full, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        house.Office.Answers = async _ =>
        {
            if (house.Office.Asked == Sends.AtOnce) full.TrySetResult();
            await go.Task;
            return null;
        };
        for (var n = 0; n < 40; n++) await Due(house, $"n{n:D2}", room: $"console:room-{n:D2}");

        var delivering = house.Deliver();
        await full.Task;
        var claimed = (await house.Workspace.Notices()).Count(notice => notice.ClaimedUntil > 0);
        go.SetResult();
        await delivering;

        Assert.Equal(Sends.AtOnce, claimed);
        Assert.Equal(40, house.Office.Posts.Count);
        Assert.Empty(await house.Workspace.Notices());
    }

    private static Task Wake(CourierHouse house) => house.Workspace.Get<WakeUp>().Run(Workspace.Id, TestContext.Current.CancellationToken);

    private static async Task Put(CourierHouse house, params string[] keys) =>
        await house.Workspace.Store.Commit(Workspace.Id, "t", [.. keys.Select(key => new Change.Put(key, "{}"))]);

    /// <summary>A notice to a room that is there.</summary>
    private static async Task Due(CourierHouse house, string id, string room)
    {
        var notice = new OutboxRow { Id = id, Turn = "", Drawing = "memo.card", Records = [Workspace.Acme], Customer = "", Room = room };
        await house.Workspace.Store.Commit(Workspace.Id, id,
        [
            new Change.Put(TurnRows.OutboxKey(house.Clock.Now, id), notice.Write(TurnJson.Default.OutboxRow)),
            new Change.Put(WorkspaceRows.RoomKey(room), WorkspaceRows.Value(new Room { Id = room, Name = id, Address = room })),
        ]);
    }

    /// <summary>A house whose Courier runs, without a timer: only the bell moves it.</summary>
    private sealed class Running(CourierHouse house, IHostedService courier) : IAsyncDisposable
    {
        private readonly TaskCompletionSource _posted = new();
        private bool _stopped;

        public CourierHouse House => house;

        public Task Posted => _posted.Task;

        public static async Task<Running> Start(BrittleStore store)
        {
            var house = await CourierHouse.Open(store, services => services.AddSingleton<TimeProvider>(new Timeless()));
            var running = new Running(house, house.Workspace.Get<IHostedService>());
            house.Office.Answers = _ => { running._posted.TrySetResult(); return default; };
            await running.Begin();
            return running;
        }

        public Task Stop()
        {
            _stopped = true;
            return courier.StopAsync(default);
        }

        public async ValueTask DisposeAsync()
        {
            if (!_stopped) await Stop();
            await house.DisposeAsync();
        }

        private Task Begin() => courier.StartAsync(default);
    }

    private sealed class Timeless : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => default;
        }
    }
}
