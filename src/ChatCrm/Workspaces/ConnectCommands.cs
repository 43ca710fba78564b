using System.Security.Cryptography;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>
/// Two chat teams of one company in one workspace: <c>admin connect</c> gives a code on one side, <c>admin connect CODE</c> takes it on the other. So an
/// admin of each side has agreed.
/// </summary>
internal static class ConnectCommands
{
    private const string Given = "connection.code", Moved = "connection.moved", Left = "connection.left", Which = "connection";

    /// <summary>60 bits; nothing in it looks like something else.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 12;

    private static readonly Duration Valid = Duration.FromMinutes(15);

    public static IEnumerable<Drawing> Drawings => [new(Given, DrawCode), new(Moved, DrawMoved), new(Left, DrawLeft)];

    public static async ValueTask<Outcome> Connect(TurnContext turn, int rest) =>
        turn.Line.From(rest) is null ? Give(turn) : await Take(turn, Read(turn.Line.Line[rest..]));

    /// <summary>A handler that runs again gives another code: the one before was shown to nobody.</summary>
    private static Outcome.Change Give(TurnContext turn)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Letters);
        var row = new LinkCode { Workspace = turn.Rows.Partition, At = turn.Now.ToUnixTimeMilliseconds() };
        return new(Given, [turn.Rows.Partition], new())
        {
            Directory = [new Change.Insert(DirectoryRows.LinkCodeKey(code), DirectoryRows.Value(row))], ShownOnce = [code], CanBeUndone = false,
        };
    }

    private static async ValueTask<Outcome> Take(TurnContext turn, string code)
    {
        if (turn.Turn.Connection.Length == 0) return Say(turn, "Workspaces.ConnectNowhere");
        var here = await turn.Directory.Get(DirectoryRows.ConnectionKey(turn.Turn.Connection), turn.Cancel);
        // This very turn has moved it: only its own books are missing.
        if (here?.Turn == turn.Id) return new Outcome.Change(Moved, [DirectoryRows.Connection(here).Workspace], new()) { CanBeUndone = false };
        var given = await turn.Directory.Get(DirectoryRows.LinkCodeKey(code), turn.Cancel);
        if (given is null || DirectoryRows.LinkCode(given) is not { } link || turn.Now - Instant.FromUnixTimeMilliseconds(link.At) >= Valid) return Say(turn, "Workspaces.BadCode");
        if (link.Workspace == turn.Rows.Partition) return Say(turn, "Workspaces.ConnectedAlready");
        if (here is null || DirectoryRows.Connection(here).Workspace != turn.Rows.Partition) return Say(turn, "Workspaces.ConnectAgain");
        if ((await turn.Rows.List(CustomerRows.Codes(1), turn.Cancel)).Count > 0) return Say(turn, "Workspaces.ConnectLeavesCustomers");
        return Move(turn, given, here, link.Workspace);
    }

    private static Outcome.Change Move(TurnContext turn, Row given, Row here, string workspace) => new(Moved, [workspace], new())
    {
        Directory = [new Change.Delete(given.Key, given.ETag), .. DirectoryRows.Move(turn.Turn.Connection, here, workspace)],
        CanBeUndone = false,
    };

    /// <summary><c>admin disconnect Berlin</c>: the team has a workspace of its own again, as it had before a code moved it here.</summary>
    public static async ValueTask<Outcome> Disconnect(TurnContext turn, int rest)
    {
        var connected = await DirectoryRows.ConnectedTo(turn.Rows.Partition, turn.Directory, turn.Cancel);
        if (turn.Line.From(rest) is not { } word) return new Outcome.Answer(ConnectCards.Connected(turn.Words, connected));
        var name = word.Kind == WordKind.Quoted ? word.Text : turn.Line.Slice(word.Start, turn.Line.Line.Length);
        var named = connected.Where(known => string.Equals(known.Connection.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count > 1 && turn.Choices[Which] is { } chosen) named = [.. named.Where(known => known.Id == chosen)];
        return named switch
        {
            [] => new Outcome.Answer(ConnectCards.Connected(turn.Words, connected)),
            [var one] when DirectoryRows.OwnWorkspace(one.Id) == turn.Rows.Partition => Say(turn, "Workspaces.DisconnectOwn"),
            [var one] => new Outcome.Change(Left, [one.Id], new()) { Directory = DirectoryRows.Move(one.Id, one.Row, DirectoryRows.OwnWorkspace(one.Id)), CanBeUndone = false },
            _ => Ask(turn, named),
        };
    }

    /// <summary>Two of one name are told apart by when they were connected.</summary>
    private static Outcome.Answer Ask(TurnContext turn, IEnumerable<(string Id, Connection Connection, Row Row)> named)
    {
        var keep = new Changes();
        var presses = named.OrderBy(known => known.Connection.At).Take(Card.MostPresses).Select(known => new Button(Drafts.RunLine,
            $"{known.Connection.Name} · {TurnCards.When(turn.Reader, Instant.FromUnixTimeMilliseconds(known.Connection.At), turn.Now).Shown}", Drafts.Carry(turn, Which, known.Id, keep)));
        return new(new Reply.Show(new Card([new Line(turn.Words.Say("Workspaces.WhichConnected"))], [.. presses])), keep);
    }

    /// <summary>As people read it aloud: small letters, hyphens and look-alikes make no difference.</summary>
    private static string Read(string typed) =>
        new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }).Take(Letters + 1)]);

    private static async ValueTask<Card> DrawCode(DrawContext drawing) => ConnectCards.Code(drawing.Words,
        drawing.Records.Count > 1 ? drawing.Records[1] : "", await DirectoryRows.ConnectedTo(drawing.Records[0], drawing.Rows.Directory, drawing.Cancel));

    private static async ValueTask<Card> DrawMoved(DrawContext drawing)
    {
        var row = await drawing.Rows.Directory.Get(DirectoryRows.WorkspaceKey(drawing.Records[0]), drawing.Cancel);
        return ConnectCards.Moved(drawing.Words, row is null ? "" : DirectoryRows.Workspace(row).Name ?? "");
    }

    private static async ValueTask<Card> DrawLeft(DrawContext drawing)
    {
        var row = await drawing.Rows.Directory.Get(DirectoryRows.ConnectionKey(drawing.Records[0]), drawing.Cancel);
        return ConnectCards.Left(drawing.Words, row is null ? "–" : DirectoryRows.Connection(row).Name);
    }

    private static Outcome.Answer Say(TurnContext turn, string key) => new(new Card(new Line(turn.Words.Say(key), Tone.Warning)));
}
