using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

/// <summary>Time that stands until it is moved, for those who ask a clock and for those who wait.</summary>
internal sealed class HandTime : TimeProvider, IClock
{
    private readonly Lock gate = new();
    private readonly List<Bell> bells = [];
    private DateTimeOffset now = new(2026, 11, 22, 8, 5, 0, TimeSpan.Zero);

    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(GetUtcNow());

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Move(Duration by)
    {
        Bell[] due;
        lock (gate)
        {
            now += by.ToTimeSpan();
            due = [.. bells.Where(bell => bell.At <= now)];
            bells.RemoveAll(bell => bell.At <= now);
        }
        foreach (var bell in due) bell.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var bell = new Bell(this, () => callback(state));
        bell.Change(dueTime, period);
        return bell;
    }

    private sealed class Bell(HandTime time, Action ring) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.bells.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                At = time.now + dueTime;
                time.bells.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate) time.bells.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
