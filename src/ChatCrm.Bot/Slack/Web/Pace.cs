using NodaTime;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>
/// One post at a time in each channel, <paramref name="every"/> apart (https://docs.slack.dev/apis/web-api/rate-limits: one message a second per channel).
/// Those who come meanwhile queue up.
/// </summary>
internal sealed class Pace(TimeSpan every, TimeProvider time)
{
    private const int Many = 1_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<(string On, string Channel), DateTimeOffset> next = [];

    /// <summary>Waits for the channel's next turn; where that is more than 5 s away, gives how long it would be, at once.</summary>
    public async ValueTask<Duration?> Turn(string on, string channel, CancellationToken cancel)
    {
        var wait = Reserve((on, channel));
        if (wait > Longest) return Duration.FromTimeSpan(wait);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancel);
        return null;
    }

    private TimeSpan Reserve((string On, string Channel) room)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var at = next.TryGetValue(room, out var free) && free > now ? free : now;
            if (at - now > Longest) return at - now;
            if (next.Count >= Many) Forget(now);
            next[room] = at + every;
            return at - now;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (room, free) in next)
            if (free <= now) next.Remove(room);
    }
}
