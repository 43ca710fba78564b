using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ChatCrm.Bot.Storage.Tables;

namespace ChatCrm.Benchmarks.Operations;

/// <summary>Azurite, as <c>npm ci --prefix tests/ChatCrm.Tests/Judges</c> installs it: its table service on a free port of this computer, in a folder of its own, until it is disposed.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>Published with the emulator.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("chatcrm-azurite-");
    private readonly int port = FreePort();
    private readonly Process process;

    private Emulator()
    {
        string[] arguments = [Path.Combine(Judges(), "azurite.cjs"), "--silent", "--disableTelemetry", "-l", folder.FullName, "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture)];
        process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        // What nobody reads fills the pipe, and then it stands still.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>A table in it. What is counted here is no matter of time, so each try may take long.</summary>
    public TableOptions Table => new()
    {
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account}"),
        Patience = TimeSpan.FromMinutes(5),
        PatienceOfOneTry = TimeSpan.FromMinutes(2),
    };

    public static async Task<Emulator> Start()
    {
        var emulator = new Emulator();
        using var http = new HttpClient();
        while (!await emulator.Answers(http)) await Task.Delay(50);
        return emulator;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<bool> Answers(HttpClient http)
    {
        if (process.HasExited) throw new InvalidOperationException("Azurite ended: npm ci --prefix tests/ChatCrm.Tests/Judges installs it.");
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/"));
            return true;
        }
        catch (HttpRequestException) { return false; }
    }

    private static string Judges([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", "..", "ChatCrm.Tests", "Judges"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
