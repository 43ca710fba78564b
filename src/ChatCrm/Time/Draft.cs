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

    /// <summary>Whether a part of a day was said that is no date without a day.</summary>
    private bool NeedsDay { get; init; }

    /// <summary>Whether the last piece still needs what follows to confirm it.</summary>
    public bool Open { get; private init; }

    /// <summary>Whether a time of day was said.</summary>
    public bool HasTime => Clock is not null || Part is not null || Day?.Part is not null || Minutes is not null;

    /// <summary>Whether it is a date as it stands.</summary>
    public bool IsWhole => (Day is not null || Clock is not null || Minutes is not null || (Part is not null && !NeedsDay))
        && !(Deadline && Day is { IsStretch: true });

    /// <summary>The draft with one more piece; null when it has no place for it.</summary>
    public Draft? With(Piece piece) => (piece switch
    {
        DayPiece { Day: var day } => WithDay(day),
        TimePiece { Clock: var clock } when Clock is null && Minutes is null => this with { Clock = clock },
        PartPiece part when Part is null && Day?.Part is null && Minutes is null => this with { Part = part.Part, NeedsDay = !part.Alone && Clock is null },
        ZonePiece zone when Zone is null && (Clock is not null || zone.Relational) => this with { Zone = zone },
        MomentPiece { Minutes: var minutes } when Day is null && Clock is null && Part is null && !Deadline && Minutes is null => this with { Minutes = minutes },
        DeadlinePiece { InFront: true } when this is { Day: null, Clock: null, Part: null, Minutes: null, Deadline: false } => this with { Deadline = true },
        DeadlinePiece { InFront: false } when !Deadline && Minutes is null && (Day is not null || Clock is not null) => this with { Deadline = true },
        _ => null,
    }) is { } next ? next with { Open = IsOpen(piece) } : null;

    private Draft? WithDay(Day day) => (Day, day) switch
    {
        _ when Minutes is not null || (day.Part is not null && Part is not null) => null,
        (null, _) => this with { Day = day, NeedsDay = false },
        (WeekdayNamed { Weeks: null } weekday, DateNamed or NumericDate) => this with { Day = new WeekdayAndDate(weekday, day) },
        (DateNamed or NumericDate, WeekdayNamed { Weeks: null } weekday) => this with { Day = new WeekdayAndDate(weekday, Day!) },
        _ => null,
    };

    private bool IsOpen(Piece piece) => piece switch
    {
        TimePiece { Anchored: true } when Day is not null => false,
        DayPiece { Weak: true } when Deadline || Clock is not null => false,
        _ => piece.Weak,
    };
}
