using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>
/// The stretch of a text in which one expression can lie, as tokens with their meanings. Both are found when asked for and the stretch is
/// short, so asking at every position of a long text costs time in proportion to its length.
/// </summary>
internal sealed class Line
{
    private const int Longest = 160;
    private const int FirstLook = 24;
    private const int MostTokens = 32;
    private const int LongestLabel = 12;

    private readonly string text;
    private readonly int start;
    private char[] folded = [];
    private readonly List<Token> tokens = [];
    private readonly Dictionary<int, List<(Sign Sign, int Next)>> signs = [];

    /// <summary>The text from <paramref name="start"/> on, which may be any place within it; read with the words of every language where no others are given.</summary>
    public Line(string text, int start, Lexicon? words = null)
    {
        (this.text, this.start, Words) = (text, start, words ?? Lexicon.All);
        Before = start > 0 ? Fold.Of(text[start - 1]) : ' ';
        See(FirstLook);
    }

    public Lexicon Words { get; }

    /// <summary>How often a meaning was asked for: the measure of the work that a reading took.</summary>
    public int Looks { get; private set; }

    /// <summary>The unit in front; a space at the beginning of the text.</summary>
    public char Before { get; }

    /// <summary>Whether the word in front is of a kind.</summary>
    public bool IsBehind(Kind kind)
    {
        var end = start;
        while (end > 0 && start - end < LongestLabel && text[end - 1] == ' ') end--;
        var from = end;
        while (from > 0 && end - from < LongestLabel && Fold.IsLetter(Fold.Of(text[from - 1]))) from--;
        return Words.Of(Fold.Key(text[from..end])).Any(sign => sign.Kind == kind);
    }

    /// <summary>The folded text.</summary>
    public ReadOnlySpan<char> Text => folded;

    /// <summary>The token of an index; null behind the last.</summary>
    public Token? At(int index)
    {
        while (tokens.Count <= index)
        {
            if (tokens.Count == MostTokens || Next(tokens.Count == 0 ? 0 : tokens[^1].End) is not { } next) return null;
            tokens.Add(next);
        }
        return tokens[index];
    }

    /// <summary>Where the token before an index ends.</summary>
    public int EndBefore(int index) => tokens[index - 1].End;

    /// <summary>The first units as they were typed.</summary>
    public string Typed(int units) => text.Substring(start, units);

    /// <summary>Whether nothing but white space stands behind the first units.</summary>
    public bool EndsAt(int units) => string.IsNullOrWhiteSpace(text[(start + units)..]);

    /// <summary>What the tokens from an index on can mean, the longest phrase first, each with the index behind it.</summary>
    public List<(Sign Sign, int Next)> Signs(int index)
    {
        Looks++;
        if (!signs.TryGetValue(index, out var found)) signs[index] = found = Read(index);
        return found;
    }

    /// <summary>The longest meaning of one kind.</summary>
    public (Sign Sign, int Next)? Sign(int index, Kind kind)
    {
        foreach (var found in Signs(index)) if (found.Sign.Kind == kind) return found;
        return null;
    }

    /// <summary>The text of tokens as a phrase to look up: one space between words, none beside Han characters and marks.</summary>
    public string Phrase(int index, int count)
    {
        var phrase = string.Empty;
        for (var i = index; i < index + count && At(i) is { } token; i++)
        {
            var apart = i > index && token.SpaceBefore && token.Kind == TokenKind.Word && tokens[i - 1].Kind == TokenKind.Word;
            phrase = string.Concat(phrase, apart ? " " : "", folded.AsSpan(token.Start, token.End - token.Start));
        }
        return phrase;
    }

    // Most places begin no date, so the far part is folded only when something reaches for it; two units behind a token are always seen.
    private Token? Next(int at)
    {
        var next = Tokens.Next(folded, at);
        if (next?.End < folded.Length - 2 || folded.Length == Math.Min(text.Length - start, Longest)) return next;
        See(Longest);
        return Tokens.Next(folded, at);
    }

    private void See(int units)
    {
        folded = new char[Math.Min(text.Length - start, units)];
        for (var i = 0; i < folded.Length; i++) folded[i] = Fold.Of(text[start + i]);
    }

    private List<(Sign Sign, int Next)> Read(int index)
    {
        var found = new List<(Sign, int)>();
        if (At(index) is not { } token) return found;
        if (Numerals.Read(this, index) is { } number) found.AddRange(number.Signs.Select(sign => (sign, number.Next)));
        if (token.Kind == TokenKind.Mark) found.AddRange(Mark(folded[token.Start]).Select(sign => (sign, index + 1)));
        for (var count = Words.LongestFrom(Phrase(index, 1)); count > 0; count--)
        {
            if (At(index + count - 1) is null) continue;
            found.AddRange(Words.Of(Phrase(index, count)).Select(sign => (sign, index + count)));
        }
        return found;
    }

    private static Sign[] Mark(char mark) => mark switch
    {
        ':' => [new(Kind.Colon)],
        '.' => [new(Kind.Dot)],
        '/' => [new(Kind.Slash)],
        '-' or '~' or '—' => [new(Kind.Dash)],
        ',' => [new(Kind.Comma)],
        '(' => [new(Kind.Bracket, 0)],
        ')' => [new(Kind.Bracket, 1)],
        _ => [],
    };
}
