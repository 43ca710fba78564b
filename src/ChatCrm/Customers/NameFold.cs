using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatCrm.Customers;

/// <summary>
/// What is left of a text when only what a reader would call the same letters counts. The order of the steps matters: marks go before
/// lower-casing because the lower case of İ is two characters, and NFC comes last because it puts Hangul together again.
/// </summary>
internal static class NameFold
{
    private const char FirstUnspaced = '\u1100';

    /// <summary>What the letters of the alphabets with cases, and those of Hebrew and Arabic, fold to by themselves, as far as they were met; empty where that takes what stands around them.</summary>
    private static readonly string?[] Singles = new string?[0x2000];

    private static readonly SearchValues<char> Umlauts = SearchValues.Create("üÜöÖøØäÄåÅ\u0308\u030A\u0344\u212B");

    /// <summary>The folded text: lower case, words separated by one space. Any string, ill-formed ones too; linear; folding twice changes nothing.</summary>
    /// <param name="umlautsAsTwo">Writes ü, ö, ø, ä and å as German and Nordic writers do without a key for them: ue, oe, oe, ae, aa.</param>
    public static string Of(string text, bool umlautsAsTwo = false) => ByLetter(text, umlautsAsTwo) ?? Stepwise(text, umlautsAsTwo);

    private static string Stepwise(string text, bool umlautsAsTwo)
    {
        var compatible = LegalForms.Spelled(Normalized(Readable(text), NormalizationForm.FormKC));
        if (umlautsAsTwo) compatible = Replaced(compatible, Umlaut);
        var letters = Normalized(Replaced(WithoutMarks(compatible).ToLowerInvariant(), Letter), NormalizationForm.FormC);
        var simplified = Simplified(letters);
        var words = Collapsed(simplified, IsSeparator);
        // A name of symbols alone is still a name.
        return words.Length > 0 ? words : Collapsed(simplified, rune => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune));
    }

    /// <summary>
    /// The same for text whose letters each fold by themselves, as most names' do; null where one of its characters may say something of those around it (a mark,
    /// half a pair, a script that is not looked up here), or nothing would be left.
    /// </summary>
    private static string? ByLetter(string text, bool umlautsAsTwo)
    {
        var folded = text.Length <= 128 ? stackalloc char[2 * text.Length] : new char[2 * text.Length];
        var (length, gap) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\'' or '`') continue;
            if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c))
            {
                // Some forms of companies stand in brackets: they are spelled as a whole.
                if (c == '(' && i + 1 < text.Length && text[i + 1] >= FirstUnspaced) return null;
                gap = length > 0;
                continue;
            }
            if (gap) folded[length++] = ' ';
            gap = false;
            if (char.IsAscii(c)) folded[length++] = char.ToLowerInvariant(c);
            else if (IsWhole(c)) folded[length++] = SimplifiedHan.Of(c);
            else if (((umlautsAsTwo ? Umlaut(c) : null) ?? Alone(c)) is { Length: > 0 } letters)
            {
                letters.CopyTo(folded[length..]);
                length += letters.Length;
            }
            else return null;
        }
        return length == 0 ? null : folded[..length].SequenceEqual(text) ? text : folded[..length].ToString();
    }

    private static string Alone(char c) =>
        c is (>= '\u00C0' and <= '\u024F') or (>= '\u0370' and <= '\u052F') or (>= '\u05D0' and <= '\u06D3') or (>= '\u1E00' and <= '\u1FFF') ? Singles[c] ??= Single(c) : "";

    /// <summary>Looked at among others: at the end of a text the point of ŀ would not be seen.</summary>
    private static string Single(char c) => Stepwise($"x{c}x", umlautsAsTwo: false) is ['x', .. { Length: 1 or 2 } folded, 'x'] && folded.All(char.IsLetterOrDigit) ? folded : "";

    /// <summary>The common Chinese characters, kana and Hangul syllables: where no mark follows, what one step takes apart the last puts together again.</summary>
    private static bool IsWhole(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3041' and <= '\u3096') or (>= '\u30A1' and <= '\u30FA') or '\u30FC' or (>= '\uAC00' and <= '\uD7A3');

    /// <summary>False where both ways to write umlauts give the same. Composed, or with the mark behind the letter, or as the sign for ångström.</summary>
    public static bool MayHaveUmlauts(string text) => !System.Text.Ascii.IsValid(text) && text.AsSpan().ContainsAny(Umlauts);

    /// <summary>The text without white space at its ends, and with one space wherever <paramref name="separates"/> holds inside.</summary>
    public static string Collapsed(string text, Func<Rune, bool> separates)
    {
        var collapsed = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var (length, gap) = (0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (separates(rune)) { gap = length > 0; continue; }
            if (gap) collapsed[length++] = ' ';
            gap = false;
            length += rune.EncodeToUtf16(collapsed[length..]);
        }
        return collapsed[..length].SequenceEqual(text) ? text : collapsed[..length].ToString();
    }

    // Half of a surrogate pair and U+FFFE make normalisation throw; the acute accent is typed for an apostrophe and would become a space;
    // what is invisible would come between (, 株 and ) or a letter and its mark.
    private static string Readable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return Without(text, IsUnreadable);
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) continue;
            i += rune.Utf16SequenceLength - 1;
            if (!IsUnreadable(rune)) result.Append(rune);
        }
        return result.ToString();
    }

    private static bool IsUnreadable(Rune rune) => rune.Value is 0xFFFE or 0xB4 || IsInvisible(rune);

    private static string WithoutMarks(string text) => Without(Normalized(Digits(text), NormalizationForm.FormD), IsAccent);

    private static string Digits(string text)
    {
        if (!Has(text, IsDigit)) return text;
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (IsDigit(rune)) result.Append((int)Rune.GetNumericValue(rune));
            else result.Append(rune);
        return result.ToString();
    }

    private static bool IsDigit(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    private static string Normalized(string text, NormalizationForm form) => text.IsNormalized(form) ? text : text.Normalize(form);

    /// <summary>Asked of what is no ASCII.</summary>
    private static bool Has(string text, Func<Rune, bool> what)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!rune.IsAscii && what(rune)) return true;
        return false;
    }

    private static string Without(string text, Func<Rune, bool> what)
    {
        if (!Has(text, what)) return text;
        var left = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
            if (rune.IsAscii || !what(rune)) length += rune.EncodeToUtf16(left[length..]);
        return left[..length].ToString();
    }

    /// <summary>Characters that show nothing by themselves: controls of direction, zero-width characters, tags, fillers.</summary>
    public static bool IsInvisible(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    // Marks of the other scripts (Thai, Devanagari, the voicing of kana) are vowels and consonants there: without them names would fall together.
    private static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.NonSpacingMark => rune.Value is < 0x0900 or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF)
            or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE2F) or (>= 0x180B and <= 0x180F),
        _ => false,
    };

    private static bool IsSeparator(Rune rune) =>
        rune.IsAscii ? !Rune.IsLetterOrDigit(rune) : Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || Rune.IsSeparator(rune) || Rune.IsControl(rune);

    /// <summary>The text with a space for each apostrophe.</summary>
    public static string WithoutApostrophes(string text) => Replaced(text, c => IsApostrophe(c) ? " " : null);

    private static string Replaced(string text, Func<char, string?> letter)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
            if (letter(text[i]) is { } other) (result ??= new StringBuilder(text.Length).Append(text, 0, i)).Append(other);
            else result?.Append(text[i]);
        return result?.ToString() ?? text;
    }

    private static string? Umlaut(char c) => c switch
    {
        'ü' or 'Ü' => "ue", 'ö' or 'Ö' or 'ø' or 'Ø' => "oe", 'ä' or 'Ä' => "ae", 'å' or 'Å' => "aa", _ => null,
    };

    private static string? Letter(char c) => c switch
    {
        'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'ø' => "o", 'ł' => "l", 'đ' or 'ð' => "d", 'ħ' => "h", 'ŧ' => "t", 'ı' => "i", 'þ' => "th", 'ς' => "σ",
        'ى' or 'ی' => "ي", 'ک' => "ك", 'ة' => "ه", 'ٱ' => "ا", 'ـ' => "",
        _ => IsApostrophe(c) ? "" : null,
    };

    // Apostrophes and what is typed for them: O'Neill, O’Neill and O`Neill are one name.
    private static bool IsApostrophe(char c) => c is '\'' or '`' or '´' or '‘' or '’' or '‛' or '′' or '＇' or (>= 'ʹ' and <= 'ʿ');

    private static string Simplified(string text)
    {
        foreach (var c in text)
            if (SimplifiedHan.Of(c) != c) return string.Create(text.Length, text, Simplify);
        return text;
    }

    private static void Simplify(Span<char> to, string from)
    {
        for (var i = 0; i < to.Length; i++) to[i] = SimplifiedHan.Of(from[i]);
    }
}
