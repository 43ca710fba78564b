using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Tests.Approved;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Microsoft's own client of Table Storage, in a process of its own.</summary>
internal static class Peer
{
    private static readonly string Judges = Path.Combine(Approval.Folder, "..", "Judges");

    /// <summary>Asks it one thing. Skips the test where it is not installed.</summary>
    /// <param name="details">What goes with the action, as an object.</param>
    public static async Task<JsonNode?> Ask(string action, string endpoint, string table, object details)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Judges, "node_modules", "@azure", "data-tables")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        var question = JsonSerializer.SerializeToNode(details)!.AsObject();
        foreach (var (name, value) in new[] { ("action", action), ("endpoint", endpoint), ("table", table), ("account", Azurite.Account), ("key", Azurite.Key) }) question[name] = value;
        var start = new ProcessStartInfo("node", [Path.Combine(Judges, "data-tables.cjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var (said, errors) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.StandardInput.BaseStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(question), TestContext.Current.CancellationToken);
        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await errors);
        return JsonNode.Parse(await said);
    }
}
