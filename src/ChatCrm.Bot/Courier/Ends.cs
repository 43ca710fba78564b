using System.Collections.Concurrent;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Courier;

/// <summary>How a claim ended.</summary>
internal sealed record End(Claim Claim, Attempt Attempt, Roster Roster);

/// <summary>
/// What became of claims and is not written down yet. A row that is still claimed so was sent, and is not sent again while this process lives: it is written
/// down as soon as the store can be written to.
/// </summary>
internal sealed partial class Ends(Outbox outbox, TimeProvider time, Lease lease, ILogger log)
{
    private readonly ConcurrentDictionary<(string Workspace, string Key), End> _unwritten = new();

    /// <summary>Those whose row was not as it had been, with what is still to be saved of them.</summary>
    private readonly ConcurrentDictionary<Claim, End> _astray = new();

    /// <summary>What writes an end down, which is remembered until it is <see cref="Close"/>d.</summary>
    public Entry Keep(End end)
    {
        _unwritten[KeyOf(end.Claim)] = end;
        return outbox.Record(end.Claim, end.Attempt, why => Undelivered.Instead(end.Claim.Notice, why, end.Roster));
    }

    /// <summary>It was written down; or it was not, because the row is somebody else's by now, or gone, or another one that it wanted to write was not as it had been.</summary>
    /// <returns>True where the notice is to be decided anew.</returns>
    public async Task<bool> Close(End end, Entry entry, bool written)
    {
        if (end.Attempt.Posted.Any(posted => posted.Unsure)) LogUnsure(log, end.Claim.Notice.Id);
        _unwritten.TryRemove(KeyOf(end.Claim), out _);
        if (!written) return await IsBack(_astray[end.Claim] = end);
        GaveUp(entry);
        return false;
    }

    /// <summary>Saves what could not be saved of those that went astray, because the store was away then too.</summary>
    public async Task Recover(string workspace)
    {
        foreach (var end in _astray.Values.Where(end => end.Claim.Workspace == workspace)) await IsBack(end);
    }

    /// <summary>What was posted joins the ledger all the same; where nothing was, the claim is let go, should it still be ours.</summary>
    private async Task<bool> IsBack(End end)
    {
        try
        {
            var isBack = end.Attempt.Posted.Count == 0 && (await outbox.Write(end.Claim.Workspace, [outbox.Back(end.Claim)])).Count > 0;
            if (!isBack) await outbox.Late(end.Claim, end.Attempt);
            _astray.TryRemove(end.Claim, out _);
            return isBack;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Failed(end.Claim.Row, failure);
            // What cannot be saved though the store answers is not tried for ever.
            if (failure is not StoreUnavailableException && HasRunOut(end)) _astray.TryRemove(end.Claim, out _);
            return false;
        }
    }

    public void GaveUp(Entry entry)
    {
        if (entry.Notice.Parked.Length > 0) LogParked(log, entry.Notice.Id, entry.Notice.Parked);
    }

    /// <summary>It could not be written down, neither that it was sent nor that it is ours.</summary>
    public void Failed(Row row, Exception failure) => LogFailure(log, row.Key, failure.GetType().Name);

    /// <summary>True where a row needs nothing now: its end could be written down at last, or still cannot be.</summary>
    public async ValueTask<bool> IsSettled(string workspace, Row row)
    {
        if (!_unwritten.TryGetValue((workspace, row.Key), out var end)) return false;
        if (row.ETag == end.Claim.Row.ETag && await IsWritten(end)) return true;
        _unwritten.TryRemove((workspace, row.Key), out _);
        return false;
    }

    private async Task<bool> IsWritten(End end)
    {
        try
        {
            var entry = Keep(end);
            await Close(end, entry, (await outbox.Write(end.Claim.Workspace, [entry])).Count > 0);
            return true;
        }
        catch (StoreUnavailableException away)
        {
            Failed(end.Claim.Row, away);
            // However long that takes: it is no crash.
            _unwritten[KeyOf(end.Claim)] = end with { Claim = end.Claim with { Since = time.GetTimestamp() } };
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Failed(end.Claim.Row, failure);
            // What cannot be written down though the store answers is sent again, as after a crash.
            return !HasRunOut(end);
        }
    }

    /// <summary>All that was due was looked at: what has run out and was not among it is gone.</summary>
    public void Forget(string workspace)
    {
        foreach (var (key, end) in _unwritten)
            if (key.Workspace == workspace && HasRunOut(end)) _unwritten.TryRemove(key, out _);
    }

    private bool HasRunOut(End end) => time.GetElapsedTime(end.Claim.Since) >= lease.Length;

    private static (string, string) KeyOf(Claim claim) => (claim.Workspace, claim.Row.Key);

    [LoggerMessage(LogLevel.Warning, "What became of notice {Notice} could not be written down: {Failure}")]
    private static partial void LogFailure(ILogger log, string notice, string failure);

    [LoggerMessage(LogLevel.Error, "Notice {Notice} was parked: {Reason}")]
    private static partial void LogParked(ILogger log, string notice, string reason);

    [LoggerMessage(LogLevel.Warning, "Notice {Notice} was perhaps posted: the channel did not say")]
    private static partial void LogUnsure(ILogger log, string notice);
}
