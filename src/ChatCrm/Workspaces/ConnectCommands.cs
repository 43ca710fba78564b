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
    private const string Given = "connection.code", Moved = "connection.moved";

    /// <summary>60 bits; nothing in it looks like something else.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 12;

    private static readonly Duration Valid = Duration.FromMinutes(15);

    public static IEnumerable<Drawing> Drawings => [new(Given, DrawCode), new(Moved, DrawMoved)];

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
        Directory =
        [
            new Change.Delete(given.Key, given.ETag),
            new Change.Replace(here.Key, DirectoryRows.Value(DirectoryRows.Connection(here) with { Workspace = workspace }), here.ETag),
            new Change.Delete(DirectoryRows.ConnectedKey(turn.Rows.Partition, turn.Turn.Connection)),
            new Change.Put(DirectoryRows.ConnectedKey(workspace, turn.Turn.Connection), "{}"),
        ],
        CanBeUndone = false,
    };

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

    private static Outcome.Answer Say(TurnContext turn, string key) => new(new Card(new Line(turn.Words.Say(key), Tone.Warning)));
}
