using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Turns;

/// <summary>Commits what a turn decided, and sees to it that what is kept of members, rooms and connections is read again where it changed.</summary>
public sealed class Commits(IRowStore store, People people, Connections connections, Bell bell, TurnMeter meter)
{
    /// <summary>False where somebody else was faster: nothing was committed, and the handler is to run again.</summary>
    /// <param name="directory">Committed before the workspace's own rows.</param>
    /// <exception cref="StoreUnavailableException">Nothing was saved, or, where it may have happened, nobody knows.</exception>
    public async Task<bool> Commit(TurnContext turn, IReadOnlyList<Change> batch, IReadOnlyList<Change> directory)
    {
        try
        {
            if ((directory.Count > 0 && !await Shared(turn, directory)) || await store.Commit(turn.Rows.Partition, turn.Id, batch) is CommitResult.Conflict)
            {
                meter.Conflicted();
                return false;
            }
        }
        catch (StoreUnavailableException unknown) when (unknown.MayHaveHappened)
        {
            // What is not there yet may still be on its way: nobody can say that nothing was saved.
            if (!await Happened(turn, unknown)) throw;
        }
        if (batch.Any(change => People.Keeps(change.Key))) people.Forget(turn.Rows.Partition);
        meter.Committed();
        bell.Ring(turn.Rows.Partition);
        return true;
    }

    private async Task<bool> Shared(TurnContext turn, IReadOnlyList<Change> directory)
    {
        var result = await store.Commit(DirectoryRows.Partition, turn.Id, directory);
        connections.Forget(directory);
        return result is CommitResult.Committed;
    }

    /// <summary>After a commit whose end is not known, the turn's own row tells; while that cannot be read either, it stays unknown.</summary>
    private async Task<bool> Happened(TurnContext turn, StoreUnavailableException unknown)
    {
        try
        {
            return await store.Get(turn.Rows.Partition, TurnRows.TurnKey(turn.Id)) is not null;
        }
        catch (StoreUnavailableException)
        {
            throw unknown;
        }
    }
}
