using System.Diagnostics;
using System.Globalization;

namespace ChatCrm.Tests.Storage;

/// <summary>Another process that writes to a file, as another running service would: ChatCrm.Benchmarks' <c>commits</c>. Killed, at the latest, with its test.</summary>
internal sealed class CommitsProcess : IDisposable
{
    private readonly Process process;

    private CommitsProcess(Process process) => this.process = process;

    public static CommitsProcess Start(string kind, int writers, int count, string path, params string[] below)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ChatCrm.Benchmarks.dll");
        string[] line = [.. below, "dotnet", "exec", program, "commits", kind, Text(writers), Text(count), path];
        return new(Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true })!);
    }

    /// <summary>The next line that it says, or null when it has ended.</summary>
    public async Task<string?> Says(CancellationToken cancel) => await process.StandardOutput.ReadLineAsync(cancel);

    /// <summary>What it says up to its end; fails where that is no success.</summary>
    public async Task<string[]> Ends(CancellationToken cancel)
    {
        var said = await Rest(cancel);
        Assert.Equal(0, process.ExitCode);
        return said;
    }

    /// <summary>SIGKILL: no finally, no dispose, no flush. Returns what it had said and nobody had read yet.</summary>
    public async Task<string[]> Kill(CancellationToken cancel)
    {
        Assert.False(process.HasExited, "It ended before it was killed.");
        process.Kill();
        return await Rest(cancel);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private async Task<string[]> Rest(CancellationToken cancel)
    {
        var said = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
