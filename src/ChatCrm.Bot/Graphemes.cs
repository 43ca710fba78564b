using System.Globalization;

namespace ChatCrm.Bot;

/// <summary>Characters as people see them: none is cut in two.</summary>
internal static class Graphemes
{
    /// <summary>The length of the first whole ones, at most <paramref name="most"/> UTF-16 units together.</summary>
    public static int Whole(string text, int most)
    {
        if (text.Length <= most) return text.Length;
        var end = Math.Max(0, most);
        // Between two of these there is always a cut, but for one line's end in two characters.
        while (end > 0 && !(text[end - 1] is < '\x80' and not '\r' && text[end] < '\x80')) end--;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && end + next <= most) end += next;
        return end;
    }

    /// <summary>At most <paramref name="most"/> UTF-16 units; a shortened text ends with "…".</summary>
    public static string Shorten(string text, int most) => text.Length <= most ? text : text[..Whole(text, most - 1)] + "…";
}
