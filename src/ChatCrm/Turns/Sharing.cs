using ChatCrm.Conversation;
using ChatCrm.Workspaces;

namespace ChatCrm.Turns;

/// <summary>[Share]: a card that only one person sees is posted for the room, with who shared it, masked for that room.</summary>
public static class Sharing
{
    public const string Button = "card.share";
    public const string Shared = "card.shared";

    /// <summary>Of a customer's id and of all records together; ours are far shorter.</summary>
    private const int LongestCustomer = 64, LongestRecords = 200;

    /// <summary>The button for a card that can be drawn again; null in a direct chat, where there is nobody to share with.</summary>
    public static Button? ButtonFor(Reader reader, string drawing, string customer, params IEnumerable<string> records) =>
        reader.Access.Audience == Audience.Direct || reader.Member is null
            ? null
            : new(Button, reader.Words.Plain("Turns.ShareButton"), string.Join('|', [drawing, customer, .. records]));

    public static Outcome Share(TurnContext turn, Routes routes)
    {
        if (turn.Room is not { } room) return new Outcome.Answer(new Card([new Line(turn.Words.Say("Turns.ShareWhere"), Tone.Warning)]));
        var parts = turn.Value.Split('|');
        if (!IsOurs(parts, routes)) return new Outcome.Answer(TurnCards.Old(turn.Words));
        // The card is drawn with the sharer's own sight, so a forged record id shows no more than they may see.
        var notice = new Notice(Shared, [turn.Member.Id, parts[0], .. parts[2..]], new Recipient.ToRoom(room.Id), parts[1]);
        return new Outcome.Change("card.share", [room.Id], new()) { Notices = [notice], CanBeUndone = false };
    }

    /// <summary>A button's value comes back from outside: whatever else can be drawn is not for a room, and ids go into keys.</summary>
    private static bool IsOurs(string[] parts, Routes routes) =>
        parts is [var drawing, { Length: <= LongestCustomer }, _, ..] && routes.Drawing(drawing) is { Shareable: true } && parts[2..].Sum(record => record.Length) <= LongestRecords;

    public static async ValueTask<Card> Confirmed(DrawContext drawing)
    {
        var row = await drawing.Rows.Get(WorkspaceRows.RoomKey(drawing.Records[0]), drawing.Cancel);
        var name = row is null ? "" : WorkspaceRows.Room(row).Name;
        return new([new Line(drawing.Words.Say("Turns.Shared", ("room", name)), Tone.Good)]);
    }

    public static async ValueTask<Card> Draw(DrawContext drawing, Routes routes)
    {
        var words = drawing.Words;
        if (drawing.Roster.Find(drawing.Records[0]) is not { } sharer || routes.Drawing(drawing.Records[1]) is not { Shareable: true } shared) return TurnCards.Old(words);
        var inner = drawing with { Records = [.. drawing.Records.Skip(2)] };
        var room = drawing.Reader.Access;
        var card = await shared.Draw(inner with { Reader = drawing.Reader with { Access = new Access(sharer, drawing.Roster, room.Audience, room.Linked) } });
        // One who looks at it sees what was shared, with the buttons that are theirs.
        var presses = drawing.Reader.Member is null ? card.Presses : (await shared.Draw(inner)).Presses;
        var by = new Line(words.Say("Turns.SharedBy", ("who", new PersonRun(sharer.Id, sharer.Name))), Tone.Quiet);
        // The turn here is the sharing: what would take that back takes back nothing of what is shown.
        return new([by, .. card.Blocks], [.. presses.Where(press => press is not Button { Value: var value } || value != drawing.Turn)]);
    }
}
