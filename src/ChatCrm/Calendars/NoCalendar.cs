using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>Stands where no calendar is connected: nobody's times are known, and nothing can be put.</summary>
public sealed class NoCalendar : ICalendar
{
    private static readonly CalendarAnswer NotConnected = new CalendarAnswer.Refused(CalendarObstacle.NotConnected);

    public bool IsConnected => false;

    public ValueTask<IReadOnlyList<BusyTimes>> Busy(IReadOnlyList<string> mailboxes, Interval span, CancellationToken cancel = default) =>
        new([.. mailboxes.Select(mailbox => new BusyTimes.Unknown(mailbox, CalendarObstacle.NotConnected, Passing: false))]);

    public ValueTask<CalendarAnswer> Put(CalendarEvent wanted, CancellationToken cancel = default) => new(NotConnected);

    public ValueTask<CalendarAnswer> Remove(string mailbox, string key, string? id, CancellationToken cancel = default) => new(NotConnected);
}
