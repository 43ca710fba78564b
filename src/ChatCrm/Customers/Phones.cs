using System.Text;

namespace ChatCrm.Customers;

/// <summary>Phone numbers as far as telling whether two are one.</summary>
public static class Phones
{
    // Shorter ones are extensions and service numbers.
    private const int FewestDigits = 7;

    /// <summary>The digits, of any script, as 0-9, behind a plus sign if the number begins with one. The trunk zero in +49 (0)30 is left out.</summary>
    public static string Digits(string raw)
    {
        var digits = new StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
            if (Rune.IsDigit(rune)) digits.Append((int)Rune.GetNumericValue(rune));
            else if (digits.Length == 0 && rune.Value is '+' or '＋') digits.Append('+');
            else if (digits.Length > 0 && rune.Value is '(' or '（') digits.Append('(');
            else if (rune.Value is ')' or '）') digits.Append(')');
        if (digits.Length > 0 && digits[0] == '+') digits.Replace("(0)", "");
        return digits.Replace("(", "").Replace(")", "").ToString();
    }

    /// <summary>Whether both are one number, written with + or with 00.</summary>
    public static bool Same(string a, string b) => International(a) is { Length: >= FewestDigits } number && number == International(b);

    /// <summary>Whether one is the other without its country: 030 1234567 and +49 30 1234567.</summary>
    public static bool EndAlike(string a, string b) => Ends(International(a), b) || Ends(International(b), a);

    /// <summary>The zones that a number's country and area can mean, see <see cref="Time.Zones.OfPhone"/>; empty where it is written without its country.</summary>
    public static IReadOnlyList<string> ZonesOf(string raw) =>
        Digits(raw) is var digits && (digits.StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal)) ? Time.Zones.OfPhone(International(raw)) : [];

    private static string International(string raw)
    {
        var digits = Digits(raw);
        return digits.StartsWith('+') ? digits[1..] : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
    }

    private static bool Ends(string number, string national) =>
        Digits(national).TrimStart('+', '0') is { Length: >= FewestDigits } end && number.EndsWith(end, StringComparison.Ordinal);
}
