using System.Text;

namespace ChatCrm.Storage;

/// <summary>
/// The port's limits, the smallest of the stores that it stands for. Sources: Azure Table Storage "Understanding the Table service data model"
/// (100 operations, 1 MiB an entity, 1 KiB a key) and Cosmos DB's Table endpoint (2 MB a batch).
/// </summary>
public static class RowLimits
{
    public const int RowsPerCommit = 100;
    public const int BytesPerCommit = 2 * 1024 * 1024;
    public const int BytesPerRow = 1024 * 1024;
    public const int CharsPerKey = 512;
    public const int KeysPerGet = 1000;
    public const int RowsPerPage = 1000;

    /// <summary>Refuses a commit that some store could not carry out. Stores call it first.</summary>
    public static void Check(string partition, string turn, IReadOnlyList<Change> changes)
    {
        CheckKey(partition);
        CheckKey(turn);
        if (changes.Count is 0 or > RowsPerCommit) throw new RowLimitException($"A commit has 1 to {RowsPerCommit} rows, not {changes.Count}.");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        long total = 0;
        foreach (var change in changes)
        {
            CheckKey(change.Key);
            if (!keys.Add(change.Key)) throw new RowLimitException("A commit names each key once.");
            // Azure measures two bytes a UTF-16 unit, Cosmos the UTF-8 bytes: the larger of both counts.
            var value = change switch { Change.Insert c => c.Value, Change.Put c => c.Value, Change.Replace c => c.Value, _ => "" };
            var bytes = Math.Max(Encoding.UTF8.GetByteCount(value), 2 * value.Length) + 2 * change.Key.Length;
            if (bytes > BytesPerRow) throw new RowLimitException($"A row has at most {BytesPerRow} bytes, not {bytes}.");
            total += bytes;
        }
        if (total > BytesPerCommit) throw new RowLimitException($"A commit has at most {BytesPerCommit} bytes, not {total}.");
    }

    public static void CheckKey(string key)
    {
        if (key.Length is 0 or > CharsPerKey) throw new RowLimitException($"A key has 1 to {CharsPerKey} characters, not {key.Length}.");
        foreach (var c in key)
            if (c is '/' or '\\' or '#' or '?' || char.IsControl(c))
                throw new RowLimitException($"A key has no character U+{(int)c:X4}: build keys with Keys.Of.");
    }

    public static void CheckList(IReadOnlyList<KeyRange> ranges)
    {
        foreach (var range in ranges)
            if (range.Limit is < 1 or > RowsPerPage) throw new RowLimitException($"A page has 1 to {RowsPerPage} rows, not {range.Limit}.");
    }
}
