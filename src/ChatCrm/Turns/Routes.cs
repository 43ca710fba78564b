using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Workspaces;

namespace ChatCrm.Turns;

/// <summary>Reads, decides, and returns what it decided; writes nothing. Runs again on fresh rows after a version conflict.</summary>
public delegate ValueTask<Outcome> Handler(TurnContext turn);

/// <summary>Draws a card from record ids for a reader: the first answer, a retry's, a late one, and every copy in time.</summary>
public delegate ValueTask<Card> Draw(DrawContext drawing);

/// <summary>One way in: what was said, pressed, submitted, looked up, or came due.</summary>
public sealed record Route(RouteKind Kind, string Id, Permission Permission, Handler Handle)
{
    /// <summary>True where the handler never returns a change: then what is kept of members and rooms will do, and nothing is read for the turn itself.</summary>
    public bool Reads { get; init; }

    /// <summary>For verbs: shown in pickers and in short help, in the order of registration.</summary>
    public bool InPicker { get; init; }

    /// <summary>For a verb that is an everyday word too ("about"): a line that goes on as one of <see cref="RouteKind.Line"/> is that one's.</summary>
    public bool Yields { get; init; }

    /// <summary>For <see cref="RouteKind.Line"/>: whether it takes a line that begins with no verb, or with one that yields. Reads nothing but the line.</summary>
    public Func<CommandLine, bool>? Takes { get; init; }
}

public enum RouteKind
{
    Verb, Button, Form, Lookup, Wake,

    /// <summary>What happened around the bot, by the names of <see cref="Input"/>'s last records: "opened", "pasted", "viewed", "marked".</summary>
    Event,

    /// <summary>A line that begins with no verb and yet is no look-up, as <see cref="Route.Takes"/> says.</summary>
    Line,
}

/// <summary>One card that can be drawn again.</summary>
/// <param name="Id">A literal, stable constant.</param>
public sealed record Drawing(string Id, Draw Draw)
{
    /// <summary>The key of the sentence for a card whose turn was undone.</summary>
    public string Undone { get; init; } = "Turns.Undone";

    /// <summary>The button route that edits the first record; null where there is nothing to edit.</summary>
    public string? Edit { get; init; }

    /// <summary>True where a pressed button's answer is a card of its own, not one in the pressed card's place.</summary>
    public bool AsNew { get; init; }

    /// <summary>True where it stands on its own for a whole room: the cards that offer <see cref="Sharing.ButtonFor"/>.</summary>
    public bool Shareable { get; init; }
}

/// <summary>What one folder contributes: its routes and its drawings.</summary>
public interface ICapability
{
    IEnumerable<Route> Routes { get; }

    IEnumerable<Drawing> Drawings { get; }
}

/// <summary>Every way in and every card, in one table, checked at start.</summary>
public sealed class Routes
{
    /// <summary>The verb of a line without one.</summary>
    public const string LookUp = "";

    private readonly Dictionary<(RouteKind, string), Route> _routes = [];
    private readonly Dictionary<string, Drawing> _drawings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _verbs = new(StringComparer.Ordinal);

    public Routes(IEnumerable<ICapability> capabilities)
    {
        foreach (var capability in capabilities)
        {
            foreach (var route in capability.Routes) Add(route);
            foreach (var drawing in capability.Drawings)
                if (!_drawings.TryAdd(drawing.Id, drawing)) throw new InvalidOperationException($"Two drawings are called '{drawing.Id}'.");
        }
    }

    public IEnumerable<Route> All => _routes.Values;

    public IEnumerable<Drawing> Drawings => _drawings.Values;

    public IEnumerable<string> VerbWords => _verbs.Keys;

    /// <summary>The route, or null: an unknown id is an old card's or a forged one.</summary>
    public Route? Find(RouteKind kind, string id) => _routes.GetValueOrDefault((kind, id));

    public Drawing? Drawing(string id) => _drawings.GetValueOrDefault(id);

