using System.Diagnostics;
using System.Globalization;
using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Storage;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>A SQLite file with the demo and 10,000 made-up customers, connected to the one Slack team, whose one person is an admin.</summary>
internal sealed class Ground : IDisposable
{
    private const int Customers = 10_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatcrm-slack");

    public string Path => System.IO.Path.Combine(_folder.FullName, "slack.db");

    /// <summary>Where the bare endpoint reads its names.</summary>
    public string Names => System.IO.Path.Combine(_folder.FullName, "names");

    public static async Task<Ground> Make()
    {
        var ground = new Ground();
        var demo = new ProcessStartInfo(Child.Host, [.. Child.Hosted("ChatCrm.Bot"), "demo", Customers.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, Environment = { ["Storage__Path"] = ground.Path },
        };
        using var filling = Process.Start(demo)!;
        await filling.StandardOutput.ReadToEndAsync();
        await filling.WaitForExitAsync();
        await ground.Connect();
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

    private async Task Connect()
    {
        const string connection = $"slack:{SlashCommands.Team}", person = $"{connection}/{SlashCommands.User}";
        var admin = new Member { Id = "slack-sam", Name = "Sam Okafor", Handle = "slacksam", Role = Role.Admin, Zone = "Europe/London", Language = "en", Identities = [person] };
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
