using System.Collections.Concurrent;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>
/// Which workspace a chat team or tenant belongs to. A connection's id is its channel's own ("name:id"), opaque here. Looked up for every turn, so what is
/// found is kept for 30 seconds; another process' change is seen by then.
/// </summary>
public sealed class Connections(IRowStore store, IClock clock)
{
    private static readonly Duration Fresh = Duration.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (Instant At, string Workspace)> _known = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _forgotten;

    /// <summary>The workspace of a connection; null where it was never connected, or is not any more.</summary>
    public async ValueTask<string?> WorkspaceOf(string connection, CancellationToken cancel)
    {
        var (now, forgotten) = (clock.GetCurrentInstant(), Volatile.Read(ref _forgotten));
        if (_known.TryGetValue(connection, out var known) && now >= known.At && now - known.At < Fresh) return known.Workspace;
        _known.TryRemove(connection, out _);
        if (await Read(connection, cancel) is not { Connection: { Gone: null, Workspace: var workspace } }) return null;
        Keep(connection, (now, workspace), forgotten);
        return workspace;
    }

    /// <summary>Connects it, and returns its workspace: a new one of its own, or the one that it had before it was disconnected. Safe to call again.</summary>
    /// <param name="name">What the platform calls the team or tenant.</param>
    public async ValueTask<string> Add(string connection, string name, CancellationToken cancel)
    {
        while (true)
        {
            var own = DirectoryRows.OwnWorkspace(connection);
            var found = await store.GetMany(DirectoryRows.Partition, [DirectoryRows.ConnectionKey(connection), DirectoryRows.WorkspaceKey(own)], cancel);
            var before = found[0] is null ? new() { Workspace = own, Name = name, At = 0 } : DirectoryRows.Connection(found[0]!);
            var after = before with { Name = name, At = clock.GetCurrentInstant().ToUnixTimeMilliseconds(), Gone = null };
            Change[] changes =
            [
                Changed(connection, found[0], after),
                new Change.Put(DirectoryRows.ConnectedKey(after.Workspace, connection), "{}"),
                .. found[0] is null && found[1] is null ? [new Change.Insert(DirectoryRows.WorkspaceKey(own), DirectoryRows.Value(new WorkspaceRow { Name = name }))] : Array.Empty<Change>(),
            ];
            if (await Commit(connection, changes, cancel)) return after.Workspace;
        }
    }

    /// <summary>The same at a start, where nothing has happened: what is connected under that name already is not written again.</summary>
    public async ValueTask Keep(string connection, string name, CancellationToken cancel)
    {
        if (await Read(connection, cancel) is not { Connection: { Gone: null } known } || known.Name != name) await Add(connection, name, cancel);
    }

    /// <summary>Disconnects it as of now. Its workspace and all rows of it stay: it may come back, or others may share it.</summary>
    public ValueTask Remove(string connection, CancellationToken cancel) => Remove(connection, clock.GetCurrentInstant(), cancel);

    /// <summary>Disconnects it as of the moment that the platform names. What it tells late, of a time before the last connecting, changes nothing.</summary>
    public async ValueTask Remove(string connection, Instant happened, CancellationToken cancel)
    {
        var at = happened.ToUnixTimeMilliseconds();
        while (await Read(connection, cancel) is { Connection.Gone: null } known && known.Connection.At <= at)
            if (await Commit(connection, [Changed(connection, known.Row, known.Connection with { Gone = at })], cancel)) return;
    }

    /// <summary>Its row was written: the next look reads again.</summary>
    public void Forget(string connection)
    {
        lock (_gate)
        {
            _forgotten++;
            _known.TryRemove(connection, out _);
        }
    }

    /// <summary>The same for all whose rows are among these.</summary>
    public void Forget(IEnumerable<Change> written)
    {
        foreach (var change in written)
            if (Keys.Parts(change.Key) is ["connection", var connection]) Forget(connection);
    }

    /// <summary>What was read before something was written may be of the past: it is an answer, and not kept.</summary>
    private void Keep(string connection, (Instant At, string Workspace) found, int forgotten)
    {
        lock (_gate)
            if (_forgotten == forgotten) _known[connection] = found;
    }

    private async ValueTask<(Row Row, Connection Connection)?> Read(string connection, CancellationToken cancel) =>
        await store.Get(DirectoryRows.Partition, DirectoryRows.ConnectionKey(connection), cancel) is { } row ? (row, DirectoryRows.Connection(row)) : null;

    private static Change Changed(string connection, Row? before, Connection after) => before is null
        ? new Change.Insert(DirectoryRows.ConnectionKey(connection), DirectoryRows.Value(after))
        : new Change.Replace(before.Key, DirectoryRows.Value(after), before.ETag);

    /// <summary>False where somebody else was faster.</summary>
    private async ValueTask<bool> Commit(string connection, IReadOnlyList<Change> changes, CancellationToken cancel)
    {
        var result = await store.Commit(DirectoryRows.Partition, $"connect-{clock.GetCurrentInstant().ToUnixTimeMilliseconds()}", changes, cancel);
        Forget(connection);
        return result is CommitResult.Committed;
    }
}
