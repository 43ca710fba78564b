using System.Buffers;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>How words are written.</summary>
/// <param name="Markup">True where Slack reads mrkdwn; else it reads plain text.</param>
/// <param name="Isolated">True for people's words among ours.</param>
/// <param name="Strong">Bold, where there is markup.</param>
/// <param name="Plain">True where nothing in them has to be escaped.</param>
internal readonly record struct Dress(bool Markup, bool Isolated = false, bool Strong = false, bool Plain = false);

/// <summary>
/// Words that are read as they stand: escaped once (https://docs.slack.dev/messaging/formatting-message-text), and in mrkdwn, which
/// knows no escape for its signs, with an invisible mark beside each sign.
/// </summary>
internal static class Literal
{
    /// <summary>U+2060, word joiner: no sign of mrkdwn works beside it.</summary>
    private const char Mark = '\u2060';

    private static readonly SearchValues<char> Escapes = SearchValues.Create("&<>");

    private static readonly SearchValues<char> Signs = SearchValues.Create("&<>*_~`:");

    /// <summary>What no rule touches, as most words are: the rest is looked at sign by sign.</summary>
    private static readonly SearchValues<char> Harmless = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-()/");

    /// <summary>True where they are written as they stand.</summary>
    public static bool IsHarmless(ReadOnlySpan<char> words) => !words.ContainsAnyExcept(Harmless);

    /// <summary>Paragraph by paragraph, because an isolate and bold end with their paragraph.</summary>
    public static void Add(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        if (!(dress.Isolated || dress.Strong) && slip.IsLoose && !WritingDirection.IsIn(words))
        {
            Escape(slip, words, dress.Markup);
            return;
        }
        if (IsHarmless(words))
        {
            Paragraph(slip, words, dress with { Plain = true });
            return;
        }
        while (WritingDirection.ParagraphEnd(words) is var end and >= 0)
        {
            Paragraph(slip, words[..end], dress);
            slip.End(words[end]);
            words = words[(end + 1)..];
        }
        Paragraph(slip, words, dress);
    }

    /// <summary>What a link is called: one paragraph, whose weight is the link's.</summary>
    public static void Label(Slip slip, ReadOnlySpan<char> words) => Piece(slip, words, new(Markup: true, Isolated: true));

    /// <summary>The three characters that Slack decodes, for text and for addresses inside mrkdwn.</summary>
    public static void Escape(Slip slip, ReadOnlySpan<char> words) => Escape(slip, words, markup: false);

    private static void Paragraph(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        if (words.IsEmpty) return;
        if (!dress.Markup) Piece(slip, words, dress);
        else Weighed(slip, words, dress);
    }

    /// <summary>An asterisk inside would end the bold, marked or not, so such words are not bold.</summary>
    private static void Weighed(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        var core = words.Trim();
        var begin = words.Length - words.TrimStart().Length;
        slip.Blank(words[..begin]);
        if (core.IsEmpty) return;
        slip.Weigh(dress.Strong && !core.Contains('*'), core);
        Piece(slip, core, dress);
        slip.Blank(words[(begin + core.Length)..]);
    }

    private static void Piece(Slip slip, ReadOnlySpan<char> words, Dress dress)
    {
        if (dress.Isolated) slip.Add(WritingDirection.FirstStrongIsolate);
        if (dress.Plain) slip.Add(words);
        else Escape(slip, WritingDirection.Settled(words), dress.Markup);
        if (dress.Isolated) slip.Add(WritingDirection.PopIsolate);
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

    /// <summary>True after a colon that begins an emoji (<c>:+1:</c>, <c>:你好:</c>) or the main part of an address.</summary>
    private static bool IsCommand(ReadOnlySpan<char> next)
    {
        if (next.StartsWith("//", StringComparison.Ordinal)) return true;
        var end = 0;
        while (end < next.Length && IsOfEmoji(next[end])) end++;
        return end > 0 && end < next.Length && next[end] == ':';
    }

    private static bool IsOfEmoji(char c) => c is '_' or '+' or '-' or '\'' || !(char.IsWhiteSpace(c) || char.IsPunctuation(c) || char.IsSymbol(c));
}
