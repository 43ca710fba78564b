using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Benchmarks;

/// <summary>The product's own work on lines of 4,000 characters that make it look hardest, over a store in memory.</summary>
internal static class WorstTexts
{
    private static readonly (string Name, string Text)[] Texts =
    [
        ("fri fri fri …", Filled("fri ")),
        ("9 9 9 …", Filled("9 ")),
        ("next fri 15:00 …", Filled("next fri 15:00 ")),
        ("with a, with b …", Filled("with Maria, ")),
        ("call call …", Filled("call ")),
        ("one word", Filled("a")),
        ("CJK without blanks", Filled("周五下午电话")),
        ("mixed CJK", Filled("Müller周五 call 15分钟 远东 ")),
        ("quotes", Filled("\"")),
        ("quoted words", Filled("\"a\" ")),
        ("commas", Filled(",")),
        ("key:value", Filled("tag:vip ")),
        ("right to left", Filled("شركة النور غدا ")),
        ("marks", Filled("e\u0301\u0327 ")),
        ("emoji", Filled("👩‍👩‍👧 ")),
    ];

    public static async Task Run(Action<string, double, double> judge, double most)
    {
        var store = new MemoryRowStore();
        await using var product = new Product(store, SystemClock.Instance, Crowd.Workspace, Crowd.Rep);
        await Crowd.Fill(store, product.Kinds, 200);
        string[] verbs = ["", "find ", "log ", "log C-1001 ", "follow C-1001 ", "set C-1001 ", "new ", "due ", "done ", "me hours "];
        Console.WriteLine($"\nown work in ms, at most {most:F0}\n{"",-22}{string.Concat(verbs.Select(verb => $"{(verb.Length == 0 ? "look up" : verb.Trim()),14}"))}");
        foreach (var (name, text) in Texts)
        {
            Console.Write($"{name,-22}");
            foreach (var verb in verbs) await One(product, verb, name, text, judge, most);
            Console.WriteLine();
        }
    }

    private static async Task One(Product product, string verb, string name, string text, Action<string, double, double> judge, double most)
    {
        // A line said twice is asked about, so each is one character shorter than the one before.
        var took = (await Measure.Of(n => product.Say((verb + text)[..(CommandLine.Longest - n)]), 20)).Least / 1000;
        Console.Write($"{took,14:F1}");
        judge($"{verb}{name}", took, most);
    }

    private static string Filled(string piece) => string.Concat(Enumerable.Repeat(piece, (CommandLine.Longest / piece.Length) + 1));
}
