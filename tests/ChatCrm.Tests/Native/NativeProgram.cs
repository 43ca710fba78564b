using System.Diagnostics;
using System.Text.RegularExpressions;
using ChatCrm.Benchmarks;

namespace ChatCrm.Tests.Native;

/// <summary>The service as one native program, as <c>dotnet publish -p:PublishAot=true</c> leaves it. It runs by the system's clock: nothing in it can be replaced.</summary>
internal sealed class NativeProgram : IAsyncDisposable
{
    private static readonly Regex Listens = new("Now listening on: (?<address>http://127\\.0\\.0\\.1:[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly TaskCompletionSource<Uri> listens = new();
    private readonly List<string> said = [];
    private readonly Task reads;

    private NativeProgram(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        reads = Read();
    }

    /// <summary>Where it listens: "http://127.0.0.1:41234/".</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:9/");

    /// <summary>What it said so far.</summary>
    public string Said
    {
        get
        {
            lock (said) return string.Join('\n', said);
        }
    }

    /// <summary>Starts it, in Development where the settings say nothing else, on this computer alone; ready once it listens.</summary>
    /// <param name="variables">Of its environment.</param>
    public static async Task<NativeProgram> Start(IEnumerable<KeyValuePair<string, string>> settings, params (string Name, string Value)[] variables)
    {
        var program = Begin(["--environment=Development", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")], variables);
        try
        {
            program.Address = await program.listens.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs it until it ends by itself.</summary>
    /// <returns>All that it said, its errors too.</returns>
    public static async Task<(int Code, string Said)> Run(IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        await using var program = Begin(arguments, variables);
        await program.process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await program.reads;
        return (program.process.ExitCode, program.Said + await program.errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await reads;
        process.Dispose();
        // Who waited for an address that never came has been told.
        _ = listens.Task.Exception;
    }

    private static NativeProgram Begin(IReadOnlyList<string> arguments, IEnumerable<(string Name, string Value)> variables)
    {
        Assert.SkipUnless(NativeService.File is not null, $"The native program was not built from these sources: {NativeService.Publish}");
        var start = new ProcessStartInfo(NativeService.File, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The settings of development lie beside the tests.
        start.Environment["ASPNETCORE_CONTENTROOT"] = AppContext.BaseDirectory;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    private async Task Read()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (said) said.Add(line);
            if (Listens.Match(line) is { Success: true } found) listens.TrySetResult(new(found.Groups["address"].Value + "/"));
        }
        listens.TrySetException(new InvalidOperationException(Said + await errors));
    }
}
