using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>What a rebuilding of the index found and did.</summary>
internal sealed record Reindexed(int Records, int Put, int Deleted, int Unreadable);

/// <summary>
/// Rebuilds a workspace's index rows from its records, page by page, while the service runs. What somebody writes meanwhile wins: a row is put only
/// together with its record as it was read, and deleted only as it was read and where no record that was read after it has it.
/// </summary>
internal sealed class Reindex(IRowStore store, RowKinds kinds, IClock clock, string workspace)
{
    // Fingerprints, as the keys of a large workspace's index would fill the memory.
    private readonly HashSet<ulong> _wanted = [];
    private int _records, _put, _deleted, _unreadable;

    public async Task<Reindexed> Run(CancellationToken cancel)
    {
        await foreach (var page in Records(cancel)) await Repair(page, cancel);
        // The index rows of a record that cannot be read cannot be told from those without a record.
        if (_unreadable == 0) await Delete(await Orphans(cancel), cancel);
        return new(_records, _put, _deleted, _unreadable);
    }

    private async Task Repair(IReadOnlyList<Row> page, CancellationToken cancel)
    {
        var records = new List<(Row Row, List<Change.Put> Index)>();
        foreach (var row in page)
        {
            _records++;
            if (IndexOf(row) is { } index) records.Add((row, index));
            else _unreadable++;
        }
        var found = await Values([.. records.SelectMany(record => record.Index).Select(put => put.Key)], cancel);
        foreach (var (row, index) in records)
        {
            if (Wrong(index, found) is { Count: > 0 } wrong) await Repair(row, wrong, cancel);
            foreach (var put in index) _wanted.Add(Fingerprint(put.Key));
        }
    }

    private async Task Repair(Row row, List<Change.Put> wrong, CancellationToken cancel)
    {
        // The record is written with them as it is, under the turn that it has: so they go in only where nobody has changed it since, and Undo still knows it.
        while (await store.Commit(workspace, row.Turn, [new Change.Replace(row.Key, row.Value, row.ETag), .. wrong], cancel) is CommitResult.Conflict)
        {
            if (await store.Get(workspace, row.Key, cancel) is not { } fresh || IndexOf(fresh) is not { } index) return;
            foreach (var put in index) _wanted.Add(Fingerprint(put.Key));
            wrong = Wrong(index, await Values([.. index.Select(put => put.Key)], cancel));
            if (wrong.Count == 0) return;
            row = fresh;
        }
        _put += wrong.Count;
    }

    private List<Change.Put> Wrong(IEnumerable<Change.Put> index, Dictionary<string, string> found)
    {
        var now = clock.GetCurrentInstant();
        return [.. index.Where(put => found.TryGetValue(put.Key, out var value) ? value != put.Value : !IndexRows.MayHaveServed(put.Key, now))];
    }

    private async Task<Dictionary<string, string>> Values(IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(RowLimits.KeysPerGet))
            foreach (var row in (await store.GetMany(workspace, some, cancel)).OfType<Row>()) values[row.Key] = row.Value;
        return values;
    }

    /// <summary>
    /// Index rows that no record has. The records are read once more after them: a record that gets one of them later writes it, and the
    /// row then has another tag than the one found here.
    /// </summary>
    private async Task<Dictionary<string, Row>> Orphans(CancellationToken cancel)
    {
        var orphans = new Dictionary<string, Row>(StringComparer.Ordinal);
        await foreach (var page in Pages(kind => kind.Role == RowRole.Index, cancel))
            foreach (var row in page.Where(row => !_wanted.Contains(Fingerprint(row.Key)))) orphans[row.Key] = row;
        if (orphans.Count == 0) return orphans;
        await foreach (var page in Records(cancel))
            foreach (var put in page.SelectMany(row => IndexOf(row) ?? [])) orphans.Remove(put.Key);
        return orphans;
    }

    private async Task Delete(Dictionary<string, Row> orphans, CancellationToken cancel)
    {
        foreach (var some in orphans.Values.Chunk(RowLimits.RowsPerCommit))
        {
            if (await Deleted(some, cancel)) continue;
            foreach (var one in some) await Deleted([one], cancel);
        }
    }

    private async Task<bool> Deleted(Row[] rows, CancellationToken cancel)
    {
        if (await store.Commit(workspace, "reindex", [.. rows.Select(row => new Change.Delete(row.Key, row.ETag))], cancel) is CommitResult.Conflict) return false;
        _deleted += rows.Length;
        return true;
    }

    private IAsyncEnumerable<IReadOnlyList<Row>> Records(CancellationToken cancel) => Pages(kind => kind.Index is not null, cancel);

    private async IAsyncEnumerable<IReadOnlyList<Row>> Pages(Func<RowKind, bool> wanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var first in kinds.All.Where(wanted).Select(kind => Keys.Parts(kind.Pattern)[0]).Distinct(StringComparer.Ordinal))
            await foreach (var page in Paged.Of(store, workspace, Keys.Under(first), cancel))
                yield return [.. page.Where(row => KindOf(row.Key) is { } kind && wanted(kind))];
    }

    /// <summary>Null for a key that a newer build wrote.</summary>
    private RowKind? KindOf(string key)
    {
        try
        {
            return kinds.Of(key);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null for a record that cannot be read.</summary>
    private List<Change.Put>? IndexOf(Row row)
    {
        try
        {
            return [.. IndexRows.Of(kinds, row.Key, row.Value)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static ulong Fingerprint(string key) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan())));
}
