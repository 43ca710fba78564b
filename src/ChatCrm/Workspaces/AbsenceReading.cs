using System.Globalization;
using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Workspaces;

/// <summary>Reads days away as people type them: "24dec-2jan", "24 Dec to 2 Jan, 5mar", "12月24日到1月2日", and as the form shows them. Pure.</summary>
internal static class AbsenceReading
{
    private const int MostRanges = 20;

    /// <summary>As many UTF-16 units as all ranges need, spelled out.</summary>
    public const int Longest = MostRanges * 40;

    /// <summary>Nobody types on which day of last year a longer absence began.</summary>
    private const int LongestRunning = 92;

    /// <summary>Whoever is away for longer over the turn of a year types the year.</summary>
    private const int LongestRolled = 183;

    private static readonly string[] Dashes = ["–", "—", "~", "～", " - ", " to ", " until ", " till ", "到", "至", "-"];

    /// <summary>The ranges in order, those that are over left out; or the key of the sentence that says what is wrong with them.</summary>
    /// <param name="member">Whose calendar and language count.</param>
    public static (IReadOnlyList<Absence> Away, string? Wrong) Of(string typed, Member member, Instant now)
    {
        var parts = typed.Split([',', '，', '、', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MostRanges) return ([], "Workspaces.BadAway");
        var zone = Zones.OrUtc(member.Zone);
        var context = new WhenContext(now, zone, null, member.Language.Length > 0 ? member.Language : "en", WhenDirection.Future);
        var today = now.InZone(Zones.Rules[zone]).Date;
        var ranges = parts.Select(part => Range(part, context, today)).ToList();
        if (ranges.Contains(null)) return ([], "Workspaces.BadAway");
        if (ranges.Exists(range => range!.Last < range.First)) return ([], "Workspaces.AwayReversed");
        var away = ranges.OfType<Absence>().Where(range => range.Last >= today).OrderBy(range => range.From, StringComparer.Ordinal).ToList();
        return (away, away.Count == 0 ? "Workspaces.AwayOver" : null);
    }

    /// <summary>As <see cref="Of"/> reads it again.</summary>
    public static string Write(IEnumerable<Absence> away) => string.Join(", ", away.Select(range => range.From == range.To ? range.From : $"{range.From} - {range.To}"));

    private static Absence? Range(string part, WhenContext context, LocalDate today)
    {
        if (Day(part, context) is { } only) return Absence.Of(only, only);
        foreach (var dash in Dashes)
            for (var at = part.IndexOf(dash, StringComparison.OrdinalIgnoreCase); at > 0; at = part.IndexOf(dash, at + 1, StringComparison.OrdinalIgnoreCase))
                if (Range(part[..at], part[(at + dash.Length)..], context, today) is { } range) return range;
        return null;
    }

    /// <summary>
    /// A date to come is meant, as everywhere; but where it is the first of days that are running, it is the one that has passed. What ends before it
    /// begins is given back so.
    /// </summary>
    private static Absence? Range(string first, string last, WhenContext context, LocalDate today)
    {
        if (Day(first, context) is not { } from) return InOneMonth(first, last, context);
        if (from > today && from.PlusYears(-1) is var passed && Day(last, From(passed, context)) is { } running && running >= today && Period.DaysBetween(passed, running) <= LongestRunning) return Absence.Of(passed, running);
        if (Day(last, From(from, context)) is not { } to) return null;
        return Absence.Of(from, IsRolled(last, from, to, context) ? to.PlusYears(-1) : to);
    }

    /// <summary>True where the end lies behind the beginning, and far behind, only because it was taken for the next year's: 5jan-2jan. A year that was typed stays.</summary>
    private static bool IsRolled(string last, LocalDate from, LocalDate to, WhenContext context) =>
        to.PlusYears(-1) < from && Period.DaysBetween(from, to) > LongestRolled && to.Year > from.Year && Day(last, From(from.PlusYears(-1), context)) != to;

    // 3-9 Mar.
    private static Absence? InOneMonth(string first, string last, WhenContext context) =>
        int.TryParse(first.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var day) && Day(last, context) is { } to && day >= 1 && day <= to.Day
            ? Absence.Of(new LocalDate(to.Year, to.Month, day), to)
            : null;

    /// <summary>The last day is counted from the first one.</summary>
    private static WhenContext From(LocalDate day, WhenContext context) => context with { Now = Zones.Rules[context.Mine].AtStartOfDay(day).ToInstant() };

    private static LocalDate? Day(string typed, WhenContext context)
    {
        var text = typed.Trim();
        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var iso)) return iso;
        if (text.Length == 0 || When.At(text, 0, context) is not { HasTime: false } match || match.Length != text.Length) return null;
        return match.Reading switch { Exact exact => exact.Time.Wall.Date, Assumed assumed => assumed.Time.Wall.Date, _ => null };
    }
}
