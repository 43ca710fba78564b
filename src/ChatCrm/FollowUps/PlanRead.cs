using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>A time that a follow-up can be set for.</summary>
/// <param name="Said">The flags of what was assumed, see <see cref="WhenText.Flags"/>; all of them are said.</param>
/// <param name="Other">The other reading that is worth a button; null where there is none.</param>
public sealed record PlanRead(PlannedTime Time, bool HasTime, IReadOnlyList<string> Said, PlannedTime? Other = null)
{
    /// <summary>The day that was meant, before the time was moved to somebody's working hours.</summary>
    public LocalDate Day { get; init; } = Time.Wall.Date;

    private static readonly string[] NobodyGave = [nameof(Assuming.Nine), nameof(Assuming.Now)];

    /// <summary>The time of a reading, at a decent hour for the assignee; null where it must be asked first.</summary>
    public static PlanRead? Of(Reading? reading, bool hasTime, Member assignee, Roster roster) => reading switch
    {
        Exact exact => new PlanRead(exact.Time, hasTime, []),
        Assumed assumed => new PlanRead(assumed.Time, hasTime, [.. WhenText.Flags(assumed)],
            assumed.Assumptions.Select(each => each.Other).FirstOrDefault(other => other?.Zone == assumed.Time.Zone)).WhenWorking(assignee, roster),
        _ => null,
    };

    /// <summary>True for a time that may be planned on; a time that came back from a button need not be one.</summary>
    public static bool MayBe(PlannedTime time, Instant now) =>
        time.ToInstant() is var due && due > now - Duration.FromMinutes(1) && due < now + Duration.FromDays(5 * 366 + 1);

    /// <summary>The zone of a member, known to be one.</summary>
    public static string ZoneOf(Member member) => Zones.OrUtc(member.Zone);

    /// <summary>Only a time that nobody gave is moved: a deadline or an hour that was typed stands.</summary>
    private PlanRead WhenWorking(Member assignee, Roster roster)
    {
        if (!Said.Any(NobodyGave.Contains)) return this;
        var meant = Time.ToInstant();
        var open = MemberSchedule.Of(assignee, roster).NextOpen(meant);
        if (open == meant) return this;
        return this with { Time = PlannedTime.At(open, ZoneOf(assignee), Time.Typed), Said = [.. Said.Where(flag => !NobodyGave.Contains(flag)), "AtWork"] };
    }
}
