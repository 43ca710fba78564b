using NodaTime;

namespace ChatCrm.Time;

/// <summary>What a repetition counts in; a quarter is three months.</summary>
public enum EveryUnit { Day, BusinessDay, Week, Month, Year }

/// <summary>A repetition found in a text.</summary>
/// <param name="Length">UTF-16 units from the start that was asked, leading white space included.</param>
public sealed record EveryMatch(int Length, Every Every);

/// <summary>
/// How a follow-up repeats. A value of what was typed: every 30d, monthly, 每周五. It knows no clock: the next time is counted from the one before, or
/// from the last contact where that was asked.
/// </summary>
/// <param name="Count">How many of the unit lie between two times; at least 1. What <see cref="Read"/> reads spans five years at most.</param>
/// <param name="FromLastContact">Whether it is counted from the last contact and not from the time before.</param>
public sealed record Every(int Count, EveryUnit Unit, bool FromLastContact)
{
    private const int MostDaysClosed = 400;

    /// <summary>The weekday on which it falls, for weeks; null: that of the time before.</summary>
    public IsoDayOfWeek? Weekday { get; init; }

    /// <summary>The day of the month on which it falls, for months: 1 to 31, and the last where a month is shorter; null: the anchor's.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>A repetition as typed, in English or Chinese; a time of day behind it ("every fri 3pm") belongs to the date and is passed over. Null when it reads as none.</summary>
    public static Every? Read(string typed) => EveryReading.Whole(new Line(typed, 0));

    /// <summary>The longest repetition that begins at <paramref name="start"/>, or behind white space there; null when there is none. Bounded as <see cref="When.At(string, int, WhenContext)"/> is.</summary>
    public static EveryMatch? At(string text, int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, text.Length);
        return EveryReading.At(new Line(text, start));
    }

    /// <summary>The next time: at the same time of day, in the same zone, and later by the clock of the world.</summary>
    /// <param name="last">The time before, as it was planned before anybody snoozed it; where it counts from the last contact, that date at the time of day meant.</param>
    /// <param name="anchor">The date with which the repetition began: 31 Jan and 28 Feb lead to 31 Mar, 29 Feb comes back in a leap year. Null: the date of <paramref name="last"/>.</param>
    /// <param name="workday">Whether a date is a working day; null: Monday to Friday.</param>
    public PlannedTime Next(PlannedTime last, LocalDate? anchor = null, Func<LocalDate, bool>? workday = null)
    {
        var (next, moment) = (last, last.ToInstant());
        // A zone that leaves out a whole day makes two dates one moment.
        do next = next with { Wall = DateAfter(next.Wall.Date, anchor, workday) + last.Wall.TimeOfDay };
        while (next.ToInstant() <= moment);
        return next;
    }

    private LocalDate DateAfter(LocalDate date, LocalDate? anchor, Func<LocalDate, bool>? workday) => Unit switch
    {
        EveryUnit.Day => date.PlusDays(Count),
        EveryUnit.BusinessDay => Workdays(date, workday),
        EveryUnit.Week => Weekday is { } day && date.DayOfWeek != day ? date.Next(day) : date.PlusWeeks(Count),
        EveryUnit.Month => Month(date, Count, DayOfMonth ?? anchor?.Day ?? date.Day),
        _ => Month(date, Count * 12, anchor?.Day ?? date.Day),
    };

    // The day named may still be to come in this month; else so many months on, at its end where it is too short.
    private LocalDate Month(LocalDate date, int months, int day)
    {
        var here = InMonth(date, day);
        return DayOfMonth is not null && here > date ? here : InMonth(date.With(DateAdjusters.StartOfMonth).PlusMonths(months), day);
    }

    private static LocalDate InMonth(LocalDate date, int day) => new(date.Year, date.Month, Math.Min(day, CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month)));

    // A calendar that is closed for over a year is not heeded.
    private LocalDate Workdays(LocalDate date, Func<LocalDate, bool>? workday)
    {
        var (next, left, closed) = (date, Count, 0);
        while (left > 0 && closed < MostDaysClosed)
        {
            next = next.PlusDays(1);
            if (workday?.Invoke(next) ?? DaySet.MondayToFriday.Contains(next.DayOfWeek)) (left, closed) = (left - 1, 0);
            else closed++;
        }
        return left == 0 ? next : Workdays(date, null);
    }
}
