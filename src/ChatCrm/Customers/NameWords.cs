using System.Text;

namespace ChatCrm.Customers;

/// <summary>The words of a folded name. Chinese, Japanese and Korean letters that follow each other are one word, however they are spaced.</summary>
internal static class NameWords
{
    private const char LastSpaced = '\u10FF';

    /// <summary>The words, in order: <c>abc贸易 co</c> is abc, 贸易, co.</summary>
    public static IReadOnlyList<string> Of(string folded)
    {
        if (!folded.AsSpan().ContainsAnyExceptInRange('\0', LastSpaced)) return folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (words, begun) = (new List<string>(), -1);
        foreach (var start in Starts(folded))
        {
            if (begun >= 0) words.Add(Word(folded, begun, start));
            begun = start;
        }
        if (begun >= 0) words.Add(Word(folded, begun, folded.Length));
        return words;
    }

    private static string Word(string folded, int start, int end) => folded.AsSpan(start, end - start).TrimEnd(' ').ToString();

    /// <summary>Whether a word begins at an offset, where there is a letter.</summary>
    public static bool BeginsAt(string folded, int at)
    {
        if (at == 0 || folded[at - 1] == ' ') return true;
        if (!Rune.TryGetRuneAt(folded, at, out var rune)) rune = Rune.ReplacementChar;
        Rune.DecodeLastFromUtf16(folded.AsSpan(0, at), out var before, out _);
        return IsUnspaced(rune) != IsUnspaced(before);
    }

    /// <summary>Where each word begins.</summary>
    public static IEnumerable<int> Starts(string folded)
    {
        var (at, before) = (0, new Rune(' '));
        foreach (var rune in folded.EnumerateRunes())
        {
            if (rune.Value != ' ' && (before.Value == ' ' || IsUnspaced(rune) != IsUnspaced(before))) yield return at;
            before = rune;
            at += rune.Utf16SequenceLength;
        }
    }

    /// <summary>Where each letter but the first of a Chinese, Japanese or Korean word begins.</summary>
    public static IEnumerable<int> Inside(string folded)
    {
        var (at, before) = (0, new Rune(' '));
        foreach (var rune in folded.EnumerateRunes())
        {
            if (IsUnspaced(rune) && IsUnspaced(before)) yield return at;
            before = rune;
            at += rune.Utf16SequenceLength;
        }
    }

    /// <summary>The first letter of a word; a question mark, which is no letter, for half a surrogate pair.</summary>
    public static Rune First(string word) => Rune.TryGetRuneAt(word, 0, out var first) ? first : new Rune('?');

    /// <summary>Han, kana, bopomofo or Hangul: letters that are written without spaces, or as in Korean compounds often enough.</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value is 0x3005 or 0x3007 or (>= 0x3041 and <= 0x318F) or (>= 0x31A0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x1100 and <= 0x11FF) or (>= 0xAC00 and <= 0xD7FF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x1AFF0 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFF);
}
