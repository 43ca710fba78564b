using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>
/// What becomes of a follow-up whose time has come. Pure: from the follow-up, the members as they now are, the last contact and the moment.
/// <list type="bullet">
/// <item>An hour that its assignee chose stands, whatever their working hours; on days away it does not, unless they chose it on one of those.</item>
/// <item>Any other waits for the assignee to be at work, unless their cover is earlier: then the cover gets it, in the cover's hours.</item>
/// <item>A day without an hour is left to the morning list of whoever wants one that shows it: one that was wanted before its hour of that day.</item>
/// <item>One that counts from the last contact moves where there was one since.</item>
/// </list>
/// </summary>
public abstract record ReminderPlan
{
    /// <summary>They are reminded now.</summary>
    /// <param name="Covers">True for the cover of the assignee.</param>
    public sealed record Remind(string Member, bool Covers) : ReminderPlan;

    /// <summary>It is looked at again then.</summary>
    public sealed record Wait(Instant Until) : ReminderPlan;

    /// <summary>The assignee's morning list of this day shows it.</summary>
    public sealed record Morning : ReminderPlan;

    /// <summary>It is not due any more: it is due then.</summary>
    public sealed record Move(PlannedTime To) : ReminderPlan;

    /// <param name="contact">When the customer was last in touch; null where nobody knows.</param>
    public static ReminderPlan Of(FollowUp followUp, Roster roster, Instant? contact, Instant now)
    {
        if (Repeating.Moved(followUp, contact, AtWork.DaysOf(followUp.Assignee, roster)) is { } later && later.ToInstant() > now) return new Move(later);
        // Whoever has left is told nothing; that nobody can be told is shown elsewhere.
        if (roster.Find(followUp.Assignee) is not { } assignee) return new Remind(followUp.Assignee, Covers: false);
        if (AtWork.Is(assignee, roster, now)) return InList(assignee, roster, followUp, now) ?? new Remind(assignee.Id, Covers: false);
        return HourStands(assignee, followUp, now) ? new Remind(assignee.Id, Covers: false) : Meanwhile(assignee, roster, now);
    }

    private static ReminderPlan Meanwhile(Member assignee, Roster roster, Instant now)
    {
        if (CoverAt(assignee, roster, now) is not { } cover) return new Wait(AtWork.Next(assignee, roster, now));
        return AtWork.Next(cover, roster, now) is var there && there == now ? new Remind(cover.Id, Covers: true) : new Wait(there);
    }

    /// <summary>True where its time comes on days that its assignee has said they are away, and it is not at an hour that they chose on one of those days.</summary>
    public static bool IsAway(FollowUp followUp, Member assignee) => assignee.AwayAt(followUp.DueAt) is not null && !HourStands(assignee, followUp, followUp.DueAt);

    /// <summary>Who is reminded of what falls due at a moment at which its assignee is not at work, as everybody's settings now are; null where it waits for the assignee.</summary>
    public static Member? CoverAt(Member assignee, Roster roster, Instant due) =>
        roster.Find(assignee.Cover) is { } cover && cover.Id != assignee.Id && AtWork.Next(cover, roster, due) < AtWork.Next(assignee, roster, due) ? cover : null;

    private static bool HourStands(Member assignee, FollowUp followUp, Instant now) =>
        followUp.HasTime && followUp.TimedBy == assignee.Id && (assignee.AwayAt(now) is not { } absence || assignee.AwayAt(followUp.TouchedAt) == absence);

    /// <summary>Where the list of this day shows it. One that is still to come may yet be called off: it is waited for.</summary>
    private static ReminderPlan? InList(Member assignee, Roster roster, FollowUp followUp, Instant now)
    {
        if (followUp.HasTime || assignee.DigestTime is not { } time) return null;
        var zone = PlanRead.ZoneOf(assignee);
        var morning = new PlannedTime(now.InZone(Zones.Rules[zone]).Date + time, zone, "").ToInstant();
        if (followUp.TouchedAt >= morning || assignee.DigestSaidAt >= morning.ToUnixTimeMilliseconds()) return null;
        return morning > now && AtWork.Is(assignee, roster, morning) ? new Wait(morning) : new Morning();
    }
}
