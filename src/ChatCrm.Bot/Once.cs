using System.Collections.Concurrent;

namespace ChatCrm.Bot;

/// <summary>What came lately, so that it counts once though a platform sends it again. After <paramref name="many"/> looks all of it is forgotten.</summary>
internal sealed class Once<TKey, TValue>(int many) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _known = new();
    private int _looks;

    /// <summary>The value of the first time.</summary>
    public TValue Of(TKey key, Func<TKey, TValue> first) => Counted().GetOrAdd(key, first);

    /// <summary>True the first time.</summary>
    public bool Take(TKey key, TValue value) => Counted().TryAdd(key, value);

    private ConcurrentDictionary<TKey, TValue> Counted()
    {
        // The dictionary's own count would hold up all who write to it.
        if (Interlocked.Increment(ref _looks) % many == 0) _known.Clear();
        return _known;
    }
}
