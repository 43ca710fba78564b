using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.App;

/// <summary>
/// Two companies on the same service, the cast's and a rival with Zoe (admin) and Yuri (rep). Both have a customer with the same id and code and one of their
/// own, each marked with a word that only that company may ever read.
/// </summary>
internal static class Twins
{
    public const string OfCompany = "zanarya", OfRival = "zanaryb", Shared = "twin", OnlyCompany = "onlya", OnlyRival = "onlyb", Code = "C-1099", Phone = "+49 89 7777001";

    /// <summary>What a person types of the twins, and of the customer that only their own company has.</summary>
    public static readonly IReadOnlyList<string> Lines = ["find zan", "zan", Code, "C-1098", "C-1097", "due", $"history {Code}", "me", "help", "admin people", $"log {Code} call 5m \"spoke\"", $"follow {Code} tomorrow", "undo", "查 zan"];

    /// <summary>The customers of both, and the rival's people.</summary>
    /// <param name="rival">The rival's workspace.</param>
    /// <param name="identityOf">What the channel calls the accounts of its people.</param>
    public static async Task Seed(IRowStore store, RowKinds kinds, string rival, Func<string, string> identityOf)
    {
        await Add(store, kinds, OpenedService.Workspace, "mei", OfCompany, (OnlyCompany, "C-1098"));
        await Add(store, kinds, rival, "yuri", OfRival, (OnlyRival, "C-1097"));
        await Members(store, rival, identityOf);
    }

    private static async Task Add(IRowStore store, RowKinds kinds, string workspace, string owner, string mark, (string Id, string Code) own)
    {
        Customer[] customers =
        [
            new() { Id = Shared, Code = Code, Name = $"Zan {mark} Werke", Country = "DE", City = "Berlin", Zone = "Europe/Berlin", Owner = owner, Needs = $"secret{mark}" },
            new() { Id = own.Id, Code = own.Code, Name = $"Zan {mark} Own", Country = "JP", City = "Tokyo", Zone = "Asia/Tokyo", Owner = owner },
        ];
        var changes = new List<Change>();
        foreach (var customer in customers) Put(CustomerRows.FileKey(customer.Id), CustomerRows.Value(customer));
        Put(CustomerRows.ContactKey(Shared, "person"), CustomerRows.Value(new Contact { Id = "person", Customer = Shared, Name = $"Kim {mark}", Job = "buyer", Phone = Phone, Email = $"{mark}@c.example" }));
        if (workspace != OpenedService.Workspace) changes.Add(new Change.Insert(CustomerRows.CounterKey("customer"), CustomerRows.Counter(1099)));
        Assert.IsType<CommitResult.Committed>(await store.Commit(workspace, "seed", changes));

        void Put(string key, string value)
        {
            changes.Add(new Change.Insert(key, value));
            changes.AddRange(kinds.IndexChanges(key, null, value));
        }
    }

    private static async Task Members(IRowStore store, string workspace, Func<string, string> identityOf)
    {
        Member[] members =
        [
            new() { Id = "zoe", Name = "Zoe Rival", Handle = "zoe", Role = Role.Admin, Zone = "Europe/London", Language = "en", Identities = [identityOf("zoe")] },
            new() { Id = "yuri", Name = "Yuri Rival", Handle = "yuri", Manager = "zoe", Zone = "Europe/London", Language = "en", Identities = [identityOf("yuri")] },
        ];
        Change[] changes =
        [
            .. members.Select(member => new Change.Insert(WorkspaceRows.MemberKey(member.Id), WorkspaceRows.Value(member))),
            .. members.Select(member => new Change.Insert(WorkspaceRows.IdentityKey(member.Identities[0]), WorkspaceRows.Value(new Identity { Member = member.Id }))),
        ];
        Assert.IsType<CommitResult.Committed>(await store.Commit(workspace, "seed", changes));
    }
}
