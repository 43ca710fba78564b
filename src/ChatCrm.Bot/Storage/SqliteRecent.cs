using System.Collections.Concurrent;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// What was read since the file's last commit, whichever process made it: the file's index is looked at before each use, which leaves parsed values parsed.
/// Any commit empties it.
/// </summary>
internal sealed class SqliteRecent(SqliteIndex index)
{
    private volatile Snapshot recent = new(default);

    /// <summary>The rows known of the file as it stands now; null where nothing can be known.</summary>
    public Snapshot? Now()
    {
        if (!SqliteIndex.IsReadable) return null;
        SqliteIndex.Head now;
        try { now = index.Read(); }
        // The store was closed at this moment, or there is no index to look at: then the file itself is read.
        catch (Exception e) when (e is ObjectDisposedException or IOException or SqliteException) { return null; }
        if (!now.IsWritten) return null;
        var known = recent;
        if (known.Head == now && !known.IsFull) return known;
        return recent = new(now);
    }

    /// <summary>Rows and pages as they were at one version of the file.</summary>
    internal sealed class Snapshot(SqliteIndex.Head head)
    {
        /// <summary>Of keys and values together, some 64 MB: the rows of ten thousand customers' names.</summary>
        private const int MostChars = 32_000_000;

        private readonly ConcurrentDictionary<string, Known> partitions = new(StringComparer.Ordinal);
        private int chars;

        public SqliteIndex.Head Head => head;

        public bool IsFull => chars > MostChars;

        /// <summary>All of these rows; null where one was not read yet.</summary>
        public IReadOnlyList<Row?>? Rows(string partition, IReadOnlyList<string> keys)
        {
            if (!partitions.TryGetValue(partition, out var known)) return null;
            var found = new Row?[keys.Count];
            for (var i = 0; i < found.Length; i++)
                if (!known.Rows.TryGetValue(keys[i], out found[i])) return null;
            return found;
        }

        /// <summary>All of these pages; null where one was not read yet.</summary>
        public IReadOnlyList<Page>? Pages(string partition, IReadOnlyList<KeyRange> ranges)
        {
            if (!partitions.TryGetValue(partition, out var known)) return null;
            var found = new Page[ranges.Count];
            for (var i = 0; i < found.Length; i++)
                if (!known.Pages.TryGetValue(ranges[i], out found[i]!)) return null;
            return found;
        }

        public void Keep(string partition, IReadOnlyList<string> keys, IReadOnlyList<Row?> read)
        {
            var known = Of(partition);
            for (var i = 0; i < keys.Count; i++)
                if (known.Rows.TryAdd(keys[i], read[i])) Interlocked.Add(ref chars, keys[i].Length + Length(read[i]));
        }

        public void Keep(string partition, IReadOnlyList<KeyRange> ranges, IReadOnlyList<Page> read)
        {
            var known = Of(partition);
            for (var i = 0; i < ranges.Count; i++)
                if (known.Pages.TryAdd(ranges[i], read[i])) Interlocked.Add(ref chars, ranges[i].From.Length + read[i].Rows.Sum(Length));
        }

        private Known Of(string partition) => partitions.GetOrAdd(partition, _ => new());

        // A row's object, and what was read of its value, weigh about as much as a hundred characters.
        private static int Length(Row? row) => row is null ? 100 : 200 + row.Key.Length + row.Value.Length;

        private sealed class Known : IEqualityComparer<KeyRange>
        {
            public ConcurrentDictionary<string, Row?> Rows { get; } = new(StringComparer.Ordinal);

            public ConcurrentDictionary<KeyRange, Page> Pages { get; }

            public Known() => Pages = new(this);

            public bool Equals(KeyRange? x, KeyRange? y) => x == y;

            public int GetHashCode(KeyRange range) => HashCode.Combine(range.From, range.Continue, range.Limit);
        }
    }
}
