using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>Text that is read as it stands: no command of a renderer and no direction of writing gets out of it.</summary>
internal static class Literal
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';
    private const char PopEmbedding = '\u202C';

    private static readonly SearchValues<char> DirectionControls = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>What ends a paragraph, and with it every isolate (Unicode's bidirectional class B).</summary>
    private static readonly SearchValues<char> ParagraphEnds = SearchValues.Create("\n\r\u001C\u001D\u001E\u0085\u2029");

    private static readonly SearchValues<char> MarkdownSigns = SearchValues.Create("\\`*_[]()~<>#|");

    /// <summary>Words of people among words of ours: each paragraph inside an isolate of its own.</summary>
    public static string Theirs(string text) => Defused(ByParagraph(text, line => $"{FirstStrongIsolate}{Settled(line)}{PopIsolate}"));

    /// <summary>A string that stands alone or is ours, perhaps with a name in it.</summary>
    public static string Ours(string text) => Defused(ByParagraph(text, Settled));

    /// <summary>The same reading for a renderer that reads Markdown.</summary>
    public static string Markdown(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (MarkdownSigns.Contains(c)) escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>At most <paramref name="most"/> UTF-16 units; a shortened text ends with "…" after a whole grapheme.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && end + next < most) end += next;
        return text[..end] + "…";
    }

    /// <summary>
    /// Renderers put dates in the place of <c>{{DATE(…)}}</c> and <c>{{TIME(…)}}</c>, even in plain runs and labels; an invisible space between the braces stops them.
    /// https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
    /// </summary>
    private static string Defused(string text) => text.Replace("{{", "{\u200B{", StringComparison.Ordinal);

    private static string ByParagraph(string text, Func<string, string> show)
    {
        var shown = new StringBuilder(text.Length + 2);
        while (text.AsSpan().IndexOfAny(ParagraphEnds) is var end and >= 0)
        {
            shown.Append(end == 0 ? "" : show(text[..end])).Append(text[end]);
            text = text[(end + 1)..];
        }
        return shown.Append(text.Length == 0 ? "" : show(text)).ToString();
    }

    /// <summary>Without the direction controls that have no partner; pairs stay.</summary>
    private static string Settled(string line)
    {
        if (!line.AsSpan().ContainsAny(DirectionControls)) return line;
        var paired = Paired(line);
        return string.Concat(line.Where((c, i) => !DirectionControls.Contains(c) || paired.Contains(i)));
    }

    /// <summary>The offsets of controls with a partner, by the rules X5 to X7 of Unicode's annex 9: the end of an isolate also ends what is open inside it.</summary>
    private static HashSet<int> Paired(string line)
    {
        var paired = new HashSet<int>();
        var open = new Stack<int>();
        for (var i = 0; i < line.Length; i++)
        {
            if (!DirectionControls.Contains(line[i])) continue;
            if (line[i] is not (PopIsolate or PopEmbedding)) { open.Push(i); continue; }
            if (line[i] == PopIsolate && open.Any(start => IsIsolate(line[start])))
                while (!IsIsolate(line[open.Peek()])) open.Pop();
            if (open.TryPeek(out var opening) && IsIsolate(line[opening]) == (line[i] == PopIsolate))
                paired.UnionWith([open.Pop(), i]);
        }
        return paired;
    }

    private static bool IsIsolate(char c) => c is >= '\u2066' and <= '\u2068';
}
