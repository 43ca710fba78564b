using System.Globalization;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;

namespace ChatCrm.Benchmarks;

/// <summary>
/// Writes to one SQLite file and says on the standard output that it is <c>opened</c> and what has been acknowledged: a process to trace, to kill, or to run twice.
/// <c>insert</c>: each of the writers makes its share of the commits, three rows each, and says <c>acked {commit}</c>;
/// <c>count</c>: each raises one counter, reading and replacing it, and again at a conflict.
/// </summary>
internal static class Commits
{
    public const string Partition = "w1";

    public static async Task<int> Run(string kind, int writers, int count, string path)
    {
        await using var store = new SqliteRowStore(path);
        Func<int, Task> once = kind switch
        {
            "insert" => number => Insert(store, number),
            "count" => _ => Count(store),
            _ => throw new ArgumentException("insert or count", nameof(kind)),
        };
        await Console.Out.WriteLineAsync("opened");
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => Share(once, writer, writers, count))));
        return 0;
    }

    private static async Task Share(Func<int, Task> once, int writer, int writers, int count)
    {
        for (var number = writer; number < count; number += writers) await once(number);
    }

    private static async Task Insert(SqliteRowStore store, int number)
    {
        var name = number.ToString("D8", CultureInfo.InvariantCulture);
        await store.Commit(Partition, "turn" + name, [.. "abc".Select(part => new Change.Insert($"row|{name}|{part}", $"\"{name}\""))]);
        await Console.Out.WriteLineAsync("acked " + name);
    }

    private static async Task Count(SqliteRowStore store)
    {
        CommitResult result;
        do
        {
            var row = await store.Get(Partition, "counter");
            var next = ((row is null ? 0 : int.Parse(row.Value, CultureInfo.InvariantCulture)) + 1).ToString(CultureInfo.InvariantCulture);
            result = await store.Commit(Partition, "turn", [row is null ? new Change.Insert("counter", next) : new Change.Replace("counter", next, row.ETag)]);
        }
        while (result is not CommitResult.Committed);
    }
}
