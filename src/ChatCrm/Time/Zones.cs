using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace ChatCrm.Time;

/// <summary>Where a zone is known from, surest first.</summary>
public enum ZoneOrigin { Stated, City, Phone, Country }

/// <summary>A zone and how it is known; all but a stated one is shown as assumed.</summary>
public sealed record ZoneGuess(string Zone, ZoneOrigin Origin);

/// <summary>The zones of TZDB: by id, country, city and the words that people type.</summary>
public static class Zones
{
    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;

    // Where most people of a country with several zones live, in the order in which to offer them; TZDB's own order is geographic.
    private static readonly List<string> Leading =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Toronto", "America/Vancouver", "America/Edmonton",
        "America/Winnipeg", "America/Halifax", "America/Sao_Paulo", "America/Mexico_City", "America/Tijuana", "America/Argentina/Buenos_Aires", "America/Santiago",
        "America/Guayaquil", "America/Nuuk", "Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth", "Pacific/Auckland", "Asia/Jakarta",
        "Asia/Almaty", "Asia/Tashkent", "Asia/Ulaanbaatar", "Asia/Kuala_Lumpur", "Europe/Moscow", "Europe/Madrid", "Europe/Lisbon", "Europe/Berlin", "Europe/Kyiv",
        "Africa/Kinshasa", "Pacific/Port_Moresby", "Pacific/Tahiti", "Pacific/Tarawa", "Asia/Nicosia", "Asia/Gaza",
    ];

    private static readonly IReadOnlyList<TzdbZoneLocation> Locations = [.. Source.ZoneLocations ?? []];

    private static readonly FrozenSet<string> Located = Locations.Select(place => place.ZoneId).ToFrozenSet(StringComparer.Ordinal);

    // A located id stays itself: TZDB links Europe/Amsterdam to Brussels, and nobody in Amsterdam wants to read that. Renamed ids (Asia/Calcutta) follow their link.
    private static readonly FrozenDictionary<string, string> Ids = Source.CanonicalIdMap
        .ToFrozenDictionary(id => id.Key, id => Located.Contains(id.Key) ? id.Key : id.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string[]> ByCountry = Locations.GroupBy(place => place.CountryCode)
        .ToFrozenDictionary(country => country.Key, country => Differing(country.Key, country), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> CountryOfZone = Locations.DistinctBy(place => place.ZoneId)
        .ToFrozenDictionary(place => place.ZoneId, place => place.CountryCode, StringComparer.Ordinal);

    /// <summary>The rules that every local time is worked out by. Nothing else asks NodaTime, or the machine, for a zone.</summary>
    public static IDateTimeZoneProvider Rules => DateTimeZoneProviders.Tzdb;

    /// <summary>The zone of an id in any case, under its present name; null when there is none.</summary>
    public static string? Find(string id) => Ids.GetValueOrDefault(id);

    /// <summary>The zones of a country (ISO code, any case), the most populous first; those that keep the same time are one. Empty for an unknown country.</summary>
    public static IReadOnlyList<string> ForCountry(string code) => ByCountry.GetValueOrDefault(code) ?? [];

    /// <summary>The country (ISO code) that a zone lies in; null for one that lies in none, as UTC.</summary>
    public static string? CountryOf(string zone) => CountryOfZone.GetValueOrDefault(zone);

    /// <summary>The zones that a typed word can mean: an id, a city or country in English or Chinese, UTC+8, or an abbreviation. Several: must be asked. Empty: none.</summary>
    public static IReadOnlyList<string> Search(string typed)
    {
        var key = Fold.Key(typed);
        if (ZoneWords.Of(key) is { Count: > 0 } meant) return meant;
        if (Find(key) is { } id) return [id];
        if (Countries.Read(key) is { } country) return ForCountry(country.Code);
        return [];
    }

    /// <summary>The city that a zone is called after, in English: "Berlin". For a zone without a city, its id.</summary>
    public static string CityOf(string zone) => Cities.OfZone(zone)?.English ?? zone;

    /// <summary>The same in a language: Chinese for any "zh", English for all others.</summary>
    public static string CityName(string zone, string language)
    {
        var chinese = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Cities.OfZone(zone)?.Chinese : null;
        return chinese is { Length: > 0 } ? chinese : CityOf(zone);
    }

    /// <summary>The offset of UTC+n as a zone; null beyond -12 to +14 hours.</summary>
    internal static string? OfOffset(int hours) => hours switch
    {
        0 => "Etc/UTC",
        // The sign of Etc/GMT ids is that of POSIX: east is minus.
        >= -12 and <= 14 => $"Etc/GMT{(hours > 0 ? '-' : '+')}{Math.Abs(hours)}",
        _ => null,
    };

    private static string[] Differing(string country, IEnumerable<TzdbZoneLocation> places)
    {
        // Business in China runs on Beijing time; Ürümqi's local time is not in the law.
        if (country == "CN") return ["Asia/Shanghai"];
        var kept = new List<DateTimeZone>();
        foreach (var id in places.Select(place => place.ZoneId).OrderBy(Rank))
        {
            var zone = Rules[id];
            if (!kept.Exists(other => KeepsTheSameTime(other, zone))) kept.Add(zone);
        }
        return [.. kept.Select(zone => zone.Id)];
    }

    private static int Rank(string zone) => Leading.IndexOf(zone) is >= 0 and var rank ? rank : Leading.Count;

    private static bool KeepsTheSameTime(DateTimeZone one, DateTimeZone other)
    {
        // The years in which a follow-up can lie; older differences do not matter to anybody who plans.
        var years = new Interval(Instant.FromUtc(2026, 11, 1, 0, 0), Instant.FromUtc(2034, 1, 1, 0, 0));
        return Offsets(one, years).SequenceEqual(Offsets(other, years));
    }

    private static IEnumerable<(Instant, Offset)> Offsets(DateTimeZone zone, Interval years) => zone
        .GetZoneIntervals(years, ZoneEqualityComparer.Options.OnlyMatchWallOffset)
        .Select(interval => (interval.HasStart && interval.Start > years.Start ? interval.Start : years.Start, interval.WallOffset));
}
