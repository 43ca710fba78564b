using NodaTime;

namespace ChatCrm.Time;

/// <summary>Where a zone is known from, surest first.</summary>
public enum ZoneOrigin { Stated, City, Phone, Country }

/// <summary>A zone and how it is known; all but a stated one is shown as assumed.</summary>
public sealed record ZoneGuess(string Zone, ZoneOrigin Origin);

/// <summary>The zones of TZDB: by id, country, city and the words that people type.</summary>
public static class Zones
{
    private static ZoneRules current = ZoneRules.BuiltIn;

    /// <summary>The rules that every local time is worked out by. Nothing else asks NodaTime, or the machine, for a zone.</summary>
    public static IDateTimeZoneProvider Rules => current.Zones;

    /// <summary>The release of TZDB that the rules are of: "2026f".</summary>
    public static string Version => current.Version;

    /// <summary>Works by other rules from now on. For the start of the process, before anything asks: an instant that was derived before stays as it is.</summary>
    /// <returns>Those before.</returns>
    public static ZoneRules Use(ZoneRules rules) => Interlocked.Exchange(ref current, rules);

    /// <summary>The zone of an id in any case, under its present name; null when there is none.</summary>
    public static string? Find(string id) => current.Find(id);

    /// <summary>The same, and UTC where there is none: what was kept as somebody's zone may have left TZDB since.</summary>
    public static string OrUtc(string id) => Find(id) ?? "Etc/UTC";

    /// <summary>
    /// The zone that a name of Windows means ("China Standard Time", in any case), as calendars and old settings give it; null for a custom one
    /// ("Customized Time Zone") and any other that is unknown. IANA's ids are for <see cref="Find"/>. Source: Unicode CLDR, in TZDB's file.
    /// </summary>
    public static string? OfWindows(string name) => current.OfWindows(name.Trim()) ?? (name.Trim().Equals(CalendarsUtc, StringComparison.OrdinalIgnoreCase) ? "Etc/UTC" : null);

    /// <summary>The zones of a country (ISO code, any case), the most populous first; those that keep the same time are one. Empty for an unknown country.</summary>
    public static IReadOnlyList<string> ForCountry(string code) => current.ForCountry(code);

    /// <summary>Whether a zone is one of a country's (ISO code, in capitals).</summary>
    public static bool LiesIn(string zone, string country) => current.LiesIn(zone, country);

    /// <summary>The zones that a phone number's country and area can mean; those that keep the same time are one. Empty for a number without its country, and for one of no country.</summary>
    /// <param name="digits">Behind the plus sign: digits alone.</param>
    public static IReadOnlyList<string> OfPhone(string digits) => current.Differing(PhoneAreas.Of(digits).SelectMany(place => place.Contains('/') ? [place] : ForCountry(place)));

    /// <summary>Whether two zones keep the same time in the years that people plan in.</summary>
    public static bool KeepTheSameTime(string one, string other) => one == other || current.Differing([one, other]).Length == 1;

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

    // What Exchange calls UTC in events that were made without a zone.
    private const string CalendarsUtc = "tzone://Microsoft/Utc";
}
