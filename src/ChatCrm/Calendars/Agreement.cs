using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>
/// One run of <see cref="CalendarMirror"/>. What an event is to be made under is written down before it is asked for: whoever comes after a lost answer, or a
/// process that died, asks for the same event, or finds it and takes it away.
/// </summary>
internal sealed class Agreement(ICalendar calendar, CustomerLink? link, ErrandScene scene)
{
    private static readonly Duration Soon = Duration.FromSeconds(1);

    /// <summary>Whoever is let in or granted a right may be so within minutes; what is to be taken away waits for them.</summary>
    private static readonly Duration UntilLetIn = Duration.FromMinutes(1);

    /// <summary>So long somebody else's asking may be under way: as long as they hold their claim.</summary>
    private static readonly Duration UnderWay = Duration.FromSeconds(45);

    private readonly string _customer = Keys.Parts(scene.Records[0])[1], _followUp = Keys.Parts(scene.Records[0])[^1];
    private readonly List<Notice> _notices = [];
    private readonly Telling _telling = new(scene);

    /// <summary>The row of what stands outside, as it was last read or written; null where there is none.</summary>
    private Row? _row;
    private InCalendar? _now;
    private Member? _member;

    public async ValueTask<ErrandEnd> Reach()
    {
        var rows = await scene.Rows.GetMany([scene.Records[0], CustomerRows.FileKey(_customer), RowKey], scene.Cancel);
        (_row, _now) = (rows[2], rows[2] is { } row ? InCalendar.Read(row) : null);
        var followUp = rows[0] is { } record ? FollowUpStore.Read(record) : null;
        _member = scene.Roster.Find(followUp?.Assignee ?? "");
        var wanted = followUp is { IsOpen: true, Calendar: true } && rows[1] is { } file && _member is not null
            ? EventText.Of(followUp, CustomerRows.Customer(file), _member, scene.Roster, link)
            : null;
        if (_now is { Key.Length: > 0 } && !Stays(wanted) && await TakeAway(isAll: wanted is null) is { } later) return later;
        if (wanted is null) return _row is null ? Ended([]) : Ended([new Change.Delete(_row.Key, _row.ETag)], shown: false);
        if (wanted.Mailbox.Length > 0) return await Put(wanted);
        // An address would be of no use where there is nothing to ask.
        return await Refused(calendar.IsConnected ? CalendarObstacle.NoAddress : CalendarObstacle.NotConnected);
    }

    private string RowKey => InCalendar.KeyOf(_customer, _followUp);

    private string Handle => $"{_customer}/{_followUp}";

    /// <summary>True where the event that stands is the one to go on with: an online meeting cannot be taken from an event, nor an event from a mailbox into another.</summary>
    private bool Stays(WantedEvent? wanted) => wanted is not null && wanted.Mailbox == _now!.Mailbox && (wanted.Online || !_now.Online);

    /// <summary>Null where it is away, is to be left, or cannot be taken away: then its owner is told, and nothing waits for it.</summary>
    /// <param name="isAll">False where another event is to take its place, which does not wait for long.</param>
    private async ValueTask<ErrandEnd?> TakeAway(bool isAll)
    {
        if (!scene.IsLast && MayBeAsked() is { } left) return new ErrandEnd.Later(left);
        // A meeting that took place is not cancelled to those who were in it.
        var tookPlace = _now!.Attendees.Length > 0 && WantedEvent.IsOver(_now, scene.Now);
        switch (tookPlace ? new CalendarAnswer.Gone() : await calendar.Remove(_now.Mailbox, _now.Key, _now.Event.Length > 0 ? _now.Event : null, scene.Cancel))
        {
            case CalendarAnswer.Later later when !scene.IsLast: return new ErrandEnd.Later(later.After);
            case CalendarAnswer.Refused(CalendarObstacle.NoAccess or CalendarObstacle.NotSignedIn) when isAll && !scene.IsLast: return new ErrandEnd.Later(UntilLetIn);
            case CalendarAnswer.Later: await Left(CalendarObstacle.NoAnswer); break;
            case CalendarAnswer.Refused(var why) when why is not (CalendarObstacle.NoMailbox or CalendarObstacle.NotConnected): await Left(why); break;
        }
        _now = null;
        return null;
    }

