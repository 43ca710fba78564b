using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>A server in a process of its own, on the first core alone.</summary>
internal sealed class Child : IDisposable
{
    private const string Taskset = "/usr/bin/taskset";

    private readonly Process _process;

    private Child(Process process, int port)
    {
        (_process, Port) = (process, port);
        // Nobody reads what it says; a full pipe would stop it.
        _process.BeginOutputReadLine();
    }

    public int Port { get; }

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What runs assemblies: this process is its own executable.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>True where processes can be put on one core; else all share all of them.</summary>
    public static bool CanPin => File.Exists(Taskset);

    /// <summary>Starts an assembly that lies beside this one.</summary>
    /// <param name="like">The assembly whose settings of the runtime it runs with; its own where null.</param>
    public static Child Start(string assembly, int port, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, string? like = null) =>
        Start(port, [Host, .. Hosted(assembly, like), .. arguments], settings);

    /// <summary>Starts a program of its own.</summary>
    /// <param name="program">Its file, and its arguments.</param>
    public static Child Start(int port, IReadOnlyList<string> program, IReadOnlyDictionary<string, string> settings)
    {
        string[] line = [.. CanPin ? [Taskset, "-c", "0"] : Array.Empty<string>(), .. program];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new(Process.Start(start)!, port);
    }

    /// <summary>What follows the host's own name to run an assembly that lies beside this one.</summary>
    public static string[] Hosted(string assembly, string? like = null) =>
        ["exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, (like ?? assembly) + ".runtimeconfig.json"), Path.Combine(AppContext.BaseDirectory, assembly + ".dll")];

    /// <summary>Puts this process on the other cores, every thread of it.</summary>
    public static void StepAside()
    {
        if (!CanPin || Environment.ProcessorCount < 2) return;
        using var process = Process.Start(new ProcessStartInfo(Taskset, ["-a", "-p", "-c", $"1-{Environment.ProcessorCount - 1}", $"{Environment.ProcessId}"]) { RedirectStandardOutput = true })!;
        process.WaitForExit();
    }

    /// <summary>A free port of this computer.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The first answer, asked for until somebody answers.</summary>
    public byte[] FirstAnswer(IRequests requests)
    {
        while (true)
        {
            try
            {
                using var caller = new Caller(Port);
                return caller.Ask(requests.Request(0)).ToArray();
            }
            catch (SocketException) when (!_process.HasExited)
            {
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public void End()
    {
        using var asking = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
