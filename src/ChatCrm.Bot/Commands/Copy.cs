using System.Runtime.CompilerServices;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Commands;

/// <summary>How the copying of one partition ended.</summary>
/// <param name="Put">Rows that were written now; the others stood there already.</param>
internal sealed record Copied(string Partition, Tally Source, Tally Target, long Put)
{
    public bool IsWhole => Source == Target;
}

/// <summary>
/// Makes a partition of one store what it is in another: rows that are missing or differ are put with the turn that wrote them, rows that the source has not are
/// deleted. What stands there already is only compared, so a copying that was killed goes on where it was. Nobody may write to either store meanwhile.
/// </summary>
/// <param name="pace">At most so many rows a second; null for as many as go.</param>
internal sealed class Copy(IRowStore from, IRowStore to, TimeProvider time, int? pace)
{
    private const int MostTries = 6;
    private const string Marker = "copying";

    // No person's turn: rows keep their own.
    private const string Turn = "copy";

    /// <summary>Stands while a partition's copying goes on: it says that what is there was put by it.</summary>
    public static readonly RowKind Kind = new($"{Marker}|*", nameof(Commands), RowRole.Book, Erasure.Nothing, []) { Shared = true };

    private long _paced = time.GetTimestamp();

    /// <summary>Before the first row: marks those partitions that are not marked yet, if the target has no rows of theirs.</summary>
    /// <returns>One of which the target has rows that no copying put there; nothing was marked then. Null where all are marked.</returns>
    public async Task<string?> Begin(IReadOnlyList<string> partitions, CancellationToken cancel)
    {
        var fresh = new List<string>();
        foreach (var partition in partitions)
        {
            if (await Patiently(() => to.Get(DirectoryRows.Partition, MarkerOf(partition), cancel), cancel) is not null) continue;
            if (!await IsEmpty(partition, cancel)) return partition;
            fresh.Add(partition);
        }
        foreach (var some in fresh.Chunk(RowLimits.RowsPerCommit)) await Commit(DirectoryRows.Partition, [.. some.Select(partition => new Change.Put(MarkerOf(partition), "{}"))], cancel);
        return null;
    }

    /// <summary>Copies a partition for which <see cref="Begin"/> was called.</summary>
    public async Task<Copied> Run(string partition, Progress progress, CancellationToken cancel)
    {
        var put = await Match(partition, (await Tally.Of(Rows(from, partition, cancel))).Rows, progress, cancel);
        // Read again at the end: what somebody wrote to the source meanwhile makes the two differ.
        return new(partition, await Tally.Of(Rows(from, partition, cancel)), await Tally.Of(Rows(to, partition, cancel)), put);
    }

    /// <summary>All of it is there: from now on the target's rows are its own. Until then a copying that was killed finds its marks and goes on.</summary>
    public async Task Close(IEnumerable<string> partitions, CancellationToken cancel)
    {
        foreach (var some in partitions.Chunk(RowLimits.RowsPerCommit)) await Commit(DirectoryRows.Partition, [.. some.Select(partition => new Change.Delete(MarkerOf(partition)))], cancel);
    }

    /// <summary>Whether a copying into this store was begun and not ended: no source to copy from.</summary>
    public static async Task<bool> IsHalfDone(IRowStore store, CancellationToken cancel) =>
        (await store.List(DirectoryRows.Partition, [KeyRange.Prefix(Keys.Under(Marker), 1)], cancel))[0].Rows.Count > 0;

    /// <summary>Goes along both partitions in the order of their keys.</summary>
    private async Task<long> Match(string partition, long total, Progress progress, CancellationToken cancel)
    {
        await using var wanted = Rows(from, partition, cancel).GetAsyncEnumerator(cancel);
        await using var there = Rows(to, partition, cancel).GetAsyncEnumerator(cancel);
        var (row, other) = (await Next(wanted), await Next(there));
        var (batch, bytes, seen, put) = (new List<Change>(), 0, 0L, 0L);
        while (row is not null || other is not null)
        {
            var order = row is null ? 1 : other is null ? -1 : string.CompareOrdinal(row.Key, other.Key);
            if (order > 0) Add(new Change.Delete(other!.Key), 0);
            else if (order < 0 || !IsSame(row!, other!)) Add(new Change.Put(row!.Key, row.Value) { Turn = row.Turn }, RowLimits.BytesOf(row.Key, row.Value));
            if (batch.Count == RowLimits.RowsPerCommit || bytes >= RowLimits.BytesPerCommit - RowLimits.BytesPerRow) await Flush();
            if (order <= 0)
            {
                seen++;
                row = await Next(wanted);
            }
            if (order >= 0) other = await Next(there);
        }
        await Flush();
        return put;

        void Add(Change change, int size)
        {
            batch.Add(change);
            (bytes, put) = (bytes + size, put + (change is Change.Put ? 1 : 0));
        }

        async Task Flush()
        {
            if (batch.Count > 0) await Commit(partition, [.. batch], cancel);
            await Pace(batch.Count, cancel);
            bytes = 0;
            batch.Clear();
            if (total > 0) progress.Show((int)seen, (int)total, (int)(seen - put), put);
        }
    }

    private static bool IsSame(Row row, Row other) => row.Value == other.Value && row.Turn == other.Turn;

    private static async ValueTask<Row?> Next(IAsyncEnumerator<Row> rows) => await rows.MoveNextAsync() ? rows.Current : null;

    private async Task<bool> IsEmpty(string partition, CancellationToken cancel)
    {
        await foreach (var _ in Rows(to, partition, cancel)) return false;
        return true;
    }

    private async IAsyncEnumerable<Row> Rows(IRowStore store, string partition, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var range = new KeyRange("", "\uFFFD", RowLimits.RowsPerPage); range is not null;)
        {
            var page = (await Patiently(() => store.List(partition, [range], cancel), cancel))[0];
            foreach (var row in page.Rows)
                if (!IsMarker(partition, row.Key)) yield return row;
            range = page.Continue is { } next ? range with { Continue = next } : null;
        }
    }

    private static bool IsMarker(string partition, string key) => partition == DirectoryRows.Partition && key.StartsWith(Keys.Under(Marker), StringComparison.Ordinal);

    private static string MarkerOf(string partition) => Keys.Of(Marker, partition);

    private async Task Commit(string partition, IReadOnlyList<Change> changes, CancellationToken cancel) =>
        await Patiently(() => to.Commit(partition, Turn, changes, cancel), cancel);

    /// <summary>A store may be busy: all that is asked of it here can be asked again.</summary>
    private async Task<T> Patiently<T>(Func<ValueTask<T>> ask, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (StoreUnavailableException) when (tries < MostTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 << tries), time, cancel);
            }
        }
    }

    /// <summary>Waits until as many rows may have been written since the last time; what was not used up is not saved for later.</summary>
    private async Task Pace(int rows, CancellationToken cancel)
    {
        if (pace is { } most && rows > 0 && TimeSpan.FromSeconds((double)rows / most) - time.GetElapsedTime(_paced) is var ahead && ahead > TimeSpan.Zero) await Task.Delay(ahead, time, cancel);
        _paced = time.GetTimestamp();
    }
}
