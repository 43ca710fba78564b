using NodaTime;

namespace ChatCrm.Bot;

/// <summary>Until when a platform wants no more calls of a kind from an install.</summary>
internal sealed class Throttle(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string On, string What), DateTimeOffset> until = [];

    /// <summary>How long to wait still; null where it may be called.</summary>
    public Duration? Left(string on, string what)
    {
        lock (gate)
        {
            if (!until.TryGetValue((on, what), out var end)) return null;
            var left = end - time.GetUtcNow();
            if (left > TimeSpan.Zero) return Duration.FromTimeSpan(left);
            until.Remove((on, what));
            return null;
        }
    }

    /// <summary>The later end counts: answers may overtake each other.</summary>
    public void Wait(string on, string what, Duration after)
    {
        lock (gate)
        {
            var end = time.GetUtcNow() + after.ToTimeSpan();
            if (!until.TryGetValue((on, what), out var known) || known < end) until[(on, what)] = end;
        }
    }
}
