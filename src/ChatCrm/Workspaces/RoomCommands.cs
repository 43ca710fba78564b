using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Workspaces;

/// <summary>A room and its customer: <c>link Acme</c> makes the room full of sight for it, and <c>.</c> mean it.</summary>
public sealed class RoomCommands : ICapability
{
    private const string Linked = "room.linked", Unlinked = "room.unlinked", Spoken = "room.language";

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "link", Permission.Member, Link),
        new(RouteKind.Verb, "unlink", Permission.Member, Unlink),
    ];

    public IEnumerable<Drawing> Drawings =>
    [
        new(Linked, DrawLinked) { Undone = "Workspaces.LinkUndone" },
        new(Unlinked, drawing => Draw(drawing, room => RoomCards.Unlinked(drawing.Reader, room, drawing.Turn))) { Undone = "Workspaces.LinkUndone" },
        new(Spoken, drawing => Draw(drawing, room => RoomCards.Spoken(drawing.Reader, room, drawing.Turn))),
    ];

    /// <summary>Whoever links a customer shows all of it to the room: it takes the right to change the customer, and a room of members alone.</summary>
    private static async ValueTask<Outcome> Link(TurnContext turn)
    {
        if (await Here(turn) is not { } row) return Say(turn, "Workspaces.RoomOnly");
        if (turn.Access.Audience == Audience.External) return Say(turn, "Workspaces.RoomExternal");
        var phrase = await new CustomerReader(turn).Read(turn.Rest, _ => false);
        var (hit, answer) = await CustomerAnswers.Resolve(turn, phrase, Act.Change);
        if (hit is null) return answer ?? Say(turn, "Workspaces.LinkWhom");
        var seen = await CustomerStore.Of(turn).ForChange(hit.Customer);
        var room = WorkspaceRows.Room(row);
        if (room.Customer == seen.Id) return Say(turn, "Workspaces.LinkedAlready", ("room", room.Name), ("customer", Names.Visible(seen.Customer.Name)));
        return Changed(Linked, row, room with { Customer = seen.Id }, seen.Id, room.Customer);
    }

    private static async ValueTask<Outcome> Unlink(TurnContext turn)
    {
        if (await Here(turn) is not { } row) return Say(turn, "Workspaces.RoomOnly");
        var room = WorkspaceRows.Room(row);
        if (room.Customer.Length == 0) return Say(turn, "Workspaces.NotLinked", ("room", room.Name));
        // A customer that is gone holds no room.
        var known = await CustomerStore.Of(turn).Get(room.Customer) is not null;
        if (known) await CustomerStore.Of(turn).ForChange(room.Customer);
        return Changed(Unlinked, row, room with { Customer = "" }, known ? room.Customer : "");
    }

    /// <summary><c>admin room lang zh</c>: the language of cards for all in the room, and of members who chose none.</summary>
    internal static async ValueTask<Outcome> Speak(TurnContext turn, int rest)
    {
        if (await Here(turn) is not { } row) return Say(turn, "Workspaces.RoomOnly");
        if (!SettingsLine.Read(turn.Line, rest).Values.TryGetValue(Said.Language, out var typed) || WorkspaceWords.Language(typed) is not { } language)
            return Say(turn, "Workspaces.RoomLanguageMissing");
        return Changed(Spoken, row, WorkspaceRows.Room(row) with { Language = language }, "");
    }

    private static async ValueTask<Row?> Here(TurnContext turn) =>
        turn.Room is { } room ? await turn.Rows.Get(WorkspaceRows.RoomKey(room.Id), turn.Cancel) : null;

    /// <summary>Cards of the customer that stand in the room follow by themselves from the changed record; those of the one that it was linked to before are told.</summary>
    private static Outcome Changed(string drawing, Row row, Room after, string customer, string before = "") =>
        new Outcome.Change(drawing, [after.Id, customer, before], new Changes().Record(row.Key, row, WorkspaceRows.Value(after)), customer)
        {
            Notices = before.Length == 0 ? [] : [new Notice(Drawer.Refresh, [], new Recipient.Copies([after.Id]), before)],
        };

    private static async ValueTask<Card> DrawLinked(DrawContext drawing)
    {
        var customers = await CustomerStore.Of(drawing).GetMany([drawing.Records[1], drawing.Records[2].Length > 0 ? drawing.Records[2] : drawing.Records[1]]);
        if (customers is not [{ } linked, var before]) return Gone(drawing);
        return await Draw(drawing, room => room.Customer == linked.Id
            ? RoomCards.Linked(drawing.Reader, room, linked.Customer, drawing.Records[2].Length == 0 ? null : before?.Customer, drawing.Turn)
            : RoomCards.NotLinked(drawing.Words, room));
    }

    private static async ValueTask<Card> Draw(DrawContext drawing, Func<Room, Card> draw) =>
        await drawing.Rows.Get(WorkspaceRows.RoomKey(drawing.Records[0]), drawing.Cancel) is { } row ? draw(WorkspaceRows.Room(row)) : Gone(drawing);

    private static Card Gone(DrawContext drawing) => new(new Line(drawing.Words.Say("Workspaces.Gone"), Tone.Quiet));

    private static Outcome Say(TurnContext turn, string key, params (string, object)[] args) =>
        new Outcome.Answer(new Card(new Line(turn.Words.Say(key, args), Tone.Warning)));
}
