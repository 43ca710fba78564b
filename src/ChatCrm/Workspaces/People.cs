using System.Collections.Concurrent;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>Who is in a workspace, which days are its own and which rooms it knows: kept for 30 seconds, for reads only. A change reads its member fresh.</summary>
public sealed class People(IRowStore store, IClock clock)
{
    private static readonly Duration Fresh = Duration.FromSeconds(30);

    /// <summary>After so long every process knows of a change, clocks that differ by seconds included.</summary>
    public static readonly Duration Everywhere = 2 * Fresh;

    private readonly ConcurrentDictionary<string, (Instant At, Roster Roster, IReadOnlyList<Room> Rooms)> _known = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _forgotten;

    public async ValueTask<(Roster Roster, IReadOnlyList<Room> Rooms)> Of(string workspace, CancellationToken cancel)
    {
        var (now, forgotten) = (clock.GetCurrentInstant(), Volatile.Read(ref _forgotten));
        if (_known.TryGetValue(workspace, out var known) && known.At > Instant.MinValue && now - known.At < Fresh && now >= known.At) return (known.Roster, known.Rooms);
        var (roster, rooms) = await WorkspaceRows.People(new Rows(store, workspace), now, cancel);
        var fresh = (now, roster, rooms);
        Keep(workspace, fresh, forgotten);
        return (fresh.Item2, fresh.Item3);
    }

    /// <summary>The roster as it was last read, however long ago; null where it never was. For the words of a failure alone.</summary>
    public Roster? Kept(string workspace) => _known.TryGetValue(workspace, out var known) ? known.Roster : null;

    /// <summary>Something about them was written: the next look reads again.</summary>
    public void Forget(string workspace)
    {
        lock (_gate)
        {
            _forgotten++;
            if (_known.TryGetValue(workspace, out var known)) _known[workspace] = known with { At = Instant.MinValue };
        }
    }

    /// <summary>True for a key whose change <see cref="Forget"/> must follow.</summary>
    public static bool Keeps(string key) => key.StartsWith("member|", StringComparison.Ordinal) || key.StartsWith("room|", StringComparison.Ordinal) || OwnDayRows.IsOne(key);

    /// <summary>What was read before something was written may be of the past: it is an answer, and the next look reads again.</summary>
    private void Keep(string workspace, (Instant At, Roster Roster, IReadOnlyList<Room> Rooms) found, int forgotten)
    {
        lock (_gate)
        {
            if (_forgotten == forgotten) _known[workspace] = found;
            else _known.TryAdd(workspace, found with { At = Instant.MinValue });
        }
    }
}
