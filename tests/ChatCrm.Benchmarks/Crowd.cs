using System.Globalization;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Benchmarks;

/// <summary>A workspace with one rep and as many made-up customers as are wanted, the same ones each time; every one has a contact and a last interaction.</summary>
public static class Crowd
{
    public const string Workspace = "w1", Rep = "mei", Identity = "console:mei";

    private static readonly string[] First =
        ["Northwind", "Bergmann", "Silva", "Kowalski", "Tanaka", "Novak", "Okafor", "Larsen", "Rossi", "Dubois", "Yilmaz", "Haddad", "Nguyen", "Kaya", "Moreau", "Petrov", "Santos", "Andersson", "Keller", "Mbeki"];

    private static readonly string[] Second = ["Trading", "Foods", "Textiles", "Tools", "Lighting", "Marine", "Paper", "Glass", "Toys", "Ceramics", "Optics", "Coffee"];

    private static readonly string[] Chinese = ["华为", "远东", "长江", "金星", "东方", "南海", "新城", "大同", "天山", "明珠"];

    /// <summary>Writes them, in batches that every store takes.</summary>
    public static async Task Fill(IRowStore store, RowKinds kinds, int customers)
    {
        var batch = new List<Change>();
        foreach (var group in Everything(kinds, customers))
        {
            if (batch.Count + group.Count > RowLimits.RowsPerCommit) await Write();
            batch.AddRange(group);
        }
        await Write();

        async Task Write()
        {
            await store.Commit(Workspace, "crowd", batch);
            batch.Clear();
        }
    }

    public static string Name(int number) => number % 10 == 7
        ? $"{Chinese[number / 10 % Chinese.Length]}{Second[number % 12][..2].ToUpperInvariant()}{number.ToString(CultureInfo.InvariantCulture)}贸易有限公司"
        : $"{First[number % First.Length]} {Second[number / First.Length % Second.Length]} {number.ToString(CultureInfo.InvariantCulture)} GmbH";

    private static IEnumerable<IReadOnlyList<Change>> Everything(RowKinds kinds, int customers)
    {
        var member = new Member { Id = Rep, Name = "Mei Lin", Handle = "mei", Zone = "Asia/Shanghai", Language = "en", Identities = [Identity] };
        yield return
        [
            new Change.Put(WorkspaceRows.MemberKey(Rep), WorkspaceRows.Value(member)),
            new Change.Put(WorkspaceRows.IdentityKey(Identity), WorkspaceRows.Value(new Identity { Member = Rep })),
            new Change.Put(CustomerRows.CounterKey("customer"), CustomerRows.Counter(1000 + customers)),
        ];
        for (var number = 0; number < customers; number++) yield return [.. Customer(kinds, number)];
    }

    private static IEnumerable<Change> Customer(RowKinds kinds, int number)
    {
        var id = $"c{number.ToString("D6", CultureInfo.InvariantCulture)}";
        var customer = new Customer { Id = id, Code = $"C-{(1001 + number).ToString(CultureInfo.InvariantCulture)}", Name = Name(number), Country = "DE", City = "Berlin", Zone = "Europe/Berlin", Owner = Rep };
        var contact = new Contact { Id = "k1", Customer = id, Name = $"Kontakt {number.ToString(CultureInfo.InvariantCulture)}" };
        var last = $$"""{"v":1,"at":{{1_790_000_000_000 + number}},"kind":"Call","by":"{{Rep}}"}""";
        return
        [
            .. Record(kinds, CustomerRows.FileKey(id), CustomerRows.Value(customer)),
            .. Record(kinds, CustomerRows.ContactKey(id, contact.Id), CustomerRows.Value(contact)),
            new Change.Put(InteractionStore.LastKey(id), last),
        ];
    }

    private static IEnumerable<Change> Record(RowKinds kinds, string key, string value) => [new Change.Put(key, value), .. kinds.IndexChanges(key, null, value)];
}
