using System.Collections.Frozen;
using NodaTime.TimeZones;

namespace ChatCrm.Time;

/// <summary>The country that a zone lies in, after TZDB's table of places; that table is no matter of the rules in use.</summary>
public static class ZoneCountries
{
    private static readonly FrozenDictionary<string, string> ByZone = (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
        .DistinctBy(place => place.ZoneId).ToFrozenDictionary(place => place.ZoneId, place => place.CountryCode, StringComparer.Ordinal);

    /// <summary>The ISO code; null for a zone that lies in none, as UTC.</summary>
    public static string? Of(string zone) => ByZone.GetValueOrDefault(zone);
}
