using System.Buffers;
using System.Text;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>Text that is read as it stands: no command of a renderer and no direction of writing gets out of it.</summary>
internal static class Literal
{
    private static readonly SearchValues<char> MarkdownSigns = SearchValues.Create("\\`*_[]()~<>#|");

    /// <summary>Words of people among words of ours: each paragraph inside an isolate of its own.</summary>
    public static string Theirs(string text) => Defused(ByParagraph(text, line => $"{WritingDirection.FirstStrongIsolate}{WritingDirection.Settled(line)}{WritingDirection.PopIsolate}"));

    /// <summary>A string that stands alone or is ours, perhaps with a name in it.</summary>
    public static string Ours(string text) => Defused(ByParagraph(text, line => WritingDirection.Settled(line).ToString()));

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

    /// <summary>
    /// Renderers put dates in the place of <c>{{DATE(…)}}</c> and <c>{{TIME(…)}}</c>, even in plain runs and labels; an invisible space between the braces stops them.
    /// https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
    /// </summary>
    private static string Defused(string text) => text.Replace("{{", "{\u200B{", StringComparison.Ordinal);

    private static string ByParagraph(string text, Func<string, string> show)
    {
        var shown = new StringBuilder(text.Length + 2);
        while (text.AsSpan().IndexOfAny(WritingDirection.ParagraphEnds) is var end and >= 0)
        {
            shown.Append(end == 0 ? "" : show(text[..end])).Append(text[end]);
            text = text[(end + 1)..];
        }
        return shown.Append(text.Length == 0 ? "" : show(text)).ToString();
    }
}
