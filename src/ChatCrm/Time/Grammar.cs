using System.Globalization;
using ChatCrm.Time.Lexicons;
using NodaTime;
using static ChatCrm.Time.Lexicons.Kind;

namespace ChatCrm.Time;

/// <summary>How people say days and times, in every language: the lexicons say which words are which kind.</summary>
internal static class Grammar
{
    private static readonly Pattern<Piece>[] All =
    [
        // Days
        new("Day", c => new DayPiece(new NamedDay(c[Kind.Day]) { Part = (DayPart?)c.Nth(Kind.Day, 0).Second })),
        new("Weekday", c => Weekly(c, c.Nth(Weekday, 0).Second, loose: false, c.Nth(Weekday, 0).Weak)),
        new("On Weekday", c => Weekly(c, c.Nth(Weekday, 0).Second, loose: false)),
        new("On? Shift Weekday", c => Weekly(c, c[Shift], loose: true)),
        new("WeekShift On? Weekday", c => Weekly(c, c[WeekShift], loose: false)),
        new("On? Weekday Of? WeekShift", c => Weekly(c, c[WeekShift], loose: false)),
        new("On? Weekday AfterNext", c => new DayPiece(new WeekdayNamed((IsoDayOfWeek)c[Weekday], null, Loose: false) { Later = 1 })),
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
        new("On? Number ~Dash ~Number ~Dash ~Year", c => Numeric(c, c[Year])),
        new("On? Number ~Slash ~Number ~Slash ~Number", c => Short(c) is { } year ? Numeric(c, year) : null),
        new("On? Number ~Dot ~Number ~Dot ~Number", c => IsPadded(c) && Short(c) is { } year ? Named(year, c.Nth(Number, 1).Value, c[Number]) : null),
        new("On? Number ~Dash ~Month", c => Named(null, c[Month], c[Number])),
        new("On? Number ~Dash ~Month ~Dash ~Year", c => Named(c[Year], c[Month], c[Number])),
        new("On? Number ~Slash ~Month", c => Named(null, c[Month], c[Number])),
        new("On? Number ~Slash ~Month ~Slash ~Year", c => Named(c[Year], c[Month], c[Number])),
        new("On? Number ~Dot Month Dot?", c => Named(null, c[Month], c[Number]) is { } day ? day with { Weak = c[Month] == 5 } : null),
        new("On? Number ~Dot Month Dot? Year", c => Named(c[Year], c[Month], c[Number])),
        new("On? Month ~Dot Number Nth?", c => Named(null, c[Month], c[Number])),
        new("On? Month ~Dot Number Nth? Comma? Year", c => Named(c[Year], c[Month], c[Number])),
        new("On? The? NthDay Of? Month", c => Named(null, c[Month], c[NthDay])),
        new("On? The? NthDay Of? Month Comma? Year", c => Named(c[Year], c[Month], c[NthDay])),
        new("On? The? NthDay Of? Month YearShift", c => InYear(c, c[Month], c[NthDay])),
        new("On? Month The? NthDay YearShift", c => InYear(c, c[Month], c[NthDay])),
        new("On? Month The? NthDay", c => Named(null, c[Month], c[NthDay]) is { } day ? day with { Weak = c[Month] == 5 } : null),
        new("On? Month The? NthDay Comma? Year", c => Named(c[Year], c[Month], c[NthDay])),
        new("On The NthDay", c => new DayPiece(new DayOfMonth(c[NthDay], null)) { Weak = true }),
        new("On? Weekday The NthDay", c => new DayPiece(new WeekdayAndDate(new((IsoDayOfWeek)c[Weekday], null, Loose: false), new DayOfMonth(c[NthDay], null))) { Weak = true }),
        new("The? NthDay Of MonthShift", c => new DayPiece(new DayOfMonth(c[NthDay], c[MonthShift]))),
        new("The? NthDay Of MonthItself", c => new DayPiece(new DayOfMonth(c[NthDay], null))),
        new("On? Number MonthMark Number DayMark?", c => Marked(c, Named(null, c[Number], c.Nth(Number, 1).Value))),
        new("On? Year YearMark Number MonthMark Number DayMark?", c => Marked(c, Named(c[Year], c[Number], c.Nth(Number, 1).Value))),
        new("On? YearShift Number MonthMark Number DayMark?", c => Marked(c, InYear(c, c[Number], c.Nth(Number, 1).Value))),
        new("On? The? Number Nth? Of? Month YearShift", c => InYear(c, c[Month], c[Number])),
        new("On? Month The? Number Nth? YearShift", c => InYear(c, c[Month], c[Number])),
        new("On The? Number Nth", c => Monthly(c, null)),
        new("On The Number", c => Monthly(c, null) is { } day ? day with { Weak = true } : null),
        new("The? Number Nth", c => Monthly(c, null) is { } day ? day with { Weak = true } : null),
        new("On? Number DayMark", c => Monthly(c, null) is { } day ? day with { Counts = true } : null),
        new("On? MonthShift Number DayMark?", c => Marked(c, Monthly(c, c[MonthShift]))),
        new("On? The? Number Nth Of? MonthShift", c => Monthly(c, c[MonthShift])),
        new("On? The? Number Of MonthShift", c => Monthly(c, c[MonthShift])),
        new("On? The? Number Nth? Of MonthItself", c => Monthly(c, null)),
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
        new("At? Number Meridiem", c => Hour(c, null) ?? Digits(c)),
        new("At? Number OClock Meridiem?", c => Hour(c, null)),
        new("At Number", c => Doubtful(c, Hour(c, null)) ?? Behind(c, Digits(c))),
        new("At? Number Number Meridiem?", c => Spelled(c) is { } time ? c.Has(Meridiem) ? time : Behind(c, time) : null),
        new("Around Number", c => Doubtful(c, Hour(c, null)) ?? Behind(c, Digits(c))),
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
        new("Before", _ => new DeadlinePiece(InFront: false)),

        // Days of months by their place
        .. InMonths("On? The? Place {0} Of? MonthShift", "On? The? Place {0} Of MonthItself", "On? The? Place {0} Of Month", "On? The? Place {0} Of Month Comma? Year", "On? The? Place {0} Of Month YearShift"),
        .. InMonths("On? The? Place {0} In MonthShift", "On? The? Place {0} In MonthItself", "On? The? Place {0} In Month", "On? The? Place {0} In Month Comma? Year", "On? The? Place {0} In Month YearShift"),
        .. InMonths("On? MonthShift Comma? Place {0}", "On? Number MonthMark Comma? Place {0}", "On? Year YearMark Number MonthMark Comma? Place {0}", "On? YearShift Number MonthMark Comma? Place {0}"),
    ];

