using ChatCrm.Benchmarks.Kill;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Tests.Storage.Tables;
using NodaTime;

namespace ChatCrm.Tests.Instances;

/// <summary>Several real processes of the service over one store, with the console's people. Their clocks stand.</summary>
internal sealed class Crew : IAsyncDisposable
{
    /// <summary>Tuesday: whatever the cast planned for Monday is due.</summary>
    public static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 3, 0);

    private readonly Folder folder = new();
    private readonly List<ChildService> processes = [];
    private readonly OpenedShelf rows;

    private Crew(Func<Folder, Shelf> shelf)
    {
        Shelf = shelf(folder);
        rows = Shelf.Open();
    }

    public IReadOnlyList<ChildService> Processes => processes;

    public IRowStore Store => rows.Store;

    private Shelf Shelf { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Over a table in Azurite, or over a file.</summary>
    /// <param name="before">What Mei typed on Sunday, before any of them ran.</param>
    public static async Task<Crew> Start(Azurite azurite, bool inFile, int count, params IReadOnlyList<string> before)
    {
        var table = inFile ? null : await azurite.NewTable();
        var connection = inFile ? "" : await azurite.ConnectionString();
        // A machine that is busy with the other tests is no outage.
        var crew = new Crew(folder => inFile
            ? Shelf.File(folder.File("chatcrm.db"))
            : Shelf.Table(table!, connection).With(("Storage:Tables:Patience", "00:01:00"), ("Storage:Tables:PatienceOfOneTry", "00:00:30")));
        await RunningApp.Fill(crew.Store, null);
        await using (var product = new FrozenProduct(crew.Store))
            foreach (var (line, n) in before.Select((line, n) => (line, n)))
                await product.Answer(new($"sunday-{n}", "mei") { Line = line });
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => crew.Add(Tuesday)));
        return crew;
    }

    /// <summary>One more process.</summary>
    public async Task<ChildService> Add(Instant now)
    {
        var settings = new Dictionary<string, string>(Shelf.Settings.Where(setting => setting.Key != "Storage:Path"))
        {
            ["contentRoot"] = AppContext.BaseDirectory,
            ["BrowserChat:Enabled"] = "true",
            ["BrowserChat:Workspace"] = RunningApp.Workspace,
            ["BrowserChat:Patience"] = "00:05:00",
            ["Lease"] = "10",
        };
        var process = await ChildService.Start(new("", new(who => who, room => room, room => room), settings), now, folder.File("chatcrm.db"), "never");
        lock (processes) processes.Add(process);
        return process;
    }

    /// <summary>Kills one, and forgets it.</summary>
    public async Task Kill(ChildService process)
    {
        process.Kill();
        await process.Dead;
        lock (processes) processes.Remove(process);
        await process.DisposeAsync();
    }

    public async Task<IReadOnlyList<Row>> Rows(string prefix)
    {
        var found = new List<Row>();
        for (KeyRange? range = KeyRange.Prefix(prefix, RowLimits.RowsPerPage); range is not null;)
        {
            var page = (await Store.List(RunningApp.Workspace, [range], Cancel))[0];
            found.AddRange(page.Rows);
            range = page.Continue is { } next ? range with { Continue = next } : null;
        }
        return found;
    }

    /// <summary>Waits until it is so.</summary>
    public Task Until(Func<Task<bool>> holds) => Patiently.Until(holds, async () =>
        $"It did not come about. Still there: {string.Join('\n', [.. await Rows("outbox|"), .. await Rows("wake|")])}");

    /// <summary>What the processes wrote by themselves on somebody's pages, all together.</summary>
    public async Task<IReadOnlyList<string>> Posted(string handle)
    {
        var posted = new List<string>();
        foreach (var process in processes)
        {
            using var line = new ConsoleLine(process.Address);
            var page = new ConsolePage();
            await line.Read(page, handle);
            posted.AddRange(page.Pushed.Select(shown => shown.ToString()));
        }
        return posted;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) await process.DisposeAsync();
        await rows.DisposeAsync();
        folder.Dispose();
    }
}
