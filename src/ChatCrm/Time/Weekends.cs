using System.Collections.Frozen;
using NodaTime;
using static NodaTime.IsoDayOfWeek;

namespace ChatCrm.Time;

/// <summary>
/// Which days a country rests. CLDR's week data differs from the law in some 17 countries, so this is a table of its own (after vacanza/holidays, 2026).
/// Where sources disagree (LY, UG, IN, HK) it is Saturday and Sunday, to be set per organisation and contact.
/// </summary>
public static class Weekends
{
    private static readonly DaySet SaturdaySunday = DaySet.Of(Saturday, Sunday);

    private static readonly FrozenDictionary<string, DaySet> Others =
        "BH DZ EG IL IQ JO KW OM QA SA SD SY YE BD DJ MR MV".Split(' ').Select(code => (Code: code, Days: DaySet.Of(Friday, Saturday)))
            .Append((Code: "BN", Days: DaySet.Of(Friday, Sunday))).Append((Code: "IR", Days: DaySet.Of(Friday)))
            .ToFrozenDictionary(row => row.Code, row => row.Days, StringComparer.OrdinalIgnoreCase);

    /// <summary>The weekend of a country (ISO code, any case); Saturday and Sunday where it is null or unknown.</summary>
    public static DaySet Of(string? country) => country is null ? SaturdaySunday : Others.GetValueOrDefault(country, SaturdaySunday);
}
