using System.Collections.Concurrent;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Courier;

/// <summary>
/// Since when each claim has been seen as it is, by our own monotonic clock: so claims run out alike whatever the clocks of the computers say, and
/// however they are set. Our own are seen from before they were written.
/// </summary>
internal sealed class Sightings(TimeProvider time)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Workspace, string Key), (string ETag, long Since)> _seen = new();

    public void Note(string workspace, Row row, long since)
    {
        // Whoever is forgotten is seen for the first time again: a claim may last longer, never shorter.
        if (_seen.Count >= Most) _seen.Clear();
        _seen[(workspace, row.Key)] = (row.ETag, since);
    }

    /// <summary>How long this claim has been there as it is; zero the first time.</summary>
    public TimeSpan Unchanged(string workspace, Row row)
    {
        if (_seen.TryGetValue((workspace, row.Key), out var seen) && seen.ETag == row.ETag) return time.GetElapsedTime(seen.Since);
        Note(workspace, row, time.GetTimestamp());
        return TimeSpan.Zero;
    }

    public void Forget(string workspace, string key) => _seen.TryRemove((workspace, key), out _);

    /// <summary>The store was away: whoever has a claim could not write down meanwhile what became of it.</summary>
    public void Forget(string workspace)
    {
        foreach (var seen in _seen.Keys)
            if (seen.Workspace == workspace) _seen.TryRemove(seen, out _);
    }
}
