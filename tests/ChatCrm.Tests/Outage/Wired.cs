using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage.Tables;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Outage;

/// <summary>The whole service over Table Storage, as patient with it as the product is, with a wire between them that can fail. Mei reads Chinese.</summary>
internal sealed class Wired : IAsyncDisposable
{
    private static readonly Duration Step = Duration.FromMilliseconds(200);

    private readonly OpenedShelf rows;

    private Wired(FaultProxy wire, RunningApp app, OpenedShelf rows)
    {
        (Wire, App, this.rows) = (wire, app, rows);
        Console = new(app.Address, () => Task.CompletedTask, () => app.Errors);
    }

    public FaultProxy Wire { get; }

    public RunningApp App { get; }

    public ConsoleChannel Console { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="between">Put between the service and its store.</param>
    public static async Task<Wired> Open(Azurite azurite, Func<IRowStore, FaultProxy, IRowStore>? between = null, Platform? platform = null)
    {
        var table = await azurite.NewTable();
        var wire = FaultProxy.Start(new Uri(await azurite.Endpoint()).Port);
        var connection = $"AccountName={Azurite.Account};AccountKey={Azurite.Key};TableEndpoint=http://127.0.0.1:{wire.Port}/{Azurite.Account}";
        // The page hears "still saving" when it would in a service that is not tested.
        var shelf = Shelf.Table(table, connection).With(("BrowserChat:Patience", "00:00:02"));
        Func<IRowStore, IRowStore>? front = between is null ? null : _ => between(new TableRowStore(new() { ConnectionString = connection, Name = table.Name }, TimeProvider.System), wire);
        var wired = new Wired(wire, await RunningApp.Start(front, platform, shelf), shelf.Open());
        var mei = (await wired.Rows(WorkspaceRows.MemberKey("mei")))[0];
        await wired.rows.Store.Commit(RunningApp.Workspace, "seed", [new Change.Put(mei.Key, WorkspaceRows.Value(WorkspaceRows.Member(mei) with { Language = "zh-Hans" }))], Cancel);
        return wired;
    }

    /// <summary>Rows of the workspace as they are in the table, whatever happens on the wire.</summary>
    public async Task<IReadOnlyList<Row>> Rows(string prefix) => (await rows.Store.List(RunningApp.Workspace, [KeyRange.Prefix(prefix, RowLimits.RowsPerPage)], Cancel))[0].Rows;

    public Task<IReadOnlyList<Row>> Interactions() => Rows(Keys.Under("customer", Cast.Acme, "interaction"));

    /// <summary>Passes time until nothing is left to be sent: no more than <see cref="Told.Soon"/> by the service's clock, however slow the machine is.</summary>
    /// <returns>How much passed.</returns>
    public async Task<Duration> Delivered()
    {
        var passed = Duration.Zero;
        await Patiently.Until(
            async () =>
            {
                if ((await Rows("outbox|")).Count == 0) return true;
                App.Services.GetRequiredService<Bell>().Ring(RunningApp.Workspace);
                await Task.Delay(Step.ToTimeSpan(), Cancel);
                if (passed == Told.Soon) return false;
                App.Clock.Move(Step);
                passed += Step;
                return false;
            },
            async () => $"It is not delivered {passed} after the end: {string.Join('\n', await Rows("outbox|"))}");
        return passed;
    }

    public async ValueTask DisposeAsync()
    {
        Wire.Be(Fault.None);
        await Console.DisposeAsync();
        await App.DisposeAsync();
        await rows.DisposeAsync();
        await Wire.DisposeAsync();
    }
}

/// <summary>A store that tells of each call before it is made, and after it was.</summary>
internal sealed class Watched(IRowStore inner, Action<string, IReadOnlyList<Change>> before, Action<string, IReadOnlyList<Change>>? after = null) : IRowStore
{
    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => inner.Get(partition, key, cancel);

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => inner.GetMany(partition, keys, cancel);

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => inner.List(partition, ranges, cancel);

    public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        before(turn, changes);
        var result = await inner.Commit(partition, turn, changes, cancel);
        after?.Invoke(turn, changes);
        return result;
    }
}
