using ChatCrm.Time;

namespace ChatCrm.Workspaces;

/// <summary>When a member works: their hours, the holidays of the country that their zone lies in, and the workspace's own days.</summary>
public static class MemberSchedule
{
    /// <summary>The wake route of a member who may be at work now, or be covered otherwise: what waits for them is looked at anew.</summary>
    public const string Wake = "follow-up.back";

    /// <summary>The same for all members.</summary>
    public const string WakeAll = "follow-up.days";

    /// <summary>The wake route of the morning lists where days off have become other ones: each is set anew.</summary>
    public const string WakeLists = "digest.days";

    /// <param name="roster">The workspace's, for its own days.</param>
    public static Schedule Of(Member member, Roster roster)
    {
        var zone = Zones.OrUtc(member.Zone);
        return new(zone, HoursOf(member), roster.DaysOff(ZoneCountries.Of(zone) ?? "", ours: true));
    }

    /// <summary>The hours of a member, days off aside: as typed, else the usual ones.</summary>
    public static WorkingHours HoursOf(Member member) => WorkingHours.Read(member.Hours) ?? WorkingHours.OfMember;
}
