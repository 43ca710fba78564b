using System.Diagnostics;
using System.Globalization;
using ChatCrm.Tests.Approved;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>Two parties that did not write our cards: Microsoft's own parser of Adaptive Cards, and the types with which Microsoft publishes those that Teams draws.</summary>
internal static class CardJudges
{
    private static readonly string Judges = Path.Combine(Approval.Folder, "..", "Judges");

    /// <summary>What either objects to; empty where all is well. Skips the test where the judges are not installed.</summary>
    public static async Task<IReadOnlyList<string>> Check(IReadOnlyCollection<string> cards)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Judges, "node_modules", "@microsoft", "teams.cards")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        var folder = Directory.CreateTempSubdirectory("teams-cards-");
        try
        {
            var files = new List<string>();
            foreach (var card in cards)
            {
                files.Add(Path.Combine(folder.FullName, $"{files.Count.ToString("D4", CultureInfo.InvariantCulture)}.json"));
                await File.WriteAllTextAsync(files[^1], card, TestContext.Current.CancellationToken);
            }
            // Generated once from the installed types, and kept beside the tests.
            var schema = Path.Combine(AppContext.BaseDirectory, "teams-cards.schema.json");
            return [.. await Objections(cards, [Path.Combine(Judges, "teams-cards.cjs"), schema, .. files]), .. await Objections(cards, [Path.Combine(Judges, "adaptive-cards.cjs"), .. files])];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The lines that a judge prints, each with its card; the last one counts what it read.</summary>
    private static async Task<IReadOnlyList<string>> Objections(IReadOnlyCollection<string> cards, IEnumerable<string> arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = (await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim().Split('\n');
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (said[^1] != $"{cards.Count.ToString(CultureInfo.InvariantCulture)} cards read") return [.. said, await errors];
        return [.. said[..^1].Select(line => $"{line} in {cards.ElementAt(int.Parse(line.AsSpan(0, 4), CultureInfo.InvariantCulture))}")];
    }
}
