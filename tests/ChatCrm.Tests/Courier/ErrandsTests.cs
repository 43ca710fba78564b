using ChatCrm.Calendars;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>What is done outside, while others undo it, or write what it wants to write.</summary>
public class ErrandsTests
{
    [Fact]
    public async Task C6_What_is_undone_while_its_event_is_being_made_leaves_none_behind()
    {
        var book = new Book();
        await using var house = await CourierHouse.Open(add: services => services.AddSingleton<ICalendar>(book));
        await house.Change("mei", mei => mei with { Email = "mei@lanhai.example" });
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        book.Making = async () =>
        {
            begun.TrySetResult();
            await go.Task;
        };
        await house.Workspace.Mei.Say("follow C-1001 tue 15:00 \"send samples\" cal");
        var making = house.Deliver();
        await begun.Task;
        house.Clock.Move(Duration.FromSeconds(1));

        Assert.Contains("Undone", (await house.Workspace.Mei.Say("undo")).Plain(), StringComparison.Ordinal);
        await house.DeliverElsewhere();
        go.SetResult();
        await making;
        await house.DeliverElsewhere();

        Assert.Equal((1, 0), (book.Made, book.Events.Count));
        Assert.Empty(await house.Workspace.Rows(Keys.Under("event")));
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task Who_was_held_up_until_the_claim_may_be_somebody_elses_begins_no_errand()
    {
        var store = new BrittleStore();
        var chore = new Chore((_, _) => new(ErrandEnd.Nothing));
        await using var house = await CourierHouse.Open(store, services => services.AddSingleton<IErrand>(chore));
        await house.Put(Chore.Row());
        var (isClaimed, runs) = (false, -1);
        store.FailsCommit = changes =>
        {
            isClaimed |= changes.Any(change => change is Change.Replace);
            return false;
        };
        store.FailsList = _ =>
        {
            if (!isClaimed) return false;
            if (runs < 0) house.Clock.Move(Duration.FromSeconds(13));
            else if (runs == 0) runs = chore.Runs;
            runs = Math.Max(runs, 0);
            return false;
        };

        await house.Deliver();

        Assert.Equal((0, 1), (runs, chore.Runs));
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task Who_was_stopped_in_the_middle_of_an_errand_announces_nothing_any_more()
    {
        CourierHouse? house = null;
        var wrote = false;
        var chore = new Chore(async (scene, run) =>
        {
            if (run > 1) return ErrandEnd.Nothing;
            await house!.TakeOver();
            wrote = await scene.Write([new Change.Put("setting|chore", "{}")]);
            return ErrandEnd.Nothing;
        });
        await using var opened = house = await CourierHouse.Open(add: services => services.AddSingleton<IErrand>(chore));
        await house.Put(Chore.Row());

        await house.Deliver();

        Assert.Equal((2, false), (chore.Runs, wrote));
        Assert.Null(await house.Workspace.Store.Get(Workspace.Id, "setting|chore", TestContext.Current.CancellationToken));
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task An_errand_whose_rows_somebody_else_wrote_meanwhile_runs_again_at_once()
    {
        const string Key = "setting|chore";
        CourierHouse? house = null;
        var chore = new Chore(async (scene, run) =>
        {
            var row = (await scene.Rows.Get(Key, scene.Cancel))!;
            if (run == 1) await house!.Workspace.Store.Commit(Workspace.Id, "other", [new Change.Put(Key, """{"n":1}""")], scene.Cancel);
            return new ErrandEnd.Done([new Change.Replace(Key, """{"n":2}""", row.ETag)], []);
        });
        await using var opened = house = await CourierHouse.Open(add: services => services.AddSingleton<IErrand>(chore));
        await house.Workspace.Store.Commit(Workspace.Id, "seed", [new Change.Put(Key, "{}")], TestContext.Current.CancellationToken);
        await house.Put(Chore.Row());

        await house.Deliver();

        Assert.Equal(2, chore.Runs);
        Assert.Equal("""{"n":2}""", (await house.Workspace.Store.Get(Workspace.Id, Key, TestContext.Current.CancellationToken))!.Value);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task Many_errands_that_want_the_same_row_all_come_to_their_end()
    {
        const int Many = 16;
        const string Key = "setting|chore";
        var all = new TaskCompletionSource();
        var chore = new Chore(async (scene, run) =>
        {
            var row = (await scene.Rows.Get(Key, scene.Cancel))!;
            // All have read it before any writes it.
            if (run == Many) all.SetResult();
            await all.Task.WaitAsync(scene.Cancel);
            return new ErrandEnd.Done([new Change.Replace(Key, $$"""{"n":{{run}}}""", row.ETag)], []);
        });
        await using var house = await CourierHouse.Open(add: services => services.AddSingleton<IErrand>(chore));
        await house.Workspace.Store.Commit(Workspace.Id, "seed", [new Change.Put(Key, "{}")], TestContext.Current.CancellationToken);
        for (var n = 0; n < Many; n++) await house.Put(Chore.Row($"n{n}") with { Customer = $"c{n}" });

        await house.Deliver();

        Assert.InRange(chore.Runs, Many + 1, int.MaxValue);
        Assert.Empty(await house.Workspace.Notices());
        Assert.Empty(await house.Parked());
    }

    /// <summary>A calendar of everybody's.</summary>
    private sealed class Book : ICalendar
    {
        public Func<Task> Making { get; set; } = () => Task.CompletedTask;

        public int Made { get; private set; }

        public HashSet<string> Events { get; } = [];

        public bool IsConnected => true;

        public ValueTask<IReadOnlyList<BusyTimes>> Busy(IReadOnlyList<string> mailboxes, Interval span, CancellationToken cancel = default) =>
            new([.. mailboxes.Select(mailbox => new BusyTimes.Known(mailbox, []))]);

        public async ValueTask<CalendarAnswer> Put(CalendarEvent wanted, CancellationToken cancel = default)
        {
            await Making();
            Made++;
            Events.Add(wanted.Key);
            return new CalendarAnswer.Stands(wanted.Key);
        }

        public ValueTask<CalendarAnswer> Remove(string mailbox, string key, string? id, CancellationToken cancel = default)
        {
            Events.Remove(key);
            return new(new CalendarAnswer.Gone());
        }
    }
}
