using ChatCrm.Time.Lexicons;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>One date that a day can mean, with what was assumed.</summary>
internal sealed record DayPick(LocalDate Date, Assuming? What = null, LocalDate? Other = null);

/// <summary>The dates that a day means: one, several that must be asked, or none but the nearest.</summary>
internal sealed record DayFound(IReadOnlyList<DayPick> Picks, Doubt? Doubt = null, Obstacle? Obstacle = null, LocalDate? Nearest = null)
{
    public static DayFound Of(LocalDate date, Assuming? what = null, LocalDate? other = null) => new([new(date, what, other == date ? null : other)]);

    public static DayFound NoSuchDate(LocalDate nearest) => new([], Obstacle: ChatCrm.Time.Obstacle.NoSuchDate, Nearest: nearest);

    public static DayFound TooFar { get; } = new([], Obstacle: ChatCrm.Time.Obstacle.TooFar);
}

/// <summary>What a day is counted from.</summary>
/// <param name="MonthFirst">The order of 4/5; null when it must be asked.</param>
/// <param name="Workday">Null: Monday to Friday.</param>
internal readonly record struct DayBasis(LocalDate Today, bool Past, bool? MonthFirst, Func<LocalDate, bool>? Workday);

/// <summary>A day as said: what it means depends on when it is said.</summary>
internal abstract record Day
{
    /// <summary>The part of the day that comes with it: "tonight".</summary>
    public DayPart? Part { get; init; }

    /// <summary>Whether it says the end of something, so 17:00.</summary>
    /// <param name="past">Whether it looks back.</param>
    public virtual bool IsEnd(bool past) => false;

    public abstract DayFound On(DayBasis basis);

    /// <summary>The day of a month; where the month is too short, its last as the nearest.</summary>
    protected static DayFound Date(int year, int month, int day)
    {
        var last = CalendarSystem.Iso.GetDaysInMonth(year, month);
        return day <= last ? DayFound.Of(new(year, month, day)) : DayFound.NoSuchDate(new(year, month, last));
    }

    protected static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);
}

/// <summary>Today, tomorrow, 前天.</summary>
internal sealed record NamedDay(int Days) : Day
{
    public override DayFound On(DayBasis basis) => DayFound.Of(basis.Today.PlusDays(Days));
}

/// <summary>In three weeks, 两天前. Amounts are small enough for the calendar.</summary>
/// <param name="Ends">Within three weeks, 三周内: a deadline.</param>
internal sealed record DaysAway(int Months, int Days, bool Ends = false) : Day
{
    public override bool IsEnd(bool past) => Ends;

    public override DayFound On(DayBasis basis) => Math.Abs(Months) > 60 || Math.Abs(Days) > 1830
        ? DayFound.TooFar : DayFound.Of(basis.Today.PlusMonths(Months).PlusDays(Days));
}

/// <summary>A week from Friday, two months after 3 December, two days before Friday.</summary>
internal sealed record DaysFrom(Day Of, int Months, int Days) : Day
{
    public override DayFound On(DayBasis basis)
    {
        var start = Of.On(basis with { Past = false });
        return Math.Abs(Months) > 60 || Math.Abs(Days) > 1830 ? DayFound.TooFar : start with { Picks = [.. start.Picks.Select(pick => new DayPick(pick.Date.PlusMonths(Months).PlusDays(Days), pick.What))] };
    }
}

/// <summary>Fri, next Fri, 下下周五.</summary>
/// <param name="Weeks">Calendar weeks from this one; null for the next one after today (for a log: the last one before).</param>
/// <param name="Loose">English, where people mean different things by "next" and "last".</param>
internal sealed record WeekdayNamed(IsoDayOfWeek Weekday, int? Weeks, bool Loose) : Day
{
    /// <summary>Weeks behind the one that is meant else: Friday after next.</summary>
    public int Later { get; init; }

    public override DayFound On(DayBasis basis)
    {
        var nearest = basis.Past ? basis.Today.Previous(Weekday) : basis.Today.Next(Weekday);
        if (Weeks is not { } weeks) return DayFound.Of(nearest.PlusWeeks(Later));
        var date = Monday(basis.Today).PlusWeeks(weeks).PlusDays((int)Weekday - 1);
        return weeks switch
        {
            0 => ThisWeek(date, nearest, basis),
            1 when Loose => DayFound.Of(date, nearest == date ? null : Assuming.NextMeansNextWeek, nearest),
            -1 when Loose => MostRecent(date, basis.Today.Previous(Weekday)),
            _ => DayFound.Of(date),
        };
    }

