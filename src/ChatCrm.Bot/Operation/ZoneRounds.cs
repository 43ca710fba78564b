using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Watches;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Operation;

/// <summary>
/// At start, and every hour from then on, wakes the service in each workspace whose instants were derived by other rules of zones, or may have been by an older
/// process. What is woken then goes through them by itself (<see cref="DerivationCommands"/>).
/// </summary>
internal sealed partial class ZoneRounds(IRowStore store, IClock clock, TimeProvider time, Bell bell, ZonesInUse zones, ILogger<ZoneRounds> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1), AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        LogZones(log, zones.Words);
        while (!stop.IsCancellationRequested)
        {
            var wait = await Looked(stop) ? Every : AfterFailure;
            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> Looked(CancellationToken stop)
    {
        try
        {
            await foreach (var workspace in Workspaces(stop)) await Look(workspace, stop);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!stop.IsCancellationRequested) LogFailure(log, failure.GetType().Name);
            return false;
        }
    }

    private async Task Look(string workspace, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        if (!await DerivationStore.IsBehind(new(store, workspace), now, stop)) return;
        await store.Commit(workspace, $"zones-{now.ToUnixTimeMilliseconds()}", [DerivationStore.Begin(now)], stop);
        bell.Ring(workspace);
    }

    private async IAsyncEnumerable<string> Workspaces([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        for (KeyRange? next = KeyRange.Prefix(Keys.Under("workspace"), RowLimits.RowsPerPage); next is not null;)
        {
            var page = (await store.List(DirectoryRows.Partition, [next], stop))[0];
            foreach (var row in page.Rows) yield return Keys.Parts(row.Key)[1];
            next = page.Continue is { } from ? next with { Continue = from } : null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Time zones follow {Rules}")]
    private static partial void LogZones(ILogger log, string rules);

    [LoggerMessage(LogLevel.Warning, "Whether instants were derived by other time zone rules is not known: {Failure}; it is looked at again in a minute")]
    private static partial void LogFailure(ILogger log, string failure);
}
