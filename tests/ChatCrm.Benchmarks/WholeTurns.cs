using System.Globalization;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Benchmarks;

/// <summary>
/// Whole turns with 10,000 customers in a SQLite file, as ratios: a find against the bare reads that it is made of, each behind a commit, so that both read the
/// file and not what is kept of it; a log against a bare commit of as many rows.
/// Then the product's own work on the worst texts, in memory. 1 where a limit is not kept.
/// </summary>
internal static class WholeTurns
{
    private const int Customers = 10_000, Runs = 400;

    /// <summary>How many times the bare store a whole turn may take, at the median.</summary>
    private const double MostTimesReads = 6, MostTimesCommit = 3;

    private const double MostOwnMilliseconds = 20;

    private static bool s_kept = true;

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("chatcrm-turns");
        try
        {
            await using var store = new CountedRowStore(new SqliteRowStore(Path.Combine(folder.FullName, "turns.db")));
            await using var product = new Product(store, SystemClock.Instance, Crowd.Workspace, Crowd.Rep);
            await Crowd.Fill(store, product.Kinds, Customers);
            await Find(product, store);
            await Log(product, store);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        await WorstTexts.Run(Judge, MostOwnMilliseconds);
        Console.WriteLine(s_kept ? "every limit is kept" : "a limit is NOT kept");
        return s_kept ? 0 : 1;
    }

    private static async Task Find(Product product, CountedRowStore store)
    {
        Console.WriteLine($"{"",-34}{"p50 µs",9}{"p99 µs",9}{"CPU µs",9}   against the bare store");
        Task Commit() => store.Commit(Crowd.Workspace, "bare", [new Change.Put("audit|bare", "{}")]).AsTask();
        string[] last = [.. Enumerable.Range(0, 10).Select(n => InteractionStore.LastKey($"c{(n * 20).ToString("D6", CultureInfo.InvariantCulture)}"))];
        var bare = await Measured("one range of 10, ten rows by key", async _ =>
        {
            await store.List(Crowd.Workspace, [CustomerRows.NamesFrom("northwind", 10)]);
            await store.GetMany(Crowd.Workspace, last);
        }, before: Commit);
        var two = await Measured("two ranges of 200, ten by key", async _ =>
        {
            await store.List(Crowd.Workspace, [CustomerRows.NamesFrom("northwind", 200), CustomerRows.NamesFrom("9940", 200)]);
            await store.GetMany(Crowd.Workspace, last);
        }, before: Commit);
        await Compared("find, a Latin word", _ => product.Say("find northwind"), bare, before: Commit);
        await Compared("find, a Chinese word", _ => product.Say("find 远东"), bare, before: Commit);
        await Compared("find, two words", _ => product.Say("find northwind 9940"), two, before: Commit);
        await Compared("look up by code", n => product.Say($"C-{(1001 + n).ToString(CultureInfo.InvariantCulture)}"), bare, before: Commit);
        await Compared("look up by name", _ => product.Say("northwind trading 240"), two, before: Commit);
        await Compared("search while typing", _ => product.Send(new Input.LookedUp("customer.search", "north")), bare, before: Commit);
    }

    private static async Task Log(Product product, CountedRowStore store)
    {
        store.Take();
        await product.Say("log C-1002 call 15m \"counted\"");
        var rows = store.Take().Written;
        var bare = await Measured($"a commit of {rows} rows of 400 B", async n => await store.Commit(Crowd.Workspace, "bare", Bare(n, rows)));
        await Compared("log, by code", n => product.Say($"log C-{(1001 + n).ToString(CultureInfo.InvariantCulture)} call 15m \"asked for prices {n}\""), bare, MostTimesCommit);
        await Compared("log, by name, with a next step", n => product.Say($"log northwind trading 240 call 15m \"asked for prices {n}\" next in 3 days \"send\""), bare, MostTimesCommit);
    }

    /// <summary>Rows in as many places of the file as a log has: under a customer, and among the turns, the trail and what was said.</summary>
    private static IReadOnlyList<Change> Bare(int number, int rows)
    {
        var (mark, value) = (TurnIds.Fingerprint(number.ToString(CultureInfo.InvariantCulture)), $"\"{new string('x', 400)}\"");
        string[] places = [$"customer|c{number.ToString("D6", CultureInfo.InvariantCulture)}|bare", $"turn|{mark}", "audit|bare", "undo|mei", $"said|{mark}"];
        return [.. Enumerable.Range(0, rows).Select(row => new Change.Put($"{places[row % places.Length]}|{number}|{row}", value))];
    }

    private static async Task Compared(string what, Func<int, Task<Reply>> turn, Measure bare, double most = MostTimesReads, Func<Task>? before = null)
    {
        if (await turn(Runs + 1) is not (Reply.Show { Card.Blocks.Count: > 1 } or Reply.Options { Choices.Count: > 0 }) and var odd) throw new InvalidOperationException($"{what} was answered by {odd}");
        var whole = await Measured(what, turn, bare, before);
        Judge(what, whole.Median / bare.Median, most);
    }

    private static async Task<Measure> Measured(string what, Func<int, Task> act, Measure? bare = null, Func<Task>? before = null)
    {
        var measure = await Measure.Of(act, Runs, before);
        Console.WriteLine($"{what,-34}{measure.Median,9:F0}{measure.P99,9:F0}{measure.Cpu,9:F0}{(bare is null ? "" : $"   {measure.Median / bare.Median:F1} x")}");
        return measure;
    }

    private static void Judge(string what, double found, double most)
    {
        if (found <= most) return;
        s_kept = false;
        Console.WriteLine($"  OVER THE LIMIT: {what}: {found:F1}, at most {most:F0}");
    }
}
