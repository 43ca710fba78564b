using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Tests.Approved;

namespace ChatCrm.Tests.Teams.Manifest;

/// <summary>Microsoft's own schemas, from npm.</summary>
internal static class Judge
{
    private static readonly string Folder = Path.Combine(Approval.Folder, "..", "Judges");

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What the schema of its own version objects to in a manifest, line by line; empty where it accepts.</summary>
    public static Task<string> Of(JsonNode manifest) => Said(manifest, (string)manifest["manifestVersion"]!);

    /// <summary>The same for a manifest's words in another language.</summary>
    public static Task<string> Of(JsonNode words, string version) => Said(words, version, "Localization");

    private static async Task<string> Said(JsonNode json, params string[] schema)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", "ajv-draft-04")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "teams-manifest.cjs"), .. schema])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = Utf8,
        })!;
        await node.StandardInput.WriteAsync(json.ToJsonString());
        node.StandardInput.Close();
        var broken = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await broken);
        return said.Trim();
    }
}
