using System.Buffers;
using System.Text;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>Text that is read as it stands: no command of a renderer and no direction of writing gets out of it.</summary>
internal static class Literal
{
    private static readonly SearchValues<char> MarkdownSigns = SearchValues.Create("\\`*_[]()~<>#|");

    /// <summary>Words of people among words of ours: each paragraph inside an isolate of its own.</summary>
    public static string Theirs(string text) => text.Length > 0 && !IsTouched(text) && WritingDirection.ParagraphEnd(text) < 0
        ? Isolated(text)
        : Defused(ByParagraph(text, line => Isolated(WritingDirection.Settled(line))));

    /// <summary>A string that stands alone or is ours, perhaps with a name in it.</summary>
    public static string Ours(string text) => IsTouched(text) ? Defused(ByParagraph(text, line => WritingDirection.Settled(line).ToString())) : text;

    /// <summary>The same reading for a renderer that reads Markdown.</summary>
    public static string Markdown(string text)
    {
        var escaped = new StringBuilder(text.Length + 32);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(MarkdownSigns) is var sign and >= 0)
        {
            escaped.Append(rest[..sign]).Append('\\').Append(rest[sign]);
            rest = rest[(sign + 1)..];
        }
        return escaped.Append(rest).ToString();
    }

    /// <summary>Else no rule but the paragraphs' touches a text, as it is with most.</summary>
    private static bool IsTouched(string text) => text.Contains('{') || WritingDirection.IsIn(text);

    private static string Isolated(ReadOnlySpan<char> line) => $"{WritingDirection.FirstStrongIsolate}{line}{WritingDirection.PopIsolate}";

    /// <summary>
    /// Renderers put dates in the place of <c>{{DATE(…)}}</c> and <c>{{TIME(…)}}</c>, even in plain runs and labels; an invisible space between the braces stops them.
    /// https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
    /// </summary>
    private static string Defused(string text) => text.Replace("{{", "{\u200B{", StringComparison.Ordinal);

    private static string ByParagraph(string text, Func<string, string> show)
    {
        var shown = new StringBuilder(text.Length + 2);
        while (WritingDirection.ParagraphEnd(text) is var end and >= 0)
        {
            shown.Append(end == 0 ? "" : show(text[..end])).Append(text[end]);
            text = text[(end + 1)..];
        }
        return shown.Append(text.Length == 0 ? "" : show(text)).ToString();
    }
}
