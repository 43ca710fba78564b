using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>
/// Another company on the same service: Zoe (admin) and Yuri (rep) in T2RIVAL with the room lobby. Both companies have a customer with the same id and
/// code and one of their own, each marked with a word that only that company may ever read.
/// </summary>
internal static class Rival
{
    public const string Team = "T2RIVAL", OfCompany = "zanarya", OfRival = "zanaryb", Shared = "twin", OnlyCompany = "onlya", OnlyRival = "onlyb", Code = "C-1099";

    public static readonly string Workspace = DirectoryRows.OwnWorkspace($"slack:{Team}");

    /// <summary>Its customers, and the twin of the company's.</summary>
    public static async Task Seed(IRowStore store, RowKinds kinds)
    {
        await Add(store, kinds, EdgeApp.Workspace, "mei", OfCompany, OnlyCompany);
        await Add(store, kinds, Workspace, "yuri", OfRival, OnlyRival);
        await Members(store);
    }

    /// <summary>Its people and room, at Slack; the app is not installed there.</summary>
    public static Team Settle(FakeSlack slack)
    {
        var team = slack.AddTeam(Team, "Rival");
        foreach (var (handle, name) in new[] { ("zoe", "Zoe Rival"), ("yuri", "Yuri Rival") }) slack.Put(new(Company.IdOf(handle), handle, name, team));
        slack.AddRoom("lobby", RoomKind.Public, ["zoe", "yuri"], team: team);
        return team;
    }

    /// <summary>The app as somebody there has installed it.</summary>
    public static async Task Install(EdgeApp app)
    {
        Settle(app.Slack);
        var token = app.Slack.Install(Team);
        var access = new OAuthAccess(Team, token, "", null, World.BotUser, World.AppId, "Rival", "", false, Installs.AllScopes, Company.IdOf("zoe"));
        await app.Services.GetRequiredService<Installations>().Save(access, TestContext.Current.CancellationToken);
    }

    private static async Task Add(IRowStore store, RowKinds kinds, string workspace, string owner, string mark, string own)
    {
        Customer[] customers =
        [
            new() { Id = Shared, Code = Code, Name = $"Zan {mark} Werke", Country = "DE", City = "Berlin", Zone = "Europe/Berlin", Owner = owner, Needs = $"secret{mark}" },
            new() { Id = own, Code = workspace == EdgeApp.Workspace ? "C-1098" : "C-1097", Name = $"Zan {mark} Own", Country = "JP", City = "Tokyo", Zone = "Asia/Tokyo", Owner = owner },
        ];
        var changes = new List<Change>();
        foreach (var customer in customers) Put(CustomerRows.FileKey(customer.Id), CustomerRows.Value(customer));
        Put(CustomerRows.ContactKey(Shared, "person"), CustomerRows.Value(new Contact { Id = "person", Customer = Shared, Name = $"Kim {mark}", Job = "buyer", Phone = "+49 89 7777001", Email = $"{mark}@c.example" }));
        if (workspace != EdgeApp.Workspace) changes.Add(new Change.Insert(CustomerRows.CounterKey("customer"), CustomerRows.Counter(1099)));
        Assert.IsType<CommitResult.Committed>(await store.Commit(workspace, "seed", changes));

        void Put(string key, string value)
        {
            changes.Add(new Change.Insert(key, value));
            changes.AddRange(kinds.IndexChanges(key, null, value));
        }
    }

    private static async Task Members(IRowStore store)
    {
        Member[] members =
        [
            new() { Id = "zoe", Name = "Zoe Rival", Handle = "zoe", Role = Role.Admin, Zone = "Europe/London", Language = "en", Identities = [IdentityOf("zoe")] },
            new() { Id = "yuri", Name = "Yuri Rival", Handle = "yuri", Manager = "zoe", Zone = "Europe/London", Language = "en", Identities = [IdentityOf("yuri")] },
        ];
        Change[] changes =
        [
            .. members.Select(member => new Change.Insert(WorkspaceRows.MemberKey(member.Id), WorkspaceRows.Value(member))),
            .. members.Select(member => new Change.Insert(WorkspaceRows.IdentityKey(member.Identities[0]), WorkspaceRows.Value(new Identity { Member = member.Id }))),
        ];
        Assert.IsType<CommitResult.Committed>(await store.Commit(Workspace, "seed", changes));
    }

    private static string IdentityOf(string handle) => $"slack:{Team}/{Company.IdOf(handle)}";
}
