using System.Globalization;
using ChatCrm.FollowUps;
using ChatCrm.Turns;
using NodaTime.Text;

namespace ChatCrm.Calendars;

/// <summary>A follow-up as an event in its assignee's calendar.</summary>
internal sealed record WantedEvent(string Mailbox, string Subject, string Body, EventTime Time, IReadOnlyList<string> Attendees, bool Online)
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>What is to be done so that it stands so; null where it does.</summary>
    public CalendarEvent? Beside(InCalendar now)
    {
        var isNew = now.Event.Length == 0;
        var wanted = new CalendarEvent(Mailbox, now.Key)
        {
            Id = isNew ? null : now.Event,
            Subject = isNew || now.Subject != Print(Subject) ? Subject : null,
            // What stands in an online meeting's body joins it: it is left alone.
            Body = isNew || (!now.Online && !Online && now.Body != Print(Body)) ? Body : null,
            Time = isNew || now.Time != Kept(Time) ? Time : null,
            Attendees = isNew || now.Attendees != Kept(Attendees) ? Attendees : null,
            IsOnline = Online && (isNew || !now.Online),
        };
        return wanted is { Subject: null, Body: null, Time: null, Attendees: null, IsOnline: false } ? null : wanted;
    }

    /// <summary>What is known of it once it stands.</summary>
    public InCalendar Standing(InCalendar before, CalendarAnswer.Stands stands) => before with
    {
        Event = stands.Id, Subject = Print(Subject), Body = Print(Body), Time = Kept(Time), Attendees = Kept(Attendees), Online = Online,
        Join = stands.Join?.AbsoluteUri ?? (Online ? before.Join : ""), Obstacle = "",
    };

    private static string Print(string text) => TurnIds.Fingerprint(text);

    private static string Kept(IReadOnlyList<string> addresses) => addresses.Count == 0 ? "" : TurnIds.Fingerprint([.. addresses]);

    private static string Kept(EventTime time) => string.Create(CultureInfo.InvariantCulture, $"{Wall.Format(time.Start)} {time.Zone} {(long)time.Length.TotalMinutes} {time.Blocks}");
}
