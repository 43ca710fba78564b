using ChatCrm.Time;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>When a customer can be reached: hours as typed, else those of their country; its holidays; what the workspace knows of it.</summary>
public static class CustomerSchedule
{
    /// <summary>Null where nobody knows the zone.</summary>
    /// <param name="contact">The person to reach, whose own zone (see <see cref="ContactZone"/>) and hours go before the customer's; null for the customer as such.</param>
    /// <param name="roster">The workspace's, for its own days.</param>
    public static Schedule? Of(Customer customer, Contact? contact, Roster roster)
    {
        var known = contact is null ? customer.Zone : ContactZone.Of(customer, contact).Zone;
        if (Zones.Find(known) is not { } zone) return null;
        var elsewhere = known != customer.Zone;
        var country = elsewhere ? ZoneCountries.Of(zone) ?? "" : customer.Country;
        var region = elsewhere ? "" : customer.Region;
        var hours = WorkingHours.Read(contact?.Hours ?? "") ?? WorkingHours.Read(elsewhere ? "" : customer.Hours) ?? WorkingHours.OfCustomer(country, region);
        return new(zone, hours, roster.DaysOff(country, region));
    }
}
