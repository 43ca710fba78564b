using System.Diagnostics;
using System.Text.Json;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Operation;

/// <summary>The real process: started, heard, and asked to stop by SIGTERM.</summary>
public class ProcessTests
{
    [Fact]
    public async Task In_Production_each_line_of_the_output_is_a_record_in_JSON()
    {
        var (code, said) = await Run("Production", "--BrowserChat:Enabled=false");
        Assert.Equal(0, code);
        Assert.True(said.Count >= 4, string.Join('\n', said));
        foreach (var line in said)
        {
            var record = JsonElement.Parse(line);
            Assert.EndsWith("Z", record.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
            Assert.False(record.TryGetProperty("Scopes", out _));
        }
        Assert.Contains(said, line => line.Contains("Rows are kept in ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_Development_they_are_plain()
    {
        var (code, said) = await Run("Development");
        Assert.Equal(0, code);
        Assert.Contains(said, line => line.StartsWith("Rows are kept in /", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.StartsWith('{'));
    }

    private static async Task<(int Code, IReadOnlyList<string> Said)> Run(string environment, params IReadOnlyList<string> arguments)
    {
        using var folder = new Folder();
        string[] usual = [typeof(Program).Assembly.Location, "--urls=http://127.0.0.1:0", $"--Storage:Path={folder.File("chatcrm.db")}", $"--contentRoot={AppContext.BaseDirectory}", .. arguments];
        var start = new ProcessStartInfo("dotnet", usual) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = environment;
        using var process = Process.Start(start)!;
        try
        {
            var said = new List<string>();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                said.Add(line);
                if (line.Contains("Rows are kept in ", StringComparison.Ordinal)) Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).Dispose();
            }
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, said);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
