using System.Threading.Channels;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>
/// One workspace's outbox being worked off. One loop keeps the books: a single commit writes down the sends that have ended and claims the next ones, which are
/// then sent beside each other. No more is claimed at any moment than may be under way, so that is the most that a death leaves in doubt. Lines keep the order.
/// </summary>
/// <param name="deliver">Sends what claims are about. Never throws.</param>
internal sealed class Round(string workspace, Outbox outbox, Ends ends, Sends sends, Rests rests, IClock clock, TimeProvider time, Func<IReadOnlyList<Claim>, IEnumerable<Task<End>>> deliver)
{
    /// <summary>What comes due so soon is known beforehand.</summary>
    private static readonly Duration Ahead = Duration.FromSeconds(5);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(5), Elsewhere = TimeSpan.FromSeconds(1), AfterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<End> _ended = Channel.CreateUnbounded<End>();
    private readonly Dictionary<string, Parcel> _underWay = new(StringComparer.Ordinal);
    private Waiting _waiting = new([], [], 0);
    private Task<bool>? _more;
    private TimeSpan? _next;
    private long _readAt, _readAgain = long.MinValue;
    private bool _isOld = true, _isBroken, _isFollowed;

    /// <summary>Works until nothing can be sent now.</summary>
    /// <param name="isAsked">True where somebody has written something since it was last asked.</param>
    /// <returns>When to look again; null where nothing is known to be due soon.</returns>
    public async Task<TimeSpan?> Run(Func<bool> isAsked, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                _isOld |= !_isBroken && (isAsked() || Next <= TimeSpan.Zero);
                if (_isOld && !stop.IsCancellationRequested && time.GetTimestamp() >= _readAgain) await Read(stop);
                await Step(stop);
                if (_underWay.Count == 0 && (stop.IsCancellationRequested || _isBroken || (!_isOld && (Rest ?? TimeSpan.MaxValue) > Patience))) return _isFollowed && !_isBroken ? TimeSpan.Zero : Sooner(_next is null ? null : Next, Rest);
                await Glanced();
            }
        }
        finally
        {
            await Settled();
        }
    }

    /// <summary>When to read again.</summary>
    private TimeSpan Next => (_next ?? Ahead.ToTimeSpan()) - time.GetElapsedTime(_readAt);

    private TimeSpan? Rest => _waiting.RestsUntil is { } until ? time.GetElapsedTime(time.GetTimestamp(), until) : null;

    /// <summary>Reads what is due. While something is under way, no more than a tenth of the time goes into that.</summary>
    private async Task Read(CancellationToken stop)
    {
        (_isOld, _next) = (false, null);
        await ends.Recover(workspace);
        var (began, now, due) = (_readAt = time.GetTimestamp(), clock.GetCurrentInstant(), new List<Parcel>());
        await foreach (var row in outbox.Until(workspace, now + Ahead, stop))
        {
            if (Outbox.Due(row) is var at && at > now)
            {
                _next = (at - now).ToTimeSpan();
                break;
            }
            if (!_underWay.ContainsKey(row.Key) && !await ends.IsSettled(workspace, row)) due.Add(Parcel.Of(row));
        }
        ends.Forget(workspace);
        _waiting = new(_underWay.Values, due, Sends.AtOnce);
        var ended = time.GetTimestamp();
        _readAgain = ended + Math.Min(9 * (ended - began), time.TimestampFrequency);
    }

    /// <summary>Writes down what has ended, claims as much as may be under way, and sends that.</summary>
    private async Task Step(CancellationToken stop)
    {
        var ended = new List<(End End, Entry Entry)>();
        while (_ended.Reader.TryRead(out var end)) ended.Add((end, ends.Keep(end)));
        var (slots, taken) = (new Slots(sends, ended.Count), new Dictionary<Parcel, Entry>(ReferenceEqualityComparer.Instance));
        try
        {
            foreach (var (end, entry) in ended) Leave(end, entry);
            var since = time.GetTimestamp();
            if (!_isBroken && !stop.IsCancellationRequested) await Take(taken, slots, stop);
            var written = await Written(ended.Select(both => both.Entry), taken.Values);
            foreach (var (end, entry) in ended) _isOld |= await ends.Close(end, entry, written.Contains(entry.Row.Key));
            await Begin(taken, written, since, slots);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            foreach (var row in ended.Select(both => both.End.Claim.Row).Concat(taken.Keys.Select(parcel => parcel.Row))) ends.Failed(row, failure);
            Break();
        }
        finally
        {
            slots.Free();
        }
    }

    /// <summary>Its slot, and its turn in its lines, are the next one's.</summary>
    private void Leave(End end, Entry entry)
    {
        _underWay.Remove(end.Claim.Row.Key, out var parcel);
        rests.Rest(workspace, parcel!.Place, end.Attempt.Rest);
        // What goes back to its place is to be read again; until then it holds up those behind it.
        if (entry.Changes[0] is Change.Replace) _isOld = true;
        else _waiting.Leave(parcel);
        // What is to be told in its place is the next round's.
        _isFollowed |= entry.Changes.Any(change => change is Change.Insert && Outbox.IsDue(change.Key, clock.GetCurrentInstant()));
        _isOld &= !_isBroken;
    }

    private async Task Take(Dictionary<Parcel, Entry> taken, Slots slots, CancellationToken stop)
    {
        while (_waiting.Next(time.GetTimestamp(), place => rests.Until(workspace, place)) is { } parcel)
        {
            if (!await slots.Take(wait: taken.Count + _underWay.Count == 0, stop))
            {
                _waiting.Again(parcel);
                break;
            }
            if (outbox.Take(workspace, parcel.Row) is { } entry) taken.Add(parcel, entry);
            else Held(slots);
        }
    }

    /// <summary>The rows that were written; where it is not known which, what was taken may be ours.</summary>
    private async Task<IReadOnlySet<string>> Written(IEnumerable<Entry> ended, IEnumerable<Entry> taken)
    {
        try
        {
            return await outbox.Write(workspace, [.. ended, .. taken]);
        }
        catch
        {
            outbox.Doubt(workspace, taken);
            throw;
        }
    }

    private async Task Begin(Dictionary<Parcel, Entry> taken, IReadOnlySet<string> written, long since, Slots slots)
    {
        foreach (var (parcel, entry) in taken.Where(both => both.Value.Notice.Parked.Length > 0 && written.Contains(both.Key.Row.Key)))
        {
            ends.GaveUp(entry);
            _waiting.Leave(parcel);
            _isOld = true;
        }
        var claims = await outbox.Claims(workspace, [.. taken.Values.Where(entry => entry.Notice.Parked.Length == 0 && written.Contains(entry.Row.Key))], since);
        foreach (var parcel in taken.Keys)
            if (claims.Any(claim => claim.Row.Key == parcel.Row.Key)) _underWay[parcel.Row.Key] = parcel;
            else Held(slots);
        slots.Keep(claims.Count);
        foreach (var sending in claims.Count > 0 ? deliver(claims) : []) _ = Tell(sending);
    }

    /// <summary>Somebody else is at it: what is told of the same customer, or in the same place, waits for that.</summary>
    private void Held(Slots slots)
    {
        slots.GiveBack();
        _next = Sooner(_next, Elsewhere);
    }

    /// <summary>The books could not be kept: nothing more is begun in this round, and the next one follows soon.</summary>
    private void Break() => (_isBroken, _isOld, _next, _readAt) = (true, false, AfterFailure, time.GetTimestamp());

    private async Task Tell(Task<End> sending) => await _ended.Writer.WriteAsync(await sending);

    /// <summary>Until something has ended, or rested, or may have been asked.</summary>
    private async Task Glanced()
    {
        _more ??= _ended.Reader.WaitToReadAsync().AsTask();
        var wait = Rest is { } rest && rest < Glance ? rest : Glance;
        await Task.WhenAny(_more, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), time));
        if (_more.IsCompleted) _more = null;
    }

    /// <summary>Begun sends are brought to their end, whatever went wrong with the books: what became of them is written down later.</summary>
    private async Task Settled()
    {
        while (_underWay.Count > 0)
        {
            var end = await _ended.Reader.ReadAsync();
            ends.Keep(end);
            _underWay.Remove(end.Claim.Row.Key);
            sends.Leave();
        }
    }

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;

    /// <summary>The slots of one step: those of the sends that have ended, and what else is free.</summary>
    private sealed class Slots(Sends sends, int own)
    {
        private int _taken;

        public async ValueTask<bool> Take(bool wait, CancellationToken stop)
        {
            if (own > 0) own--;
            else if (!await sends.Enter(wait, stop)) return false;
            _taken++;
            return true;
        }

        public void GiveBack() => (own, _taken) = (own + 1, _taken - 1);

        /// <summary>So many go on with what was claimed.</summary>
        public void Keep(int many) => _taken -= many;

        public void Free()
        {
            for (var left = own + _taken; left > 0; left--) sends.Leave();
        }
    }
}
