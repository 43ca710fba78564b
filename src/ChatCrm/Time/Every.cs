using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>What a repetition is counted in.</summary>
public enum EveryUnit { Day, BusinessDay, Week, Month, Year }

/// <summary>A repetition found in a text.</summary>
/// <param name="Length">UTF-16 units from the start that was asked.</param>
public sealed record EveryMatch(int Length, Every Every);

/// <summary>How often something comes again.</summary>
/// <param name="FromLastContact">True where it is counted from the last contact with the customer, not from the time before.</param>
public sealed partial record Every(int Count, EveryUnit Unit, bool FromLastContact)
{
    private static readonly (string Word, EveryUnit Unit)[] Units =
    [
        ("business day", EveryUnit.BusinessDay), ("working day", EveryUnit.BusinessDay), ("day", EveryUnit.Day), ("d", EveryUnit.Day), ("week", EveryUnit.Week), ("w", EveryUnit.Week),
        ("month", EveryUnit.Month), ("year", EveryUnit.Year), ("y", EveryUnit.Year),
        ("工作日", EveryUnit.BusinessDay), ("天", EveryUnit.Day), ("日", EveryUnit.Day), ("周", EveryUnit.Week), ("星期", EveryUnit.Week), ("个月", EveryUnit.Month), ("月", EveryUnit.Month), ("年", EveryUnit.Year),
    ];

    /// <summary>"every 30d", "every month", "每两周", "每30天 从上次联系"; null where it is no repetition.</summary>
    public static Every? Read(string typed)
    {
        var match = Shape().Match(typed.Trim().ToLowerInvariant());
        if (!match.Success) return Weekly().IsMatch(typed.Trim().ToLowerInvariant()) ? new(1, EveryUnit.Week, false) : null;
        var count = CountOf(match.Groups["n"].Value);
        if (count is < 1 or > 1000) return null;
        var unit = Units.First(each => each.Word == match.Groups["unit"].Value).Unit;
        return new(count, unit, match.Groups["last"].Success);
    }

    /// <summary>The longest repetition that begins at an offset; null where none does.</summary>
    public static EveryMatch? At(string text, int start)
    {
        for (var end = Math.Min(text.Length, start + 60); end > start; end--)
            if ((end == text.Length || !char.IsAsciiLetterOrDigit(text[end]) || !char.IsAsciiLetterOrDigit(text[end - 1])) && text[end - 1] != ' ' && Read(text[start..end]) is { } every) return new(end - start, every);
        return null;
    }

    /// <summary>The time behind one.</summary>
    /// <param name="anchor">The date with which the repetition began: 31 Jan and 28 Feb lead to 31 Mar.</param>
    public PlannedTime Next(PlannedTime last, LocalDate? anchor = null, Func<LocalDate, bool>? workday = null) => last with { Wall = After(last.Wall.Date, anchor ?? last.Wall.Date) + last.Wall.TimeOfDay };

    private LocalDate After(LocalDate last, LocalDate anchor) => Unit switch
    {
        EveryUnit.Day => last.PlusDays(Count),
        EveryUnit.BusinessDay => Enumerable.Range(1, (Count * 2) + 7).Select(last.PlusDays).Where(day => day.DayOfWeek < IsoDayOfWeek.Saturday).ElementAt(Count - 1),
        EveryUnit.Week => last.PlusWeeks(Count),
        EveryUnit.Month => InMonth(last.With(DateAdjusters.StartOfMonth).PlusMonths(Count), anchor.Day),
        _ => InMonth(last.With(DateAdjusters.StartOfMonth).PlusYears(Count), anchor.Day),
    };

    private static LocalDate InMonth(LocalDate month, int day) => new(month.Year, month.Month, Math.Min(day, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month)));

    private static int CountOf(string typed) => typed switch
    {
        "" or "一" => 1,
        "两" or "二" => 2,
        "三" => 3,
        _ => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
    };

    [GeneratedRegex(@"^(?:every|每)? ?(?<n>[0-9]{0,4}|[一两二三]) ?(?:个)?(?<unit>business day|working day|day|d|week|w|month|year|y|工作日|天|日|周|星期|个月|月|年)s?(?<last>[ ,，]*(?:(?:from|after|since)(?: the)? last (?:contact|touch)|从上次联系(?:起|算起)?|按上次联系))?$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(?:every (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|每周[一二三四五六日])(?: ?[0-9]{1,2}(?:am|pm|:[0-9]{2}|点)?)?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Weekly();
}
