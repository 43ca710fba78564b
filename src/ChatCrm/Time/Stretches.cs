using ChatCrm.Time.Lexicons;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>Next week, 下个月: its first day. This week, 本月: its end, or for a log its first day.</summary>
internal sealed record StretchNamed(Unit Unit, int Count) : Day
{
    public override bool IsEnd(bool past) => Count == 0 && !past;

    public override DayFound On(DayBasis basis) => IsEnd(basis.Past) ? new EndOfStretch(Unit, Count).On(basis)
        : Unit == Unit.Week ? DayFound.Of(Monday(basis.Today).PlusWeeks(Count), Assuming.Monday)
        : DayFound.Of(basis.Today.PlusMonths(Count).With(DateAdjusters.StartOfMonth), Assuming.FirstOfMonth);
}

/// <summary>End of day, of the working week, of the month, quarter, year. A week whose Friday has passed is the next.</summary>
internal sealed record EndOfStretch(Unit Unit, int Count) : Day
{
    public override bool IsEnd(bool past) => true;

    public override DayFound On(DayBasis basis)
    {
        var today = basis.Today;
        var friday = Monday(today).PlusDays(4);
        return DayFound.Of(Unit switch
        {
            Unit.Day => today.PlusDays(Count),
            Unit.Week => friday.PlusWeeks(Count == 0 && friday < today && !basis.Past ? 1 : Count),
            Unit.Month => today.PlusMonths(Count).With(DateAdjusters.EndOfMonth),
            Unit.Quarter => new LocalDate(today.Year, ((today.Month - 1) / 3 * 3) + 3, 1).PlusMonths(Count * 3).With(DateAdjusters.EndOfMonth),
            _ => new(today.Year + Count, 12, 31),
        });
    }
}

/// <summary>End of Friday.</summary>
internal sealed record EndOfDay(Day Of) : Day
{
    public override bool IsEnd(bool past) => true;

    public override DayFound On(DayBasis basis) => Of.On(basis);
}

/// <summary>12月底, end of Q1: the end of the next one (for a log: of the last one).</summary>
internal sealed record EndOfMonth(int Month) : Day
{
    public override bool IsEnd(bool past) => true;

    public override DayFound On(DayBasis basis)
    {
        var end = new LocalDate(basis.Today.Year, Month, 1).With(DateAdjusters.EndOfMonth);
        var wrong = basis.Past ? end > basis.Today : end < basis.Today;
        return DayFound.Of(wrong ? end.PlusYears(basis.Past ? -1 : 1).With(DateAdjusters.EndOfMonth) : end);
    }
}

/// <summary>下月初, 12月中旬, mid December: its 1st or 15th.</summary>
/// <param name="Named">The month, where it has a name.</param>
/// <param name="Months">Months from this one, where it has none.</param>
internal sealed record StageOfMonth(int Number, int? Named, int Months) : Day
{
    private Assuming What => Number == 1 ? Assuming.FirstOfMonth : Assuming.MiddleOfMonth;

    public override DayFound On(DayBasis basis)
    {
        Day day = Named is { } month ? new DateNamed(null, month, Number) : new DayOfMonth(Number, Months);
        var pick = day.On(basis).Picks[0];
        return DayFound.Of(pick.Date, pick.What ?? What);
    }
}

/// <summary>The last Friday of the month, the first working day of next month, 12月第二个周一: of a month that is said without more, the next such day (for a log: the last one).</summary>
/// <param name="Place">1 to 5; -1 the last, -2 the one before it.</param>
/// <param name="Weekday">Null: any day.</param>
/// <param name="Works">Working days alone count.</param>
internal sealed record DayInMonth(int Place, IsoDayOfWeek? Weekday, bool Works) : Day
{
    /// <summary>The month's number, where it has a name.</summary>
    public int? Named { get; init; }

    /// <summary>Months from this one, where said.</summary>
    public int? Months { get; init; }

    public int? Year { get; init; }

    /// <summary>Years from this one, where said.</summary>
    public int? Years { get; init; }

    public override DayFound On(DayBasis basis)
    {
        var month = Named is { } named ? new LocalDate(Year ?? (basis.Today.Year + (Years ?? 0)), named, 1) : basis.Today.PlusMonths(Months ?? 0).With(DateAdjusters.StartOfMonth);
        if (Found(month, basis) is not { Picks: [var pick] } found) return Found(month, basis);
        var days = Period.DaysBetween(basis.Today, pick.Date) * (basis.Past ? -1 : 1);
        if ((Year ?? Years ?? Months) is not null || days >= 0) return found;
        var other = Found(month.PlusMonths((Named is null ? 1 : 12) * (basis.Past ? -1 : 1)), basis);
        return Named is null || days < -DateNamed.SlipDays ? other : other with { Picks = [.. other.Picks.Select(each => each with { What = Assuming.OtherYear })] };
    }

    private DayFound Found(LocalDate month, DayBasis basis)
    {
        List<LocalDate> days = [.. Enumerable.Range(0, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month)).Select(month.PlusDays)
            .Where(day => (Weekday ?? day.DayOfWeek) == day.DayOfWeek && (!Works || WorkdaysAway.IsWorkday(basis, day)))];
        var at = Place < 0 ? days.Count + Place : Place - 1;
        if (at < 0 || at >= days.Count) return DayFound.NoSuchDate(days.Count == 0 ? month.With(DateAdjusters.EndOfMonth) : days[^1]);
        return DayFound.Of(days[at], Works && basis.Workday is null ? Assuming.HolidaysNotCounted : null);
    }
}

/// <summary>In three business days, 5个工作日内, the next working day. The day itself is not counted.</summary>
internal sealed record WorkdaysAway(int Count, bool Ends = false) : Day
{
    private const int FarthestDays = 1830;

    public override bool IsEnd(bool past) => Ends;

    public override DayFound On(DayBasis basis)
    {
        var (date, left) = (basis.Today, Math.Abs(Count));
        for (var days = 0; left > 0; days++)
        {
            if (days == FarthestDays) return DayFound.TooFar;
            date = date.PlusDays(Math.Sign(Count));
            if (IsWorkday(basis, date)) left--;
        }
        return DayFound.Of(date, basis.Workday is null ? Assuming.HolidaysNotCounted : null);
    }

    internal static bool IsWorkday(DayBasis basis, LocalDate date) => basis.Workday?.Invoke(date) ?? DaySet.MondayToFriday.Contains(date.DayOfWeek);
}
