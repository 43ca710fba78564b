using System.Diagnostics;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.App;

/// <summary>The service as a process of its own, as it would be started on a server.</summary>
internal static class ServiceProcess
{
    /// <summary>Runs until it ends by itself; one that listens is ended, and fails the test.</summary>
    public static async Task<(int Code, string Said)> Run(Folder folder, string environment, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = environment;
        string[] usual = [typeof(Program).Assembly.Location, "--urls=http://127.0.0.1:0", $"--Storage:Path={folder.File("chatcrm.db")}", $"--contentRoot={Path.GetDirectoryName(folder.File("x"))}"];
        foreach (var argument in usual.Concat(arguments)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
        return (process.ExitCode, await output + await error);
    }
}
