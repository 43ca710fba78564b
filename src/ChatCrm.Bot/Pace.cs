using NodaTime;

namespace ChatCrm.Bot;

/// <summary>At most so many in any span of that length.</summary>
internal readonly record struct Limit(int Many, TimeSpan Within);

/// <summary>What is counted together, and how many of it may be.</summary>
internal readonly record struct Lane(string Name, IReadOnlyList<Limit> Limits);

/// <summary>Spreads calls over time so that no limit of a lane is passed. Those who come meanwhile queue up; who stands in several lanes waits for a turn that is free in all.</summary>
internal sealed class Pace(TimeProvider time)
{
    private const int Many = 1_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Turns> lanes = new(StringComparer.Ordinal);
    private int room = Many;

    /// <summary>Waits for the next turn; where that is more than 5 s away, takes none and gives how long it would be, at once.</summary>
    public ValueTask<Duration?> Turn(CancellationToken cancel, params ReadOnlySpan<Lane> through)
    {
        var wait = Reserve(through);
        return wait > Longest ? new(Duration.FromTimeSpan(wait)) : Waited(wait, cancel);
    }

    /// <summary>How long the next turn is away; takes none.</summary>
    public Duration Left(params ReadOnlySpan<Lane> through)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            foreach (var lane in through) Open(lane, now);
            return Duration.FromTimeSpan(Earliest(through, now) - now);
        }
    }

    // A timer counts whole milliseconds, and would drop the rest.
    private async ValueTask<Duration?> Waited(TimeSpan wait, CancellationToken cancel)
    {
        if (wait > TimeSpan.Zero) await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancel);
        return null;
    }

    private TimeSpan Reserve(ReadOnlySpan<Lane> through)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (lanes.Count >= room) Forget(now);
            foreach (var lane in through) Open(lane, now);
            var at = Earliest(through, now);
            if (at - now > Longest) return at - now;
            foreach (var lane in through) lanes[lane.Name].Take(at);
            return at - now;
        }
    }

    private DateTimeOffset Earliest(ReadOnlySpan<Lane> through, DateTimeOffset at)
    {
        DateTimeOffset before;
        do
        {
            before = at;
            foreach (var lane in through) at = lanes[lane.Name].Earliest(at);
        }
        while (at != before);
        return at;
    }

    private void Open(Lane lane, DateTimeOffset now)
    {
        if (lanes.TryGetValue(lane.Name, out var known)) known.Forget(now);
        else lanes[lane.Name] = new(lane.Limits);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (name, turns) in lanes)
            if (turns.Forget(now)) lanes.Remove(name);
        room = Math.Max(Many, lanes.Count * 2);
    }

    /// <summary>The turns that were taken in a lane and still count, in order.</summary>
    private sealed class Turns(IReadOnlyList<Limit> limits)
    {
        private readonly List<DateTimeOffset> taken = [];
        private readonly TimeSpan counts = limits.Max(limit => limit.Within);

        /// <summary>The first time from one on at which another turn passes no limit.</summary>
        public DateTimeOffset Earliest(DateTimeOffset at)
        {
            foreach (var (many, within) in limits)
            {
                // As many as may be, in a row, let another one in where they and it do not fit into the span. Whoever comes later in the list only moves it on.
                for (var first = 0; first + many <= taken.Count; first++)
                    if (Later(taken[first + many - 1], at) - Earlier(taken[first], at) < within) at = taken[first] + within;
            }
            return at;
        }

        public void Take(DateTimeOffset at)
        {
            var place = taken.BinarySearch(at);
            taken.Insert(place < 0 ? ~place : place, at);
        }

        /// <summary>Forgets what no longer counts; true where nothing is left.</summary>
        public bool Forget(DateTimeOffset now)
        {
            taken.RemoveAll(turn => turn + counts <= now);
            return taken.Count == 0;
        }

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

        private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
    }
}
