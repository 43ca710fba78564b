using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;

namespace ChatCrm.Customers;

/// <summary>A zone as it was typed: an id, empty where it is left open, or why it is refused.</summary>
internal sealed record ZoneEntry(string Zone, Text? Refusal = null)
{
    /// <summary>What somebody types who does not know the zone.</summary>
    public const string Unknown = "?";

    private static readonly IReadOnlySet<string> UnknownWords = WordLists.Spoken("DetailErrors.UnknownWords");

    public static ZoneEntry Read(string typed, Wording words)
    {
        if (typed.Length == 0 || IsUnknown(typed)) return new("");
        return Zones.Search(typed) switch
        {
            [var zone] => new(zone),
            [] => new("", words.Say("DetailErrors.Zone", ("typed", CustomerDetails.Short(typed)))),
            var several => new("", words.Say("DetailErrors.Zones", ("typed", CustomerDetails.Short(typed)),
                ("cities", Text.Ours(string.Join(words.Plain("DetailErrors.Or"), several.Take(4).Select(zone => Zones.CityName(zone, words.Language))))))),
        };
    }

    public static bool IsUnknown(string typed) => UnknownWords.Contains(typed.Trim());
}

/// <summary>A customer's zone: stated, else that of the city, else that of the country where it has one. It is never guessed beyond that.</summary>
/// <param name="Asked">The zones of the country, where only the person can say which.</param>
internal sealed record CustomerZone(Customer Customer, IReadOnlyList<string> Asked)
{
    /// <param name="before">The customer as it was; null for a new one. Where the place did not change, neither does the zone.</param>
    public static CustomerZone Of(Customer? before, Customer after)
    {
        if (IsStated(after) || (before is not null && Place(before) == Place(after))) return new(after, []);
        var zones = after.Country.Length > 0 ? Zones.ForCountry(after.Country) : [];
        var city = OfCity(after, zones);
        var guess = city ?? (zones.Count == 1 ? new ZoneGuess(zones[0], ZoneOrigin.Country) : null);
        return new(after with { Zone = guess?.Zone ?? "", ZoneOrigin = guess?.Origin ?? default }, guess is null && zones.Count > 1 ? zones : []);
    }

    private static bool IsStated(Customer customer) => customer.Zone.Length > 0 && customer.ZoneOrigin == ZoneOrigin.Stated;

    private static (string, string, string, ZoneOrigin) Place(Customer customer) => (customer.Country, customer.City, customer.Zone, customer.ZoneOrigin);

    /// <summary>The city's zone; a city of that name in another country is another city.</summary>
    private static ZoneGuess? OfCity(Customer customer, IReadOnlyList<string> zones)
    {
        if (customer.City.Length == 0 || Zones.Search(customer.City) is not [var zone]) return null;
        if (customer.Country.Length == 0) return new(zone, ZoneOrigin.City);
        if (!Zones.LiesIn(zone, customer.Country)) return null;
        return new(zones.Count == 1 ? zones[0] : zone, ZoneOrigin.City);
    }
}
