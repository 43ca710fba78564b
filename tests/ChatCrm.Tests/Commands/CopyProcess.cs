using System.Diagnostics;

namespace ChatCrm.Tests.Commands;

/// <summary><c>-- copy</c> as an admin runs it: a process of its own.</summary>
internal sealed class CopyProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> said;

    private CopyProcess(Process process) => (this.process, said) = (process, process.StandardOutput.ReadToEndAsync());

    /// <param name="settings">Settings of the service, by name.</param>
    public static CopyProcess Start(string from, string to, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "copy", "--from", from, "--to", to]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to its end: what it said.</summary>
    public async Task<(int Code, string Said)> Ends()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said);
    }

    /// <summary>SIGKILL, while it is at work.</summary>
    public async Task Kill()
    {
        Assert.False(process.HasExited, "It ended before it was killed.");
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await said;
        process.Dispose();
    }
}
