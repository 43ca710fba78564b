using ChatCrm.Conversation;
using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Interactions;

/// <summary>Something that was recognised in a free line, at the pieces from <paramref name="From"/> up to <paramref name="To"/>.</summary>
internal abstract record Part(int From, int To)
{
    /// <summary>A phrase of ours.</summary>
    /// <param name="Minutes">How long it took, where the phrase says it: 打了20分钟电话.</param>
    public sealed record Said(int From, int To, Meaning Meaning, int Minutes) : Part(From, To);

    /// <summary>How long it took.</summary>
    public sealed record Lasted(int From, int To, int Minutes) : Part(From, To);

    /// <summary>A date or a time; what it means is asked where it is known what it is for.</summary>
    public sealed record Dated(int From, int To) : Part(From, To);

    /// <summary>The name of a customer, or of somebody there.</summary>
    public sealed record Named(int From, int To) : Part(From, To);
}

/// <summary>What is recognised in a line that follows no form, before anybody knows who is meant. Pure.</summary>
internal sealed class FreeLineParts(FreeLineTokens tokens, IReadOnlyList<Part> all)
{
    private readonly Part?[] _at = Laid(tokens, all);

    public FreeLineTokens Tokens => tokens;

    /// <summary>In order; none lies over another.</summary>
    public IReadOnlyList<Part> All => all;

    /// <summary>Whether a line tells of a contact: it has a verb of ours, and says something more.</summary>
    public static bool Tells(CommandLine line)
    {
        if (line.Words.Count == 0 || line.Typed.Length > CommandLine.Longest) return false;
        var tokens = FreeLineTokens.Of(line);
        for (var i = 0; i < tokens.All.Count; i++)
            if (FreeLineWords.At(tokens, i) is { Meaning.Sense: Sense.Verb } verb) return i > 0 || verb.Next < tokens.All.Count;
        return false;
    }

    public static FreeLineParts Of(CommandLine line, WhenContext context)
    {
        var (tokens, parts) = (FreeLineTokens.Of(line), new List<Part>());
        for (var i = 0; i < tokens.All.Count;)
        {
            var part = At(tokens, i, context, parts);
            // "about 20 min" is how long, and no topic.
            if (part is Part.Lasted && parts is [.., Part.Said { Meaning.Sense: Sense.Topic } about] && about.To == i) parts[^1] = about with { Meaning = new(Sense.Little) };
            if (part is not (null or Part.Said { Meaning.Sense: Sense.Like })) parts.Add(part);
            i = part?.To ?? i + 1;
        }
        return new(tokens, parts);
    }

    /// <summary>Whether nothing stands between two places but marks and words that hold others together.</summary>
    public bool IsLittle(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (tokens.All[i].Kind is not (TokenKind.Mark or TokenKind.Break) && (PartAt(i) is not Part.Said { Meaning.Sense: Sense.Name or Sense.Little } part || IsOfAWord(part))) return false;
        return true;
    }

    /// <summary>One Chinese character beside others that nothing claims may be part of a word: 同 in 合同.</summary>
    private bool IsOfAWord(Part part) => part.To == part.From + 1 && tokens.All[part.From].Kind == TokenKind.Han && (IsOthers(part.From - 1) || IsOthers(part.To));

    private bool IsOthers(int index) => index >= 0 && index < tokens.All.Count && tokens.All[index].Kind == TokenKind.Han && PartAt(index) is null;

    /// <summary>The same pieces without such words at both ends.</summary>
    public (int From, int To) Trimmed(int from, int to)
    {
        while (from < to && Drops(from, from, to)) from++;
        while (from < to && Drops(to - 1, from, to)) to--;
        return (from, to);
    }

    private bool Drops(int at, int from, int to) => tokens.All[at].Kind is TokenKind.Mark or TokenKind.Break ? tokens.IsLoose(at, from, to) : IsLittle(at, at + 1);

    /// <summary>What a piece belongs to; null where nothing claims it.</summary>
    public Part? PartAt(int index) => _at[index];

    /// <summary>The same with names; what was recognised inside of one is none.</summary>
    public FreeLineParts With(IReadOnlyList<Part.Named> names) => names.Count == 0 ? this : new(tokens,
    [
        .. all.Where(part => !names.Any(name => part.From < name.To && name.From < part.To)).Concat(names).OrderBy(part => part.From),
    ]);

    /// <summary>The longest of a phrase, a date and a length of time; of equals the date, then the length.</summary>
    private static Part? At(FreeLineTokens tokens, int index, WhenContext context, List<Part> before)
    {
        var token = tokens.All[index];
        if (token.Kind is TokenKind.Quote or TokenKind.Whole or TokenKind.Outcome or TokenKind.Break) return null;
        var phrase = FreeLineWords.At(tokens, index) is { } found && Stands(tokens, index, found, before) ? found : null;
        var timed = token.Kind == TokenKind.Mark ? null : Timed(tokens, index, context);
        if (timed is not null && timed.To >= (phrase?.Next ?? 0)) return timed;
        return phrase is null ? null : new Part.Said(index, phrase.Next, phrase.Meaning, phrase.Minutes);
    }

    /// <summary>One Chinese character is a word of ours only where it is no part of another's: 要 in 重要; nor is the colon of 25:99.</summary>
    private static bool Stands(FreeLineTokens tokens, int index, Phrase phrase, List<Part> before)
    {
        if (tokens.All[index] is { Text: ":", Start: > 0 and var at } && at + 1 < tokens.Line.Length && char.IsDigit(tokens.Line[at - 1]) && char.IsDigit(tokens.Line[at + 1])) return false;
        if (tokens.All[index].Kind != TokenKind.Han || phrase.Next > index + 1 || index == 0 || phrase.Meaning.Sense is Sense.Not or Sense.Unless or Sense.Name or Sense.Little) return true;
        return tokens.All[index - 1].Kind != TokenKind.Han || (before.Count > 0 && before[^1].To == index && before[^1] is not Part.Said { Meaning.Sense: Sense.Name });
    }

    private static Part? Timed(FreeLineTokens tokens, int index, WhenContext context)
    {
        var start = tokens.All[index].Start;
        var span = Spans.At(tokens.Line, start) is { Minutes: <= 12 * 60 } found ? found : default;
        var date = When.At(tokens.Line, start, context) is { } match && !IsNumber(tokens.Line.AsSpan(start, match.Length)) ? match.Length : 0;
        if (date == 0 && span.Length == 0) return null;
        var to = tokens.From(start + Math.Max(date, span.Length), index + 1);
        return date > span.Length ? new Part.Dated(index, to) : new Part.Lasted(index, to, span.Minutes);
    }

    private static Part?[] Laid(FreeLineTokens tokens, IReadOnlyList<Part> all)
    {
        var at = new Part?[tokens.All.Count];
        foreach (var part in all) at.AsSpan(part.From, part.To - part.From).Fill(part);
        return at;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Trim().IndexOfAnyExceptInRange('0', '9') < 0;
}
