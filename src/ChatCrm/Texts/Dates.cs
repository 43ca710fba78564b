using System.Globalization;
using NodaTime;

namespace ChatCrm.Texts;

/// <summary>
/// Dates, times and lengths of time for a reader. Always Gregorian, always the wording's own patterns, never a culture's:
/// under ar-SA the library's patterns print a Hijri month's name on a Gregorian date.
/// </summary>
public readonly struct Dates(Wording wording)
{
    private static readonly string[] Months = [.. Enumerable.Range(1, 12).Select(month => "Dates.Month" + Digits(month))];

    private static readonly string[] Weekdays =
        ["Dates.Monday", "Dates.Tuesday", "Dates.Wednesday", "Dates.Thursday", "Dates.Friday", "Dates.Saturday", "Dates.Sunday"];

    /// <summary>"Tue 24 Nov", with the year where it is not that of <paramref name="today"/>.</summary>
    public string Day(LocalDate day, LocalDate today) => Calendar("Dates.Day", "Dates.DayOfYear", day, today, Weekday(Iso(day).DayOfWeek));

    /// <summary>"24 Nov", with the year where it is not that of <paramref name="today"/>.</summary>
    public string Date(LocalDate day, LocalDate today)
    {
        var date = Iso(day);
        if (date.Year != Iso(today).Year) return Calendar("Dates.Date", "Dates.DateOfYear", day, today);
        // The pattern names no more than these two: a test holds it to that.
        return wording.DaysOfYear[(date.Month - 1) * 31 + date.Day - 1] ??= Calendar("Dates.Date", "Dates.DateOfYear", day, today);
    }

    /// <summary>"today", "yesterday" or "tomorrow", else as <see cref="Day"/>.</summary>
    public string NearDay(LocalDate day, LocalDate today) => Period.DaysBetween(Iso(today), Iso(day)) switch
    {
        -1 => wording.Plain("Dates.Yesterday"),
        0 => wording.Plain("Dates.Today"),
        1 => wording.Plain("Dates.Tomorrow"),
        _ => Day(day, today),
    };

    /// <summary>"Tue 24 Nov 15:00", with the year where it is not that of <paramref name="today"/>.</summary>
    public string At(LocalDateTime at, LocalDate today) => DayAndTime(Day(at.Date, today), at.TimeOfDay);

    /// <summary>"today 16:05", "yesterday 14:02" or "tomorrow 09:00", else as <see cref="At"/>.</summary>
    public string NearAt(LocalDateTime at, LocalDate today) => DayAndTime(NearDay(at.Date, today), at.TimeOfDay);

    /// <summary>"Mon 09:12".</summary>
    public string WeekdayAt(LocalDateTime at) => DayAndTime(Weekday(at.DayOfWeek), at.TimeOfDay);

    /// <summary>"Mon".</summary>
    public string Weekday(IsoDayOfWeek day) => wording.Plain(Weekdays[(int)day - 1]);

    /// <summary>"16:05", always with 24 hours.</summary>
    public string Time(LocalTime time) => wording.Plain("Dates.Time", ("hour", TwoDigits(time.Hour)), ("minute", TwoDigits(time.Minute)));

    /// <summary>"09:00–17:30".</summary>
    public string Hours(LocalTime from, LocalTime to) => wording.Plain("Dates.Hours", ("from", Time(from)), ("to", Time(to)));

    /// <summary>"15 min", "1 h", "1 h 30 min": whole minutes, the rest is dropped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public string Length(Duration length)
    {
        var (hours, minutes) = Math.DivRem(WholeMinutes(length), 60);
        return (hours, minutes) switch
        {
            (0, _) => wording.Plain("Dates.LengthInMinutes", ("minutes", minutes)),
            (_, 0) => wording.Plain("Dates.LengthInHours", ("hours", hours)),
            _ => wording.Plain("Dates.Length", ("hours", hours), ("minutes", minutes)),
        };
    }

    /// <summary>How long something is overdue, in its largest unit: "2 days", "3 hours", "5 minutes", "less than a minute".</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative: it is not overdue.</exception>
    public string Overdue(Duration late) => WholeMinutes(late) switch
    {
        0 => wording.Plain("Dates.LessThanAMinute"),
        < 60 and var minutes => Count("Dates.CountOfMinutes", minutes),
        < 24 * 60 and var minutes => Count("Dates.CountOfHours", minutes / 60),
        var minutes => CountOfDays(minutes / (24 * 60)),
    };

    /// <summary>"1 day", "30 days".</summary>
    public string CountOfDays(long days) => Count("Dates.CountOfDays", days);

    private string Count(string key, long number) => wording.Plain(key, ("n", number));

    private string Calendar(string key, string keyWithYear, LocalDate day, LocalDate today, string weekday = "")
    {
        var date = Iso(day);
        return wording.Plain(date.Year == Iso(today).Year ? key : keyWithYear,
            ("weekday", weekday),
            ("day", Digits(date.Day)),
            ("month", wording.Plain(Months[date.Month - 1])),
            ("year", Digits(date.Year)));
    }

    private string DayAndTime(string day, LocalTime time) => wording.Plain("Dates.At", ("day", day), ("time", Time(time)));

    private static long WholeMinutes(Duration length) => length >= Duration.Zero
        ? (length.Days * 24L + length.Hours) * 60 + length.Minutes
        : throw new ArgumentOutOfRangeException(nameof(length), length, "A length of time is not negative.");

    private static LocalDate Iso(LocalDate date) => date.WithCalendar(CalendarSystem.Iso);

    // Numbers of a date are strings here: as numbers they would be grouped, and the year read 2,026.
    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string TwoDigits(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}
