using NodaTime;

namespace ChatCrm.Time;

/// <summary>The public holidays of the world, as a table that states how far it reaches. Read once, then pure.</summary>
public sealed class Holidays
{
    /// <summary>No country, no date.</summary>
    public static readonly Holidays None = new();

    /// <summary>The table that the process uses.</summary>
    public static Holidays InUse => None;

    /// <summary>What a date is in a country and perhaps one of its regions; null for an ordinary day and where nothing is known.</summary>
    public DayOff? On(string country, string region, LocalDate date) => null;

    /// <summary>Whether the table reaches a date of a country.</summary>
    public bool Knows(string country, LocalDate date) => false;
}
