using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>Runs what is to be done outside, and turns its end into rows: they are committed together with the end of its notice.</summary>
public sealed class Errands(IEnumerable<IErrand> errands, IRowStore store, Sends sends, IClock clock)
{
    private readonly Dictionary<string, IErrand> _errands = errands.ToDictionary(errand => errand.Id, StringComparer.Ordinal);

    /// <summary>The errand that a notice asks for; null where it is to be told to somebody.</summary>
    public IErrand? Of(OutboxRow notice) => _errands.GetValueOrDefault(notice.Drawing);

    /// <summary>One try, within <see cref="Lease.Patience"/>. What it throws is for <see cref="Sends.Try"/>.</summary>
    public async Task<Attempt> Run(IErrand errand, Claim claim, Scene scene)
    {
        // Whoever was stopped for so long that somebody else may be at it does nothing outside.
        if (!sends.MayBegin(claim)) return Attempt.HeldUp;
        using var patience = sends.Patience();
        var notice = claim.Notice;
        try
        {
            return Left(notice, await errand.Run(new(scene.Rows, scene.Roster, scene.Now, notice.Id, notice.Records, Outbox.IsLast(notice), changes => Write(claim, changes, patience), patience.Token)));
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            return Attempt.Nothing with { Wait = Duration.FromMinutes(1) };
        }
    }

    private Attempt Left(OutboxRow notice, ErrandEnd end) => end switch
    {
        ErrandEnd.Done done => Attempt.Nothing with { Changes = [.. done.Changes, .. done.Notices.Select((follows, n) => Row(follows, notice, n + 1))] },
        ErrandEnd.Later later => Attempt.Nothing with { Wait = later.After },
        ErrandEnd.Refused refused => Attempt.Nothing with { Refused = refused.Reason },
        _ => throw new InvalidOperationException("An end that Courier does not know."),
    };

    /// <summary>What is written before something is done outside is not written, and the errand ends, where the claim may be somebody else's by now.</summary>
    private async ValueTask<bool> Write(Claim claim, IReadOnlyList<Change> changes, Patience patience)
    {
        if (!sends.IsHeld(claim)) patience.End();
        patience.Token.ThrowIfCancellationRequested();
        return await store.Commit(claim.Workspace, claim.Notice.Turn.Length > 0 ? claim.Notice.Turn : claim.Notice.Id, changes) is CommitResult.Committed;
    }

    /// <summary>What is drawn again is so whatever became of the turn, its own answer too.</summary>
    private Change.Insert Row(Notice follows, OutboxRow notice, int n)
    {
        var id = $"{notice.Id}-{n}";
        return new(TurnRows.OutboxKey(clock.GetCurrentInstant(), id), follows.Row(id, follows.Drawing == Drawer.Refresh ? "" : notice.Turn, notice.For).Write(TurnJson.Default.OutboxRow));
    }
}
