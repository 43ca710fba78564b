using ChatCrm.Time.Lexicons;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>An hour as said.</summary>
/// <param name="Hour">0 to 24; 24 is the midnight that ends a day.</param>
/// <param name="Half">The half of the day where it was said with the hour: am, pm.</param>
/// <param name="Loose">Said as on a dial (3, 三点), so that 1 to 6 can be in the afternoon.</param>
/// <param name="Begins">Said as the beginning of a stretch: 15:00-16:00.</param>
internal sealed record Clock(int Hour, int Minute, DayPart? Half = null, bool Loose = false, bool Begins = false);

/// <summary>The time of a day that is meant.</summary>
/// <param name="DaysLater">1 where the night runs over midnight.</param>
internal sealed record TimeMeant(LocalTime Time, int DaysLater, Assuming? What);

/// <summary>Turns hours and parts of days, as said, into times.</summary>
internal static class Clocks
{
    public static readonly LocalTime Nine = new(9, 0);
    public static readonly LocalTime Five = new(17, 0);

    /// <summary>The usual hour of a part of a day.</summary>
    public static TimeMeant Usual(DayPart part) => new(new(part switch
    {
        DayPart.Dawn => 6,
        DayPart.Morning => 9,
        DayPart.Noon => 12,
        DayPart.Afternoon => 15,
        DayPart.Dusk => 18,
        _ => 20,
    }, 0), 0, part == DayPart.Noon ? null : Assuming.PartOfDay);

    /// <summary>Whether a part of a day is over at a time.</summary>
    public static bool IsOver(DayPart part, LocalTime at) => at.Hour >= part switch
    {
        DayPart.Dawn => 6,
        DayPart.Morning => 12,
        DayPart.Noon => 13,
        DayPart.Afternoon => 18,
        DayPart.Dusk => 20,
        _ => 24,
    };

    /// <summary>The time that an hour means in a part of a day.</summary>
    public static TimeMeant Meant(Clock clock, DayPart? part)
    {
        var half = clock.Half ?? part;
        var hour = half is { } known ? InHalf(clock.Hour, known) : clock.Hour;
        if (half is null && clock is { Loose: true, Hour: >= 1 and <= 6 }) return At(hour + 12, clock, Assuming.Afternoon);
        if (part == DayPart.Evening && hour < 5) return At(hour + 24, clock, Assuming.AfterMidnight);
        return At(hour, clock, hour == 24 ? Assuming.MidnightEndsDay : null);
    }

    private static int InHalf(int hour, DayPart half) => (half, hour) switch
    {
        (_, 0 or > 12) => hour,
        (DayPart.Dawn or DayPart.Morning, 12) => 0,
        (DayPart.Dawn or DayPart.Morning, _) => hour,
        (DayPart.Noon, > 4) => hour,
        (DayPart.Evening, 12) => 24,
        // "晚上一点" is after midnight; "1 in the evening" nobody says.
        (DayPart.Evening, < 5) => hour,
        (DayPart.Afternoon or DayPart.Dusk, 12) => 12,
        _ => hour + 12,
    };

    private static TimeMeant At(int hour, Clock clock, Assuming? what) => new(new(hour % 24, clock.Minute), hour / 24, what);
}
