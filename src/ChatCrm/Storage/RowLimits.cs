using System.Buffers;
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

    /// <summary>1 MiB less 4 KiB: a store counts what lies around the value with it (the partition, the turn, the names of columns).</summary>
    public const int BytesPerRow = 1020 * 1024;

    public const int CharsPerKey = 512;
    public const int KeysPerGet = 1000;
    public const int RowsPerPage = 1000;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:,~ *@+|^");

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
            if (change is Change.Put { Turn: { } copied }) CheckKey(copied);
            if (change is Change.Replace { Turn: { } held }) CheckKey(held);
            if (!keys.Add(change.Key)) throw new RowLimitException("A commit names each key once.");
            var value = change switch { Change.Insert c => c.Value, Change.Put c => c.Value, Change.Replace c => c.Value, _ => "" };
            CheckValue(value);
            var bytes = BytesOf(change.Key, value);
            if (bytes > BytesPerRow) throw new RowLimitException($"A row has at most {BytesPerRow} bytes, not {bytes}.");
            total += bytes;
        }
        if (total > BytesPerCommit) throw new RowLimitException($"A commit has at most {BytesPerCommit} bytes, not {total}.");
    }

    /// <summary>What a row counts. Azure measures two bytes a UTF-16 unit, Cosmos the UTF-8 bytes: the larger of both counts.</summary>
    public static int BytesOf(string key, string value) => Math.Max(Encoding.UTF8.GetByteCount(value), 2 * value.Length) + 2 * key.Length;

    /// <summary>Refuses a read of too many keys, or of a key that some store could not hold.</summary>
    public static void CheckGet(string partition, IReadOnlyList<string> keys)
    {
        CheckKey(partition);
        if (keys.Count > KeysPerGet) throw new RowLimitException($"A get has at most {KeysPerGet} keys, not {keys.Count}.");
        for (var i = 0; i < keys.Count; i++) CheckKey(keys[i]);
    }

    public static void CheckList(string partition, IReadOnlyList<KeyRange> ranges)
    {
        CheckKey(partition);
        for (var i = 0; i < ranges.Count; i++)
        {
            var range = ranges[i];
            if (range.Limit is < 1 or > RowsPerPage) throw new RowLimitException($"A page has 1 to {RowsPerPage} rows, not {range.Limit}.");
            CheckBound(range.From);
            CheckBound(range.To);
            CheckBound(range.Continue ?? "");
        }
    }

    public static void CheckKey(string key)
    {
        if (key.Length is 0 or > CharsPerKey) throw new RowLimitException($"A key has 1 to {CharsPerKey} characters, not {key.Length}.");
        if (IsPlain(key)) return;
        foreach (var c in key)
            if (c is '/' or '\\' or '#' or '?' or '\uFFFE' or '\uFFFF' || char.IsControl(c) || char.IsSurrogate(c))
                throw new RowLimitException($"A key has no character U+{(int)c:X4}: build keys with Keys.Of.");
    }

    /// <summary>As nearly all keys are: the rest is looked at sign by sign.</summary>
    private static bool IsPlain(string key) => !key.AsSpan().ContainsAnyExcept(Plain);

    /// <summary>
    /// The end of a range is no key: it may be empty, or hold the character behind a key's last one. Neither holds surrogates: without them
    /// the order of UTF-16 units (Azure, .NET) is that of UTF-8 bytes (SQLite), and no lone one is replaced on its way into a file.
    /// </summary>
    private static void CheckBound(string bound)
    {
        if (bound.Length > CharsPerKey) throw new RowLimitException($"A range's end has at most {CharsPerKey} characters, not {bound.Length}.");
        if (IsPlain(bound)) return;
        foreach (var c in bound)
            if (c == '\0' || char.IsSurrogate(c)) throw new RowLimitException($"A range's end has no character U+{(int)c:X4}: build it with Keys.");
    }

    /// <summary>JSON has neither a bare U+0000 nor half a pair, and SQLite would end the text at the one and replace the other.</summary>
    private static void CheckValue(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\0') throw new RowLimitException("A value has no character U+0000: it is JSON, which escapes it.");
            if (!char.IsSurrogate(value[i])) continue;
            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                throw new RowLimitException("A value has no lone surrogate: it is JSON, which escapes it.");
            i++;
        }
    }
}
