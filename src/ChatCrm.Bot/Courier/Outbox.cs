using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>A notice that is ours to send until the claim runs out.</summary>
/// <param name="Since">The timestamp from which the claim counts: before it was written.</param>
public sealed record Claim(string Workspace, Row Row, OutboxRow Notice, long Since);

/// <summary>What becomes of one notice in the outbox: all of these changes, on the condition that the row is as it was read, or none.</summary>
public sealed record Entry(Row Row, OutboxRow Notice, IReadOnlyList<Change> Changes);

/// <summary>
/// The outbox' books: who sends a notice, and what became of it. Every entry is conditional on the row that it is about, so the entry of somebody whose claim
/// was taken over, or whose notice was taken back, fails; many entries may share one commit.
/// </summary>
public sealed class Outbox(IRowStore store, IClock clock, TimeProvider time, Lease lease)
{
    /// <summary>Tries of a notice that throws, before it is parked; and claims of one that run out.</summary>
    public const int MostFailures = 5;

    /// <summary>Tries of a notice for which the channel always says "later": with <see cref="Pauses"/> about half a day.</summary>
    public const int MostWaits = 12;

    /// <summary>Tries that the store breaks off, and that cost nothing. The store could be told of each, so it is no outage: a row of this notice cannot be read.</summary>
    public const int MostOutages = 60;

    private const int MostPerhaps = 1_000;

    private const string Unrecorded = "unrecorded";

    /// <summary>The commits of Courier are no turn's.</summary>
    private const string Turn = "courier";

    /// <summary>After a try that the store broke off: that is no fault of the notice.</summary>
    private static readonly Duration StoreAwayPause = Duration.FromSeconds(1);

    /// <summary>A channel's "later" that is no longer than this costs no try and no place in line, for as long as it did not go on too long.</summary>
    private static readonly Duration Soon = Duration.FromSeconds(10), TooLong = Duration.FromSeconds(45);

