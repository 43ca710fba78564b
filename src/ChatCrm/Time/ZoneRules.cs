using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace ChatCrm.Time;

/// <summary>
/// The rules of all zones as one release of TZDB has them, with the tables that follow from them: what a zone is called now, where it lies, what Windows calls it.
/// Immutable; <see cref="Zones"/> says which release is in use.
/// </summary>
public sealed class ZoneRules
{
    // Where most people of a country with several zones live, in the order in which to offer them; TZDB's own order is geographic.
    private static readonly List<string> Leading =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Toronto", "America/Vancouver", "America/Edmonton",
        "America/Winnipeg", "America/Halifax", "America/Sao_Paulo", "America/Mexico_City", "America/Tijuana", "America/Argentina/Buenos_Aires", "America/Santiago",
        "America/Guayaquil", "America/Nuuk", "Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth", "Pacific/Auckland", "Asia/Jakarta",
        "Asia/Almaty", "Asia/Tashkent", "Asia/Ulaanbaatar", "Asia/Kuala_Lumpur", "Europe/Moscow", "Europe/Madrid", "Europe/Lisbon", "Europe/Berlin", "Europe/Kyiv",
        "Africa/Kinshasa", "Pacific/Port_Moresby", "Pacific/Tahiti", "Pacific/Tarawa", "Asia/Nicosia", "Asia/Gaza",
    ];

    private readonly FrozenDictionary<string, string> ids;
    private readonly FrozenDictionary<string, string> windows;
    private readonly FrozenSet<(string Zone, string Country)> located;
    private readonly Lazy<FrozenDictionary<string, string[]>> byCountry;

    private ZoneRules(TzdbDateTimeZoneSource source, IDateTimeZoneProvider zones)
    {
        (Zones, Version) = (zones, source.TzdbVersion);
        IReadOnlyList<TzdbZoneLocation> locations = [.. source.ZoneLocations ?? []];
        located = locations.Select(place => (place.ZoneId, place.CountryCode)).ToFrozenSet();
        var cities = locations.Select(place => place.ZoneId).ToHashSet(StringComparer.Ordinal);
        // A located id stays itself: TZDB links Europe/Amsterdam to Brussels, and nobody in Amsterdam wants to read that. Renamed ids (Asia/Calcutta) follow their link.
        ids = source.CanonicalIdMap.ToFrozenDictionary(id => id.Key, id => cities.Contains(id.Key) ? id.Key : id.Value, StringComparer.OrdinalIgnoreCase);
        windows = source.WindowsMapping.PrimaryMapping.Where(pair => ids.ContainsKey(pair.Value)).ToFrozenDictionary(pair => pair.Key, pair => ids[pair.Value], StringComparer.OrdinalIgnoreCase);
        byCountry = new(() => locations.GroupBy(place => place.CountryCode)
            .ToFrozenDictionary(country => country.Key, country => OfCountry(country.Key, country), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Those that NodaTime brings with it.</summary>
    public static ZoneRules BuiltIn { get; } = new(TzdbDateTimeZoneSource.Default, DateTimeZoneProviders.Tzdb);

    /// <summary>The release of TZDB: "2026f".</summary>
    public string Version { get; }

    /// <summary>The zones themselves.</summary>
    public IDateTimeZoneProvider Zones { get; }

    /// <summary>Reads a file of NodaTime's compiled rules (https://nodatime.org/tzdb/latest.txt names the newest).</summary>
    /// <exception cref="InvalidDataException">It is none, or contradicts itself.</exception>
    public static ZoneRules Read(Stream file)
    {
        try
        {
            var source = TzdbDateTimeZoneSource.FromStream(file);
            source.Validate();
            if (!IsRelease(source.TzdbVersion)) throw new InvalidDataException("It does not say of which release of TZDB it is.");
            return new(source, new DateTimeZoneCache(source));
        }
        // What a file that is damaged anywhere can end in; the reader names no single kind.
        catch (Exception broken) when (broken is not (OutOfMemoryException or InvalidDataException))
        {
            throw new InvalidDataException("It is no file of zone rules that can be read.", broken);
        }
    }

    /// <summary>Releases are called after their year and a letter (26 are followed by za, zb): their names sort.</summary>
    public bool IsNewerThan(ZoneRules other) => string.CompareOrdinal(Version, other.Version) > 0;

    internal string? Find(string id) => ids.GetValueOrDefault(id);

    internal string? OfWindows(string name) => windows.GetValueOrDefault(name);

    internal IReadOnlyList<string> ForCountry(string code) => byCountry.Value.GetValueOrDefault(code) ?? [];

    internal bool LiesIn(string zone, string country) => located.Contains((zone, country));

    /// <summary>Of zones that keep the same time the leading one, those where most people live first.</summary>
    internal string[] Differing(IEnumerable<string> zones)
    {
        var kept = new List<DateTimeZone>();
        foreach (var id in zones.OrderBy(Rank))
        {
            var zone = Zones[id];
            if (!kept.Exists(other => KeepTheSameTime(other, zone))) kept.Add(zone);
        }
        return [.. kept.Select(zone => zone.Id)];
    }

    // Business in China runs on Beijing time; Ürümqi's local time is not in the law.
    private string[] OfCountry(string country, IEnumerable<TzdbZoneLocation> places) =>
        country == "CN" ? ["Asia/Shanghai"] : Differing(places.Select(place => place.ZoneId));

    private static bool IsRelease(string version) => version.Length >= 5 && version[..4].All(char.IsAsciiDigit) && version[4..].All(char.IsAsciiLetterLower);

    private static int Rank(string zone) => Leading.IndexOf(zone) is >= 0 and var rank ? rank : Leading.Count;

    private static bool KeepTheSameTime(DateTimeZone one, DateTimeZone other)
    {
        // The years in which a follow-up can lie; older differences do not matter to anybody who plans.
        var years = new Interval(Instant.FromUtc(2026, 11, 1, 0, 0), Instant.FromUtc(2034, 1, 1, 0, 0));
        return Offsets(one, years).SequenceEqual(Offsets(other, years));
    }

    private static IEnumerable<(Instant, Offset)> Offsets(DateTimeZone zone, Interval years) => zone
        .GetZoneIntervals(years, ZoneEqualityComparer.Options.OnlyMatchWallOffset)
        .Select(interval => (interval.HasStart && interval.Start > years.Start ? interval.Start : years.Start, interval.WallOffset));
}
