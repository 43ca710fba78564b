namespace ChatCrm.Time;

internal enum TokenKind { Number, Word, Han, Mark }

/// <summary>A piece of folded text: a run of digits, a word, one Han character, or one other mark.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, bool SpaceBefore);

/// <summary>Cuts folded text into tokens.</summary>
internal static class Tokens
{
    /// <summary>All tokens of a short text.</summary>
    public static List<Token> Of(string folded)
    {
        var tokens = new List<Token>();
        for (var at = 0; Next(folded, at) is { } token; at = token.End) tokens.Add(token);
        return tokens;
    }

    /// <summary>The token that begins at <paramref name="at"/> or behind the white space there; null at the end.</summary>
    public static Token? Next(ReadOnlySpan<char> folded, int at)
    {
        var start = at;
        while (start < folded.Length && folded[start] == ' ') start++;
        if (start == folded.Length) return null;
        var kind = KindOf(folded[start]);
        return new(kind, start, End(folded, start, kind), start > at);
    }

    private static TokenKind KindOf(char c) =>
        Fold.IsDigit(c) ? TokenKind.Number : Fold.IsHan(c) ? TokenKind.Han : Fold.IsLetter(c) ? TokenKind.Word : TokenKind.Mark;

    private static int End(ReadOnlySpan<char> folded, int start, TokenKind kind)
    {
        var end = start + 1;
        if (kind == TokenKind.Number) while (end < folded.Length && Fold.IsDigit(folded[end])) end++;
        if (kind == TokenKind.Word) while (end < folded.Length && GoesOn(folded, end)) end++;
        return end;
    }

    // "today's" is a word of its own, and not today.
    private static bool GoesOn(ReadOnlySpan<char> folded, int at) =>
        Fold.IsLetter(folded[at]) || (folded[at] == '\'' && at + 1 < folded.Length && Fold.IsLetter(folded[at + 1]));
}
