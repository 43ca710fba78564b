using System.Diagnostics;
using System.Globalization;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>
/// A store that stands still for five seconds: the bytes of the file's index by which SQLite locks its log (https://sqlite.org/walformat.html#wal_locks)
/// are locked from outside, so neither a reader nor the writer gets on. Every command that comes in meanwhile is acknowledged in time all the same.
/// </summary>
internal static class StandStill
{
    private const int Connections = 20, FirstLock = 120, Locks = 8;

    private const double MostSeconds = 3;

    private static readonly TimeSpan Still = TimeSpan.FromSeconds(5);

    public static async Task Measure(Ground ground, Limits limits)
    {
        using var server = Servers.Product(ground);
        server.FirstAnswer(new SlashCommands(["find Acme"]));
        await Task.Delay(500);
        var finding = new SlashCommands([.. Enumerable.Range(1001, 1000).Select(code => "find C-" + code.ToString(CultureInfo.InvariantCulture))]);
        var writing = new SlashCommands([.. Enumerable.Range(1001, 1000).Select(code => $"log C-{code.ToString(CultureInfo.InvariantCulture)} call 15m \"spoke\"")]);
        using var index = File.Open(ground.Path + "-shm", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Lock(index);
        var callers = Enumerable.Range(0, Connections).Select(n => Longest(server, n % 2 == 0 ? finding : writing)).ToList();
        await Task.Delay(Still);
        if (OperatingSystem.IsLinux()) index.Unlock(FirstLock, Locks);
        var worst = (await Task.WhenAll(callers)).Max();
        Console.WriteLine($"\nwith the store standing still for {Still.TotalSeconds:F0} s, the slowest acknowledgement took {worst:F1} s");
        limits.AtMost("store standing still: seconds to the slowest acknowledgement", worst, MostSeconds);
    }

    private static Task<double> Longest(Child server, SlashCommands commands) => Task.Factory.StartNew(() =>
    {
        using var caller = new Caller(server.Port);
        var (began, worst) = (Stopwatch.GetTimestamp(), 0.0);
        for (var n = Random.Shared.Next(1000); Stopwatch.GetElapsedTime(began) < Still; n++)
        {
            var asked = Stopwatch.GetTimestamp();
            caller.Ask(commands.Request(n));
            worst = Math.Max(worst, Stopwatch.GetElapsedTime(asked).TotalSeconds);
        }
        return worst;
    }, TaskCreationOptions.LongRunning);

    /// <summary>Tried again while one of them is held.</summary>
    private static void Lock(FileStream index)
    {
        while (OperatingSystem.IsLinux())
        {
            try
            {
                index.Lock(FirstLock, Locks);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(1);
            }
        }
    }
}
