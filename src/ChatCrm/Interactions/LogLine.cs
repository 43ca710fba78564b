using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Interactions;

/// <summary>What a log line says behind the customer, in any order, each part once.</summary>
public sealed record LogDraft
{
    public InteractionKind? Kind { get; init; }
    public int Minutes { get; init; }
    public Direction Direction { get; init; }
    public IReadOnlyList<string> With { get; init; } = [];
    public string Outcome { get; init; } = "";
    public string Text { get; init; } = "";

    /// <summary>When it happened; null is now.</summary>
    public Reading? When { get; init; }

    /// <summary>The words of that time, as typed.</summary>
    public string WhenTyped { get; init; } = "";

    public FollowDraft? Next { get; init; }

    /// <summary>Words that mean nothing here, as typed.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>An unknown word that may be a kind, mistyped.</summary>
    public (string Typed, InteractionKind Kind)? Typo { get; init; }
}

/// <summary>Reads the parts of a log line (grammar: kind, duration, ago, direction, with, outcome, text, next).</summary>
public sealed class LogLine(TurnContext turn, string? theirs)
{
    /// <summary>More unknown words than these are a text, not a kind mistyped.</summary>
    private const int MostDoubted = 20;

    private const int MostUnknown = 120;

    private readonly List<string> _unknown = [];
    private LogDraft _draft = new();
    private int _at;

    public static bool Ends(Word word) => word.Kind != WordKind.Plain || InteractionWords.KindOf(word.Text) is not null || InteractionWords.Next.Contains(word.Text.ToLowerInvariant());

    public LogDraft Read(int from)
    {
        _at = from;
        while (turn.Line.From(_at) is { } word)
        {
            if (!Part(word)) Unknown(word);
        }
        var unknown = _unknown.ToList();
        return WithTypo(_draft with { Unknown = unknown });
    }

    private bool Part(Word word) => word.Kind switch
    {
        WordKind.Quoted => Take(_draft with { Text = _draft.Text.Length == 0 ? word.Text : $"{_draft.Text}\n{word.Text}" }, word.End),
        WordKind.Outcome => _draft.Outcome.Length == 0 && Take(_draft with { Outcome = word.Text }, word.End),
        WordKind.Plain => Punctuation(word) || Kind(word) || Next(word) || With(word) || Way(word) || Timed(word),
        _ => false,
    };

    private bool Take(LogDraft draft, int end)
    {
        _draft = draft;
        _at = end;
        return true;
    }

    private bool Punctuation(Word word) => word.Text[0] is ',' or ';' or '.' && Take(_draft, word.Start + 1);

    private bool Kind(Word word) => _draft.Kind is null && InteractionWords.KindAt(word.Text) is { } found && Take(_draft with { Kind = found.Kind }, word.Start + found.Length);

    private bool Next(Word word)
    {
        if (_draft.Next is not null || InteractionWords.NextAt(word.Text) is not { } length) return false;
        var next = FollowLine.Read(turn, word.Start + length, theirs);
        return Take(_draft with { Next = next }, Math.Max(next.End, word.Start + length));
    }

    private bool Way(Word word) => _draft.Direction == Direction.Unknown && InteractionWords.DirectionOf(word.Text) is { } way && Take(_draft with { Direction = way }, word.End);

    /// <summary>How long it took, or when it was; "2h ago" is no length though it begins with one, and 1:30 is a length.</summary>
    private bool Timed(Word word)
    {
        var span = _draft.Minutes == 0 && Spans.At(turn.Line.Line, word.Start) is { Minutes: <= 12 * 60 } found ? found : default;
        var when = _draft.When is null ? When.At(turn.Line.Line, word.Start, Past) : null;
        if (when is not null && when.Length > span.Length) return Take(_draft with { When = when.Reading, WhenTyped = turn.Line.Slice(word.Start, word.Start + when.Length) }, word.Start + when.Length);
        return span.Length > 0 && Take(_draft with { Minutes = span.Minutes }, word.Start + span.Length);
    }

    private WhenContext Past => turn.Dates(WhenDirection.Past, theirs);

