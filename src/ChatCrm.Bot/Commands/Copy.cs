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

    // No person's turn: rows keep their own.
    private const string Turn = "copy";

    /// <summary>Stands while a partition's copying goes on: it says that what is there was put by it.</summary>
    public static readonly RowKind Kind = new("copying|*", nameof(Commands), RowRole.Book, Erasure.Nothing, []) { Shared = true };

    private readonly long _began = time.GetTimestamp();
    private long _paced;

    /// <returns>Null where the target has rows of that partition which no copying put there.</returns>
    public async Task<Copied?> Run(string partition, Progress progress, CancellationToken cancel)
    {
        var marker = Keys.Of("copying", partition);
        if (await Patiently(() => to.Get(DirectoryRows.Partition, marker, cancel), cancel) is null)
        {
            if (!await IsEmpty(partition, cancel)) return null;
            await Commit(DirectoryRows.Partition, [new Change.Insert(marker, "{}")], cancel);
        }
        var source = await Tally.Of(Rows(from, partition, cancel));
        var put = await Match(partition, source.Rows, progress, cancel);
        var copied = new Copied(partition, source, await Tally.Of(Rows(to, partition, cancel)), put);
        if (copied.IsWhole) await Commit(DirectoryRows.Partition, [new Change.Delete(marker)], cancel);
        return copied;
    }

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

    private static bool IsMarker(string partition, string key) => partition == DirectoryRows.Partition && key.StartsWith("copying" + Keys.Separator, StringComparison.Ordinal);

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

    private async Task Pace(int rows, CancellationToken cancel)
    {
        _paced += rows;
        if (pace is not { } most) return;
        var ahead = TimeSpan.FromSeconds((double)_paced / most) - time.GetElapsedTime(_began);
        if (ahead > TimeSpan.Zero) await Task.Delay(ahead, time, cancel);
    }
}
