using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace ChatCrm.Bot;

/// <summary>Values that are good for a short time. At most <paramref name="many"/>; when they are more, the old ones are forgotten, then all.</summary>
internal sealed class Kept<TKey, TValue>(Duration time, int many, IClock clock) where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, (TValue Value, Instant Until)> values = [];
    private int forgotten;

    /// <summary>How often something was forgotten: asked before a value is read, for <see cref="Keep(TKey, TValue, int)"/>.</summary>
    public int Forgotten
    {
        get
        {
            lock (gate) return forgotten;
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            var found = values.TryGetValue(key, out var kept) && kept.Until > clock.GetCurrentInstant();
            value = found ? kept.Value : default;
            return found;
        }
    }

    public TValue Keep(TKey key, TValue value)
    {
        lock (gate)
        {
            if (values.Count >= many) Shrink();
            values[key] = (value, clock.GetCurrentInstant() + time);
            return value;
        }
    }

    /// <summary>The same where nothing was forgotten since: what was read before that may be of the past.</summary>
    public TValue Keep(TKey key, TValue value, int before)
    {
        lock (gate) return before == forgotten ? Keep(key, value) : value;
    }

    public void Forget(TKey key)
    {
        lock (gate)
        {
            forgotten++;
            values.Remove(key);
        }
    }

    private void Shrink()
    {
        var now = clock.GetCurrentInstant();
        foreach (var (key, kept) in values)
            if (kept.Until <= now) values.Remove(key);
        if (values.Count >= many) values.Clear();
    }
}
