using ChatCrm.Bot.Storage;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.FollowUps;
using ChatCrm.Tests.House;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Watches;
using NodaTime;
using static ChatCrm.Tests.Watches.OtherRules;

namespace ChatCrm.Tests.Watches;

/// <summary>The rules of zones change under follow-ups that were planned: in Tokyo it is an hour later than it was before.</summary>
[Collection(OtherRules.Name)]
public sealed class DerivationTests : IDisposable
{
    private readonly OtherRules rules = new();

    [Fact]
    public async Task F3_What_was_planned_keeps_its_wall_time_and_is_due_at_the_instant_that_it_now_is()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        var (was, now) = (Instant.FromUtc(2026, 11, 27, 1, 0), Instant.FromUtc(2026, 11, 27, 0, 0));
        Assert.Equal([was, was, was], await Instants(house));

        await Change(house);

        Assert.Equal([now, now, now], await Instants(house));
        Assert.Equal("2026-11-27T10:00", (await house.Only(Workspace.AcmeKk)).Wall);
        Assert.Equal(now, (await house.Only(Workspace.AcmeKk)).DueAt);
        Assert.Equal(await Asked(house), await Traces(house));
    }

    [Fact]
    public async Task F3_The_assignee_hears_once_what_moved_from_when_to_when()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        await house.Mei.Say("follow C-1001 27 nov 10:00 their \"send samples\"");

        await Change(house);

        var notice = Assert.Single(await Told(house));
        Assert.Equal("mei", notice.Member);
        var card = (await house.Drawn(notice)).Plain();
        Assert.Contains("One of your follow-ups moved", card, StringComparison.Ordinal);
        Assert.Contains("2026g", card, StringComparison.Ordinal);
        Assert.Contains("call Ms Ito", card, StringComparison.Ordinal);
        Assert.Contains("Fri 27 Nov 09:00 Shanghai → Fri 27 Nov 08:00 Shanghai · stays Fri 27 Nov 10:00 Tokyo", card, StringComparison.Ordinal);
        Assert.DoesNotContain("send samples", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F3_Many_are_gone_through_in_parts_and_each_assignee_hears_of_ten_and_how_many_more()
    {
        await using var house = await Workspace.Open();
        await Plan(house, 25);

        await Change(house);

        var told = (await Told(house)).OrderBy(notice => notice.Member, StringComparer.Ordinal).ToList();
        Assert.Equal(["jonas", "mei"], told.Select(notice => notice.Member));
        Assert.Equal([["2026g", "5"], ["2026g", "20"]], told.Select(notice => notice.Records.Take(2)));
        Assert.Contains("and 10 more", (await house.Drawn(told[1])).Plain(), StringComparison.Ordinal);
        Assert.Equal(await Asked(house), await Traces(house));
    }

    [Fact]
    public async Task F3_Broken_off_at_any_commit_it_goes_on_and_nobody_hears_twice()
    {
        for (var death = 1; ; death++)
        {
            var store = new FailingStore(new MemoryRowStore());
            await using var house = await Workspace.Open(store);
            await Plan(house, 12);
            Zones.Use(OtherRules.Newer);
            await Begin(house);
            store.FailAt(death);
            try
            {
                await Awake(house);
            }
            finally
            {
                store.FailAt(0);
            }
            await Begin(house);
            await Awake(house);

            Assert.Equal(["jonas", "mei"], (await Told(house)).Select(notice => notice.Member).Order(StringComparer.Ordinal));
            Assert.Equal(await Asked(house), await Traces(house));
            Zones.Use(ZoneRules.BuiltIn);
            if (!store.Failed) break;
        }
    }

    [Fact]
    public async Task F3_Two_processes_that_go_through_it_together_tell_each_assignee_once()
    {
        var store = new MemoryRowStore();
        await using var one = await Workspace.Open(store);
        await Plan(one, 25);
        Zones.Use(OtherRules.Newer);
        await Begin(one);
        one.Clock.Move(Duration.FromSeconds(1));
        await Begin(one);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Awake(one))));
        await Awake(one);

        Assert.Equal(["jonas", "mei"], (await Told(one)).Select(notice => notice.Member).Order(StringComparer.Ordinal));
        Assert.Equal(await Asked(one), await Traces(one));
    }

    [Fact]
    public async Task F3_A_process_with_older_rules_leaves_it_to_the_one_that_has_them()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        Zones.Use(OtherRules.Newer);
        await Begin(house);

        Zones.Use(ZoneRules.BuiltIn);
        await Awake(house);
        Assert.Equal(2, (await house.Rows("wake|")).Count);
        Assert.Empty(await house.Rows("rules|"));
        Zones.Use(OtherRules.Newer);
        await Awake(house);

        Assert.Single(await Told(house));
        Assert.Equal(await Asked(house), await Traces(house));
    }

    [Fact]
    public async Task What_people_did_can_be_undone_all_the_same()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");

        await Change(house);
        await house.Mei.Say("undo");

        Assert.Empty(await house.All(Workspace.AcmeKk));
        Assert.Empty(await house.Rows("due|"));
        Assert.Empty(await house.Rows("wake|"));
        Assert.Empty(await house.Rows(Keys.Under("customer", Workspace.AcmeKk, "next")));
    }

    [Fact]
    public async Task One_that_somebody_moved_since_leaves_no_row_behind_and_is_no_news()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        Zones.Use(OtherRules.Newer);
        var followUp = await house.Only(Workspace.AcmeKk);
        await house.Mei.Press("follow-up.put-off", $"{followUp.Handle}/tomorrow");

        await Begin(house);
        await Awake(house);

        Assert.Empty(await Told(house));
        Assert.Equal(await Asked(house), await Traces(house));
    }

    [Fact]
    public async Task One_that_somebody_moves_at_that_very_moment_is_where_they_moved_it()
    {
        var store = new FailingStore(new MemoryRowStore());
        await using var house = await Workspace.Open(store);
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        var followUp = await house.Only(Workspace.AcmeKk);
        store.BeforeTheRules = () => house.Mei.Press("follow-up.put-off", $"{followUp.Handle}/tomorrow");

        await Change(house);

        Assert.NotEqual(followUp.Wall, (await house.Only(Workspace.AcmeKk)).Wall);
        Assert.Equal(await Asked(house), await Traces(house));
    }

    [Fact]
    public async Task The_morning_list_comes_at_the_members_own_hour_as_it_now_is()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me tz Tokyo digest 8:30");
        var was = Instant.FromUtc(2026, 11, 22, 23, 30);

        await Change(house);

        var digest = DigestStore.Read(Assert.Single(await house.Rows("digest|")));
        Assert.Equal((was - Duration.FromHours(1)).ToUnixTimeMilliseconds(), digest.At);
        Assert.Equal(DigestStore.WakeKey(digest), Assert.Single(await house.Rows("wake|"), row => row.Key.Contains("digest", StringComparison.Ordinal)).Key);
    }

    [Fact]
    public async Task It_is_gone_through_when_the_rules_change_and_for_two_days_behind_and_then_never()
    {
        await using var house = await Workspace.Open();
        Assert.False(await IsBehind(house));
        await house.Mei.SayAndKeep("follow C-1002 27 nov 2027 10:00 their \"call Ms Ito\"");
        Assert.True(await IsBehind(house));
        await Begin(house);
        await Awake(house);
        Assert.False(await IsBehind(house));
        Zones.Use(OtherRules.Newer);
        Assert.True(await IsBehind(house));
        await Begin(house);
        await Awake(house);

        var looks = 0;
        for (var hour = 0; hour < 24 * 10; hour++)
        {
            house.Clock.Move(Duration.FromHours(1));
            if (!await IsBehind(house)) continue;
            looks++;
            await Begin(house);
            await Awake(house);
        }

        Assert.Equal(1, looks);
        Assert.Single(await Told(house));
    }

    public void Dispose() => rules.Dispose();

    /// <summary>Follow-ups of Mei's, each fifth of them for Jonas.</summary>
    private static async Task Plan(Workspace house, int count)
    {
        for (var n = 0; n < count; n++) await house.Mei.Say($"follow C-1002 27 nov {8 + (n % 10)}:{10 + n} their \"number {n}\"{(n % 5 == 4 ? " for @jonas" : "")}");
    }

    private static async Task<bool> IsBehind(Workspace house) => await DerivationStore.IsBehind(new(house.Store, Workspace.Id), house.Clock.Now, default);

    /// <summary>Of the due, the wake and the customer's own row.</summary>
    private static async Task<IReadOnlyList<Instant>> Instants(Workspace house)
    {
        var (due, wake, next) = (Assert.Single(await house.Rows("due|")), Assert.Single(await house.Rows("wake|")), Assert.Single(await house.Rows(Keys.Under("customer", Workspace.AcmeKk, "next"))));
        return [.. new[] { Keys.Parts(due.Key)[2], Keys.Parts(wake.Key)[1], Keys.Parts(next.Key)[3] }.Select(part => TurnRows.At(long.Parse(part, System.Globalization.CultureInfo.InvariantCulture)))];
    }

    private sealed class FailingStore(IRowStore store) : IRowStore
    {
        private int left;

        public bool Failed { get; private set; }

        /// <summary>What happens once between what a turn about the rules read and its commit.</summary>
        public Func<Task>? BeforeTheRules { get; set; }

        /// <summary>The n-th commit from now on fails; none where it is 0.</summary>
        public void FailAt(int commit) => left = commit;

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

        public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
        {
            if (BeforeTheRules is { } act && changes.Any(change => change.Key == DerivationStore.Key))
            {
                BeforeTheRules = null;
                await act();
            }
            if (left == 0 || --left > 0) return await store.Commit(partition, turn, changes, cancel);
            Failed = true;
            throw new StoreUnavailableException("Not now.", mayHaveHappened: false);
        }
    }
}