    public static readonly Patterns<Piece> Pieces = new([.. All, .. Around]);

    /// <summary>A time that says so to the minute, or by its half of the day, may be said to be none.</summary>
    private static IEnumerable<Pattern<Piece>> Around => from pattern in All
        where pattern.Shape.StartsWith("At? ", StringComparison.Ordinal) && pattern.Shape.Split(' ').Any(slot => slot is "Clock" or "~Colon" or "Meridiem" or "OClock" or "HourMark")
        select pattern with { Shape = string.Concat("Around", pattern.Shape.AsSpan(3)) };

    /// <summary>The last Friday of …, the first working day of …</summary>
    private static IEnumerable<Pattern<Piece>> InMonths(params IEnumerable<string> shapes) =>
        from shape in shapes from day in new[] { nameof(Weekday), nameof(Kind.Unit) } select new Pattern<Piece>(string.Format(CultureInfo.InvariantCulture, shape, day), InMonth);

    private static DayPiece Weekly(Caught c, int? weeks, bool loose, bool weak = false) =>
        new(new WeekdayNamed((IsoDayOfWeek)c[Weekday], weeks, loose)) { Weak = weak };

    private static DayPiece? Named(int? year, int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31 ? new(new DateNamed(year, month, day)) : null;

    private static DayPiece? InYear(Caught c, int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31 ? new(new DateInYear(c[YearShift], month, day)) : null;

    // 3月5 may be the beginning of 3月5个样品.
    private static DayPiece? Marked(Caught c, DayPiece? day) => day is null ? null : day with { Weak = !c.Has(DayMark) };

    // 3/12/26, 03.12.26: of the years ahead and a few behind, and no version of anything.
    private static int? Short(Caught c) => c.Nth(Number, 2) is { Second: 2, Value: >= 24 and <= 39 } year ? 2000 + year.Value : null;

    private static bool IsPadded(Caught c) => (c.Nth(Number, 0), c.Nth(Number, 1)) is ({ Second: 2 }, { Second: 2 });

    // At 1200, two forty: a price or an amount as well, so only behind a day, and where nothing follows that it counts.
    private static TimePiece? Behind(Caught c, TimePiece? time) => Doubtful(c, time) is { } doubtful ? doubtful with { Anchored = false, Alone = false } : null;

    // 330pm, at 1430.
    private static TimePiece? Digits(Caught c) =>
        c.Nth(Number, 0) is { Second: 3 or 4, Value: var digits, Second: var places } && (places == 4 || c.Has(Meridiem)) ? Hour(new(Number, digits / 100, 2), new(Number, digits % 100, 2), c) : null;

    // Seven thirty, nine forty-five: both in words.
    private static TimePiece? Spelled(Caught c) => (c.Nth(Number, 0), c.Nth(Number, 1)) is ({ Second: 0 } hour, { Second: 0, Value: >= 10 } minute) ? Hour(hour, minute with { Second = 2 }, c) : null;

    private static DayPiece? InMonth(Caught c)
    {
        var month = c.Has(Month) ? c[Month] : c.Has(MonthMark) ? c[Number] : (int?)null;
        // 第一周一共 is no 第一个周一.
        var bites = c.Has(Weekday) && c.Nth(Place, 0).Second is not null;
        if (month is < 1 or > 12 || bites || c.Nth(Weekday, 0).Second is not null || (c.Has(Kind.Unit) && c[Kind.Unit] is not ((int)Lexicons.Unit.Day or (int)Lexicons.Unit.BusinessDay))) return null;
        return new(new DayInMonth(c[Place], c.Has(Kind.Unit) ? null : (IsoDayOfWeek)c[Weekday], c[Kind.Unit] == (int)Lexicons.Unit.BusinessDay)
        {
            Named = month, Months = c.Has(MonthShift) ? c[MonthShift] : null, Year = c.Has(Year) ? c[Year] : null, Years = c.Has(YearShift) ? c[YearShift] : null,
        });
    }

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
