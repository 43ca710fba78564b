using ChatCrm.Tests.App;

namespace ChatCrm.Tests.Scripts;

/// <summary>What was to be shown, against what was.</summary>
internal static class Expectation
{
    private const string Anything = "…";

    /// <summary>True where the shown lines are the expected ones; the buttons count only where a line expects some.</summary>
    public static bool Holds(IReadOnlyList<string> expected, Shown shown) => Holds(expected, 0, Compared(expected, shown), 0);

    /// <summary>The lines compared, as a script would write them; the first that differ carry an arrow.</summary>
    public static string Difference(IReadOnlyList<string> expected, Shown shown)
    {
        var actual = Compared(expected, shown);
        var same = expected.Zip(actual).TakeWhile(pair => pair.First != Anything && Fits(pair.First, pair.Second)).Count();
        return $"expected\n{Marked(expected, same)}\nbut was\n{Marked(actual, same)}";
    }

    private static IReadOnlyList<string> Compared(IReadOnlyList<string> expected, Shown shown) =>
        expected.Any(line => line.StartsWith('[')) ? shown.All : shown.Lines;

    private static bool Holds(IReadOnlyList<string> expected, int e, IReadOnlyList<string> actual, int a)
    {
        if (e == expected.Count) return a == actual.Count;
        if (expected[e] == Anything) return Enumerable.Range(a, actual.Count - a + 1).Any(next => Holds(expected, e + 1, actual, next));
        return a < actual.Count && Fits(expected[e], actual[a]) && Holds(expected, e + 1, actual, a + 1);
    }

    private static bool Fits(string pattern, string line)
    {
        line = line.Trim();
        if (pattern == line) return true;
        var parts = pattern.Split(Anything);
        if (parts.Length == 1 || !line.StartsWith(parts[0], StringComparison.Ordinal)) return false;
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            if (line.IndexOf(part, at, StringComparison.Ordinal) is not (>= 0 and var found)) return false;
            at = found + part.Length;
        }
        return line.Length - at >= parts[^1].Length && line.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private static string Marked(IReadOnlyList<string> lines, int same) =>
        lines.Count == 0 ? "  (nothing)" : string.Join('\n', lines.Select((line, i) => $"{(i == same ? "→" : " ")} < {line}"));
}
