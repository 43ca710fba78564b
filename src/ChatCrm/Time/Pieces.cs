using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>A part of a date in a text: a day, a time, a zone … Each stands at most once, in any order.</summary>
internal abstract record Piece
{
    /// <summary>Has other everyday meanings ("sat", "9"), so what follows must confirm it.</summary>
    public bool Weak { get; init; }

    /// <summary>Can also count or name the thing behind it: "3号样品", "三点意见", "早上好".</summary>
    public bool Counts { get; init; }
}

internal sealed record DayPiece(Day Day) : Piece;

/// <param name="Anchored">"at 9": confirmed by a day in front of it.</param>
/// <param name="Alone">Is a date without a day; "一点" is rather "a little".</param>
internal sealed record TimePiece(Clock Clock, bool Anchored = false, bool Alone = true) : Piece;

/// <param name="Alone">Is a date without a day: 下午.</param>
internal sealed record PartPiece(DayPart Part, bool Alone) : Piece;

/// <summary>In 20 minutes, 2h ago.</summary>
internal sealed record MomentPiece(long Minutes) : Piece;

/// <param name="Zones">Null: the customer's; else those that the words can mean.</param>
/// <param name="Relational">Cannot be anything but a zone ("their time", 北京时间), so it may stand in front.</param>
internal sealed record ZonePiece(IReadOnlyList<string>? Zones, bool Relational) : Piece;

/// <summary>By, before; 前 behind.</summary>
internal sealed record DeadlinePiece(bool InFront) : Piece;

/// <summary>A stretch of time: months, days and working days of the calendar, minutes of the clock.</summary>
internal sealed record Amount(int Months, int Days, long Minutes, int Workdays = 0)
{
    /// <summary>So many of a unit.</summary>
    public static Amount Of(int count, int unit) => (Unit)unit switch
    {
        Unit.Minute => new(0, 0, count),
        Unit.QuarterHour => new(0, 0, count * 15L),
        Unit.Hour => new(0, 0, count * 60L),
        Unit.Day => new(0, count, 0),
        Unit.BusinessDay => new(0, 0, 0, count),
        Unit.Week => new(0, count * 7, 0),
        Unit.Fortnight => new(0, count * 14, 0),
        Unit.Month => new(count, 0, 0),
        Unit.Quarter => new(count * 3, 0, 0),
        _ => new(count * 12, 0, 0),
    };

    /// <summary>Half of a unit that has halves; null for the others.</summary>
    public static Amount? Half(int unit) => (Unit)unit switch
    {
        Unit.Hour => new(0, 0, 30),
        Unit.Month => new(0, 15, 0),
        Unit.Year => new(6, 0, 0),
        _ => null,
    };

    /// <summary>Whether it counts on the clock and not on the calendar.</summary>
    public bool OfClock => Minutes > 0 || this is { Months: 0, Days: 0, Workdays: 0 };

    public static Amount operator +(Amount one, Amount other) => new(one.Months + other.Months, one.Days + other.Days, one.Minutes + other.Minutes, one.Workdays + other.Workdays);
}