    /// <summary>How long an asking may be under way still that whoever looks for its event does not find yet; null where none is.</summary>
    private Duration? MayBeAsked()
    {
        if (_now is not { Event: "", Asked: > 0 and var asked }) return null;
        var left = TurnRows.At(asked) + UnderWay - scene.Now;
        return left > Duration.Zero ? Duration.Min(left, UnderWay) : null;
    }

    private async ValueTask Left(CalendarObstacle why)
    {
        if (_now!.Event.Length > 0 && scene.Roster.Members.FirstOrDefault(member => member.Email == _now.Mailbox) is { } owner && await _telling.Left(owner.Id, why))
            _notices.Add(new Notice(CalendarCards.Left, [why.ToString()], new Recipient.ToMember(owner.Id)) { For = owner.Id });
    }

    private async ValueTask<ErrandEnd> Put(WantedEvent wanted, bool again = false)
    {
        if (_now is not { Event.Length: > 0 } && !await Announced(wanted, again)) return new ErrandEnd.Later(Soon);
        if (wanted.Beside(_now!, scene.Now) is not { } difference) return AsItIs();
        switch (await calendar.Put(difference, scene.Cancel))
        {
            case CalendarAnswer.Stands stands: return await Stood(wanted, stands);
            // Deleted by hand. It was wanted once more since, so another one takes its place.
            case CalendarAnswer.Gone when !again: _now = null; return await Put(wanted, again: true);
            case CalendarAnswer.Later later when !scene.IsLast: return new ErrandEnd.Later(later.After);
            case CalendarAnswer.Refused(var why): return await Refused(why);
            default: return await Refused(CalendarObstacle.NoAnswer);
        }
    }

    /// <summary>Nothing is to be done. What stood in the way of a change that is not wanted any more stands in no way.</summary>
    private ErrandEnd AsItIs() => _now!.Obstacle.Length == 0 ? Ended([]) : Ended([Written(_now with { Obstacle = "" })], shown: true);

    /// <summary>Writes down what the event is to be made under, and when: never the same for two events, and the same for every try of this asking.</summary>
    private async ValueTask<bool> Announced(WantedEvent wanted, bool again)
    {
        var known = _now is { Key.Length: > 0 } ? _now : new() { Mailbox = wanted.Mailbox, Key = TurnIds.Fingerprint("event", Handle, wanted.Mailbox, scene.Notice, again ? "again" : "") };
        _now = known with { Asked = scene.Now.ToUnixTimeMilliseconds() };
        if (!await scene.Write([Written(_now)])) return false;
        _row = await scene.Rows.Get(RowKey, scene.Cancel);
        return _row is not null && InCalendar.Read(_row).Key == _now.Key;
    }

    private async ValueTask<ErrandEnd> Stood(WantedEvent wanted, CalendarAnswer.Stands stands)
    {
        var before = _now!;
        _now = wanted.Standing(before, stands, scene.Now);
        var told = await scene.Rows.Get(CalendarRows.ToldKey(_member!.Id), scene.Cancel);
        return Ended([Written(_now), .. told is null ? [] : new[] { new Change.Delete(told.Key) }], (before.Stands, before.Join) != (_now.Stands, _now.Join));
    }

    /// <summary>The follow-up stands as it is; its assignee is told why their calendar does not have it, once for each reason.</summary>
    private async ValueTask<ErrandEnd> Refused(CalendarObstacle why)
    {
        var before = _now?.Obstacle;
        _now = (_now ?? new() { Mailbox = "", Key = "" }) with { Obstacle = why.ToString(), Asked = why == CalendarObstacle.NoAnswer ? _now?.Asked ?? 0 : 0 };
        if (await _telling.Refused(_member!.Id, why)) _notices.Add(new Notice(CalendarCards.Refused, [Handle, _now.Obstacle], new Recipient.ToMember(_member.Id), _customer) { For = _member.Id });
        return Ended([Written(_now)], before != _now.Obstacle);
    }

    private Change Written(InCalendar now) => _row is null ? new Change.Insert(RowKey, now.Value()) : new Change.Replace(RowKey, now.Value(), _row.ETag);

    /// <param name="shown">True where posted cards show what has changed.</param>
    private ErrandEnd Ended(IReadOnlyList<Change> changes, bool shown = false)
    {
        if (shown) _notices.Add(new Notice(Drawer.Refresh, [], new Recipient.Copies([_followUp]), _customer));
        return new ErrandEnd.Done(changes, _notices);
    }
}
