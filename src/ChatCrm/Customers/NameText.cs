using System.Text;

namespace ChatCrm.Customers;

/// <summary>A name as it is stored and as it is shown; channels put the shown one inside bidi isolates.</summary>
internal static class NameText
{
    public static string AsGiven(string typed)
    {
        var readable = new StringBuilder(typed.Length);
        // Half of a surrogate pair comes out as U+FFFD; U+FFFE makes normalisation throw.
        foreach (var rune in typed.EnumerateRunes()) readable.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
        return NameFold.Collapsed(readable.ToString().Normalize(NormalizationForm.FormC), rune => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune));
    }

    public static string Visible(string name)
    {
        if (IsPlain(name)) return name;
        var shown = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var (length, before, hiding) = (0, new Rune(' '), false);
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsPlainDirection(rune)) continue;
            var hidden = Rune.IsControl(rune) || (IsHidden(rune) && !(IsJoiner(rune) && Joins(before)));
            if (!hidden) length += rune.EncodeToUtf16(shown[length..]);
            else if (!hiding) length += Rune.ReplacementChar.EncodeToUtf16(shown[length..]);
            (before, hiding) = (rune, hidden);
        }
        return shown[..length].SequenceEqual(name) ? name : shown[..length].ToString();
    }

    /// <summary>ASCII, and the letters of the scripts that most names are written in, hide nothing.</summary>
    private static bool IsPlain(string name)
    {
        if (!name.AsSpan().ContainsAnyExceptInRange(' ', '~')) return true;
        foreach (var c in name)
            if (!(c is (>= ' ' and <= '~') or (>= '\u00C0' and <= '\u024F') or (>= '\u4E00' and <= '\u9FFF') || IsOfScript(c))) return false;
        return true;
    }

    /// <summary>Greek, Cyrillic and Armenian; Hebrew; Arabic; Thai; kana; Hangul; with their marks. None of it is a control, a space, a joiner or a mark of direction.</summary>
    private static bool IsOfScript(char c) => c is (>= '\u0370' and <= '\u058A') or (>= '\u05D0' and <= '\u05EA') or (>= '\u0620' and <= '\u06D3')
        or (>= '\u0E01' and <= '\u0E5B') or (>= '\u3041' and <= '\u30FF') or (>= '\uAC00' and <= '\uD7A3');

    private static bool IsHidden(Rune rune) => NameFold.IsInvisible(rune) || IsJoiner(rune);

    // The marks LRM, RLM and ALM override nothing: Hebrew and Arabic names come with them, and are right without them inside isolates.
    private static bool IsPlainDirection(Rune rune) => rune.Value is 0x200E or 0x200F or 0x061C;

    // Joiners and variation selectors are part of the writing in Persian, Devanagari, Han and emoji, and a hiding place in Latin.
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool Joins(Rune before) => before.Value >= 0x0600 && !NameFold.IsInvisible(before);
}
