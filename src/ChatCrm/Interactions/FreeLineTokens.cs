using System.Text;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Time;

namespace ChatCrm.Interactions;

internal enum TokenKind
{
    /// <summary>Letters and digits of a script that writes blanks.</summary>
    Word,

    /// <summary>One Chinese or Japanese character.</summary>
    Han,

    /// <summary>A mark that says nothing by itself.</summary>
    Mark,

    /// <summary>Any other character: 😀, €, %.</summary>
    Sign,

    /// <summary>A mark behind which something else begins: a comma, a full stop, a dash between blanks.</summary>
    Break,

    /// <summary>A quotation.</summary>
    Quote,

    /// <summary>Something that is read by nobody here: <c>key:value</c>, an address.</summary>
    Whole,

    /// <summary><c>=word</c>.</summary>
    Outcome,
}

/// <summary>A piece of a line at the offsets from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
/// <param name="Text">The form in which it is looked up; of a quotation what stands in it, as typed.</param>
internal readonly record struct FreeToken(TokenKind Kind, int Start, int End, string Text);

/// <summary>A line that follows no form, in pieces.</summary>
internal sealed class FreeLineTokens(CommandLine line, IReadOnlyList<FreeToken> all)
{
    /// <summary>Behind so many pieces a line is prose: what follows is kept as it stands.</summary>
    private const int Most = 400;

    /// <summary>The line as typed; who reads times folds it for themselves, and 。 is no decimal point.</summary>
    public string Line => line.Typed;

    public IReadOnlyList<FreeToken> All => all;

    /// <summary>What was typed from one piece up to another.</summary>
    public string Typed(int from, int to) => from < to ? line.Slice(all[from].Start, all[to - 1].End) : "";

    /// <summary>What stands behind the last piece that is read.</summary>
    public string Rest => all.Count < Most ? "" : line.Slice(all[^1].End, line.Typed.Length);

    public static FreeLineTokens Of(CommandLine line)
    {
        var tokens = new List<FreeToken>();
        foreach (var word in line.Words)
        {
            if (tokens.Count >= Most) break;
            if (IsPieces(word)) tokens.AddRange(Pieces(line, word));
            else tokens.Add(new(KindOf(word), word.Start, word.End, word.Text));
        }
        return new(line, tokens);
    }

    /// <summary>What was typed from one piece up to another, without marks at its ends; brackets that are closed in it stay.</summary>
    public string Said(int from, int to)
    {
        while (from < to && IsLoose(from, from, to)) from++;
        while (from < to && IsLoose(to - 1, from, to)) to--;
        return Typed(from, to);
    }

    /// <summary>Whether a mark at the end of a stretch says nothing there.</summary>
    public bool IsLoose(int at, int from, int to) =>
        all[at].Kind == TokenKind.Break || (all[at].Kind == TokenKind.Mark && !("([{)]}".IndexOf(all[at].Text[0]) is >= 0 and var bracket && Has("([{)]}"[(bracket + 3) % 6], from, to)));

    private bool Has(char mark, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (all[i].Text is [var only] && only == mark) return true;
        return false;
    }

    /// <summary>The same form of phrases that are looked up.</summary>
    public static IReadOnlyList<string> Of(string phrase) => [.. Of(CommandLine.Read(phrase)).All.Select(token => token.Text)];

    /// <summary>The index of the first piece at or behind an offset.</summary>
    public int From(int offset, int index)
    {
        while (index < all.Count && all[index].Start < offset) index++;
        return index;
    }

    private static TokenKind KindOf(Word word) => word.Kind switch
    {
        WordKind.Quoted => TokenKind.Quote,
        WordKind.Outcome => TokenKind.Outcome,
        _ => TokenKind.Whole,
    };

    /// <summary>"Acme: …" and "re:pricing" are no fields.</summary>
    private static bool IsPieces(Word word) => word.Kind switch
    {
        WordKind.Plain => !IsAddress(word.Text),
        WordKind.Field => word.Text.Length == 0 || !word.Key.All(char.IsAsciiLetter) || FreeLineWords.IsTopic(word.Key),
        _ => false,
    };

    private static bool IsAddress(string word) => word.Contains("://", StringComparison.Ordinal) || word.IndexOf('@') > 0;

    private static IEnumerable<FreeToken> Pieces(CommandLine typed, Word word)
    {
        var line = typed.Line;
        for (var at = word.Start; at < word.End;)
        {
            // A Chinese full stop is none of a number.
            var (kind, end) = typed.Typed[at] == '。' ? (TokenKind.Break, at + 1) : Piece(line, at, word.End);
            yield return new(kind, at, end, string.Create(end - at, (line, at), static (form, from) =>
            {
                for (var i = 0; i < form.Length; i++) form[i] = SimplifiedHan.Of(Fold.Of(from.line[from.at + i]));
            }));
            at = end;
        }
    }

    private static (TokenKind, int) Piece(string line, int at, int end)
    {
        if (char.IsHighSurrogate(line[at]) && at + 1 < end && char.IsLowSurrogate(line[at + 1]))
            return (Rune.IsLetter(new Rune(line[at], line[at + 1])) ? TokenKind.Han : TokenKind.Sign, at + 2);
        if (Fold.IsHan(line[at])) return (TokenKind.Han, at + 1);
        if (!IsOfWord(line[at])) return (IsBreak(line, at) ? TokenKind.Break : IsMark(line[at]) ? TokenKind.Mark : TokenKind.Sign, at + 1);
        var next = at + 1;
        while (next < end && (IsOfWord(line[next]) || (IsInside(line[next]) && next + 1 < end && IsOfWord(line[next + 1])))) next++;
        return (TokenKind.Word, next);
    }

    private static bool IsOfWord(char c) => Fold.IsLetter(c) || char.IsDigit(c);

    private static bool IsInside(char c) => c is '\'' or '’';

    private static bool IsMark(char c) => c == '~' || char.IsControl(c) || char.IsWhiteSpace(c) || (char.IsPunctuation(c) && c is not ('%' or '&' or '#' or '@' or '§' or '‰'));

    private static bool IsBreak(string line, int at) => line[at] switch
    {
        ',' => !(char.IsDigit(At(line, at - 1)) && char.IsDigit(At(line, at + 1))),
        ';' or '!' or '?' => true,
        '.' => At(line, at + 1) == ' ' || Fold.IsHan(At(line, at + 1)),
        '-' or '–' or '—' => At(line, at - 1) == ' ' && At(line, at + 1) == ' ',
        _ => false,
    };

    private static char At(string line, int at) => at < 0 || at >= line.Length ? ' ' : line[at];
}
