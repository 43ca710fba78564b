using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Operation;

/// <summary>
/// How long the oldest notice that is due has waited, over all workspaces. A notice that is put off is due later, so an old one means that nobody sends.
/// Asked only where somebody wants to know, and at most every half minute: it costs a read for each workspace.
/// </summary>
internal sealed class OutboxAge(IRowStore store, IClock clock, TimeProvider time)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromSeconds(10);

    private const int AtOnce = 8;

    private readonly Lock gate = new();
    private Task asking = Task.CompletedTask;
    private long? asked;
    private Duration? known;

    /// <summary>In seconds; none while it was never known. What is too old is asked for again, and told the next time.</summary>
    public IEnumerable<System.Diagnostics.Metrics.Measurement<double>> LastKnown()
    {
        _ = Asked();
        lock (gate) return known is { } age ? [new(age.TotalSeconds)] : [];
    }

    /// <summary>As of half a minute ago at most; older where the store is slow, null while it was never known.</summary>
    public async Task<Duration?> Now(CancellationToken cancel)
    {
        await Asked().WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) return known;
    }

    private Task Asked()
    {
        lock (gate)
        {
            if (!asking.IsCompleted || (asked is { } last && time.GetElapsedTime(last) < Fresh)) return asking;
            asked = time.GetTimestamp();
            return asking = Task.Run(Ask);
        }
    }

    private async Task Ask()
    {
        using var patience = new CancellationTokenSource(Longest, time);
        try
        {
            var age = await Oldest(patience.Token);
            lock (gate) known = age;
        }
        // Whether the store answers is told elsewhere.
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException) { }
    }

    private async Task<Duration> Oldest(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var (oldest, due) = (now.ToUnixTimeMilliseconds(), new KeyRange(Keys.Under("outbox"), Keys.After(Keys.Of("outbox", Keys.OldestFirst(now))), 1));
        await Parallel.ForEachAsync(Workspaces(cancel), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (workspace, stop) =>
        {
            if ((await store.List(workspace, [due], stop))[0].Rows is not [var first, ..]) return;
            var at = long.Parse(Keys.Parts(first.Key)[1], System.Globalization.CultureInfo.InvariantCulture);
            lock (gate) oldest = Math.Min(oldest, at);
        });
        return now - Instant.FromUnixTimeMilliseconds(oldest);
    }

    private async IAsyncEnumerable<string> Workspaces([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (KeyRange? next = KeyRange.Prefix(Keys.Under("workspace"), RowLimits.RowsPerPage); next is not null;)
        {
            var page = (await store.List(DirectoryRows.Partition, [next], cancel))[0];
            foreach (var row in page.Rows) yield return Keys.Parts(row.Key)[1];
            next = page.Continue is { } from ? next with { Continue = from } : null;
        }
    }
}
