using ChatCrm.Customers;
using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>When a customer opens. Pure.</summary>
internal static class Opening
{
    /// <summary>The next time that they open; while they are open, that is behind their closing. Null where nobody has told yet where they are.</summary>
    public static PlannedTime? Next(Customer customer, Instant from)
    {
        if (Zones.Find(customer.Zone) is not { } zone) return null;
        var hours = HoursOf(customer);
        var behind = hours.IsOpen(from, zone) ? hours.ClosesAt(from.InZone(Zones.Rules[zone]).Date, zone) : from;
        return PlanRead.Moment(hours.NextOpen(behind, zone), zone);
    }

    /// <summary>Their opening on a day of theirs, or on the first working day behind it; never one that has passed.</summary>
    public static PlannedTime? On(Customer customer, LocalDate day, Instant now)
    {
        if (Zones.Find(customer.Zone) is not { } zone) return null;
        var begins = Zones.Rules[zone].AtStartOfDay(day).ToInstant();
        return begins <= now ? Next(customer, now) : PlanRead.Moment(HoursOf(customer).NextOpen(begins, zone), zone);
    }

    private static WorkingHours HoursOf(Customer customer) => WorkingHours.Read(customer.Hours) ?? WorkingHours.OfCustomer(customer.Country.Length > 0 ? customer.Country : null);
}
