using System.Diagnostics;
using System.Text.RegularExpressions;
using ChatCrm.Tests.Approved;

namespace ChatCrm.Tests.Slack.BlockKit;

/// <summary>Slack's own types as an independent judge: what the bot sends is compiled against @slack/types with the TypeScript compiler.</summary>
public static class SlackTypes
{
    /// <summary>The TypeScript type of each kind. Slack's views take any object for a block, so these are narrowed.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["blocks"] = "KnownBlock[]",
        ["message"] = "{ text: string; blocks: KnownBlock[] }",
        ["modal"] = "Narrow<ModalView>",
        ["home"] = "Narrow<HomeView>",
        ["options"] = "{ options: PlainTextOption[] }",
        ["errors"] = "{ response_action: \"errors\"; errors: Record<string, string> }",
    };

    private static readonly string Judges = Path.Combine(Approval.Folder, "..", "Judges");

    private static readonly Regex Complaint = new(@"^[^(\n]*\((\d+),\d+\): (error .*)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>
    /// What Slack's types object to, in one run of the compiler; empty where all is well. Skips the test where the judges are not installed.
    /// </summary>
    /// <param name="drawn">JSON with its kind: "blocks" (the list), "message" (text and blocks alone), "modal", "home", "options", "errors".</param>
    public static async Task<IReadOnlyList<string>> Check(IEnumerable<(string Kind, string Json)> drawn)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Judges, "node_modules", "@slack", "types")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        Assert.SkipUnless(NodeIsThere(), "Node.js is not installed.");
        var all = drawn.Distinct().ToList();
        var folder = Directory.CreateTempSubdirectory("slack-types-");
        try
        {
            var file = Path.Combine(folder.FullName, "drawn.ts");
            await File.WriteAllTextAsync(file, Source(all), TestContext.Current.CancellationToken);
            return Complaints(await Compile(file), all);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One line for each drawing, so that a complaint's line names it; the first line is the preamble.</summary>
    private static string Source(IReadOnlyList<(string Kind, string Json)> drawn)
    {
        var types = Path.GetFullPath(Path.Combine(Judges, "node_modules/@slack/types/dist/index")).Replace('\\', '/');
        var preamble = $"import type {{ KnownBlock, ModalView, HomeView, PlainTextOption }} from \"{types}\"; type Narrow<View> = Omit<View, \"blocks\"> & {{ blocks: KnownBlock[] }};";
        return string.Join('\n', drawn.Select((one, i) => $"export const d{i}: {Kinds[one.Kind]} = {one.Json.ReplaceLineEndings(" ")};").Prepend(preamble));
    }

    private static async Task<(int Code, string Said)> Compile(string file)
    {
        var compiler = Path.Combine(Judges, "node_modules", "typescript", "bin", "tsc");
        string[] options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--pretty", "false"];
        using var node = Process.Start(new ProcessStartInfo("node", [compiler, .. options, file]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(file) })!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, said + await errors);
    }

    private static IReadOnlyList<string> Complaints((int Code, string Said) answer, IReadOnlyList<(string Kind, string Json)> drawn)
    {
        var complaints = Complaint.Matches(answer.Said).Select(match => (Line: int.Parse(match.Groups[1].ValueSpan, null) - 2, Error: match.Groups[2].Value))
            .Select(at => at.Line < 0 ? at.Error : $"{drawn[at.Line].Kind}: {at.Error} in {drawn[at.Line].Json}").ToList();
        return answer.Code != 0 && complaints.Count == 0 ? [answer.Said] : complaints;
    }

    private static bool NodeIsThere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}
