using System.Globalization;

namespace ChatCrm.Benchmarks;

/// <summary>The command line of the programs that stand beside the tests. No <c>Program</c>: that is the service's own name.</summary>
internal static class Benchmark
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["commits", var kind, var writers, var count, var path] => await Commits.Run(kind, Number(writers), Number(count), path),
        ["turns", var writers, var path, var turns, .. var death] => await Turns.Run(Number(writers), path, turns, death is [var side, var step] ? new(side == "after", Number(step)) : null),
        _ => 0,
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
