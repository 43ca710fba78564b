using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.House;

/// <summary>
/// Who and what the tests speak of: Mei and Jonas (reps), Priya (their manager), Sam (admin), Tomo (a guest); the rooms sales, japan (linked to Acme KK),
/// partners (with the guest); Acme GmbH, Acme KK and Huawei of Mei's, Bergmann of Jonas'.
/// </summary>
internal static class Cast
{
    public const string Acme = "acme", AcmeKk = "acmekk", Huawei = "huawei", Bergmann = "bergmann";

    /// <summary>Writes all of it into an empty partition.</summary>
    /// <param name="accounts">The channel whose accounts and rooms they use; the console's unless it is given.</param>
    public static async Task Seed(IRowStore store, string workspace, RowKinds kinds, Accounts? accounts = null)
    {
        var (identityOf, roomOf, addressOf) = accounts ?? new(handle => $"console:{handle}", name => $"console:{name}", name => $"console:room/{name}");
        Member[] members =
        [
            new() { Id = "mei", Name = "Mei Lin", Handle = "mei", Team = "asia", Manager = "priya", Zone = "Asia/Shanghai", Language = "en", Identities = [identityOf("mei")] },
            new() { Id = "jonas", Name = "Jonas Weber", Handle = "jonas", Team = "europe", Manager = "priya", Zone = "Europe/Berlin", Language = "en", Identities = [identityOf("jonas")] },
            new() { Id = "priya", Name = "Priya Nair", Handle = "priya", Role = Role.Manager, Zone = "Asia/Singapore", Language = "en", Identities = [identityOf("priya")] },
            new() { Id = "sam", Name = "Sam Okafor", Handle = "sam", Role = Role.Admin, Zone = "Europe/London", Language = "en", Identities = [identityOf("sam")] },
        ];
        Customer[] customers =
        [
            new() { Id = Acme, Code = "C-1001", Name = "Acme GmbH", Country = "DE", City = "Berlin", Zone = "Europe/Berlin", ZoneOrigin = ZoneOrigin.City, Tier = Tier.Vip, Owner = "mei", Language = "de", Needs = "FOB Hamburg, halal label" },
            new() { Id = AcmeKk, Code = "C-1002", Name = "Acme KK", Country = "JP", City = "Tokyo", Zone = "Asia/Tokyo", Tier = Tier.Regular, Owner = "mei" },
            new() { Id = Huawei, Code = "C-1003", Name = "华为技术有限公司", Aliases = ["Huawei"], Country = "CN", City = "Shenzhen", Zone = "Asia/Shanghai", Tier = Tier.Regular, Owner = "mei" },
            new() { Id = Bergmann, Code = "C-1004", Name = "Bergmann & Söhne KG", Country = "DE", City = "Munich", Zone = "Europe/Berlin", Tier = Tier.Potential, Owner = "jonas" },
        ];
        Contact[] contacts =
        [
            new() { Id = "maria", Customer = Acme, Name = "Maria Weber", Job = "purchasing", Phone = "+49 30 1234567", Email = "maria@acme.example", Language = "German, English", CallMe = "Frau Weber" },
            new() { Id = "ito", Customer = AcmeKk, Name = "伊藤 花子", Job = "sales", Phone = "+81 3 1234 5678", Email = "ito@acme.example" },
        ];
        Room[] rooms =
        [
            new() { Id = roomOf("sales"), Name = "sales", Address = addressOf("sales"), Audience = Audience.Members },
            new() { Id = roomOf("japan"), Name = "japan", Address = addressOf("japan"), Audience = Audience.Members, Customer = AcmeKk },
            new() { Id = roomOf("partners"), Name = "partners", Address = addressOf("partners"), Audience = Audience.External },
        ];
        var changes = new List<Change> { new Change.Insert(CustomerRows.CounterKey("customer"), CustomerRows.Counter(1004)) };
        foreach (var member in members)
        {
            changes.Add(new Change.Insert(WorkspaceRows.MemberKey(member.Id), WorkspaceRows.Value(member)));
            changes.Add(new Change.Insert(WorkspaceRows.IdentityKey(member.Identities[0]), WorkspaceRows.Value(new Identity { Member = member.Id })));
        }
        foreach (var customer in customers) Add(CustomerRows.FileKey(customer.Id), CustomerRows.Value(customer));
        foreach (var contact in contacts) Add(CustomerRows.ContactKey(contact.Customer, contact.Id), CustomerRows.Value(contact));
        foreach (var room in rooms) changes.Add(new Change.Insert(WorkspaceRows.RoomKey(room.Id), WorkspaceRows.Value(room)));
        foreach (var part in changes.Chunk(RowLimits.RowsPerCommit))
            Assert.IsType<CommitResult.Committed>(await store.Commit(workspace, "seed", part));

        void Add(string key, string value)
        {
            changes.Add(new Change.Insert(key, value));
            changes.AddRange(kinds.IndexChanges(key, null, value));
        }
    }
}

/// <summary>What a channel calls the cast's accounts, and its rooms with their addresses.</summary>
internal sealed record Accounts(Func<string, string> IdentityOf, Func<string, string> RoomOf, Func<string, string> AddressOf);
