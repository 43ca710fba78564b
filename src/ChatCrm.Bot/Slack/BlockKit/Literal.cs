using System.Buffers;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>How words are written.</summary>
/// <param name="Markup">True where Slack reads mrkdwn; else it reads plain text.</param>
/// <param name="Isolated">True for people's words among ours.</param>
/// <param name="Strong">Bold, where there is markup.</param>
internal readonly record struct Dress(bool Markup, bool Isolated = false, bool Strong = false);

/// <summary>
/// Words that are read as they stand: escaped once (https://docs.slack.dev/messaging/formatting-message-text), and in mrkdwn, which
/// knows no escape for its signs, with an invisible mark beside each sign.
/// </summary>
internal static class Literal
{
    /// <summary>U+2060, word joiner: no sign of mrkdwn works beside it.</summary>
    private const char Mark = '\u2060';

    /// <summary>U+200B, zero-width space: bold begins and ends only beside a space.</summary>
    public const char Gap = '\u200B';

    private static readonly SearchValues<char> Escapes = SearchValues.Create("&<>");

    private static readonly SearchValues<char> Signs = SearchValues.Create("&<>*_~`:");

    private static readonly SearchValues<char> EndsOfEmoji = SearchValues.Create(": \t\r\n\u00A0\u3000");

    /// <summary>Paragraph by paragraph, because an isolate and bold end with their paragraph.</summary>
    public static void Add(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        while (words.IndexOfAny(Direction.ParagraphEnds) is var end and >= 0)
        {
            Paragraph(slip, words[..end], dress);
            slip.End(words[end]);
            words = words[(end + 1)..];
        }
        Paragraph(slip, words, dress);
    }

    /// <summary>The three characters that Slack decodes, for text and for addresses inside mrkdwn.</summary>
    public static void Escape(Slip slip, ReadOnlySpan<char> words) => Escape(slip, words, markup: false);

    private static void Paragraph(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        if (words.IsEmpty) return;
        if (dress is { Markup: true, Strong: true } && !words.IsWhiteSpace()) Strong(slip, words, dress);
        else Piece(slip, words, dress);
    }

    /// <summary>Blanks at the ends stand outside of the asterisks, else Slack shows these.</summary>
    private static void Strong(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        var begin = words.Length - words.TrimStart().Length;
        var end = words.TrimEnd().Length;
        slip.Add(words[..begin]);
        if (!slip.AfterSpace) slip.Add(Gap);
        slip.Add('*');
        Piece(slip, words[begin..end], dress);
        slip.Add('*');
        slip.Add(words[end..]);
    }

    private static void Piece(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        if (dress.Isolated) slip.Add(Direction.FirstStrongIsolate);
        Escape(slip, Direction.Settled(words), dress.Markup);
        if (dress.Isolated) slip.Add(Direction.PopIsolate);
    }

    private static void Escape(Slip slip, ReadOnlySpan<char> words, bool markup)
    {
        while (words.IndexOfAny(markup ? Signs : Escapes) is var at and >= 0)
        {
            slip.Add(words[..at]);
            Sign(slip, words[at], words[(at + 1)..], markup);
            words = words[(at + 1)..];
        }
        slip.Add(words);
    }

    private static void Sign(Slip slip, char sign, ReadOnlySpan<char> next, bool markup)
    {
        switch (sign)
        {
            case '&': slip.Add("&amp;"); break;
            case '<': slip.Add("&lt;"); break;
            case '>':
                if (markup && slip.AtLineStart) slip.Add(Mark);
                slip.Add("&gt;");
                break;
            case ':':
                slip.Add(':');
                if (IsCommand(next)) slip.Add(Mark);
                break;
            default: slip.Add([Mark, sign, Mark]); break;
        }
    }

    /// <summary>True after a colon that begins an emoji or the main part of an address.</summary>
    private static bool IsCommand(ReadOnlySpan<char> next) =>
        next.StartsWith("//", StringComparison.Ordinal) || next.IndexOfAny(EndsOfEmoji) is var end and > 0 && next[end] == ':';
}
