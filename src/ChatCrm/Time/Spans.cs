using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>Reads how long something took, in English and Chinese. Pure, and bounded as <see cref="When"/> is.</summary>
public static class Spans
{
    private const long MostMinutes = 7 * 24 * 60;

    /// <summary>
    /// The stretch of time that begins at <paramref name="start"/>, or behind white space there: 15m, 1h30, 1:30, 一个半小时; null when there is none.
    /// Length counts the leading white space; minutes are 1 to those of a week.
    /// </summary>
    public static (int Length, int Minutes)? At(string text, int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, text.Length);
        var line = new Line(text, start);
        if (!Edges.CanBegin(line) || (HoursAndMinutes(line) ?? Amount(line)) is not { } found) return null;
        return found.Minutes is > 0 and <= MostMinutes && Edges.CanEnd(line, found.Next) ? (line.EndBefore(found.Next), (int)found.Minutes) : null;
    }

    private static (long Minutes, int Next)? Amount(Line line) =>
        Amounts.At(line, 0) is { Value: { OfClock: true } amount, Next: var next } ? (amount.Minutes, next) : null;

    // 1:30 is a time everywhere else, so it is no amount in the table.
    private static (long Minutes, int Next)? HoursAndMinutes(Line line)
    {
        if (line.Sign(0, Kind.Number) is not { } hours || line.Sign(hours.Next, Kind.Colon) is not { } colon) return null;
        if (line.Sign(colon.Next, Kind.Number) is not { Sign: { Value: < 60, Second: 2 } } minutes) return null;
        return ((hours.Sign.Value * 60L) + minutes.Sign.Value, minutes.Next);
    }
}
