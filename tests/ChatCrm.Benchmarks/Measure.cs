using System.Diagnostics;

namespace ChatCrm.Benchmarks;

/// <summary>What one act took, in microseconds: wall time of the least disturbed one, at the median and for 99 of 100, processor time of the whole process on average.</summary>
internal sealed record Measure(double Least, double Median, double P99, double Cpu)
{
    public static async Task<Measure> Of(Func<int, Task> act, int runs)
    {
        for (var n = 0; n < runs / 2; n++) await act(runs + n);
        var times = new double[runs];
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        for (var n = 0; n < runs; n++)
        {
            var begun = Stopwatch.GetTimestamp();
            await act(n);
            times[n] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
        }
        var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Array.Sort(times);
        return new(times[0], times[runs / 2], times[(runs * 99 / 100) - 1], spent.TotalMicroseconds / runs);
    }
}
