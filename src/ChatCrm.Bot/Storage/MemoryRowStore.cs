using System.Globalization;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage;

/// <summary>Rows in this process' memory, gone with it: for tests and demonstrations.</summary>
public sealed class MemoryRowStore : IRowStore
{
    private static readonly IComparer<Row> ByKey = Comparer<Row>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key));

    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedSet<Row>> partitions = new(StringComparer.Ordinal);
    private long version;

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        RowLimits.CheckGet(partition, [key]);
        lock (gate) return new(Find(Rows(partition), key));
    }

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        RowLimits.CheckGet(partition, keys);
        lock (gate)
        {
            var rows = Rows(partition);
            return new([.. keys.Select(key => Find(rows, key))]);
        }
    }

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        RowLimits.CheckList(partition, ranges);
        lock (gate)
        {
            var rows = Rows(partition);
            return new([.. ranges.Select(range => Read(rows, range))]);
        }
    }

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        RowLimits.Check(partition, turn, changes);
        lock (gate)
        {
            var rows = Rows(partition);
            if (changes.FirstOrDefault(change => !Holds(rows, change)) is { } broken) return new(new CommitResult.Conflict(broken.Key));
            var etag = (++version).ToString(CultureInfo.InvariantCulture);
            foreach (var change in changes) Apply(rows, change, turn, etag);
            return new(new CommitResult.Committed());
        }
    }

    private SortedSet<Row> Rows(string partition) =>
        partitions.TryGetValue(partition, out var rows) ? rows : partitions[partition] = new(ByKey);

    private static Row? Find(SortedSet<Row> rows, string key) => rows.TryGetValue(Named(key), out var row) ? row : null;

    private static Page Read(SortedSet<Row> rows, KeyRange range)
    {
        var from = range.Start();
        if (string.CompareOrdinal(from, range.To) >= 0) return new([], null);
        var found = rows.GetViewBetween(Named(from), Named(range.To))
            .TakeWhile(row => string.CompareOrdinal(row.Key, range.To) < 0)
            .Take(range.Limit + 1).ToList();
        return range.PageOf(found);
    }

    private static bool Holds(SortedSet<Row> rows, Change change) => change switch
    {
        Change.Insert => Find(rows, change.Key) is null,
        Change.Replace replace => Find(rows, change.Key)?.ETag == replace.ETag,
        Change.Delete { ETag: { } etag } => Find(rows, change.Key)?.ETag == etag,
        _ => true,
    };

    private static void Apply(SortedSet<Row> rows, Change change, string turn, string etag)
    {
        rows.Remove(Named(change.Key));
        var value = change switch { Change.Insert c => c.Value, Change.Put c => c.Value, Change.Replace c => c.Value, _ => null };
        if (value is not null) rows.Add(new(change.Key, value, change switch { Change.Put c => c.Turn, Change.Replace c => c.Turn, _ => null } ?? turn, etag));
    }

    private static Row Named(string key) => new(key, "", "", "");
}
