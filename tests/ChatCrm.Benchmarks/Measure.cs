using System.Diagnostics;

namespace ChatCrm.Benchmarks;

/// <summary>What one act took, in microseconds: wall time of the least disturbed one, at the median and for 99 of 100, processor time of the whole process on average.</summary>
internal sealed record Measure(double Least, double Median, double P99, double Cpu)
{
    /// <param name="before">What comes before each act and is not measured.</param>
    public static async Task<Measure> Of(Func<int, Task> act, int runs, Func<Task>? before = null)
    {
        var (times, spent) = (new double[runs], TimeSpan.Zero);
        for (var n = -runs / 2; n < runs; n++)
        {
            if (before is not null) await before();
            var (cpu, begun) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
            await act(n < 0 ? runs - n : n);
            if (n < 0) continue;
            times[n] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            spent += Process.GetCurrentProcess().TotalProcessorTime - cpu;
        }
        Array.Sort(times);
        return new(times[0], times[runs / 2], times[(runs * 99 / 100) - 1], spent.TotalMicroseconds / runs);
    }
}
