using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>When a member can be told of something: in their hours, on no day off or away. Pure.</summary>
public static class AtWork
{
    /// <summary>Whether a member works on a date; null for one who has left.</summary>
    public static Func<LocalDate, bool>? DaysOf(string member, Roster roster) => roster.Find(member) is { } known ? MemberSchedule.Of(known, roster).WorksOn : null;

    public static bool Is(Member member, Roster roster, Instant at) => Next(member, roster, at) == at;

    /// <summary><paramref name="from"/> where they are at work then, else the moment from which they are again.</summary>
    public static Instant Next(Member member, Roster roster, Instant from)
    {
        var schedule = MemberSchedule.Of(member, roster);
        var at = schedule.NextOpen(from);
        // Each absence lies behind the one before: at most as many rounds as there are.
        while (member.AwayAt(at) is { } absence) at = schedule.NextOpen(Zones.Rules[schedule.Zone].AtStartOfDay(absence.Last.PlusDays(1)).ToInstant());
        return at;
    }
}
