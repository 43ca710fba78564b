using System.Diagnostics;
using ChatCrm.Tests.House;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.App;

/// <summary>The real service in a process of its own, connected to a fake of a chat platform: ChatCrm.Benchmarks' <c>service</c>. It can be killed, and started again on the same file.</summary>
internal sealed class ChildService : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> said = [];
    private readonly TaskCompletionSource<Uri> listens = new();
    private readonly TaskCompletionSource turns = new();
    private readonly Task reads;

    private ChildService(Process process)
    {
        this.process = process;
        reads = Read();
    }

    /// <param name="death">
    /// "before" or "after" the commit of the first turn; "before 3" or "after 3", the third call of the store that requests make; "count": it says which calls those are; "never".
    /// </param>
    /// <param name="trusted">A file with a certificate that it trusts besides.</param>
    public static async Task<ChildService> Start(Platform platform, Instant now, string file, string death, string? trusted = null)
    {
        // What is named last counts.
        var settings = new Dictionary<string, string> { ["BrowserChat:Enabled"] = "false", ["urls"] = "http://127.0.0.1:0", ["environment"] = "Development" }.Concat(platform.Settings);
        string[] line = ["exec", Path.Combine(AppContext.BaseDirectory, "ChatCrm.Benchmarks.dll"), "service", death, InstantPattern.ExtendedIso.Format(now), file, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
        var start = new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(file)! };
        if (trusted is not null) start.Environment["SSL_CERT_FILE"] = trusted;
        var child = new ChildService(Process.Start(start)!);
        child.Address = await child.listens.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return child;
    }

    /// <summary>Where it listens: "http://127.0.0.1:41234/".</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:9/");

    /// <summary>The calls of the store that requests made so far, from 1: whether each is a commit.</summary>
    public IReadOnlyList<bool> Steps
    {
        get
        {
            lock (said) return [.. said.Where(line => line.StartsWith("step ", StringComparison.Ordinal)).Select(line => line.EndsWith("commit", StringComparison.Ordinal))];
        }
    }

    /// <summary>Once it is dead.</summary>
    public Task Dead => process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>Once the service looks whether it knows the turn.</summary>
    public Task AtTheTurn => turns.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>Lets the turn go on, to the death that the service was started for.</summary>
    public async Task Die()
    {
        await process.StandardInput.WriteLineAsync();
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await reads;
        process.Dispose();
    }

    private async Task Read()
    {
        const string Listens = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (said) said.Add(line);
            if (line.Contains(Listens, StringComparison.Ordinal)) listens.TrySetResult(new(line[(line.IndexOf(Listens, StringComparison.Ordinal) + Listens.Length)..].Trim() + "/"));
            if (line == "at the turn") turns.TrySetResult();
        }
        listens.TrySetException(new InvalidOperationException(string.Join('\n', said) + await process.StandardError.ReadToEndAsync()));
    }
}
