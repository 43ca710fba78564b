using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>Deletes rows that are older than their kind is kept.</summary>
public sealed partial class Sweep(IRowStore store, RowKinds kinds, IClock clock, ILogger<Sweep> log)
{
    public async Task Run(string workspace, CancellationToken stop)
    {
        foreach (var kind in kinds.All.Where(kind => kind.Retention is not null))
        {
            var batch = new List<Change>();
            await foreach (var old in Old(workspace, kind, stop))
            {
                batch.Add(old);
                if (batch.Count == RowLimits.RowsPerCommit) await Delete(workspace, batch, stop);
            }
            await Delete(workspace, batch, stop);
        }
    }

    private async IAsyncEnumerable<Change> Old(string workspace, RowKind kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var oldest = clock.GetCurrentInstant() - kind.Retention!.Value;
        var prefix = kind.Pattern[..kind.Pattern.IndexOf('*')];
        await foreach (var row in Pages.Of(store, workspace, KeyRange.Prefix(prefix, RowLimits.RowsPerPage), stop))
        {
            if (kinds.Of(row.Key) != kind || Since(kind, row) is not { } since) continue;
            if (since < oldest) yield return new Change.Delete(row.Key, row.ETag);
            // Keys that begin with their own age, oldest first: all behind are younger.
            else if (row.Key.StartsWith(prefix + Keys.OldestFirst(since), StringComparison.Ordinal)) yield break;
        }
    }

    private Instant? Since(RowKind kind, Row row)
    {
        try
        {
            return kind.Since!(row);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException)
        {
            LogUnreadable(log, kind.Pattern);
            return null;
        }
    }

    private async Task Delete(string workspace, List<Change> batch, CancellationToken stop)
    {
        if (batch.Count == 0) return;
        // One that was written again meanwhile is no longer old: the next sweep sees to the rest.
        if (await store.Commit(workspace, $"sweep-{clock.GetCurrentInstant().ToUnixTimeMilliseconds()}", [.. batch], stop) is CommitResult.Committed) LogSwept(log, batch.Count);
        batch.Clear();
    }

    [LoggerMessage(LogLevel.Information, "Swept {Rows} rows that were kept long enough")]
    private static partial void LogSwept(ILogger log, int rows);

    [LoggerMessage(LogLevel.Warning, "A row of {Kind} does not tell its age")]
    private static partial void LogUnreadable(ILogger log, string kind);
}
