using System.Globalization;
using ChatCrm.Calendars;
using ChatCrm.Time;
using Microsoft.Graph.Models;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Bot.Graph;

/// <summary>Our events in Graph's words. Pure.</summary>
internal static class Events
{
    /// <summary>By this property an event is found again by its key: https://learn.microsoft.com/graph/api/resources/extended-properties-overview.</summary>
    private const string Tag = "String {5b3c7a7e-2f0d-4a55-9d0e-6f1f6c1f9a41} Name ChatCrmKey";

    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"), Told = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFFF");

    /// <summary>The fields of an answer that are looked at.</summary>
    public static readonly string[] Fields = ["id", "subject", "start", "end", "attendees", "isOnlineMeeting", "onlineMeeting"];

    /// <summary>The filter for the event of a key, which is letters and digits.</summary>
    public static string With(string key) => $"singleValueExtendedProperties/Any(ep: ep/id eq '{Tag}' and ep/value eq '{key}')";

    public static Event New(CalendarEvent wanted)
    {
        var made = Changed(wanted);
        made.TransactionId = wanted.Key;
        made.SingleValueExtendedProperties = [new() { Id = Tag, Value = wanted.Key }];
        (made.IsReminderOn, made.ReminderMinutesBeforeStart) = (true, 10);
        if (made.Attendees is { Count: 0 }) made.Attendees = null;
        return made;
    }

    /// <summary>What is not null alone: whatever else is sent would be told to attendees.</summary>
    public static Event Changed(CalendarEvent wanted)
    {
        var changed = new Event();
        if (wanted.Subject is { } subject) changed.Subject = subject;
        if (wanted.Body is { } body) changed.Body = new() { ContentType = BodyType.Text, Content = body };
        if (wanted.Time is { } time) (changed.Start, changed.End, changed.ShowAs) = (At(time, Duration.Zero), At(time, time.Length), time.Blocks ? FreeBusyStatus.Busy : FreeBusyStatus.Free);
        if (wanted.Attendees is { } attendees) changed.Attendees = [.. attendees.Select(address => new Attendee { Type = AttendeeType.Required, EmailAddress = new() { Address = address } })];
        if (wanted.IsOnline) (changed.IsOnlineMeeting, changed.OnlineMeetingProvider) = (true, OnlineMeetingProviderType.TeamsForBusiness);
        return changed;
    }

    /// <summary>The same moment on the clock of UTC, which every calendar knows.</summary>
    public static CalendarEvent InUtc(CalendarEvent wanted) => wanted.Time is { } time ? wanted with { Time = time with { Start = From(time).InUtc().LocalDateTime, Zone = "Etc/UTC" } } : wanted;

    /// <summary>Whether an event that was made before, under the same key, is another than is wanted now.</summary>
    public static bool Differs(Event made, CalendarEvent wanted) =>
        made.Subject is { } subject && subject != wanted.Subject
        || made.Start is { } start && wanted.Time is { } time && InstantOf(start) is { } at && at != From(time)
        || made.Attendees is { } attendees && !attendees.Select(one => one.EmailAddress?.Address ?? "").Order(StringComparer.OrdinalIgnoreCase).SequenceEqual((wanted.Attendees ?? []).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase)
        || made.IsOnlineMeeting is false && wanted.IsOnline;

    public static CalendarAnswer.Stands Stands(Event made) =>
        new(made.Id ?? "", Uri.TryCreate(made.OnlineMeeting?.JoinUrl, UriKind.Absolute, out var join) && join.Scheme == Uri.UriSchemeHttps ? join : null);

    /// <summary>Null where it is on a clock that was not asked for: Graph answers in UTC.</summary>
    public static Instant? InstantOf(DateTimeTimeZone? told) =>
        told?.TimeZone is null or "UTC" or "Etc/UTC" or "tzone://Microsoft/Utc" && Told.Parse(told?.DateTime ?? "") is { Success: true, Value: var wall } ? wall.InUtc().ToInstant() : null;

    public static DateTimeTimeZone InUtc(Instant at) => new() { DateTime = Wall.Format(at.InUtc().LocalDateTime), TimeZone = "UTC" };

    private static DateTimeTimeZone At(EventTime time, Duration later)
    {
        var wall = (From(time) + later).InZone(Zones.Rules[time.Zone]).LocalDateTime;
        return new() { DateTime = Wall.Format(wall), TimeZone = time.Zone == "Etc/UTC" ? "UTC" : time.Zone };
    }

    private static Instant From(EventTime time) => time.Start.InZoneLeniently(Zones.Rules[time.Zone]).ToInstant();
}