    /// <summary>"with Maria, Jonas": names go on while the words mean nothing else.</summary>
    private bool With(Word word)
    {
        if (_draft.With.Count > 0 || InteractionWords.WithAt(word.Text) is not { } length) return false;
        var start = word.Start + length;
        var end = start;
        for (var next = turn.Line.From(start); next is { Kind: WordKind.Plain } && !IsPart(next); next = turn.Line.From(end)) end = next.End;
        if (end == start) return false;
        var names = turn.Line.Slice(start, end).Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Take(_draft with { With = names }, end);
    }

    private bool IsPart(Word word) =>
        (_draft.Kind is null && InteractionWords.KindAt(word.Text) is not null) || InteractionWords.NextAt(word.Text) is not null || InteractionWords.DirectionOf(word.Text) is not null
        || Spans.At(turn.Line.Line, word.Start) is not null
        || When.At(turn.Line.Line, word.Start, Past) is not null;

    private void Unknown(Word word)
    {
        // A line of so many words that mean nothing is prose: the rest of it is kept as it stands.
        var end = _unknown.Count < MostUnknown ? word.End : turn.Line.Line.Length;
        _unknown.Add(turn.Line.Slice(word.Start, end));
        _at = end;
    }

    /// <summary>A word near a kind, where no kind was given: asked, never guessed. Once it is the kind it is no unknown word.</summary>
    private LogDraft WithTypo(LogDraft draft)
    {
        if (draft.Kind is not null || NearKind(draft) is not { } near) return draft;
        if (!turn.Choices.Has(InteractionCommands.Kind)) return draft with { Typo = near };
        return turn.Choices[InteractionCommands.Kind] == near.Kind.ToString() ? draft with { Unknown = [.. draft.Unknown.Where(word => word != near.Typed)] } : draft;
    }

    private static (string Typed, InteractionKind Kind)? NearKind(LogDraft draft)
    {
        foreach (var word in draft.Unknown.Distinct(StringComparer.Ordinal).Take(MostDoubted))
            if (Customers.Typos.Nearest(word.ToLowerInvariant(), InteractionWords.KindWords) is { } meant && InteractionWords.KindOf(meant) is { } kind)
                return (word, kind);
        return null;
    }
}

/// <summary>The words of a log line in every language, from the texts.</summary>
internal static class InteractionWords
{
    private static readonly Dictionary<string, InteractionKind> Kinds = Words(Enum.GetValues<InteractionKind>().Select(kind => (kind.ToString().ToLowerInvariant(), kind)));
    private static readonly Dictionary<string, Direction> Directions = Words([("out", Direction.Out), ("in", Direction.In)]);
    private static readonly Dictionary<string, bool> Withs = Words([("with", true)]);
    private static readonly Dictionary<string, bool> Nexts = Words([("next", true), ("follow", true)]);

    public static IEnumerable<string> KindWords => Kinds.Keys;

    public static IReadOnlySet<string> Next { get; } = Nexts.Keys.ToHashSet(StringComparer.Ordinal);

    public static InteractionKind? KindOf(string word) => Kinds.TryGetValue(word.ToLowerInvariant(), out var kind) ? kind : null;

    public static (InteractionKind Kind, int Length)? KindAt(string text) => At(Kinds, text);

    public static Direction? DirectionOf(string word) => Directions.TryGetValue(word.ToLowerInvariant(), out var way) ? way : null;

    public static int? WithAt(string text) => At(Withs, text)?.Length;

    public static int? NextAt(string text) => text[0] == '>' ? 1 : At(Nexts, text)?.Length;

    /// <summary>A whole word, or for Chinese the longest beginning of one: no blanks are written there.</summary>
    private static (T Value, int Length)? At<T>(Dictionary<string, T> words, string text)
    {
        var whole = text.TrimEnd(',', ';', '.', ':').ToLowerInvariant();
        if (words.TryGetValue(whole, out var value)) return (value, text.Length);
        if (whole.Length == 0 || whole[0] < '\u2E80') return null;
        var glued = words.Keys.Where(word => word[0] > '\u2E80' && whole.StartsWith(word, StringComparison.Ordinal)).MaxBy(word => word.Length);
        return glued is null ? null : (words[glued], glued.Length);
    }

    private static Dictionary<string, T> Words<T>(IEnumerable<(string Key, T Value)> kinds)
    {
        var words = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in kinds)
            foreach (var language in Wording.Known)
                foreach (var word in Wording.In(language).Plain($"Verbs.{key}").Split(',', StringSplitOptions.TrimEntries)) words.TryAdd(word.ToLowerInvariant(), value);
        return words;
    }
}
