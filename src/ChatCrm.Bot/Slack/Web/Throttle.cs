using NodaTime;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>Until when Slack wants no more calls of a method from an install (https://docs.slack.dev/apis/web-api/rate-limits: they are counted per method and workspace).</summary>
internal sealed class Throttle(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string On, string Method), DateTimeOffset> until = [];

    /// <summary>How long to wait still; null where the method may be called.</summary>
    public Duration? Left(string on, string method)
    {
        lock (gate)
        {
            if (!until.TryGetValue((on, method), out var end)) return null;
            var left = end - time.GetUtcNow();
            if (left > TimeSpan.Zero) return Duration.FromTimeSpan(left);
            until.Remove((on, method));
            return null;
        }
    }

    /// <summary>The later end counts: answers may overtake each other.</summary>
    public void Wait(string on, string method, Duration after)
    {
        lock (gate)
        {
            var end = time.GetUtcNow() + after.ToTimeSpan();
            if (!until.TryGetValue((on, method), out var known) || known < end) until[(on, method)] = end;
        }
    }
}
