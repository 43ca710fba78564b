using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>
/// Members' own calendars: the only port to them. A mailbox is a member's verified address. No call throws for what the other side answers, or fails to; only
/// cancelling does. Texts that go out are people's words: they are escaped by whoever sends them.
/// </summary>
public interface ICalendar
{
    /// <summary>Whether there is a calendar to ask at all. Where not, every call answers <see cref="CalendarObstacle.NotConnected"/>.</summary>
    bool IsConnected { get; }

    /// <summary>When members are busy: one answer per mailbox asked for, in that order; that one cannot be read leaves the others as they are.</summary>
    /// <param name="span">At most <see cref="LongestSpan"/>: both ends are there.</param>
    /// <exception cref="ArgumentException">The span is longer, or has no end.</exception>
    ValueTask<IReadOnlyList<BusyTimes>> Busy(IReadOnlyList<string> mailboxes, Interval span, CancellationToken cancel = default);

    /// <summary>
    /// Makes an event, or changes one. Made again under the same <see cref="CalendarEvent.Key"/> it is the same event: an answer that was lost costs no second one.
    /// Of a change only what is not null is sent, because attendees are written to about what is.
    /// </summary>
    ValueTask<CalendarAnswer> Put(CalendarEvent wanted, CancellationToken cancel = default);

    /// <summary>Takes an event away; attendees are told by the calendar. <see cref="CalendarAnswer.Gone"/> where it is away now, or was before.</summary>
    /// <param name="key">What it was made under.</param>
    /// <param name="id">Its id; null where the answer to its making never came: then it is looked for by its key.</param>
    ValueTask<CalendarAnswer> Remove(string mailbox, string key, string? id, CancellationToken cancel = default);

    /// <summary>What calendars tell of at once.</summary>
    public static readonly Duration LongestSpan = Duration.FromDays(42);
}

/// <summary>One mailbox's part of the answer to <see cref="ICalendar.Busy"/>.</summary>
public abstract record BusyTimes(string Mailbox)
{
    /// <summary>Its busy spells that touch the span, by their beginning; they may overlap each other and reach over the span's ends. None: it is free throughout.</summary>
    public sealed record Known(string Mailbox, IReadOnlyList<BusySpell> Spells) : BusyTimes(Mailbox);

    /// <summary>Nobody can say: treat it as neither free nor busy, and say so.</summary>
    /// <param name="Passing">True where asking again in a minute may help.</param>
    public sealed record Unknown(string Mailbox, CalendarObstacle Why, bool Passing) : BusyTimes(Mailbox);
}

/// <summary>A time at which somebody is not free. What fills it is nobody's business.</summary>
/// <param name="To">Exclusive.</param>
public readonly record struct BusySpell(Instant From, Instant To, BusyKind Kind);

public enum BusyKind
{
    /// <summary>Perhaps busy: an invitation that was not answered yet.</summary>
    Tentative,
    Busy,
    /// <summary>Out of office.</summary>
    Away,
}

/// <summary>How a call about an event ended.</summary>
public abstract record CalendarAnswer
{
    /// <summary>It stands.</summary>
    /// <param name="Join">Where its online meeting is joined; null where it has none.</param>
    public sealed record Stands(string Id, Uri? Join = null) : CalendarAnswer;

    /// <summary>There is no such event, or none any more: somebody deleted it by hand, perhaps.</summary>
    public sealed record Gone : CalendarAnswer;

    /// <summary>Not now: nobody knows whether it was done. The same call is safe to make again after that time.</summary>
    public sealed record Later(Duration After) : CalendarAnswer;

    /// <summary>Nothing was done, and asking again changes nothing until somebody has seen to it.</summary>
    public sealed record Refused(CalendarObstacle Why) : CalendarAnswer;
}

/// <summary>Why a calendar cannot be had. The names are kept in rows, and in keys of texts.</summary>
public enum CalendarObstacle
{
    /// <summary>The service has no calendar.</summary>
    NotConnected,

    /// <summary>The member has no verified address.</summary>
    NoAddress,

    /// <summary>Nobody has a mailbox of that address.</summary>
    NoMailbox,

    /// <summary>The service may not use this mailbox.</summary>
    NoAccess,

    /// <summary>The service is not let in at all: its secret has ended, or it was never granted anything.</summary>
    NotSignedIn,

    /// <summary>The calendar does not take the event as it is.</summary>
    NotTaken,

    /// <summary>It did not answer, for hours.</summary>
    NoAnswer,
}
