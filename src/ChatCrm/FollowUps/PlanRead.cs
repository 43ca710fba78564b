using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>A time that a follow-up can be set for, and what the answer must say about it.</summary>
/// <param name="AtWork">True where it was moved to the assignee's next working time.</param>
public sealed record PlanRead(PlannedTime Time, bool HasTime, IReadOnlyList<Assuming> Assumed, PlannedTime? Other = null, bool AtWork = false)
{
    /// <summary>The time of a reading, at a decent hour for the assignee; null where it must be asked first.</summary>
    public static PlanRead? Of(Reading? reading, bool hasTime, Member assignee) => reading switch
    {
        Exact exact => new PlanRead(exact.Time, hasTime, []),
        Assumed assumed => new PlanRead(assumed.Time, hasTime, [.. assumed.Assumptions.Select(each => each.What)],
            assumed.Assumptions.Select(each => each.Other).FirstOrDefault(other => other is not null)).WhenWorking(assignee),
        _ => null,
    };

    /// <summary>A time that a button chose.</summary>
    public static PlanRead Chosen(PlannedTime time) => new(time, true, []);

    /// <summary>A moment on a zone's wall clock, to the minute. The second of two equal wall times has a name in UTC alone.</summary>
    public static PlannedTime Moment(Instant at, string zone)
    {
        var planned = new PlannedTime(Minute(at, zone), zone, "");
        return at - planned.ToInstant() < Duration.FromMinutes(1) ? planned : new(Minute(at, "Etc/UTC"), "Etc/UTC", "");
    }

    /// <summary>When a member works.</summary>
    public static WorkingHours HoursOf(Member member) => WorkingHours.Read(member.Hours) ?? WorkingHours.OfMember;

    /// <summary>The zone of a member, known to be one.</summary>
    public static string ZoneOf(Member member) => Zones.Find(member.Zone) ?? "Etc/UTC";

    /// <summary>Only a time that nobody gave is moved: a deadline or an hour that was typed stands.</summary>
    private PlanRead WhenWorking(Member assignee)
    {
        if (!Assumed.Contains(Assuming.Nine) && !Assumed.Contains(Assuming.Now)) return this;
        var meant = Time.ToInstant();
        var open = HoursOf(assignee).NextOpen(meant, ZoneOf(assignee));
        return open == meant ? this : this with { Time = Moment(open, ZoneOf(assignee)) with { Typed = Time.Typed }, AtWork = true };
    }

    private static LocalDateTime Minute(Instant at, string zone)
    {
        var wall = at.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime;
        return wall.Date + new LocalTime(wall.Hour, wall.Minute);
    }
}
