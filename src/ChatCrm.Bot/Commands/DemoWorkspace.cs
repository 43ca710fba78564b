using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>The demo: a made-up exporter of things for the home, with its people, rooms, customers and three months of talk with them.</summary>
public static class DemoWorkspace
{
    public const string Id = "demo";

    public const string Name = "Lanting Home Export";

    private static readonly IReadOnlyList<(DemoCustomer Customer, string Owner)> Customers =
        [.. DemoEurope.Customers.Select(customer => (customer, DemoPeople.Jonas)), .. DemoAsia.Customers.Select(customer => (customer, DemoPeople.Mei))];

    /// <summary>
    /// Fills the workspace where the directory does not name it: true where it did. Deterministic given the clock's instant. The directory's row is
    /// written last, so a filling that was broken off is done again.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static async Task<bool> FillIfMissing(IRowStore store, RowKinds kinds, IClock clock, string workspace = Id, CancellationToken cancel = default)
    {
        if (await WorkspaceList.Has(store, workspace, cancel)) return false;
        var now = clock.GetCurrentInstant();
        var putting = new Putting(store, kinds, clock, workspace);
        await putting.Put([await Counters(store, workspace, cancel), .. DemoPeople.Drafts(), .. await Book(kinds, now, cancel), .. DemoPlans.Drafts(now)], cancel);
        await store.Commit(DirectoryRows.Partition, Putting.Turn, [WorkspaceList.Row(workspace, Name)], cancel);
        return true;
    }

    private static async Task<IReadOnlyList<Changes>> Book(RowKinds kinds, Instant now, CancellationToken cancel)
    {
        var drafts = new List<Changes>();
        for (var place = 0; place < Customers.Count; place++)
        {
            var (customer, owner) = Customers[place];
            drafts.AddRange(customer.Drafts(place, owner));
            drafts.Add(await DemoTalk.Draft(customer, place, DemoPeople.Of(owner), kinds, now, cancel));
        }
        return drafts;
    }

    /// <summary>Number-givers only rise, also where the workspace held rows before.</summary>
    private static async Task<Changes> Counters(IRowStore store, string workspace, CancellationToken cancel)
    {
        (string Key, long Least)[] counters = [(CustomerRows.CounterKey("customer"), 1000 + Customers.Count), (CustomerRows.CounterKey("followup"), DemoPlans.Count)];
        var found = await store.GetMany(workspace, [.. counters.Select(counter => counter.Key)], cancel);
        return counters.Zip(found).Aggregate(new Changes(), (changes, each) =>
            changes.Raw(new Change.Put(each.First.Key, CustomerRows.Counter(Math.Max(each.First.Least, CustomerRows.Last(each.Second))))));
    }
}
