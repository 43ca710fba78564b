using ChatCrm.Texts;
using ChatCrm.Time;

namespace ChatCrm.Interactions;

/// <summary>What a phrase is there for.</summary>
internal enum Sense
{
    /// <summary>How people were in touch.</summary>
    Verb,

    /// <summary>What it was about follows.</summary>
    Topic,

    /// <summary>What they want follows.</summary>
    Wish,

    /// <summary>How it ended.</summary>
    Outcome,

    /// <summary>A next step follows; the phrase is no part of it.</summary>
    Next,

    /// <summary>A next step, where a date says when.</summary>
    Plan,

    /// <summary>What follows did not happen, or nobody says that it did.</summary>
    Not,

    /// <summary>In front of a verb: perhaps it did not happen yet.</summary>
    Unless,

    /// <summary>Who got in touch.</summary>
    Way,

    /// <summary>A name may follow.</summary>
    Name,

    /// <summary>Holds the others together and says nothing by itself.</summary>
    Little,

    /// <summary>Only looks like one of the others: "not only", 不锈钢.</summary>
    Like,
}

/// <summary>One meaning of a phrase.</summary>
/// <param name="Kept">True where the words say more than the fields that they fill.</param>
internal sealed record Meaning(Sense Sense, InteractionKind Kind = default, Direction Way = Direction.Unknown, string Outcome = "", bool Kept = false);

/// <summary>A phrase found in a line: its meaning, the index behind it, and how long it took where the phrase had room for that.</summary>
internal sealed record Phrase(Meaning Meaning, int Next, int Minutes);

/// <summary>The phrases of free lines in every language, from the texts: another language joins by its words alone. In a phrase, ~ is room for a length of time.</summary>
internal static class FreeLineWords
{
    private const string Room = "~";

    private static readonly (string Key, Meaning Meaning)[] Meanings =
    [
        ("FreeLine.Call", new(Sense.Verb, InteractionKind.Call)), ("FreeLine.CallIn", new(Sense.Verb, InteractionKind.Call, Direction.In)),
        ("FreeLine.Mail", new(Sense.Verb, InteractionKind.Mail)), ("FreeLine.MailIn", new(Sense.Verb, InteractionKind.Mail, Direction.In)),
        ("FreeLine.Chat", new(Sense.Verb, InteractionKind.Chat)), ("FreeLine.ChatIn", new(Sense.Verb, InteractionKind.Chat, Direction.In)),
        ("FreeLine.Visit", new(Sense.Verb, InteractionKind.Visit)), ("FreeLine.VisitIn", new(Sense.Verb, InteractionKind.Visit, Direction.In)),
        ("FreeLine.Meeting", new(Sense.Verb, InteractionKind.Meeting)),
        ("FreeLine.NoAnswer", new(Sense.Verb, InteractionKind.Call, Outcome: "no-answer")),
        ("FreeLine.Voicemail", new(Sense.Verb, InteractionKind.Call, Outcome: "no-answer", Kept: true)),
        ("FreeLine.Topic", new(Sense.Topic)), ("FreeLine.Wish", new(Sense.Wish)), ("FreeLine.Said", new(Sense.Outcome)),
        ("FreeLine.Agreed", new(Sense.Outcome, Outcome: "ok")), ("FreeLine.Interested", new(Sense.Outcome, Outcome: "interested")),
        ("FreeLine.Complained", new(Sense.Outcome, Outcome: "complaint")),
        ("FreeLine.Next", new(Sense.Next)), ("FreeLine.Plan", new(Sense.Plan)), ("FreeLine.Not", new(Sense.Not)), ("FreeLine.Unless", new(Sense.Unless)),
        ("FreeLine.In", new(Sense.Way, Way: Direction.In)), ("FreeLine.Out", new(Sense.Way, Way: Direction.Out)),
        ("FreeLine.Name", new(Sense.Name)), ("FreeLine.Little", new(Sense.Little)), ("FreeLine.Like", new(Sense.Like)),
    ];

    private static readonly Dictionary<string, List<(IReadOnlyList<string> Pieces, Meaning Meaning)>> Phrases = Read();

    /// <summary>The words in front of and behind a date that make it the last one that will do.</summary>
    private static readonly IReadOnlyList<string> Deadlines = [.. InAllLanguages("FreeLine.Deadline")];

    private static readonly HashSet<string> Questions = [.. InAllLanguages("FreeLine.Question")];

    /// <summary>The words behind which what was denied in front of them is not denied any more.</summary>
    private static readonly HashSet<string> Turns = [.. InAllLanguages("FreeLine.Turn")];

    /// <summary>Whether a piece begins to say something else in the same clause: "not agreed but wants …".</summary>
    public static bool IsTurn(string piece) => Turns.Contains(piece);

    /// <summary>Whether a piece at the end of a clause makes it a question.</summary>
    public static bool Asks(string piece) => Questions.Contains(piece);

    /// <summary>Whether a word says what it was about.</summary>
    public static bool IsTopic(string word) => Phrases.TryGetValue(word, out var known) && known.Any(phrase => phrase.Pieces.Count == 1 && phrase.Meaning.Sense == Sense.Topic);

    /// <summary>The longest phrase that begins at a piece of a line; null where none does.</summary>
    public static Phrase? At(FreeLineTokens tokens, int index)
    {
        if (tokens.All[index].Kind is TokenKind.Quote or TokenKind.Whole or TokenKind.Outcome || !Phrases.TryGetValue(tokens.All[index].Text, out var known)) return null;
        Phrase? longest = null;
        foreach (var (pieces, meaning) in known)
            if (Match(tokens, index, pieces) is var (next, minutes) && next > (longest?.Next ?? 0)) longest = new(meaning, next, minutes);
        return longest;
    }

    /// <summary>"by Friday", 周五前: a date with a word that says until when.</summary>
    public static bool IsDeadline(string date)
    {
        var pieces = FreeLineTokens.Of(date);
        return pieces.Count > 0 && Deadlines.Any(word => FreeLineTokens.Of(word) is var said && (said.SequenceEqual(pieces.Take(said.Count)) || said.SequenceEqual(pieces.TakeLast(said.Count))));
    }

    private static (int Next, int Minutes)? Match(FreeLineTokens tokens, int index, IReadOnlyList<string> pieces)
    {
        var minutes = 0;
        foreach (var piece in pieces)
        {
            if (index >= tokens.All.Count) return null;
            if (piece != Room && piece != tokens.All[index].Text) return null;
            if (piece != Room) index++;
            else if (Spans.At(tokens.Line, tokens.All[index].Start) is { } span) (index, minutes) = (tokens.From(tokens.All[index].Start + span.Length, index), span.Minutes);
            else return null;
        }
        return (index, minutes);
    }

    private static Dictionary<string, List<(IReadOnlyList<string>, Meaning)>> Read()
    {
        var phrases = new Dictionary<string, List<(IReadOnlyList<string>, Meaning)>>(StringComparer.Ordinal);
        foreach (var (key, meaning) in Meanings)
            foreach (var pieces in InAllLanguages(key).Select(FreeLineTokens.Of).Where(pieces => pieces.Count > 0))
            {
                if (!phrases.TryGetValue(pieces[0], out var known)) phrases[pieces[0]] = known = [];
                known.Add((pieces, meaning));
            }
        return phrases;
    }

    private static IEnumerable<string> InAllLanguages(string key) => Wording.Known.SelectMany(language => Wording.In(language).Plain(key).Split([',', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
