using ChatCrm.Storage;

namespace ChatCrm.Tests.Contracts;

/// <summary>Calls that exceed one limit of <see cref="RowLimits"/> by the least, and what the refusal must say.</summary>
public static class TooMuch
{
    private const string Workspace = "w1";

    private static readonly string Long = new('k', RowLimits.CharsPerKey + 1);

    public static TheoryData<string, string> Commits => new()
    {
        { "no rows", "1 to 100 rows, not 0" },
        { "101 rows", "1 to 100 rows, not 101" },
        { "a key twice", "each key once" },
        { "an empty key", "1 to 512 characters, not 0" },
        { "a long key", "1 to 512 characters, not 513" },
        { "a long partition", "1 to 512 characters, not 513" },
        { "a long turn", "1 to 512 characters, not 513" },
        { "a slash", "U+002F" },
        { "a backslash", "U+005C" },
        { "a hash", "U+0023" },
        { "a question mark", "U+003F" },
        { "a NUL", "U+0000" },
        { "a C1 control", "U+0085" },
        { "half a pair", "U+D83D" },
        { "an emoji", "U+D83D" },
        { "the last unit", "U+FFFF" },
        { "a large row", "at most 1044480 bytes, not 1044482" },
        { "a large row in Chinese", "at most 1044480 bytes, not 1044482" },
        { "a large commit", "at most 2097152 bytes, not 2097154" },
        { "a value with NUL", "U+0000" },
        { "a value with half a pair", "lone surrogate" },
        { "a value that ends in half a pair", "lone surrogate" },
    };

    public static TheoryData<string, string> Reads => new()
    {
        { "a long key", "1 to 512 characters, not 513" },
        { "a raw key", "U+D83D" },
        { "a raw key among many", "U+002F" },
        { "1001 keys", "at most 1000 keys, not 1001" },
        { "no limit", "1 to 1000 rows, not 0" },
        { "a page of 1001", "1 to 1000 rows, not 1001" },
        { "a long range", "at most 512 characters, not 513" },
        { "a raw range", "U+D83D" },
        { "a range to NUL", "U+0000" },
        { "a raw continuation", "U+DE00" },
        { "a raw partition", "U+002F" },
    };

    public static (string Partition, string Turn, Change[] Changes) Commit(string what) => what switch
    {
        "no rows" => (Workspace, "turn", []),
        "101 rows" => (Workspace, "turn", [.. Enumerable.Range(0, 101).Select(i => new Change.Put($"{i}", "0"))]),
        "a key twice" => (Workspace, "turn", [new Change.Put("a", "0"), new Change.Delete("a")]),
        "a long partition" => (Long, "turn", [new Change.Put("a", "0")]),
        "a long turn" => (Workspace, Long, [new Change.Put("a", "0")]),
        "a large row" => (Workspace, "turn", [new Change.Put("b", "0"), new Change.Put("a", new('x', RowLimits.BytesPerRow / 2))]),
        "a large row in Chinese" => (Workspace, "turn", [new Change.Put("a", new string('张', RowLimits.BytesPerRow / 3) + new string('x', RowLimits.BytesPerRow % 3))]),
        "a large commit" => (Workspace, "turn", [.. "abcd".Select(c => new Change.Put(c.ToString(), new('x', RowLimits.BytesPerCommit / 8 - 1))), new Change.Delete("e")]),
        "a value with NUL" => (Workspace, "turn", [new Change.Put("a", "\"\0\"")]),
        "a value with half a pair" => (Workspace, "turn", [new Change.Put("a", "\"\uDE00\uD83D\"")]),
        "a value that ends in half a pair" => (Workspace, "turn", [new Change.Put("a", "\uD83D")]),
        _ => (Workspace, "turn", [new Change.Put("ok", "0"), new Change.Put(BadKey(what), "0")]),
    };

    public static async Task Read(IRowStore store, string what) => await (what switch
    {
        "a long key" => Ignore(store.Get(Workspace, Long)),
        "a raw key" => Ignore(store.Get(Workspace, "😀")),
        "a raw key among many" => Ignore(store.GetMany(Workspace, ["a", "a/b"])),
        "1001 keys" => Ignore(store.GetMany(Workspace, [.. Enumerable.Range(0, 1001).Select(i => $"{i}")])),
        "no limit" => Ignore(store.List(Workspace, [new("a", "b", 1), new("a", "b", 0)])),
        "a page of 1001" => Ignore(store.List(Workspace, [new("a", "b", 1001)])),
        "a long range" => Ignore(store.List(Workspace, [new("a", Long, 1)])),
        "a raw range" => Ignore(store.List(Workspace, [new("😀", "\uE000", 1)])),
        "a range to NUL" => Ignore(store.List(Workspace, [new("a", "b\0", 1)])),
        "a raw continuation" => Ignore(store.List(Workspace, [new("a", "b", 1, "\uDE00")])),
        _ => Ignore(store.List("a/b", [new("a", "b", 1)])),
    });

    private static string BadKey(string what) => what switch
    {
        "an empty key" => "",
        "a long key" => Long,
        "a slash" => "a/b",
        "a backslash" => "a\\b",
        "a hash" => "a#b",
        "a question mark" => "a?b",
        "a NUL" => "a\0b",
        "a C1 control" => "a\u0085b",
        "half a pair" => "a\uD83Db",
        "an emoji" => "a😀b",
        _ => "a\uFFFF",
    };

    private static async Task Ignore<T>(ValueTask<T> read) => await read;
}
