using System.Diagnostics;
using System.Globalization;
using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Storage;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>A SQLite file with the demo and 10,000 made-up customers, connected to one chat team or tenant, whose one person is an admin.</summary>
internal sealed class Ground : IDisposable
{
    private const int Customers = 10_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatcrm-speed");

    public string Path => System.IO.Path.Combine(_folder.FullName, "speed.db");

    /// <summary>Where the bare endpoint reads its names.</summary>
    public string Names => System.IO.Path.Combine(_folder.FullName, "names");

    /// <param name="connection">The team or tenant.</param>
    /// <param name="person">The identity of its one person.</param>
    public static async Task<Ground> Make(string connection, string person)
    {
        var ground = new Ground();
        var demo = new ProcessStartInfo(Child.Host, [.. Child.Hosted("ChatCrm.Bot"), "demo", Customers.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, Environment = { ["Storage__Path"] = ground.Path },
        };
        using var filling = Process.Start(demo)!;
        await filling.StandardOutput.ReadToEndAsync();
        await filling.WaitForExitAsync();
        await ground.Connect(connection, person);
        return ground;
    }

    /// <summary>The distinct names of all customers.</summary>
    public async Task<IReadOnlyList<string>> ReadNames()
    {
        await using var store = new SqliteRowStore(Path);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (string? from = null; ;)
        {
            var page = (await store.List(DemoWorkspace.Id, [KeyRange.Prefix("list|", RowLimits.RowsPerPage) with { Continue = from }]))[0];
            names.UnionWith(page.Rows.Select(row => CustomerRows.Name(row).Name));
            from = page.Continue;
            if (from is null) return [.. names];
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task Connect(string connection, string person)
    {
        var admin = new Member { Id = "speed-sam", Name = "Sam Okafor", Handle = "speedsam", Role = Role.Admin, Zone = "Europe/London", Language = "en", Identities = [person] };
        await using var store = new SqliteRowStore(Path);
        await store.Commit(DemoWorkspace.Id, "seed",
        [
            new Change.Put(WorkspaceRows.MemberKey(admin.Id), WorkspaceRows.Value(admin)),
            new Change.Put(WorkspaceRows.IdentityKey(person), WorkspaceRows.Value(new Identity { Member = admin.Id })),
        ]);
        await store.Commit(DirectoryRows.Partition, "seed",
        [
            new Change.Put(DirectoryRows.ConnectionKey(connection), DirectoryRows.Value(new Connection { Workspace = DemoWorkspace.Id, Name = "Speed", At = 1 })),
            new Change.Put(DirectoryRows.ConnectedKey(DemoWorkspace.Id, connection), "{}"),
        ]);
    }
}
