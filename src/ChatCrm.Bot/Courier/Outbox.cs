using System.Collections.Concurrent;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>A notice that is ours to send until the claim runs out.</summary>
public sealed record Claim(string Workspace, Row Row, OutboxRow Notice);

/// <summary>The outbox' books: who sends a notice, and what became of it. Every step is one commit, conditional on the claim.</summary>
public sealed class Outbox(IRowStore store, IClock clock)
{
    /// <summary>Longer than a send may take, see <see cref="Sends.Patience"/>.</summary>
    public static readonly Duration Claimed = Duration.FromMinutes(1);

    /// <summary>Tries of a notice that throws, before it is parked.</summary>
    public const int MostFailures = 5;

    /// <summary>Tries of a notice for which the channel always says "later": with <see cref="Pauses"/> about half a day.</summary>
    public const int MostWaits = 12;

    private const int MostPerhaps = 1_000;

    /// <summary>After a try that the store broke off: that is no fault of the notice.</summary>
    private static readonly Duration StoreAwayPause = Duration.FromSeconds(1);

    private static readonly Duration[] Pauses = [Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2)];

    private readonly string _me = Guid.NewGuid().ToString("N");

    /// <summary>Claims of which the store did not say whether it took them: nothing was sent under them.</summary>
    private readonly ConcurrentDictionary<(string Workspace, string Key), string> _perhapsOurs = new();

    /// <summary>What is to be sent by now, oldest first.</summary>
    public IAsyncEnumerable<Row> Due(string workspace, CancellationToken cancel) =>
        Pages.Of(store, workspace, Pages.Until("outbox", clock.GetCurrentInstant(), 100), cancel);

    /// <summary>
    /// Makes a notice ours; null where it is somebody's, or gone. One whose claim ran out was perhaps sent: that was a try, and after
    /// <see cref="MostFailures"/> it comes back parked, for what can never be written down would be sent for ever.
    /// </summary>
    public async ValueTask<Claim?> Take(string workspace, Row row)
    {
        var now = clock.GetCurrentInstant();
        var notice = row.Read(TurnJson.Default.OutboxRow);
        var isOurs = _perhapsOurs.TryRemove((workspace, row.Key), out var claimed) && claimed == row.Value;
        if (notice.ClaimedUntil > now.ToUnixTimeMilliseconds() && !isOurs) return null;
        var tried = notice.ClaimedUntil == 0 || isOurs ? notice : notice with { PossibleRepeat = true, Tries = notice.Tries + 1 };
        if (tried != notice && tried.Tries >= MostFailures) return await Park(workspace, row, tried with { Parked = "unrecorded", ClaimedUntil = 0 }, now);
        var ours = tried with { ClaimedUntil = (now + Claimed).ToUnixTimeMilliseconds(), ClaimedBy = _me };
        return await Claim(workspace, row, ours) is { } taken ? new(workspace, taken, ours) : null;
    }

    /// <summary>The row under a claim; null where somebody else was faster. Where the store does not say, the next look at the row tells.</summary>
    private async ValueTask<Row?> Claim(string workspace, Row row, OutboxRow ours)
    {
        var value = Value(ours);
        try
        {
            if (!await Commit(workspace, ours, new Change.Replace(row.Key, value, row.ETag))) return null;
            return await store.Get(workspace, row.Key) is { } taken && taken.Value == value ? taken : null;
        }
        catch (StoreUnavailableException)
        {
            if (_perhapsOurs.Count >= MostPerhaps) _perhapsOurs.Clear();
            _perhapsOurs[(workspace, row.Key)] = value;
            throw;
        }
    }

    private async ValueTask<Claim?> Park(string workspace, Row row, OutboxRow parked, Instant now) =>
        await Commit(workspace, parked, new Change.Delete(row.Key, row.ETag), new Change.Insert(TurnRows.ParkedKey(now, parked.Id), Value(parked))) ? new(workspace, row, parked) : null;

    /// <summary>It is not to be sent any more.</summary>
    public Task Drop(Claim claim) => Commit(claim.Workspace, claim.Notice, Gone(claim));

    /// <summary>Writes down how a try went, in one commit. Returns the reason where the notice was parked.</summary>
    /// <param name="instead">The notices that are sent instead of one that is parked, given the reason.</param>
    public async Task<string?> Record(Claim claim, Attempt attempt, Func<string, IEnumerable<OutboxRow>> instead)
    {
        var now = clock.GetCurrentInstant();
        var ledger = Ledger.Of(claim.Notice, attempt, now).ToList();
        var parked = Parked(claim.Notice, attempt);
        IEnumerable<Change> rest = (parked, attempt.IsUnfinished) switch
        {
            ({ } reason, _) =>
            [
                new Change.Insert(TurnRows.ParkedKey(now, claim.Notice.Id), Value(claim.Notice with { Parked = reason, ClaimedUntil = 0 })),
                .. instead(reason).Select(other => new Change.Insert(TurnRows.OutboxKey(now, other.Id), Value(other))),
            ],
            (_, true) => [Again(claim.Notice, attempt, now)],
            _ => [],
        };
        if (await Commit(claim.Workspace, claim.Notice, [Gone(claim), .. rest, .. ledger, .. attempt.Changes])) return parked;
        await Late(claim, ledger, now);
        return null;
    }

    /// <summary>The notice was taken back while it was on its way: what was posted joins the ledger all the same and is drawn again as it now is.</summary>
    private async Task Late(Claim claim, IReadOnlyList<Change> ledger, Instant now)
    {
        if (ledger.Count == 0) return;
        var id = $"{claim.Notice.Id}-late";
        var refresh = new OutboxRow { Id = id, Turn = "", Drawing = Drawer.Refresh, Records = [], Customer = claim.Notice.Customer, About = claim.Notice.Records };
        await Commit(claim.Workspace, refresh, [new Change.Put(TurnRows.OutboxKey(now, id), Value(refresh)), .. ledger]);
    }

    private static string? Parked(OutboxRow notice, Attempt attempt) => attempt switch
    {
        { IsHopeless: true } => attempt.Refused,
        { StoreAway: true } => null,
        { Failed: true } when notice.Tries + 1 >= MostFailures => "failed",
        { IsUnfinished: true } when notice.Tries + 1 >= MostWaits => "unreachable",
        _ => null,
    };

    private static Change.Insert Again(OutboxRow notice, Attempt attempt, Instant now)
    {
        if (attempt.StoreAway) return new(TurnRows.OutboxKey(now + StoreAwayPause, notice.Id), Value(notice with { ClaimedUntil = 0 }));
        var pause = Duration.Max(Pauses[Math.Min(notice.Tries, Pauses.Length - 1)], attempt.Wait ?? Duration.Zero);
        return new(TurnRows.OutboxKey(now + pause, notice.Id), Value(notice with { Tries = notice.Tries + 1, ClaimedUntil = 0 }));
    }

    private static Change.Delete Gone(Claim claim) => new(claim.Row.Key, claim.Row.ETag);

    private async Task<bool> Commit(string workspace, OutboxRow notice, params IReadOnlyList<Change> changes) =>
        await store.Commit(workspace, notice.Turn.Length > 0 ? notice.Turn : notice.Id, changes) is CommitResult.Committed;

    private static string Value(OutboxRow notice) => notice.Write(TurnJson.Default.OutboxRow);
}
