using System.Collections.Concurrent;

namespace ChatCrm.Bot;

/// <summary>One asks; whoever wants to know the same meanwhile hears the same answer.</summary>
internal sealed class InFlight<TKey, TValue> where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _asked = new();

    /// <param name="ask">Serves several: it is not for one of them to cancel.</param>
    public Task<TValue> Of(TKey key, Func<Task<TValue>> ask, CancellationToken cancel) => _asked.GetOrAdd(key, _ => new(() => Ask(key, ask))).Value.WaitAsync(cancel);

    private async Task<TValue> Ask(TKey key, Func<Task<TValue>> ask)
    {
        try
        {
            return await ask();
        }
        finally
        {
            _asked.TryRemove(key, out _);
        }
    }
}