    /// <summary>True where the answer is a form as a rule: a channel whose forms must open at once opens a light one first.</summary>
    public bool Asks(Input what) => what switch
    {
        Input.Pressed pressed => Find(RouteKind.Button, pressed.Button) is not null && Find(RouteKind.Form, pressed.Button) is not null,
        Input.Said said => CommandLine.Read(said.Line).Words.Count == 0,
        _ => false,
    };

    /// <summary>The verb that a word is, in any language; null where it is none.</summary>
    public string? VerbOf(string word) => _verbs.GetValueOrDefault(word.ToLowerInvariant());

    /// <summary>The route, and for a typed line what is behind its verb.</summary>
    public Route? Of(Turn turn, out CommandLine line, out int rest)
    {
        line = CommandLine.Read(turn.What is Input.Said said ? said.Line : "");
        rest = 0;
        return turn.What switch
        {
            Input.Said => OfLine(line, out rest),
            Input.Pressed pressed => Find(RouteKind.Button, pressed.Button),
            Input.Submitted submitted => Find(RouteKind.Form, submitted.Form),
            Input.LookedUp lookedUp => Find(RouteKind.Lookup, lookedUp.Lookup),
            Input.Arrived => Find(RouteKind.Verb, "help"),
            Input.Opened => Find(RouteKind.Event, "opened"),
            Input.Pasted => Find(RouteKind.Event, "pasted"),
            Input.Viewed => Find(RouteKind.Event, "viewed"),
            Input.Marked => Find(RouteKind.Event, "marked"),
            Input.Woke woke => Find(RouteKind.Wake, Keys.Parts(woke.Wake) is [_, _, var what, ..] ? what : ""),
            _ => null,
        };
    }

    /// <summary>A first word that is a verb is a verb, but for one that yields; an empty line opens the log form; anything else is a look-up.</summary>
    public Route? OfLine(CommandLine line, out int rest)
    {
        rest = 0;
        if (line.Words.Count == 0) return Find(RouteKind.Verb, "log");
        var (verb, end) = line.Words[0] is { Kind: WordKind.Plain } first ? OfWord(first) : default;
        if (verb is null or { Yields: true } && Taking(line) is { } told) return told;
        rest = end;
        return verb ?? Find(RouteKind.Verb, LookUp);
    }

    private Route? Taking(CommandLine line) => All.FirstOrDefault(route => route.Takes?.Invoke(line) is true);

    /// <summary>The verb that a line's first word is or begins with, and the offset behind it.</summary>
    private (Route? Verb, int End) OfWord(Word first) => VerbOf(first.Text) is { } verb ? (Find(RouteKind.Verb, verb), first.End) : Glued(first);

    private (Route? Verb, int End) Glued(Word first)
    {
        // Chinese is written without a blank between verb and object; one character alone begins too many names for that.
        var glued = VerbWords.Where(word => word.Length > 1 && word[0] > '\u2E80' && first.Text.StartsWith(word, StringComparison.Ordinal)).MaxBy(word => word.Length);
        return glued is null ? default : (Find(RouteKind.Verb, VerbOf(glued)!), first.Start + glued.Length);
    }

    private void Add(Route route)
    {
        if (!Enum.IsDefined(route.Permission)) throw new InvalidOperationException($"Route '{route.Id}' states no permission.");
        if (!_routes.TryAdd((route.Kind, route.Id), route)) throw new InvalidOperationException($"Two routes are called '{route.Id}'.");
        if (route.Kind != RouteKind.Verb || route.Id == LookUp) return;
        foreach (var language in Wording.Known)
            foreach (var word in Wording.In(language).Plain($"Verbs.{route.Id}").Split(',', StringSplitOptions.TrimEntries))
                if (_verbs.TryAdd(word.ToLowerInvariant(), route.Id) is false && _verbs[word.ToLowerInvariant()] != route.Id)
                    throw new InvalidOperationException($"'{word}' is the word of two verbs.");
    }
}
