using System.Collections.Frozen;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>
/// Which days a country rests, and which hours its offices keep: a table of its own with a source for each row, because CLDR's week data differs from
/// the law in some 17 countries. A country without a row rests on Saturday and Sunday; hours that no row states are 09:00-17:30.
/// </summary>
public static class Weekends
{
    private static readonly DaySet SaturdaySunday = DaySet.Of(IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday);

    private static readonly WorkingHours Usual = Hours(SaturdaySunday);

    private static readonly FrozenDictionary<string, (DaySet Days, WorkingHours Hours)> Table = Tables.Rows("weekends", 4)
        .Select(row => (Code: row[0], Days: DaySet.Of([.. row[1].Split(' ').Select(Enum.Parse<IsoDayOfWeek>)]), Hours: row[2]))
        .ToFrozenDictionary(row => row.Code, row => (row.Days, row.Hours.Length > 0 ? WorkingHours.Read(row.Hours)! : Hours(row.Days)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The weekend of a country (ISO code, any case) or of its region (ISO 3166-2); Saturday and Sunday where it is null or unknown.</summary>
    public static DaySet Of(string? country, string region = "") => Row(country, region)?.Days ?? SaturdaySunday;

    /// <summary>The hours that offices are assumed to keep there; where unknown, 09:00-17:30 from Monday to Friday.</summary>
    public static WorkingHours HoursOf(string? country, string region = "") => Row(country, region)?.Hours ?? Usual;

    private static (DaySet Days, WorkingHours Hours)? Row(string? country, string region) =>
        Table.TryGetValue(region, out var regional) ? regional : Table.TryGetValue(country ?? "", out var national) ? national : null;

    private static WorkingHours Hours(DaySet weekend) => new(new(9, 0), new(17, 30), weekend.Others);
}
