using ChatCrm.Time.Lexicons;
using NodaTime;
using static ChatCrm.Time.Lexicons.Kind;

namespace ChatCrm.Time;

/// <summary>How people say days and times, in every language: the lexicons say which words are which kind.</summary>
internal static class Grammar
{
    public static readonly Patterns<Piece> Pieces = new(
        // Days
        new("Day", c => new DayPiece(new NamedDay(c[Kind.Day]) { Part = (DayPart?)c.Nth(Kind.Day, 0).Second })),
        new("Weekday", c => Weekly(c, c.Nth(Weekday, 0).Second, loose: false, c.Nth(Weekday, 0).Weak)),
        new("On Weekday", c => Weekly(c, c.Nth(Weekday, 0).Second, loose: false)),
        new("On? Shift Weekday", c => Weekly(c, c[Shift], loose: true)),
        new("WeekShift On? Weekday", c => Weekly(c, c[WeekShift], loose: false)),
        new("Weekday WeekShift", c => Weekly(c, c[WeekShift], loose: false)),
        new("On? The? Number Nth? Of? Month", c => Named(null, c[Month], c[Number])),
        new("On? The? Number Nth? Of? Month Comma? Year", c => Named(c[Year], c[Month], c[Number])),
        new("On? Month The? Number Nth?", c => Named(null, c[Month], c[Number])),
        new("On? Month The? Number Nth? Comma? Year", c => Named(c[Year], c[Month], c[Number])),
        new("On? Year ~Dash ~Number ~Dash ~Number", c => Named(c[Year], c[Number], c.Nth(Number, 1).Value)),
        new("On? Year ~Dot ~Number ~Dot ~Number", c => Named(c[Year], c[Number], c.Nth(Number, 1).Value)),
        new("On? Year ~Slash ~Number ~Slash ~Number", c => Named(c[Year], c[Number], c.Nth(Number, 1).Value)),
        new("On? Number ~Dot ~Number ~Dot ~Year", c => Named(c[Year], c.Nth(Number, 1).Value, c[Number])),
        new("On? Number ~Slash ~Number", c => Numeric(c, null)),
        new("On? Number ~Slash ~Number ~Slash ~Year", c => Numeric(c, c[Year])),
        new("On? Number MonthMark Number DayMark?", c => Marked(c, Named(null, c[Number], c.Nth(Number, 1).Value))),
        new("On? Year YearMark Number MonthMark Number DayMark?", c => Marked(c, Named(c[Year], c[Number], c.Nth(Number, 1).Value))),
        new("On? YearShift Number MonthMark Number DayMark?", c => Marked(c, InYear(c, c[Number], c.Nth(Number, 1).Value))),
        new("On? The? Number Nth? Of? Month YearShift", c => InYear(c, c[Month], c[Number])),
        new("On? Month The? Number Nth? YearShift", c => InYear(c, c[Month], c[Number])),
        new("On The? Number Nth", c => Monthly(c, null)),
        new("The? Number Nth", c => Monthly(c, null) is { } day ? day with { Weak = true } : null),
        new("On? Number DayMark", c => Monthly(c, null) is { } day ? day with { Counts = true } : null),
        new("On? MonthShift Number DayMark?", c => Marked(c, Monthly(c, c[MonthShift]))),
        new("On? The? Number Nth Of? MonthShift", c => Monthly(c, c[MonthShift])),
        new("Workday", c => new DayPiece(new WorkdaysAway(c[Workday]))),
        new("WeekShift", c => new DayPiece(new StretchNamed(Lexicons.Unit.Week, c[WeekShift])) { Counts = true }),
        new("MonthShift", c => new DayPiece(new StretchNamed(Lexicons.Unit.Month, c[MonthShift])) { Counts = true }),
        new("Stage WeekShift", c => c[Stage] == 1 ? new DayPiece(new StretchNamed(Lexicons.Unit.Week, c[WeekShift])) : null),
        new("Stage Dash? MonthShift", c => new DayPiece(new StageOfMonth(c[Stage], null, c[MonthShift]))),
        new("MonthShift Stage", c => new DayPiece(new StageOfMonth(c[Stage], null, c[MonthShift]))),
        new("Stage Dash? Month", c => new DayPiece(new StageOfMonth(c[Stage], c[Month], 0))),
        new("Number MonthMark Stage", c => c[Number] is >= 1 and <= 12 ? new DayPiece(new StageOfMonth(c[Stage], c[Number], 0)) : null),
        new("The? EndOf", c => new DayPiece(new EndOfStretch((Unit)c[EndOf], c.Nth(EndOf, 0).Second ?? 0))),
        new("Bottom Day", c => new DayPiece(new EndOfStretch(Lexicons.Unit.Day, c[Kind.Day]))),
        new("Bottom Weekday", c => Ending(Weekly(c, null, loose: false).Day)),
        new("Bottom Shift Weekday", c => Ending(Weekly(c, c[Shift], loose: true).Day)),
        new("Bottom Month", c => Ending(c[Month])),
        new("Number MonthMark Bottom", c => Ending(c[Number])),
        new("Bottom QuarterMark ~Number", c => Ending(c[Number] * 3)),
        new("Ordinal? Number QuarterMark Bottom", c => Ending(c[Number] * 3)),

        // Times
        new("At? Clock", c => new TimePiece(new(c[Kind.Clock] / 60, c[Kind.Clock] % 60))),
        new("At? Number ~Colon ~Number Meridiem?", c => Hour(c, c.Nth(Number, 1))),
        new("At? Number ~Colon ~Number ~Colon ~Number", c => c.Nth(Number, 2) is { Value: 0, Second: 2 } ? Hour(c, c.Nth(Number, 1)) : null),
        new("~TimeMark ~Number ~Colon ~Number", c => Hour(c, c.Nth(Number, 1))),
        new("~TimeMark ~Number ~Colon ~Number ~Colon ~Number", c => c.Nth(Number, 2) is { Value: 0, Second: 2 } ? Hour(c, c.Nth(Number, 1)) : null),
        new("At? Number ~Dot ~Number Meridiem", c => Hour(c, c.Nth(Number, 1))),
        new("At? Number ~Dot ~Number", c => Doubtful(c, Hour(c, c.Nth(Number, 1)))),
        new("At? Number Meridiem", c => Hour(c, null)),
        new("At? Number OClock Meridiem?", c => Hour(c, null)),
        new("At Number", c => Doubtful(c, Hour(c, null))),
        new("Number", c => c.Nth(Number, 0).Second == 0 ? null : Doubtful(c, Hour(c, null))),
        new("At? Half Past Number Meridiem?", c => Hour(c, new(Number, 30, 2))),
        new("At? Quarter Past Number Meridiem?", c => Hour(c, new(Number, 15, 2))),
        new("At? Quarter To Number Meridiem?", c => Hour(c, new(Number, 45, 2)) is { } time ? time with { Clock = time.Clock with { Hour = time.Clock.Hour == 1 ? 12 : time.Clock.Hour - 1 } } : null),
        new("At? Number Past Number Meridiem?", c => Hour(c.Nth(Number, 1), c.Nth(Number, 0) with { Second = 2 }, c)),
        new("At? Number HourMark", c => Hour(c, null) is { } time ? time with { Counts = c[HourMark] == 0, Alone = c[HourMark] == 1 || c.Nth(Number, 0) is not { Value: 1, Second: 0 } } : null),
        new("At? Number HourMark Half", c => Hour(c, new(Number, 30, 2))),
        new("At? Number HourMark Quarter", c => Hour(c, new(Number, c[Quarter], 2))),
        new("At? Number HourMark Number", c => c.Nth(Number, 1) is { Value: >= 10 } or { Second: 2 } ? Hour(c, c.Nth(Number, 1) with { Second = 2 }) : null),
        new("At? Number HourMark Number Unit", c => c[Kind.Unit] == (int)Lexicons.Unit.Minute ? Hour(c, c.Nth(Number, 1) with { Second = 2 }) : null),

        // Parts of days, now, deadlines
        new("Part", c => new PartPiece((DayPart)c[Part], c.Nth(Part, 0).Second == 1) { Counts = true, Weak = c.Nth(Part, 0).Weak }),
        new("Now", c => new MomentPiece(0) { Weak = c.Nth(Now, 0).Weak }),
        new("By", _ => new DeadlinePiece(InFront: true)),
        new("Before", _ => new DeadlinePiece(InFront: false)));

