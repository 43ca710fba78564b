using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.Workspaces;

/// <summary>What people see of a room and its customer. Pure.</summary>
public static class RoomCards
{
    /// <param name="before">The customer that the room was linked to before; null where it was none.</param>
    public static Card Linked(Reader reader, Room room, Customer customer, Customer? before, string turn) => new(
        [
            new Line(reader.Words.Say("Workspaces.Linked", ("room", room.Name), ("customer", Name(customer))), Tone.Good),
            .. before is null ? Array.Empty<Block>() : [new Line(reader.Words.Say("Workspaces.LinkedBefore", ("customer", Name(before))))],
            new Line(reader.Words.Say("Workspaces.LinkedMeans")),
        ],
        [TurnCards.UndoButton(reader.Words, turn), new Button("customer.open", reader.Words.Plain("Turns.OpenButton"), customer.Id)]);

    public static Card Unlinked(Reader reader, Room room, string turn) => new(
        [new Line(reader.Words.Say("Workspaces.Unlinked", ("room", room.Name)), Tone.Good)], [TurnCards.UndoButton(reader.Words, turn)]);

    public static Card NotLinked(Wording words, Room room) => new(new Line(words.Say("Workspaces.NotLinked", ("room", room.Name)), Tone.Quiet));

    public static Card Spoken(Reader reader, Room room, string turn) => new(
        [new Line(reader.Words.Say("Workspaces.RoomLanguageNow", ("room", room.Name), ("language", Text.Ours(WorkspaceWords.NameOf(room.Language.Length > 0 ? room.Language : "en")))), Tone.Good)],
        [TurnCards.UndoButton(reader.Words, turn)]);

    private static Text Name(Customer customer) => Text.Theirs(Names.Visible(customer.Name), Weight.Strong);
}
