using System.Diagnostics;
using System.Globalization;
using ChatCrm.Benchmarks.Speed;
using NodaTime;

namespace ChatCrm.Benchmarks.Reminders;

/// <summary>Reminders that are due at one moment, and when each came.</summary>
internal sealed class Reminding(Office office, Sink sink, Duration ahead)
{
    private static readonly Duration Planning = Duration.FromSeconds(8);

    private readonly GoingClock _clock = new(ahead);

    /// <summary>The service, told to post to the sink.</summary>
    /// <param name="lease">Seconds; 0 for as long as always.</param>
    public static ProcessStartInfo Service(Office office, Sink sink, Duration ahead, TimeSpan postEvery, int lease)
    {
        var start = new ProcessStartInfo(Child.Host, [.. Child.Hosted("ChatCrm.Benchmarks", "ChatCrm.Bot"), .. Arguments(ahead, lease)]) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in Settings(office, sink, postEvery)) start.Environment[name] = value;
        return start;
    }

    public static string[] Arguments(Duration ahead, int lease) => ["reminding", ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), lease.ToString(CultureInfo.InvariantCulture)];

    public static Dictionary<string, string> Settings(Office office, Sink sink, TimeSpan postEvery) => new()
    {
        // Slack on this computer is refused in Production.
        ["ASPNETCORE_ENVIRONMENT"] = "Staging",
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["Storage__Path"] = office.Path,
        ["Slack__SigningSecret"] = "8f742231b10e8888abcd99yyyzzz85a5",
        ["Slack__BotToken"] = "xoxb-reminders",
        ["Slack__Api"] = new Uri(sink.Address, "api/").AbsoluteUri,
        ["Slack__PostEvery"] = postEvery.ToString("c", CultureInfo.InvariantCulture),
    };

    /// <summary>Plans them for the next whole minute.</summary>
    /// <returns>The timestamp of that.</returns>
    public async Task<long> Plan(int many)
    {
        var due = NextMinute(_clock.GetCurrentInstant() + Planning);
        await office.Plan(many, due);
        return Stopwatch.GetTimestamp() + (long)((due - _clock.GetCurrentInstant()).TotalSeconds * Stopwatch.Frequency);
    }

    /// <summary>Waits until so many came; how long after the moment the last one did.</summary>
    public async Task<TimeSpan> Last(int many, long due)
    {
        while (sink.Count < many) await Task.Delay(20);
        return Stopwatch.GetElapsedTime(due, sink.Arrivals[many - 1].At);
    }

    private static Instant NextMinute(Instant at) => Instant.FromUnixTimeSeconds(((at.ToUnixTimeSeconds() / 60) + 1) * 60);
}
