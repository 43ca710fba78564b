using NodaTime;

namespace ChatCrm.Time;

/// <summary>A day that a workspace knows better than any table: one of its own, or of a country.</summary>
/// <param name="Country">ISO code; empty for the workspace's own people.</param>
public sealed record KnownDay(DayOff Day, string Country);

/// <summary>Which days are off somewhere: what the workspace says of them goes before the table of holidays. Pure.</summary>
/// <param name="Country">ISO code; empty where unknown, and then only what the workspace says of its own people holds.</param>
/// <param name="Region">ISO 3166-2 code within the country (DE-BY); empty where unknown: then regional holidays only may be.</param>
/// <param name="Known">What the workspace says.</param>
/// <param name="Table">The holidays that are looked up.</param>
public sealed record DaysOff(string Country, string Region, IReadOnlyList<KnownDay> Known, Holidays Table)
{
    /// <summary>Knows nothing, of no date.</summary>
    public static readonly DaysOff None = new("", "", [], Holidays.None);

    /// <summary>What a date is; null for an ordinary day and where nothing is known of it.</summary>
    public DayOff? On(LocalDate date)
    {
        foreach (var known in Known)
            if (known.Day.Date == date) return known.Day;
        return Table.On(Country, Region, date);
    }

    public bool Knows(LocalDate date) => Table.Knows(Country, date);
}
