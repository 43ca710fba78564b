using System.Collections.Concurrent;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>Who is in a workspace and which rooms it knows: kept for 30 seconds, for reads only. A change reads its member fresh.</summary>
public sealed class People(IRowStore store, IClock clock)
{
    private static readonly Duration Fresh = Duration.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (Instant At, Roster Roster, IReadOnlyList<Room> Rooms)> _known = new(StringComparer.Ordinal);

    public async ValueTask<(Roster Roster, IReadOnlyList<Room> Rooms)> Of(string workspace, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (_known.TryGetValue(workspace, out var known) && known.At > Instant.MinValue && now - known.At < Fresh && now >= known.At) return (known.Roster, known.Rooms);
        var pages = await store.List(workspace, [KeyRange.Prefix("member|", RowLimits.RowsPerPage), KeyRange.Prefix("room|", RowLimits.RowsPerPage)], cancel);
        var fresh = (now, new Roster(pages[0].Rows.Select(WorkspaceRows.Member)), (IReadOnlyList<Room>)[.. pages[1].Rows.Select(WorkspaceRows.Room)]);
        _known[workspace] = fresh;
        return (fresh.Item2, fresh.Item3);
    }

    /// <summary>The roster as it was last read, however long ago; null where it never was. For the words of a failure alone.</summary>
    public Roster? Kept(string workspace) => _known.TryGetValue(workspace, out var known) ? known.Roster : null;

    /// <summary>Something about them was written: the next look reads again.</summary>
    public void Forget(string workspace)
    {
        if (_known.TryGetValue(workspace, out var known)) _known[workspace] = known with { At = Instant.MinValue };
    }

    /// <summary>True for a key whose change <see cref="Forget"/> must follow.</summary>
    public static bool Keeps(string key) => key.StartsWith("member|", StringComparison.Ordinal) || key.StartsWith("room|", StringComparison.Ordinal);
}
