using ChatCrm.Time.Lexicons;
using NodaTime;
using static ChatCrm.Time.Lexicons.Kind;

namespace ChatCrm.Time;

/// <summary>Reads how something repeats: patterns over the same words that dates are made of.</summary>
internal static class EveryReading
{
    // Five years, as for a date.
    private const int MostDays = 1830;

    private static readonly Patterns<Every> Table = new(
        new("Each Unit", c => Of(1, c[Kind.Unit])),
        new("Each Number Unit", c => Of(c[Number], c[Kind.Unit])),
        new("Each Other Unit", c => Of(2, c[Kind.Unit])),
        new("Each Half An? Unit", c => Half(c[Kind.Unit])),
        new("Often", c => Of(c.Nth(Often, 0).Second ?? 1, c[Often])),
        new("Each Weekday", c => Weekly(1, c)),
        new("Each Other Weekday", c => Weekly(2, c)),
        new("Each Number Unit On? Weekday", c => c[Kind.Unit] == (int)Lexicons.Unit.Week ? Weekly(c[Number], c) : null),
        new("Each Other? Unit On Weekday", c => c[Kind.Unit] == (int)Lexicons.Unit.Week ? Weekly(c.Has(Other) ? 2 : 1, c) : null),
        new("Often On? Weekday", c => c[Often] == (int)Lexicons.Unit.Week ? Weekly(c.Nth(Often, 0).Second ?? 1, c) : null),
        new("Often On? The? Number Nth", c => Monthly(c, c[Number])),
        new("Often Comma? Number DayMark", c => Monthly(c, c[Number])),
        new("Often Comma? EndOf", c => c[EndOf] == (int)Lexicons.Unit.Month ? Monthly(c, 31) : null),
        new("Often Bottom", c => Monthly(c, 31)),
        new("Each EndOf", c => c[EndOf] == (int)Lexicons.Unit.Month ? new(1, EveryUnit.Month, false) { DayOfMonth = 31 } : null),
        new("Each Unit On? The? Number Nth", c => c[Kind.Unit] == (int)Lexicons.Unit.Month ? new(1, EveryUnit.Month, false) { DayOfMonth = c[Number] } : null));

    /// <summary>The longest repetition at the beginning; "since last contact" may stand in front or behind.</summary>
    public static EveryMatch? At(Line line)
    {
        if (!Edges.CanBegin(line)) return null;
        var contact = line.Sign(0, LastContact);
        var found = Table.At(line, contact?.Next ?? 0).Where(found => Edges.CanEnd(line, found.Next)).Select(found => ((Every Every, int Next)?)found).MaxBy(found => found?.Next);
        if (found is not var (every, next)) return null;
        var behind = line.Sign(line.Sign(next, Comma)?.Next ?? next, LastContact);
        return new(line.EndBefore(behind?.Next ?? next), every with { FromLastContact = (contact ?? behind) is not null });
    }

    /// <summary>What a whole text says; a period without "every" does.</summary>
    public static Every? Whole(Line line)
    {
        if (At(line) is { } match) return IsRestTime(line, match.Length) ? match.Every : null;
        var contact = line.Sign(0, LastContact);
        if (Amounts.At(line, contact?.Next ?? 0) is not var (amount, next) || Of(amount) is not { } every) return null;
        var behind = line.Sign(next, LastContact);
        return line.At(behind?.Next ?? next) is null ? every with { FromLastContact = (contact ?? behind) is not null } : null;
    }

    private static bool IsRestTime(Line line, int length)
    {
        var rest = 0;
        while (line.At(rest) is { } token && token.Start < length) rest++;
        return line.At(rest) is null || When.IsTime(line, rest);
    }

    private static Every? Of(int count, int unit) => (Unit)unit switch
    {
        Lexicons.Unit.Day => Fitting(count, EveryUnit.Day, 1),
        Lexicons.Unit.BusinessDay => Fitting(count, EveryUnit.BusinessDay, 2),
        Lexicons.Unit.Week => Fitting(count, EveryUnit.Week, 7),
        Lexicons.Unit.Fortnight => Fitting(count * 2, EveryUnit.Week, 7),
        Lexicons.Unit.Month => Fitting(count, EveryUnit.Month, 30),
        Lexicons.Unit.Quarter => Fitting(count * 3, EveryUnit.Month, 30),
        Lexicons.Unit.Year => Fitting(count, EveryUnit.Year, 366),
        _ => null,
    };

    private static Every? Of(Amount amount) => amount switch
    {
        { OfClock: true } => null,
        { Workdays: > 0 } => Fitting(amount.Workdays, EveryUnit.BusinessDay, 2),
        { Months: > 0, Days: 0 } => Fitting(amount.Months, EveryUnit.Month, 30),
        { Months: 0, Days: > 0 } => Fitting(amount.Days, EveryUnit.Day, 1),
        _ => null,
    };

    private static Every? Half(int unit) => Amount.Half(unit) is { } half ? Of(half) : null;

    private static Every? Fitting(int count, EveryUnit unit, int days) => count >= 1 && (long)count * days <= MostDays ? new(count, unit, false) : null;

    private static Every? Weekly(int count, Caught c) =>
        Fitting(count, EveryUnit.Week, 7) is { } every && c.Nth(Weekday, 0).Second is null ? every with { Weekday = (IsoDayOfWeek)c[Weekday] } : null;

    private static Every? Monthly(Caught c, int day) =>
        c[Often] is (int)Lexicons.Unit.Month && day is >= 1 and <= 31 ? new(c.Nth(Often, 0).Second ?? 1, EveryUnit.Month, false) { DayOfMonth = day } : null;
}