    private static DayPiece Weekly(Caught c, int? weeks, bool loose, bool weak = false) =>
        new(new WeekdayNamed((IsoDayOfWeek)c[Weekday], weeks, loose)) { Weak = weak };

    private static DayPiece? Named(int? year, int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31 ? new(new DateNamed(year, month, day)) : null;

    private static DayPiece? InYear(Caught c, int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31 ? new(new DateInYear(c[YearShift], month, day)) : null;

    // 3月5 may be the beginning of 3月5个样品.
    private static DayPiece? Marked(Caught c, DayPiece? day) => day is null ? null : day with { Weak = !c.Has(DayMark) };

    private static DayPiece Ending(Day day) => new(new EndOfDay(day));

    private static DayPiece? Ending(int month) => month is >= 1 and <= 12 ? new(new EndOfMonth(month)) : null;

    private static DayPiece? Numeric(Caught c, int? year)
    {
        var (first, second) = (c[Number], c.Nth(Number, 1).Value);
        var fits = first is >= 1 and <= 31 && second is >= 1 and <= 31 && (first <= 12 || second <= 12);
        // Around the clock is no 24 July.
        return fits && (first, second) != (24, 7) ? new(new NumericDate(first, second, year)) : null;
    }

    private static DayPiece? Monthly(Caught c, int? months) => c[Number] is >= 1 and <= 31 ? new(new DayOfMonth(c[Number], months)) : null;

    private static TimePiece? Hour(Caught c, Sign? minute) => Hour(c.Nth(Number, 0), minute, c);

    private static TimePiece? Hour(Sign hour, Sign? minute, Caught c)
    {
        if (hour is { Value: > 24 } or { Second: > 2 } || minute is { Value: > 59 } or { Second: not 2 } || (hour.Value == 24 && minute is { Value: > 0 })) return null;
        var half = c.Has(Meridiem) ? (DayPart?)c[Meridiem] : null;
        if (half is not null && hour.Value is 0 or > 12) return null;
        return new(new(hour.Value, minute?.Value ?? 0, half, Loose: hour.Second < 2));
    }

    private static TimePiece? Doubtful(Caught c, TimePiece? time) => time is null ? null : time with { Weak = true, Anchored = c.Has(At) };
}
