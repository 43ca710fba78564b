using ChatCrm.Customers;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>When a customer opens. Pure.</summary>
internal static class Opening
{
    /// <summary>The next time that they open; while they are open, that is behind their closing. Null where nobody has told yet where they are.</summary>
    public static PlannedTime? Next(Customer customer, Roster roster, Instant from)
    {
        if (CustomerSchedule.Of(customer, null, roster) is not { } schedule) return null;
        var behind = schedule.IsOpen(from) ? schedule.Hours.ClosesAt(schedule.DateAt(from), schedule.Zone) : from;
        return PlanRead.Moment(schedule.NextOpen(behind), schedule.Zone);
    }

    /// <summary>Their opening on a day of theirs, or on the first working day behind it; never one that has passed.</summary>
    public static PlannedTime? On(Customer customer, Roster roster, LocalDate day, Instant now)
    {
        if (CustomerSchedule.Of(customer, null, roster) is not { } schedule) return null;
        var begins = Zones.Rules[schedule.Zone].AtStartOfDay(day).ToInstant();
        return begins <= now ? Next(customer, roster, now) : PlanRead.Moment(schedule.NextOpen(begins), schedule.Zone);
    }
}
