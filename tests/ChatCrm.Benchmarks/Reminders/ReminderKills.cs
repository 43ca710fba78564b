using System.Diagnostics;
using System.Globalization;
using ChatCrm.Benchmarks.Speed;
using NodaTime;

namespace ChatCrm.Benchmarks.Reminders;

/// <summary>What is done to several processes on one store while reminders are due.</summary>
/// <param name="Lease">Seconds; 0 for as long as always.</param>
/// <param name="Takes">How long a post takes.</param>
/// <param name="Kills">Processes killed, each of which is started again.</param>
/// <param name="Stops">Processes stopped for one to five times the lease.</param>
public sealed record Ordeal(int Reminders, int Processes, int Reps, int Lease, TimeSpan Takes, int Kills, int Stops, int Seed);

/// <summary>What came of it.</summary>
/// <param name="Lost">Reminders that never came.</param>
/// <param name="Twice">Posts that came again.</param>
/// <param name="Unrecorded">Reminders that came more often again than entries of the ledger say may be a repeat.</param>
/// <param name="Perhaps">Entries of the ledger that say so.</param>
/// <param name="Late">By how much 99 of 100 were late, and by how much since the last death or stop was over.</param>
public sealed record Outcome(int Lost, int Twice, int Unrecorded, int Perhaps, int Parked, TimeSpan Late, TimeSpan LateAfter);

/// <summary>Several processes on one store, killed and stopped at random while thousands of reminders are due.</summary>
public sealed class ReminderKills : IDisposable
{
    private const int AtOnce = 16;

    private readonly Ordeal _ordeal;
    private readonly Office _office;
    private readonly Sink _sink;
    private readonly Random _dice;
    private readonly Duration _ahead = GoingClock.OnTuesday();
    private readonly List<Process> _processes = [];
    private long _calm;

    private ReminderKills(Ordeal ordeal, Office office, Sink sink) => (_ordeal, _office, _sink, _dice) = (ordeal, office, sink, new(ordeal.Seed));

    private TimeSpan Lease => TimeSpan.FromSeconds(_ordeal.Lease > 0 ? _ordeal.Lease : 45);

    public static async Task<Outcome> Run(Ordeal ordeal)
    {
        await using var office = await Office.Open(ordeal.Reps);
        using var sink = new Sink { Takes = ordeal.Takes };
        using var kills = new ReminderKills(ordeal, office, sink);
        return await kills.Run();
    }

    /// <summary>The measuring program: processes (2 and 4), reminders (10,000), seed.</summary>
    internal static async Task<int> Tell(IReadOnlyList<int> numbers)
    {
        var limits = new Limits();
        foreach (var processes in numbers is [var some, ..] ? new[] { some } : new[] { 2, 4 })
        {
            var ordeal = new Ordeal(numbers is [_, var many, ..] ? many : 10_000, processes, 100, 0, TimeSpan.FromMilliseconds(50), Kills: 2 * processes, Stops: processes, numbers is [_, _, var seed] ? seed : 6);
            Console.WriteLine($"\n{ordeal.Reminders} reminders, {processes} processes, {ordeal.Kills} kills, {ordeal.Stops} stops, seed {ordeal.Seed}");
            var outcome = await Run(ordeal);
            Console.WriteLine($"lost {outcome.Lost}, came twice {outcome.Twice} (unrecorded {outcome.Unrecorded}), perhaps repeats in the ledger {outcome.Perhaps}, parked {outcome.Parked}, "
                + $"p99 late {outcome.Late.TotalSeconds:F1} s, since the last of it was over {outcome.LateAfter.TotalSeconds:F1} s");
            var what = processes.ToString(CultureInfo.InvariantCulture) + " processes: ";
            limits.AtMost(what + "lost", outcome.Lost, 0);
            limits.AtMost(what + "repeats that were not recorded", outcome.Unrecorded, 0);
            limits.AtMost(what + "repeats", Math.Max(outcome.Twice, outcome.Perhaps), AtOnce * (ordeal.Kills + ordeal.Stops));
            limits.AtMost(what + "seconds late after recovery", outcome.LateAfter.TotalSeconds, 60);
        }
        return limits.Sum();
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private async Task<Outcome> Run()
    {
        for (var n = 0; n < _ordeal.Processes; n++) _processes.Add(Started());
        var due = await new Reminding(_office, _sink, _ahead).Plan(_ordeal.Reminders);
        // Not before there is something to disturb.
        while (_sink.Count < _ordeal.Reminders / 20) await Task.Delay(5);
        await Disturb();
        for (Revive(); await _office.Left() is not { Wakes: 0, Notices: 0 }; Revive()) await Task.Delay(100);
        return await Judge(due);
    }

    /// <summary>Kills and stops, mixed, while there is work left.</summary>
    private async Task Disturb()
    {
        bool[] kills = [.. Enumerable.Repeat(true, _ordeal.Kills), .. Enumerable.Repeat(false, _ordeal.Stops)];
        _dice.Shuffle(kills);
        var stops = new List<Task>();
        foreach (var kill in kills)
        {
            await Task.Delay(_dice.Next(50, 600));
            var victim = _processes[_dice.Next(_processes.Count)];
            if (kill) Kill(victim);
            else stops.Add(Stop(victim, Lease * (1 + (4 * _dice.NextDouble()))));
            _calm = Stopwatch.GetTimestamp();
        }
        await Task.WhenAll(stops);
        _calm = Stopwatch.GetTimestamp();
    }

    private void Kill(Process victim)
    {
        victim.Kill();
        victim.WaitForExit();
        _processes[_processes.IndexOf(victim)] = Started();
    }

    /// <summary>A process that is stopped may hold the file's lock: who starts meanwhile gives up, as it should, and is started again, as it would be.</summary>
    private void Revive()
    {
        for (var n = 0; n < _processes.Count; n++)
            if (_processes[n].HasExited) _processes[n] = Started();
    }

    private static async Task Stop(Process victim, TimeSpan length)
    {
        if (!Signal(victim, "STOP")) return;
        await Task.Delay(length);
        Signal(victim, "CONT");
    }

    /// <summary>False where it is dead by now.</summary>
    private static bool Signal(Process process, string signal)
    {
        if (process.HasExited) return false;
        using var sending = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        sending.WaitForExit();
        return sending.ExitCode == 0;
    }

    private Process Started()
    {
        var process = Process.Start(Reminding.Service(_office, _sink, _ahead, TimeSpan.Zero, _ordeal.Lease))!;
        // Nobody reads what it says; a full pipe would stop it.
        process.BeginOutputReadLine();
        return process;
    }

    // Who dies behind a post leaves no entry of it: of those of one reminder the last is the one that says so, however many deaths were between them.
    private async Task<Outcome> Judge(long due)
    {
        var (came, sent) = (_sink.Arrivals.Where(one => one.Number >= 0).ToLookup(one => one.Number), await _office.Sent());
        var all = Enumerable.Range(0, _ordeal.Reminders).ToList();
        var repeats = all.Where(number => came[number].Count() > 1).ToList();
        return new(
            all.Count(number => !came[number].Any()), repeats.Sum(number => came[number].Count() - 1), repeats.Count(number => !sent[number].Contains(true)),
            sent.Sum(entries => entries.Count(repeat => repeat)), (await _office.Left()).Parked, P99(due), P99(Math.Max(due, _calm)));

        TimeSpan P99(long from)
        {
            long[] first = [.. all.Where(number => came[number].Any()).Select(number => Math.Max(0, came[number].Min(one => one.At) - from)).Order()];
            return Stopwatch.GetElapsedTime(0, first[first.Length * 99 / 100]);
        }
    }
}
