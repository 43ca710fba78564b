using System.Collections.Concurrent;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// What was read since the file's last commit, whichever process made it: the file is asked for its version before each use, which costs a fraction of a
/// read and leaves parsed values parsed. Any commit empties it.
/// </summary>
internal sealed class SqliteRecent(SqliteFile file) : IDisposable
{
    private readonly Lock gate = new();
    private SqliteVersion? version;
    private Snapshot recent = new(0);

    /// <summary>The rows known of the file as it stands now.</summary>
    public Snapshot Now()
    {
        lock (gate)
        {
            var now = Version();
            if (recent.Version != now || recent.IsFull) recent = new(now);
            return recent;
        }
    }

    public void Dispose()
    {
        lock (gate) version?.Dispose();
    }

    private long Version()
    {
        try
        {
            version ??= new(file.Open());
            return version.Read();
        }
        catch
        {
            version?.Dispose();
            (version, recent) = (null, new(0));
            throw;
        }
    }

    /// <summary>Rows and pages as they were at one version of the file.</summary>
    internal sealed class Snapshot(long version)
    {
        /// <summary>Of keys and values together, some 64 MB: the rows of ten thousand customers' names.</summary>
        private const int MostChars = 32_000_000;

        private readonly ConcurrentDictionary<(string, string), Row?> rows = [];
        private readonly ConcurrentDictionary<(string, KeyRange), Page> pages = [];
        private int chars;

        public long Version => version;

        public bool IsFull => chars > MostChars;

        /// <summary>All of these rows; null where one was not read yet.</summary>
        public IReadOnlyList<Row?>? Rows(string partition, IReadOnlyList<string> keys)
        {
            var found = new Row?[keys.Count];
            for (var i = 0; i < found.Length; i++)
                if (!rows.TryGetValue((partition, keys[i]), out found[i])) return null;
            return found;
        }

        /// <summary>All of these pages; null where one was not read yet.</summary>
        public IReadOnlyList<Page>? Pages(string partition, IReadOnlyList<KeyRange> ranges)
        {
            var found = new Page[ranges.Count];
            for (var i = 0; i < found.Length; i++)
                if (!pages.TryGetValue((partition, ranges[i]), out found[i]!)) return null;
            return found;
        }

        public void Keep(string partition, IReadOnlyList<string> keys, IReadOnlyList<Row?> read)
        {
            for (var i = 0; i < keys.Count; i++)
                if (rows.TryAdd((partition, keys[i]), read[i])) Interlocked.Add(ref chars, keys[i].Length + Length(read[i]));
        }

        public void Keep(string partition, IReadOnlyList<KeyRange> ranges, IReadOnlyList<Page> read)
        {
            for (var i = 0; i < ranges.Count; i++)
                if (pages.TryAdd((partition, ranges[i]), read[i])) Interlocked.Add(ref chars, ranges[i].From.Length + read[i].Rows.Sum(Length));
        }

        // A row's object, and what was read of its value, weigh about as much as a hundred characters.
        private static int Length(Row? row) => row is null ? 100 : 200 + row.Key.Length + row.Value.Length;
    }
}
