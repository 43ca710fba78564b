using System.Globalization;
using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>Numbers in digits and in Chinese numerals, up to 99,999.</summary>
internal static class Numerals
{
    private const string Ones = "零一二三四五六七八九";

    /// <summary>The number at an index, and the year where it has four digits.</summary>
    public static (IReadOnlyList<Sign> Signs, int Next)? Read(Line line, int index) => line.At(index) switch
    {
        { Kind: TokenKind.Number } token => Digits(line.Text[token.Start..token.End], index),
        { Kind: TokenKind.Han } => Han(line, index),
        _ => null,
    };

    private static (IReadOnlyList<Sign>, int)? Digits(ReadOnlySpan<char> digits, int index)
    {
        if (digits.Length > 5) return null;
        var value = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var number = new Sign(Kind.Number, value, digits.Length);
        return digits.Length == 4 && value is >= 1900 and < 2200 ? ([number, new(Kind.Year, value)], index + 1) : ([number], index + 1);
    }

    private static (IReadOnlyList<Sign>, int)? Han(Line line, int index)
    {
        var next = index;
        while (next < index + 6 && line.At(next) is { Kind: TokenKind.Han } token && "〇零一二两三四五六七八九十百廿卅".Contains(line.Text[token.Start])) next++;
        if (next == index) return null;
        var numerals = line.Phrase(index, next - index).Replace('两', '二').Replace('〇', '零').Replace("廿", "二十", StringComparison.Ordinal).Replace("卅", "三十", StringComparison.Ordinal);
        if (numerals.Length == 4 && Spelled(numerals) is >= 1900 and < 2200 and var year) return ([new(Kind.Year, year)], next);
        // 三点零五 has two places, as 3:05 has; 三点五 is three and a half.
        return Value(numerals) is { } value ? ([new(Kind.Number, value, numerals is ['零', _] ? 2 : 0)], next) : null;
    }

    private static int? Spelled(string numerals) => numerals.Aggregate((int?)0, (value, c) => Ones.IndexOf(c) is >= 0 and var one ? (value * 10) + one : null);

    // 三百二十一, 二十, 十五, 五: each place at most once, highest first.
    private static int? Value(string numerals)
    {
        var (total, one, lowest) = (0, -1, 1000);
        foreach (var c in numerals)
        {
            var place = c switch { '百' => 100, '十' => 10, _ => 1 };
            if (place == 1)
            {
                if (one > 0) return null;
                one = Ones.IndexOf(c);
                continue;
            }
            if (place >= lowest || one == 0) return null;
            (total, one, lowest) = (total + (place * (one < 0 ? 1 : one)), -1, place);
        }
        return total + Math.Max(one, 0);
    }
}
