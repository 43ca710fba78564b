using System.Diagnostics;
using System.Globalization;
using ChatCrm.Benchmarks.Speed;
using ChatCrm.Bot.Courier;
using NodaTime;

namespace ChatCrm.Benchmarks.Reminders;

/// <summary>
/// 6,000 reminders that are due at one moment: through the whole service (waking, committing, claiming, drawing, Slack's client, the ledger), against one HttpClient that posts the same bytes
/// with as many requests at once, and one that posts one after another; and with Slack's pace kept by both sides, against the arithmetic minimum. 1 where a limit is not kept.
/// </summary>
internal sealed class ReminderSpeed
{
    private const int Reminders = 6_000, Warm = 2_000, Reps = 100, Rounds = 3;

    private const double LeastRate = 0.5, MostOfMinimum = 1.05;

    /// <summary>Sooner than any platform answers a post.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(10);

    private readonly Limits _limits = new();

    /// <param name="parts">What is measured: burst, paced; both where none is named. Or kill, with the number of processes, of reminders and a seed.</param>
    public static async Task<int> Measure(params string[] parts)
    {
        if (parts is ["kill", .. var numbers]) return await ReminderKills.Tell([.. numbers.Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);
        Child.StepAside();
        Console.WriteLine(Child.CanPin ? "the service, and the bare loop, on the first core; the sink on the others" : "NOT pinned: they share all cores");
        var speed = new ReminderSpeed();
        if (parts.Length == 0 || parts.Contains("burst"))
        {
            await speed.Burst(Soonest, Sends.AtOnce, isLimited: true);
            await speed.Burst(TimeSpan.FromMilliseconds(1), requests: 1, isLimited: true);
            await speed.Burst(TimeSpan.Zero, Sends.AtOnce, isLimited: false);
        }
        if (parts.Length == 0 || parts.Contains("paced")) await speed.Paced();
        return speed._limits.Sum();
    }

    /// <param name="requests">That the bare loop has under way at once.</param>
    private async Task Burst(TimeSpan takes, int requests, bool isLimited)
    {
        var ahead = GoingClock.OnTuesday();
        await using var office = await Office.Open(Reps);
        using var sink = new Sink { Takes = takes };
        var reminding = new Reminding(office, sink, ahead);
        using var service = Child.Start("ChatCrm.Benchmarks", 0, Reminding.Arguments(ahead, 0), Reminding.Settings(office, sink, TimeSpan.Zero), like: "ChatCrm.Bot");
        await reminding.Last(Warm, await reminding.Plan(Warm));
        List<double> ours = [], theirs = [];
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(1000);
            sink.Clear();
            var cpu = service.Cpu;
            ours.Add(Reminders / (await reminding.Last(Reminders, await reminding.Plan(Reminders))).TotalSeconds);
            Console.WriteLine($"  service {ours[^1]:F0} a second, {(service.Cpu - cpu).TotalMicroseconds / Reminders:F0} us of processor time each");
            theirs.Add(await Bare(sink, requests));
            Console.WriteLine($"  bare    {theirs[^1]:F0} a second");
        }
        var (a, b) = (Middle(ours), Middle(theirs));
        var what = $"{Reminders} at once to a sink that takes {takes.TotalMilliseconds:F0} ms, beside {requests} at once";
        Console.WriteLine($"{what}: {a:F0} a second, bare with {requests} at once {b:F0}: {a / b:F2} ({(isLimited ? $"at least {LeastRate:F1}" : "no limit: that is the service's own work against none at all")})");
        if (isLimited) _limits.AtLeast(what, a / b, LeastRate);
    }

    private static async Task<double> Bare(Sink sink, int requests)
    {
        var body = Path.GetTempFileName();
        await File.WriteAllBytesAsync(body, sink.Body.ToArray());
        sink.Clear();
        string[] line = ["posting", new Uri(sink.Address, Sink.PostPath).AbsoluteUri, (Warm + Reminders).ToString(CultureInfo.InvariantCulture), requests.ToString(CultureInfo.InvariantCulture), body];
        using (Child.Start("ChatCrm.Benchmarks", 0, line, new Dictionary<string, string>()))
            while (sink.Count < Warm + Reminders) await Task.Delay(20);
        File.Delete(body);
        var came = sink.Arrivals;
        return Reminders / Stopwatch.GetElapsedTime(came[Warm - 1].At, came[Warm + Reminders - 1].At).TotalSeconds;
    }

    private async Task Paced()
    {
        var (ahead, every) = (GoingClock.OnTuesday(), TimeSpan.FromSeconds(1));
        await using var office = await Office.Open(Reps);
        // Between two computers nothing comes to the millisecond.
        using var sink = new Sink { Every = 0.95 * every };
        var reminding = new Reminding(office, sink, ahead);
        using var service = Child.Start("ChatCrm.Benchmarks", 0, Reminding.Arguments(ahead, 0), Reminding.Settings(office, sink, every), like: "ChatCrm.Bot");
        var took = await reminding.Last(Reminders, await reminding.Plan(Reminders));
        var least = ((Reminders / Reps) - 1) * every;
        var what = $"{Reminders} in {Reps} chats, one a second in each";
        Console.WriteLine($"{what}: the last after {took.TotalSeconds:F1} s, at least {least.TotalSeconds:F1}: {took / least:F3} (at most {MostOfMinimum:F2}); {sink.Refused} were too fast");
        _limits.AtMost(what, took / least, MostOfMinimum);
    }

    private static double Middle(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);
}
