using ChatCrm.Customers;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>When a customer opens. Pure.</summary>
internal static class Opening
{
    /// <summary>The next time that they open; while they are open, that is behind their closing. Null where nobody has told yet where they are.</summary>
    public static PlannedTime? Next(Customer customer, Roster roster, Instant from) => CustomerSchedule.Of(customer, null, roster) is { } theirs
        ? PlannedTime.At(theirs.NextOpen(theirs.ClosesAfter(from) ?? from), theirs.Zone)
        : null;

    /// <summary>Their opening on a day of theirs, or on the first working day behind it; never one that has passed.</summary>
    public static PlannedTime? On(Customer customer, Roster roster, LocalDate day, Instant now)
    {
        if (CustomerSchedule.Of(customer, null, roster) is not { } theirs) return null;
        var begins = Zones.Rules[theirs.Zone].AtStartOfDay(day).ToInstant();
        return begins <= now ? Next(customer, roster, now) : PlannedTime.At(theirs.NextOpen(begins), theirs.Zone);
    }
}
