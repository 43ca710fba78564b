using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatCrm.Benchmarks.Kill;

namespace ChatCrm.Tests.Kill;

/// <summary>A service of its own process that answers turns and is killed on the way: ChatCrm.Benchmarks' <c>dying</c>.</summary>
internal static class Killed
{
    private const int BySigkill = 137;

    /// <summary>Runs it until it kills itself; gives the ids of the turns whose answer it had given.</summary>
    /// <returns>The ids, and whether it was killed: it ends by itself where it has done all before.</returns>
    public static async Task<(IReadOnlyList<string> Acknowledged, bool Died)> Run(string file, IEnumerable<PlainTurn> turns, int writers, bool after, int step)
    {
        var list = Path.ChangeExtension(file, ".turns");
        await File.WriteAllLinesAsync(list, turns.Select(turn => JsonSerializer.Serialize(turn)), TestContext.Current.CancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "ChatCrm.Benchmarks.dll");
        string[] line = ["exec", program, "dying", Text(writers), file, list, after ? "after" : "before", Text(step)];
        using var process = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true })!;
        try
        {
            var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Contains(process.ExitCode, new[] { 0, BySigkill });
            // The kill may cut off the last line.
            var whole = said.Split('\n')[..^1];
            return ([.. whole.Select(word => word["acked ".Length..])], process.ExitCode == BySigkill);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
