using ChatCrm.Time;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>When a customer can be reached: hours as typed, else those of their country; its holidays; what the workspace knows of it.</summary>
public static class CustomerSchedule
{
    /// <summary>Null where nobody knows the zone.</summary>
    /// <param name="contact">The person to reach, whose own zone and hours go before the customer's; null for the customer as such.</param>
    /// <param name="roster">The workspace's, for its own days.</param>
    public static Schedule? Of(Customer customer, Contact? contact, Roster roster)
    {
        var elsewhere = contact is { Zone.Length: > 0 } && contact.Zone != customer.Zone;
        if (Zones.Find(elsewhere ? contact!.Zone : customer.Zone) is not { } zone) return null;
        var country = elsewhere ? Zones.CountryOf(zone) ?? "" : customer.Country;
        var region = elsewhere ? "" : customer.Region;
        var hours = WorkingHours.Read(contact?.Hours ?? "") ?? WorkingHours.Read(elsewhere ? "" : customer.Hours) ?? WorkingHours.OfCustomer(country, region);
        return new(zone, hours, roster.DaysOff(country, region));
    }
}
