using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Tests.Approved;

[assembly: AssemblyFixture(typeof(ChatCrm.Tests.Storage.Tables.Azurite))]

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>
/// Microsoft's emulator of Table Storage, one for the whole run: started when the first test asks for it, on a free port of this computer and in a folder of
/// its own, ended with the run. Whose input is closed ends by itself, too.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    public const string Account = "devstoreaccount1";

    /// <summary>Published with the emulator.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly string Judges = Path.Combine(Approval.Folder, "..", "Judges");

    private readonly Lazy<Task<string>> endpoint;
    private DirectoryInfo? folder;
    private Process? process;

    public Azurite() => endpoint = new(Start);

    /// <summary>Its address, with the account. Skips the test where it is not installed.</summary>
    public Task<string> Endpoint()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Judges, "node_modules", "azurite")), "Azurite is not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        return endpoint.Value;
    }

    public async Task<string> ConnectionString() => $"AccountName={Account};AccountKey={Key};TableEndpoint={await Endpoint()}";

    /// <summary>The settings of a table of its own.</summary>
    internal async Task<TableOptions> NewTable() => new()
    {
        ConnectionString = await ConnectionString(),
        Name = $"t{Guid.NewGuid():N}",
        // A machine that is busy with the other tests is no outage.
        Patience = TimeSpan.FromMinutes(1),
        PatienceOfOneTry = TimeSpan.FromSeconds(30),
    };

    /// <summary>A store of a table, over a wire of its own.</summary>
    internal async Task<TableRowStore> Store(TableOptions? options = null) => new(options ?? await NewTable(), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        folder?.Delete(recursive: true);
    }

    private async Task<string> Start()
    {
        folder = Directory.CreateTempSubdirectory("chatcrm-azurite-");
        var port = FreePort();
        string[] arguments = [Path.Combine(Judges, "azurite.cjs"), "--silent", "--disableTelemetry", "-l", folder.FullName, "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture)];
        process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        // What nobody reads fills the pipe, and then it stands still.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var errors = process.StandardError.ReadToEndAsync();
        using var http = new HttpClient();
        for (var tries = 0; tries < 1200; tries++)
        {
            if (process.HasExited) throw new InvalidOperationException($"Azurite ended: {await errors}");
            if (await Answers(http, port)) return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{Account}");
            await Task.Delay(50);
        }
        throw new InvalidOperationException("Azurite does not answer.");
    }

    private static async Task<bool> Answers(HttpClient http, int port)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/"));
            return true;
        }
        catch (HttpRequestException) { return false; }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
