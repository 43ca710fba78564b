using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ChatCrm.Tests.Approved;

namespace ChatCrm.Tests.Calendars;

/// <summary>A program that subscribes to calendars: Mozilla's parser, from npm.</summary>
internal static class Subscriber
{
    private static readonly string Folder = Path.Combine(Approval.Folder, "..", "Judges");
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>An event as it shows it. Moments end in Z, whole days are dates.</summary>
    public sealed record Shown(string Uid, string Summary, string Description, string Start, string End, string Changed);

    public static async Task<IReadOnlyList<Shown>> Reads(string file)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", "ical.js")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "icalendar.cjs")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = Utf8, StandardOutputEncoding = Utf8,
        })!;
        await node.StandardInput.WriteAsync(file);
        node.StandardInput.Close();
        var broken = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await broken);
        using var json = JsonDocument.Parse(said);
        return json.RootElement.GetProperty("events").Deserialize<List<Shown>>(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase })!;
    }
}
