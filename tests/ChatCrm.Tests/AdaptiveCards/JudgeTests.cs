using System.Diagnostics;
using ChatCrm.Tests.Approved;

namespace ChatCrm.Tests.AdaptiveCards;

public class JudgeTests
{
    private static readonly string Judges = Path.Combine(Approval.Folder, "..", "Judges");

    [Fact]
    public async Task Microsoft_s_parser_objects_to_no_approved_card()
    {
        var cards = Directory.GetFiles(Approval.Folder, "*.json").Where(file => !file.EndsWith(".received.json", StringComparison.Ordinal)).ToList();
        var (code, said) = await Judge(cards);
        Assert.True(code == 0, said);
        Assert.True(cards.Count > Samples.All.Count);
        Assert.Equal($"{cards.Count} cards read", said.Trim());
    }

    [Fact]
    public async Task Microsoft_s_parser_objects_to_a_broken_card()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Nonsense"},{"type":"Input.Text"}]}""", TestContext.Current.CancellationToken);
        var (code, said) = await Judge([file]);
        File.Delete(file);
        Assert.True(code == 1, said);
    }

    private static async Task<(int Code, string Said)> Judge(IReadOnlyList<string> cards)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Judges, "node_modules")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        Assert.SkipUnless(NodeIsThere(), "Node.js is not installed.");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Judges, "adaptive-cards.cjs"), .. cards]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, said + await errors);
    }

    private static bool NodeIsThere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}
