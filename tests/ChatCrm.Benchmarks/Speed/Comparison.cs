using System.Globalization;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>The service and a bare endpoint under the same load, by turns: ratios of medians, against limits.</summary>
/// <param name="mostP99">With 16 connections; none where null.</param>
internal sealed class Comparison(Limits limits, double mostCpu, double leastThroughput, double? mostP99 = null)
{
    private const int Rounds = 5;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1.5);

    public void Run(string what, int different, Child product, Child bare, IRequests requests)
    {
        // Long enough for the compiler's last tier.
        foreach (var server in new[] { product, bare, product, product, bare, product, product, product }) Load.Of(server, requests, 16, 2 * Length);
        Console.WriteLine($"\n{what}: {different.ToString(CultureInfo.InvariantCulture)} of them\n{"",-8}{"CPU µs",9}{"bare",9}{"ratio",7}{"a second",11}{"bare",9}{"ratio",7}{"p99 µs",11}{"bare",9}{"ratio",7}");
        // One by one comes last: what the compiler still does in its spare time would count most there.
        foreach (var connections in new[] { 16, 64, 1 }) Compare(what, connections, product, bare, requests);
    }

    private void Compare(string what, int connections, Child product, Child bare, IRequests requests)
    {
        List<Load> ours = [], theirs = [];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Load.Of(product, requests, connections, Length));
            theirs.Add(Load.Of(bare, requests, connections, Length));
        }
        var (a, b) = (Load.Median(ours), Load.Median(theirs));
        var (cpu, throughput, p99) = (a.Cpu / b.Cpu, a.Throughput / b.Throughput, a.P99 / b.P99);
        Console.WriteLine($"c={connections,-6}{a.Cpu,9:F0}{b.Cpu,9:F0}{cpu,7:F2}{a.Throughput,11:F0}{b.Throughput,9:F0}{throughput,7:F2}{a.P99,11:F0}{b.P99,9:F0}{p99,7:F2}");
        var at = $"{what}, c={connections.ToString(CultureInfo.InvariantCulture)}";
        limits.AtMost($"{at}: processor time", cpu, mostCpu);
        limits.AtLeast($"{at}: throughput", throughput, leastThroughput);
        if (connections == 16 && mostP99 is { } most) limits.AtMost($"{at}: p99", p99, most);
    }
}
