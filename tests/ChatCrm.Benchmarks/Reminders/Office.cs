using System.Globalization;
using System.Text.Json;
using ChatCrm.Bot.Storage;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Benchmarks.Reminders;

/// <summary>A SQLite file with reps and their customers in one Slack team, and follow-ups that are due together.</summary>
public sealed class Office : IAsyncDisposable
{
    public const string Workspace = "w1";

    private const int CustomersOfRep = 6;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatcrm-reminders");
    private readonly ServiceProvider _product = new ServiceCollection().AddChatCrm().BuildServiceProvider();
    private readonly int _reps;
    private SqliteRowStore? _store;
    private int _planned;

    private Office(int reps) => _reps = reps;

    public string Path => System.IO.Path.Combine(_folder.FullName, "reminders.db");

    public SqliteRowStore Store => _store ??= new(Path);

    private RowKinds Kinds => _product.GetRequiredService<RowKinds>();

    public static async Task<Office> Open(int reps)
    {
        var office = new Office(reps);
        await office.Put(DirectoryRows.Partition, office.Connected());
        await office.Put(Workspace, Enumerable.Range(0, reps).SelectMany(office.Rep));
        return office;
    }

    /// <summary>Plans so many follow-ups for one moment, which is a whole minute: as many for each rep. Their numbers count on.</summary>
    public Task Plan(int many, Instant due) => Put(Workspace, Enumerable.Range(0, many).SelectMany(n => FollowUp(_planned++, n % _reps, due)));

    /// <summary>What the ledger says of the posts of each reminder: whether any of them was a possible repeat.</summary>
    public async Task<ILookup<int, bool>> Sent()
    {
        var sent = new List<(int Number, bool Repeat)>();
        for (KeyRange? range = KeyRange.Prefix("customer|", RowLimits.RowsPerPage); range is not null;)
        {
            var page = (await Store.List(Workspace, [range]))[0];
            foreach (var row in page.Rows.Where(row => row.Key.Contains("|sent|", StringComparison.Ordinal)))
                if (row.Read(TurnJson.Default.SentRow) is { Records: [var handle, ..] } entry) sent.Add((int.Parse(handle.Split('/')[1].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture), entry.PossibleRepeat));
            range = page.Continue is { } next ? range with { Continue = next } : null;
        }
        return sent.ToLookup(one => one.Number, one => one.Repeat);
    }

    /// <summary>How many rows are left of what is to be woken, sent or was given up.</summary>
    public async Task<(int Wakes, int Notices, int Parked)> Left()
    {
        var pages = await Store.List(Workspace, [KeyRange.Prefix("wake|", 1000), KeyRange.Prefix("outbox|", 1000), KeyRange.Prefix("parked|", 1000)]);
        return (pages[0].Rows.Count, pages[1].Rows.Count, pages[2].Rows.Count);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        await _product.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private IEnumerable<Change> Connected()
    {
        var connection = $"slack:{Sink.Team}";
        yield return new Change.Put(DirectoryRows.WorkspaceKey(Workspace), DirectoryRows.Value(new WorkspaceRow { Name = "Reminders" }));
        yield return new Change.Put(DirectoryRows.ConnectionKey(connection), DirectoryRows.Value(new Connection { Workspace = Workspace, Name = "Reminders", At = 1 }));
        yield return new Change.Put(DirectoryRows.ConnectedKey(Workspace, connection), "{}");
    }

    private IEnumerable<Change> Rep(int rep)
    {
        var identity = $"slack:{Sink.Team}/U{Number(rep)}";
        var member = new Member { Id = Id(rep), Name = $"Rep {Number(rep)}", Handle = Id(rep), Zone = "Europe/London", Language = "en", Identities = [identity] };
        yield return new Change.Put(WorkspaceRows.MemberKey(member.Id), WorkspaceRows.Value(member));
        yield return new Change.Put(WorkspaceRows.IdentityKey(identity), WorkspaceRows.Value(new Identity { Member = member.Id }));
        for (var n = 0; n < CustomersOfRep; n++)
        {
            var number = (rep * CustomersOfRep) + n;
            var customer = new Customer { Id = CustomerOf(rep, n), Code = $"C-{Number(1001 + number)}", Name = $"Kestrel {Number(number)} Ltd", Country = "GB", City = "London", Zone = "Europe/London", Owner = member.Id };
            foreach (var change in Record(CustomerRows.FileKey(customer.Id), CustomerRows.Value(customer))) yield return change;
        }
    }

    private IEnumerable<Change> FollowUp(int number, int rep, Instant due)
    {
        var id = $"f{number.ToString("D6", CultureInfo.InvariantCulture)}";
        var followUp = new FollowUp
        {
            Id = id, Number = number + 1, Customer = CustomerOf(rep, number / _reps % CustomersOfRep), Wall = WhenText.Carry(due.InUtc().LocalDateTime), Zone = "Etc/UTC", HasTime = true,
            Text = $"reminder no {Number(number)}. send the price list", Assignee = Id(rep), SetBy = Id(rep), SetAt = 1_795_000_000_000,
        };
        return Record(FollowUpStore.Key(followUp.Customer, id), JsonSerializer.Serialize(followUp, JsonSerializerOptions.Web));
    }

    private IEnumerable<Change> Record(string key, string value) => [new Change.Put(key, value), .. Kinds.IndexChanges(key, null, value)];

    private async Task Put(string partition, IEnumerable<Change> changes)
    {
        // Many commits at once share the wait for the disk.
        foreach (var some in changes.DistinctBy(change => change.Key).Chunk(RowLimits.RowsPerCommit).Chunk(32))
            await Task.WhenAll(some.Select(batch => Store.Commit(partition, "office", batch).AsTask()));
    }

    private static string Id(int rep) => $"rep{Number(rep)}";

    private static string CustomerOf(int rep, int n) => $"c{Number((rep * CustomersOfRep) + n)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
