using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>When a member can be told of something: in their hours, on no day away. Pure.</summary>
public static class AtWork
{
    public static bool Is(Member member, Instant at) => Next(member, at) == at;

    /// <summary><paramref name="from"/> where they are at work then, else the moment from which they are again.</summary>
    public static Instant Next(Member member, Instant from)
    {
        var zone = Zones.Rules[PlanRead.ZoneOf(member)];
        var at = NextOpen(member, from);
        // Each absence lies behind the one before: at most as many rounds as there are.
        while (member.AwayAt(at) is { } absence) at = NextOpen(member, zone.AtStartOfDay(absence.Last.PlusDays(1)).ToInstant());
        return at;
    }

    private static Instant NextOpen(Member member, Instant from) => PlanRead.HoursOf(member).NextOpen(from, PlanRead.ZoneOf(member));
}