    private static DayFound MostRecent(LocalDate weekBefore, LocalDate last) => DayFound.Of(last, last == weekBefore ? null : Assuming.LastMeansMostRecent, weekBefore);

    private static DayFound ThisWeek(LocalDate date, LocalDate nearest, DayBasis basis)
    {
        var lies = basis.Past ? date <= basis.Today : date >= basis.Today;
        return lies ? DayFound.Of(date) : DayFound.Of(nearest, basis.Past ? null : Assuming.ThisWeekHasPassed);
    }
}

/// <summary>3 Dec, 12月3日, 2026-12-03. Without a year the next one (for a log: the last one).</summary>
internal sealed record DateNamed(int? Year, int Month, int DayOfMonth) : Day
{
    // 21 Nov, said on 22 Nov, may be a slip; 4 May is plainly next year's.
    public const int SlipDays = 92;

    public override DayFound On(DayBasis basis)
    {
        if (Year is { } year) return Date(year, Month, DayOfMonth);
        var thisYear = new LocalDate(basis.Today.Year, Month, Math.Min(DayOfMonth, CalendarSystem.Iso.GetDaysInMonth(basis.Today.Year, Month)));
        var days = Period.DaysBetween(basis.Today, thisYear) * (basis.Past ? -1 : 1);
        if (days >= 0) return Date(thisYear.Year, Month, DayOfMonth);
        var found = Date(thisYear.Year + (basis.Past ? -1 : 1), Month, DayOfMonth);
        return days < -SlipDays ? found : found with { Picks = [.. found.Picks.Select(pick => pick with { What = Assuming.OtherYear })] };
    }
}

/// <summary>4/5: two numbers, of which only a language or a number over 12 says which is the month.</summary>
internal sealed record NumericDate(int First, int Second, int? Year) : Day
{
    public override DayFound On(DayBasis basis)
    {
        var dayFirst = new DateNamed(Year, Math.Min(Second, 12), First);
        var monthFirst = new DateNamed(Year, Math.Min(First, 12), Second);
        if (First == Second || First > 12) return dayFirst.On(basis);
        if (Second > 12) return monthFirst.On(basis);
        // Both numbers are at most 12 here, so both dates exist.
        var (monthThenDay, dayThenMonth) = (monthFirst.On(basis).Picks[0], dayFirst.On(basis).Picks[0]);
        return basis.MonthFirst switch
        {
            null => new([dayThenMonth, monthThenDay], Doubt.DayOrMonth),
            true => DayFound.Of(monthThenDay.Date, Assuming.DayMonthOrder, dayThenMonth.Date),
            false => DayFound.Of(dayThenMonth.Date, Assuming.DayMonthOrder, monthThenDay.Date),
        };
    }
}

/// <summary>明年3月5日, 3 March next year.</summary>
internal sealed record DateInYear(int Years, int Month, int DayOfMonth) : Day
{
    public override DayFound On(DayBasis basis) => Date(basis.Today.Year + Years, Month, DayOfMonth);
}

/// <summary>The 15th, 15号; of this month or, where it has passed, the next.</summary>
/// <param name="Months">Months from this one, where said.</param>
internal sealed record DayOfMonth(int Number, int? Months) : Day
{
    public override DayFound On(DayBasis basis)
    {
        var step = basis.Past ? -1 : 1;
        var passed = basis.Past ? Number > basis.Today.Day : Number < basis.Today.Day;
        var month = basis.Today.PlusMonths(Months ?? (passed ? step : 0));
        return Date(month.Year, month.Month, Number);
    }
}

/// <summary>Fri 3 Dec, 明天（周一）: both must agree.</summary>
internal sealed record WeekdayAndDate(WeekdayNamed Weekday, Day Dated) : Day
{
    public override DayFound On(DayBasis basis)
    {
        var dated = Dated.On(basis);
        var agreeing = dated.Picks.Where(pick => Weekday.Weeks is null ? pick.Date.DayOfWeek == Weekday.Weekday : Weekday.On(basis).Picks.Any(day => day.Date == pick.Date)).ToList();
        return agreeing.Count == 1 ? DayFound.Of(agreeing[0].Date)
            : dated.Picks is [] ? dated
            : new([.. dated.Picks, .. Weekday.On(basis).Picks], Doubt.WeekdayOrDate);
    }
}
