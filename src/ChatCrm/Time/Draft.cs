using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>What has been read so far of one date; each piece is taken once, and only where it fits.</summary>
internal sealed record Draft
{
    public Day? Day { get; init; }
    public Clock? Clock { get; init; }
    public DayPart? Part { get; init; }
    public ZonePiece? Zone { get; init; }
    public long? Minutes { get; init; }
    public bool Deadline { get; init; }

    /// <summary>Whether the month of 4/5 comes first for whoever typed; null when that must be asked.</summary>
    public bool? MonthFirst { get; init; }

    /// <summary>Whether a piece was said that is a date by itself.</summary>
    private bool Stands { get; init; }

    /// <summary>Whether a comma stands between the pieces, so that a day behind it may be another one: "by Friday, yesterday 3pm".</summary>
    public bool Parted { get; init; }

    /// <summary>Whether the last piece needs another one: "by".</summary>
    private bool Dangles { get; init; }

    /// <summary>Whether the last piece still needs what follows to confirm it.</summary>
    public bool Open { get; private init; }

    /// <summary>Whether the last piece can also count or name the thing behind it.</summary>
    public bool Counts { get; private init; }

    /// <summary>Whether a time of day was said.</summary>
    public bool HasTime => Clock is not null || Part is not null || Day?.Part is not null || Minutes is not null;

    /// <summary>Whether it is a date as it stands.</summary>
    public bool IsWhole => Stands && !Dangles;

    /// <summary>The draft with one more piece; null when it has no place for it.</summary>
    public Draft? With(Piece piece) => (piece switch
    {
        DayPiece { Day: var day } => WithDay(day),
        TimePiece time when Clock is null && Minutes is null => this with { Clock = time.Clock, Stands = Stands || time.Alone || Part is not null },
        PartPiece part when Part is null && Day?.Part is null && Minutes is null => this with { Part = part.Part, Stands = Stands || part.Alone || Clock is not null },
        ZonePiece zone when Zone is null && (Clock is not null || zone.Relational) => this with { Zone = zone },
        MomentPiece { Minutes: var minutes } when this is { Day: null, Clock: null, Part: null, Minutes: null, Deadline: false } => this with { Minutes = minutes, Stands = true },
        DeadlinePiece { InFront: true } when this is { Clock: null, Part: null, Minutes: null, Deadline: false } => this with { Deadline = true },
        DeadlinePiece { InFront: false } when Minutes is null && (Day is not null || Clock is not null) => this with { Deadline = true },
        _ => null,
    }) is { } next ? next with { Open = IsOpen(piece), Counts = piece.Counts && !(piece is TimePiece && IsDayed), Dangles = piece is DeadlinePiece { InFront: true } } : null;

    private bool IsDayed => Day is not null || Part is not null;

    private Draft? WithDay(Day day) => (Day, day) switch
    {
        _ when Minutes is not null || (day.Part is not null && Part is not null) => null,
        (null, _) => this with { Day = day, Stands = true },
        // End of day on Friday; 周五下班前.
        (EndOfStretch { Unit: Unit.Day, Count: 0 }, not EndOfStretch) => this with { Day = day, Deadline = true },
        (not EndOfStretch, EndOfStretch { Unit: Unit.Day, Count: 0 }) => this with { Deadline = true },
        (WeekdayNamed, NamedDay) or (NamedDay, WeekdayNamed) when Parted => null,
        (WeekdayNamed weekday, NamedDay or DateNamed or NumericDate or DateInYear or DayOfMonth) => this with { Day = new WeekdayAndDate(weekday, day) { Part = day.Part } },
        (NamedDay or DateNamed or NumericDate or DateInYear or DayOfMonth, WeekdayNamed weekday) => this with { Day = new WeekdayAndDate(weekday, Day!) { Part = Day!.Part } },
        _ => null,
    };

    private bool IsOpen(Piece piece) => piece switch
    {
        TimePiece { Anchored: true } when IsDayed => false,
        DayPiece { Weak: true } when Deadline || Clock is not null => false,
        _ => piece.Weak,
    };
}