    private static readonly Duration[] Pauses = [Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2)];

    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly Sightings _sightings = new(time);

    /// <summary>Claims of which the store did not say whether it took them: nothing was sent under them.</summary>
    private readonly ConcurrentDictionary<(string Workspace, string Key), string> _perhapsOurs = new();

    /// <summary>What is to be sent until a moment, oldest first.</summary>
    public async IAsyncEnumerable<Row> Until(string workspace, Instant end, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var rows = Pages.Of(store, workspace, Pages.Until("outbox", end, RowLimits.RowsPerPage), cancel).GetAsyncEnumerator(cancel);
        while (await Answered(workspace, rows.MoveNextAsync)) yield return rows.Current;
    }

    /// <summary>
    /// What makes a notice ours; null where it is somebody's. One whose claim ran out was perhaps sent: after <see cref="MostFailures"/> of
    /// these the entry parks it, for what can never be written down would be sent for ever.
    /// </summary>
    public Entry? Take(string workspace, Row row)
    {
        var now = clock.GetCurrentInstant();
        var notice = row.Read(TurnJson.Default.OutboxRow);
        var isOurs = _perhapsOurs.TryRemove((workspace, row.Key), out var claimed) && claimed == row.Value;
        var isFree = notice.ClaimedUntil == 0 || isOurs;
        if (!isFree && _sightings.Unchanged(workspace, row) < lease.Length) return null;
        var tried = isFree ? notice : notice with { PossibleRepeat = true, Tries = notice.Tries + 1, Lost = notice.Lost + 1 };
        if (!isFree && tried.Lost >= MostFailures) return Parked(row, tried with { Parked = Unrecorded }, now, [.. Told(Undelivered.Instead(tried, Unrecorded, new([])), now)]);
        var ours = tried with { ClaimedUntil = (now + Duration.FromTimeSpan(lease.Length)).ToUnixTimeMilliseconds(), ClaimedBy = _me };
        return new(row, ours, [new Change.Replace(row.Key, Value(ours), row.ETag)]);
    }

    /// <summary>The claims that were written, with the tags that they have now. Where the store does not say which hold, the next look at the rows tells.</summary>
    /// <param name="since">A timestamp from before they were written.</param>
    public async Task<IReadOnlyList<Claim>> Claims(string workspace, IReadOnlyList<Entry> taken, long since)
    {
        if (taken.Count == 0) return [];
        try
        {
            var rows = await Answered(workspace, () => store.GetMany(workspace, [.. taken.Select(entry => entry.Row.Key)]));
            List<Claim> claims = [.. taken.Zip(rows).Where(both => both.Second?.Value == Value(both.First.Notice)).Select(both => new Claim(workspace, both.Second!, both.First.Notice, since))];
            foreach (var claim in claims) _sightings.Note(workspace, claim.Row, since);
            return claims;
        }
        catch (StoreUnavailableException)
        {
            Doubt(workspace, taken);
            throw;
        }
    }

    /// <summary>It is not known whether these were written.</summary>
    public void Doubt(string workspace, IEnumerable<Entry> taken)
    {
        if (_perhapsOurs.Count >= MostPerhaps) _perhapsOurs.Clear();
        foreach (var entry in taken.Where(entry => entry.Notice.ClaimedUntil > 0)) _perhapsOurs[(workspace, entry.Row.Key)] = Value(entry.Notice);
    }

    /// <summary>What writes down how a try went. Its notice says why where it was parked.</summary>
    /// <param name="instead">The notices that are sent instead of one that is parked, given the reason.</param>
    public Entry Record(Claim claim, Attempt attempt, Func<string, IEnumerable<OutboxRow>> instead)
    {
        var now = clock.GetCurrentInstant();
        IEnumerable<Change> ledger = [.. Ledger.Of(claim.Notice, attempt, now), .. attempt.Changes];
        return (Why(claim.Notice, attempt), attempt.IsUnfinished) switch
        {
            ({ } reason, _) => Parked(claim.Row, claim.Notice with { Parked = reason }, now, [.. Told(instead(reason), now), .. ledger]),
            (_, true) => new(claim.Row, claim.Notice, [.. Again(claim, attempt, now), .. ledger]),
            _ => new(claim.Row, claim.Notice, [Gone(claim.Row), .. ledger]),
        };
    }

    /// <summary>What lets a claim under which nothing was posted go, so that it is decided anew.</summary>
    public Entry Back(Claim claim) => new(claim.Row, claim.Notice, Again(claim, Attempt.HeldUp, clock.GetCurrentInstant()));

    /// <summary>The notice was taken back while it was on its way: what was posted joins the ledger all the same and is drawn again as it now is.</summary>
    public async Task Late(Claim claim, Attempt attempt)
    {
        var now = clock.GetCurrentInstant();
        var ledger = Ledger.Of(claim.Notice, attempt, now).ToList();
        if (ledger.Count == 0) return;
        var id = $"{claim.Notice.Id}-late";
        var refresh = new OutboxRow { Id = id, Turn = "", Drawing = Drawer.Refresh, Records = [], Customer = claim.Notice.Customer, About = claim.Notice.Records };
        await store.Commit(claim.Workspace, id, [new Change.Put(TurnRows.OutboxKey(now, id), Value(refresh)), .. ledger]);
    }

    /// <summary>Writes entries, as few commits as they fit into; returns the rows of those that were, all others being somebody else's meanwhile.</summary>
    /// <exception cref="StoreUnavailableException">It is not known which were written.</exception>
    public async Task<IReadOnlySet<string>> Write(string workspace, IReadOnlyList<Entry> entries)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        for (var left = entries; left.Count > 0;)
        {
            var together = Together(left);
            left = [.. left.Skip(together.Count)];
            while (together.Count > 0)
            {
                if (await Answered(workspace, () => store.Commit(workspace, Turn, [.. together.SelectMany(entry => entry.Changes)])) is not CommitResult.Conflict conflict)
                {
                    written.UnionWith(together.Select(entry => entry.Row.Key));
                    break;
                }
                if (together.RemoveAll(entry => entry.Changes.Any(change => change.Key == conflict.Key)) == 0) throw new InvalidOperationException("A conflict on a row that nobody wrote.");
            }
        }
        foreach (var entry in entries.Where(entry => entry.Notice.ClaimedUntil == 0)) _sightings.Forget(workspace, entry.Row.Key);
        return written;
    }

    /// <summary>Where the store is away, or answers only after long, nobody can write down what became of a claim: however long that is, none runs out by it.</summary>
    private async ValueTask<T> Answered<T>(string workspace, Func<ValueTask<T>> asked)
    {
        var began = time.GetTimestamp();
        try
        {
            var answer = await asked();
            if (time.GetElapsedTime(began) > lease.Begin) _sightings.Forget(workspace);
            return answer;
        }
        catch (StoreUnavailableException)
        {
            _sightings.Forget(workspace);
            throw;
        }
    }

    /// <summary>The first of them that fit into one commit: at least one.</summary>
    private static List<Entry> Together(IReadOnlyList<Entry> entries)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0;
        return [.. entries.TakeWhile((entry, n) =>
        {
            bytes += entry.Changes.Sum(BytesOf);
            var fits = keys.Count + entry.Changes.Count <= RowLimits.RowsPerCommit && bytes <= RowLimits.BytesPerCommit && !entry.Changes.Any(change => keys.Contains(change.Key));
            keys.UnionWith(entry.Changes.Select(change => change.Key));
            return fits || n == 0;
        })];
    }

    private static int BytesOf(Change change) =>
        RowLimits.BytesOf(change.Key, change switch { Change.Insert insert => insert.Value, Change.Put put => put.Value, Change.Replace replace => replace.Value, _ => "" });

    /// <summary>Whether a notice that is put off once more is given up.</summary>
    public static bool IsLast(OutboxRow notice) => notice.Waits() + 1 >= MostWaits;

    private static string? Why(OutboxRow notice, Attempt attempt) => attempt switch
    {
        { IsHopeless: true } => attempt.Refused,
        { IsOutlived: true } => notice.Lost + 1 >= MostFailures ? Unrecorded : null,
        _ when IsAway(notice, attempt) || GoesOn(notice, attempt) => null,
        { Failed: true } => notice.Failures + 1 >= MostFailures ? "failed" : null,
        { IsUnfinished: true } when IsLast(notice) => attempt.Refused == Attempt.Unknown.Refused ? attempt.Refused : "unreachable",
        _ => null,
    };

    private static bool IsAway(OutboxRow notice, Attempt attempt) => attempt.StoreAway && notice.Outages < MostOutages;

    /// <summary>Whether a redraw has come further, so that it comes to its end.</summary>
    private static bool GoesOn(OutboxRow notice, Attempt attempt) => string.CompareOrdinal(attempt.Pass?.Behind, notice.Behind) > 0;

    private static IEnumerable<Change.Insert> Told(IEnumerable<OutboxRow> notices, Instant now) => notices.Select(notice => new Change.Insert(TurnRows.OutboxKey(now, notice.Id), Value(notice)));

    private static Entry Parked(Row row, OutboxRow notice, Instant now, IReadOnlyList<Change> besides)
    {
        var parked = notice with { ClaimedUntil = 0 };
        return new(row, parked, [Gone(row), new Change.Insert(TurnRows.ParkedKey(now, parked.Id), Value(parked)), .. besides]);
    }

    private static Change[] Again(Claim claim, Attempt attempt, Instant now)
    {
        var partly = attempt.Posted.Count > 0;
        var pass = attempt.Pass ?? new(claim.Notice.Behind, claim.Notice.Missed);
        var free = claim.Notice with { ClaimedUntil = 0, Behind = pass.Behind, Missed = pass.Missed, Told = [.. claim.Notice.Told, .. attempt.Posted.Select(posted => posted.At.Value)] };
        if (attempt.IsOutlived) return [new Change.Replace(claim.Row.Key, Value(free with { PossibleRepeat = true, Tries = free.Tries + 1, Lost = free.Lost + 1 }), claim.Row.ETag)];
        if (IsAway(claim.Notice, attempt)) return Moved(claim.Row, now + StoreAwayPause, free with { Outages = free.Outages + 1 });
        var isSoon = attempt is { Failed: false, StoreAway: false, Wait: { } wait } && !partly && wait <= Soon && now - Due(claim.Row) < TooLong;
        if (isSoon || GoesOn(claim.Notice, attempt)) return [new Change.Replace(claim.Row.Key, Value(free), claim.Row.ETag)];
        var pause = Duration.Max(Pauses[Math.Min(free.Tries, Pauses.Length - 1)], attempt.Wait ?? Duration.Zero);
        return Moved(claim.Row, now + pause, free with { Tries = free.Tries + 1, Failures = free.Failures + (attempt.Failed ? 1 : 0) });
    }

    private static Change[] Moved(Row row, Instant to, OutboxRow notice) => TurnRows.OutboxKey(to, notice.Id) is var key && key == row.Key
        ? [new Change.Replace(key, Value(notice), row.ETag)]
        : [Gone(row), new Change.Insert(key, Value(notice))];

    /// <summary>When a row of the outbox is due.</summary>
    public static Instant Due(Row row) => Due(row.Key);

    /// <summary>Whether a key is one of the outbox whose notice is due.</summary>
    public static bool IsDue(string key, Instant now) => key.StartsWith(TurnRows.Outbox, StringComparison.Ordinal) && Due(key) <= now;

    private static Instant Due(string key) => TurnRows.At(long.Parse(Keys.Parts(key)[1], System.Globalization.CultureInfo.InvariantCulture));

    private static Change.Delete Gone(Row row) => new(row.Key, row.ETag);

    private static string Value(OutboxRow notice) => notice.Write(TurnJson.Default.OutboxRow);
}
