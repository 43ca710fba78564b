using System.Globalization;
using ChatCrm.FollowUps;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Calendars;

/// <summary>A follow-up as an event in its assignee's calendar.</summary>
internal sealed record WantedEvent(string Mailbox, string Subject, string Body, EventTime Time, IReadOnlyList<string> Attendees, bool Online)
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>What is to be done so that it stands so; null where it does.</summary>
    /// <remarks>Nobody is invited to what is over: that is for a follow-up that was undone late, or moves again.</remarks>
    public CalendarEvent? Beside(InCalendar now, Instant at)
    {
        var (isNew, isOver) = (now.Event.Length == 0, IsOver(Time, at));
        var wanted = new CalendarEvent(Mailbox, now.Key)
        {
            Id = isNew ? null : now.Event,
            Subject = isNew || now.Subject != Print(Subject) ? Subject : null,
            // What stands in an online meeting's body joins it: it is left alone.
            Body = isNew || (!now.Online && !Online && now.Body != Print(Body)) ? Body : null,
            Time = isNew || now.Time != Kept(Time) ? Time : null,
            Attendees = isNew && isOver ? [] : !isOver && (isNew || now.Attendees != Kept(Attendees)) ? Attendees : null,
            IsOnline = Online && (isNew || !now.Online),
        };
        return wanted is { Subject: null, Body: null, Time: null, Attendees: null, IsOnline: false } ? null : wanted;
    }

    /// <summary>What is known of it once it stands.</summary>
    public InCalendar Standing(InCalendar before, CalendarAnswer.Stands stands, Instant at) => before with
    {
        Event = stands.Id, Subject = Print(Subject), Body = Print(Body), Time = Kept(Time), Attendees = IsOver(Time, at) ? before.Attendees : Kept(Attendees), Online = Online,
        Join = stands.Join?.AbsoluteUri ?? (Online ? before.Join : ""), Obstacle = "", Asked = 0,
    };

    /// <summary>Whether what was put there has ended.</summary>
    public static bool IsOver(InCalendar stands, Instant at) =>
        stands.Time.Split(' ') is [var wall, var zone, var minutes, _] && Wall.Parse(wall) is { Success: true, Value: var start } && Zones.Find(zone) is { } known
        && long.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && IsOver(new EventTime(start, known, Duration.FromMinutes(length), Blocks: false), at);

    private static bool IsOver(EventTime time, Instant at) => time.Start.InZoneLeniently(Zones.Rules[time.Zone]).ToInstant() + time.Length <= at;

    private static string Print(string text) => TurnIds.Fingerprint(text);

    private static string Kept(IReadOnlyList<string> addresses) => addresses.Count == 0 ? "" : TurnIds.Fingerprint([.. addresses]);

    private static string Kept(EventTime time) => string.Create(CultureInfo.InvariantCulture, $"{Wall.Format(time.Start)} {time.Zone} {(long)time.Length.TotalMinutes} {time.Blocks}");
}
