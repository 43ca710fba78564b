using NodaTime;

namespace ChatCrm.Bot;

/// <summary>How long a platform wants no more calls of a kind from an install. Counted from when it said so, whatever becomes of the time of day.</summary>
internal sealed class Throttle(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string On, string What), (long Since, TimeSpan Length)> waits = [];

    /// <summary>How long to wait still; null where it may be called.</summary>
    public Duration? Left(string on, string what)
    {
        lock (gate)
        {
            if (!waits.TryGetValue((on, what), out var wait)) return null;
            if (Left(wait) is var left && left > TimeSpan.Zero) return Duration.FromTimeSpan(left);
            waits.Remove((on, what));
            return null;
        }
    }

    /// <summary>The later end counts: answers may overtake each other.</summary>
    public void Wait(string on, string what, Duration after)
    {
        lock (gate)
        {
            if (!waits.TryGetValue((on, what), out var known) || Left(known) < after.ToTimeSpan()) waits[(on, what)] = (time.GetTimestamp(), after.ToTimeSpan());
        }
    }

    private TimeSpan Left((long Since, TimeSpan Length) wait) => wait.Length - time.GetElapsedTime(wait.Since);
}
