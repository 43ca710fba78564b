using ChatCrm.Time.Lexicons;
using static ChatCrm.Time.Lexicons.Kind;

namespace ChatCrm.Time;

/// <summary>How people say a stretch of time.</summary>
internal static class Amounts
{
    private static readonly Patterns<Amount> Table = new(
        new("Number Unit", c => Amount.Of(c[Number], c[Kind.Unit])),
        new("An Unit", c => Amount.Of(1, c[Kind.Unit])),
        new("Half An? Unit", c => Amount.Half(c[Kind.Unit])),
        new("Number Measure Half Unit", c => WithHalf(c)),
        new("Number Unit Half", c => WithHalf(c)),
        new("Number Measure Half MonthMark", c => Amount.Of(c[Number], (int)Lexicons.Unit.Month) + Amount.Half((int)Lexicons.Unit.Month)!),
        new("Number And An Half Unit", c => WithHalf(c)),
        new("An Unit And An Half", c => Amount.Half(c[Kind.Unit]) is { } half ? Amount.Of(1, c[Kind.Unit]) + half : null),
        new("Number ~Dot ~Number Unit", Decimal),
        new("Number Unit Number Unit", c => Smaller(c) is { } smaller ? Amount.Of(c[Number], c[Kind.Unit]) + smaller : null),
        new("Number ~Unit ~Number", c => c[Kind.Unit] == (int)Lexicons.Unit.Hour && c.Nth(Number, 1) is { Value: < 60, Second: 2 } minutes
            ? new(0, 0, (c[Number] * 60L) + minutes.Value) : null));

    /// <summary>The longest amount at an index, with the index behind it.</summary>
    public static (Amount Value, int Next)? At(Line line, int index)
    {
        (Amount Value, int Next)? longest = null;
        foreach (var found in Table.At(line, index))
        {
            if (longest is null || found.Next > longest.Value.Next) longest = found;
        }
        return longest;
    }

    private static Amount? WithHalf(Caught c) => Amount.Half(c[Kind.Unit]) is { } half ? Amount.Of(c[Number], c[Kind.Unit]) + half : null;

    private static Amount? Smaller(Caught c)
    {
        var (number, unit) = (c.Nth(Number, 1), c.Nth(Kind.Unit, 1));
        return unit.Value == (int)Lexicons.Unit.Minute && c[Kind.Unit] == (int)Lexicons.Unit.Hour && number.Value < 60 ? Amount.Of(number.Value, unit.Value) : null;
    }

    // 1.5h, 2.25 hours: exact in minutes, rounded to the nearest.
    private static Amount? Decimal(Caught c)
    {
        var tenths = c.Nth(Number, 1);
        if (c[Kind.Unit] != (int)Lexicons.Unit.Hour || tenths.Second is not (1 or 2)) return null;
        var hundredths = tenths.Second == 1 ? tenths.Value * 10 : tenths.Value;
        return new(0, 0, (c[Number] * 60L) + (((hundredths * 60) + 50) / 100));
    }
}
