using ChatCrm.Time;

namespace ChatCrm.Customers;

/// <summary>A contact's zone: as stated, else that of the customer's place, else that of their phone's country and area. It is worked out, never kept, so it follows what it is known from.</summary>
/// <param name="Zone">Empty where nobody knows.</param>
/// <param name="IsOwn">True where it is not the customer's.</param>
/// <param name="Asked">The zones of the phone's country, where only a person can say which.</param>
public sealed record ContactZone(string Zone, ZoneOrigin Origin, bool IsOwn, IReadOnlyList<string> Asked)
{
    public static ContactZone Of(Customer customer, Contact contact)
    {
        if (contact.Zone.Length > 0 || contact.ZoneOrigin == ZoneOrigin.Phone) return new(contact.Zone, contact.ZoneOrigin, IsOwn: true, []);
        var there = Phones.ZonesOf(contact.Phone);
        if (there.Count == 0 || IsWhere(customer, there)) return new(customer.Zone, customer.ZoneOrigin, IsOwn: false, []);
        return there is [var zone] ? new(zone, ZoneOrigin.Phone, IsOwn: true, []) : new("", ZoneOrigin.Phone, IsOwn: true, there);
    }

    /// <summary>The contact with what was found out, for where its phone may not be shown.</summary>
    public Contact KeptIn(Contact contact) => IsOwn ? contact with { Zone = Zone, ZoneOrigin = Origin } : contact;

    /// <summary>In one country the customer's place is surer than an area: numbers move house with people.</summary>
    private static bool IsWhere(Customer customer, IReadOnlyList<string> there) => customer.Zone.Length > 0
        && there.Any(zone => (customer.Country.Length > 0 && Zones.LiesIn(zone, customer.Country)) || Zones.KeepTheSameTime(zone, customer.Zone));
}
