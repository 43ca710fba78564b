using System.Globalization;

namespace ChatCrm.Benchmarks;

/// <summary>The command line of the programs that stand beside the tests. No <c>Program</c>: that is the service's own name.</summary>
internal static class Benchmark
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["commits", var kind, var writers, var count, var path] => await Commits.Run(kind, Number(writers), Number(count), path),
        ["turns"] => await WholeTurns.Run(),
        _ => 0,
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
