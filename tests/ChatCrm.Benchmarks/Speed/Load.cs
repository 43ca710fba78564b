using System.Diagnostics;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>What some connections saw in some seconds: processor time of the server in µs a request, requests a second, and what 99 of 100 took at most, in µs.</summary>
internal sealed record Load(double Cpu, double Throughput, double P99)
{
    /// <summary>Each connection asks again as soon as it is answered.</summary>
    public static Load Of(Child server, IRequests requests, int connections, TimeSpan time)
    {
        var (next, took) = (Random.Shared.Next(1_000_000), new List<double>[connections]);
        using var begin = new Barrier(connections + 1);
        var threads = Enumerable.Range(0, connections).Select(number => new Thread(() => took[number] = Ask(server, requests, begin, time, () => Interlocked.Increment(ref next)))).ToList();
        threads.ForEach(thread => thread.Start());
        var (cpu, began) = (server.Cpu, Stopwatch.GetTimestamp());
        begin.SignalAndWait();
        threads.ForEach(thread => thread.Join());
        var (spent, passed) = (server.Cpu - cpu, Stopwatch.GetElapsedTime(began));
        double[] all = [.. took.SelectMany(some => some).Order()];
        return new(spent.TotalMicroseconds / all.Length, all.Length / passed.TotalSeconds, all[all.Length * 99 / 100]);
    }

    private static List<double> Ask(Child server, IRequests requests, Barrier begin, TimeSpan time, Func<int> next)
    {
        using var caller = new Caller(server.Port);
        var took = new List<double>(50_000);
        begin.SignalAndWait();
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            var request = requests.Request(next());
            var asked = Stopwatch.GetTimestamp();
            caller.Ask(request);
            took.Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
        }
        return took;
    }

    /// <summary>The middle one of each number.</summary>
    public static Load Median(IReadOnlyList<Load> loads) => new(Middle(loads, load => load.Cpu), Middle(loads, load => load.Throughput), Middle(loads, load => load.P99));

    private static double Middle(IReadOnlyList<Load> loads, Func<Load, double> number) => loads.Select(number).Order().ElementAt(loads.Count / 2);
}
