using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>Everything a handler needs to decide. The time and the minted ids are the same when it runs again.</summary>
public sealed class TurnContext
{
    private int _minted;

    public required string Id { get; init; }

    public required Turn Turn { get; init; }

    public required Instant Now { get; init; }

    public required Rows Rows { get; init; }

    /// <summary>The rows that all workspaces share.</summary>
    public Rows Directory => Rows.Directory;

    public required Roster Roster { get; init; }

    public required Reader Reader { get; init; }

    /// <summary>The room as we know it; null for a direct chat.</summary>
    public Room? Room { get; init; }

    /// <summary>The typed line; empty for anything else.</summary>
    public CommandLine Line { get; init; } = CommandLine.Empty;

    /// <summary>Where the line goes on behind its verb.</summary>
    public int Rest { get; init; }

    /// <summary>What the person chose on cards about this line.</summary>
    public LineChoices Choices { get; init; } = LineChoices.None;

    public CancellationToken Cancel { get; init; }

    public Wording Words => Reader.Words;

    public Access Access => Reader.Access;

    /// <summary>The member who acts.</summary>
    /// <exception cref="InvalidOperationException">The service acts by itself.</exception>
    public Member Member => Reader.Member ?? throw new InvalidOperationException("No member acts in this turn.");

    /// <summary>The pressed button's value, or the woken row's key; empty for anything else.</summary>
    public string Value => Turn.What switch { Input.Pressed pressed => pressed.Value, Input.Woke woke => woke.Wake, _ => "" };

    public Input.Submitted Submitted => (Input.Submitted)Turn.What;

    /// <summary>
    /// The id for a form that is asked now. One that comes back keeps its id; one button's form is a new one each time it is pressed, so its second
    /// answer is no repetition of the first.
    /// </summary>
    public string FormId => Turn.What is Input.Submitted sent ? sent.FormId : TurnIds.Fingerprint(Id, Keys.OldestFirst(Now));

    /// <summary>How dates in the typist's own words are read.</summary>
    /// <param name="theirs">The customer's zone; null where unknown.</param>
    public WhenContext Dates(WhenDirection direction, string? theirs = null) => new(Now, Zones.OrUtc(Reader.Zone), theirs, Words.Language, direction);

    /// <summary>A new id: derives from the turn's, so a re-run mints the same.</summary>
    public string Mint() => TurnIds.Minted(Id, ++_minted);

    /// <summary>The same turn with another line: what a choice on a card stands for.</summary>
    /// <param name="id">The turn's own, or that of an earlier try of it.</param>
    public TurnContext ReadingAs(CommandLine line, int rest, LineChoices choices, string id) => new()
    {
        Id = id, Turn = Turn, Now = Now, Rows = Rows, Roster = Roster, Reader = Reader, Room = Room, Cancel = Cancel, Line = line, Rest = rest, Choices = choices,
    };

    /// <summary>The same turn as if that button had been pressed.</summary>
    public TurnContext Pressing(string button, string value) => new()
    {
        Id = Id, Turn = Turn with { What = new Input.Pressed(button, value, Id) }, Now = Now, Rows = Rows, Roster = Roster, Reader = Reader, Room = Room, Cancel = Cancel,
    };

    /// <summary>The same turn as if that form had been sent.</summary>
    public TurnContext Submitting(string form, string state, IReadOnlyDictionary<string, string> values) => new()
    {
        Id = Id, Turn = Turn with { What = new Input.Submitted(form, Id, state, values) }, Now = Now, Rows = Rows, Roster = Roster, Reader = Reader, Room = Room, Cancel = Cancel,
    };

    public DrawContext Drawing(IReadOnlyList<string> records) => new(Reader, Roster, Rows, Now, Id, records, Cancel);

    /// <summary>A card as an answer that changes nothing.</summary>
    public static ValueTask<Outcome> Answer(Card card) => new(new Outcome.Answer(card));

    public static ValueTask<Outcome> Ask(Form form) => new(new Outcome.Answer(new Reply.Ask(form)));
}

/// <summary>What a drawing needs: its reader, its records' ids, and the rows to read them from.</summary>
/// <param name="Turn">The id of the turn that made what is drawn: the value of an Undo button.</param>
public sealed record DrawContext(Reader Reader, Roster Roster, Rows Rows, Instant Now, string Turn, IReadOnlyList<string> Records, CancellationToken Cancel)
{
    public Wording Words => Reader.Words;
}
