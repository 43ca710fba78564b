using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Workspaces;

namespace ChatCrm.Turns;

/// <summary>
/// What people see instead of what could not be delivered: whoever shared, that a room was not told; a manager, what somebody was not told; whoever changed
/// something, that an errand of it was given up.
/// </summary>
public static class UndeliveredCards
{
    /// <summary>Records: the room's id, the channel's reason, the customer's id or nothing.</summary>
    public const string ToRoom = "turns.undelivered";

    /// <summary>Records: the member's id, and the drawing that they did not get with its records.</summary>
    public const string ToMember = "turns.unreached";

    /// <summary>Records: the customer's id or nothing.</summary>
    public const string NotDone = "turns.not-done";

    private static readonly string[] Known = ["not-in-room", "archived", "room-gone", "not-allowed", "missing-right", "revoked", "unrecorded"];

    public static async ValueTask<Card> DrawToRoom(DrawContext drawing)
    {
        var (words, reason) = (drawing.Words, drawing.Records[1]);
        var row = await drawing.Rows.Get(WorkspaceRows.RoomKey(drawing.Records[0]), drawing.Cancel);
        var room = row is null ? "–" : WorkspaceRows.Room(row).Name;
        return await About(drawing, new(words.Say($"Turns.Undelivered-{(Known.Contains(reason) ? reason : "other")}", ("room", room)), Tone.Warning), drawing.Records[2]);
    }

    public static ValueTask<Card> DrawNotDone(DrawContext drawing) => About(drawing, new(drawing.Words.Say("Turns.NotDone"), Tone.Warning), drawing.Records[0]);

    /// <summary>What it was about is drawn for whoever reads it now, with their rights.</summary>
    public static async ValueTask<Card> DrawToMember(DrawContext drawing, Routes routes)
    {
        var who = drawing.Roster.Person(drawing.Records[0]);
        if (routes.Drawing(drawing.Records[1]) is not { } missed) return TurnCards.Old(drawing.Words);
        var card = await missed.Draw(drawing with { Records = [.. drawing.Records.Skip(2)] });
        return new([new Line(drawing.Words.Say("Turns.Unreached", ("who", who)), Tone.Warning), .. card.Blocks], card.Presses);
    }

    /// <summary>With the customer that it was about, where the reader may see one.</summary>
    private static async ValueTask<Card> About(DrawContext drawing, Line said, string customer) =>
        customer.Length > 0 && await CustomerStore.Of(drawing).Get(customer) is { Sight: > Sight.Nothing } seen
            ? new([said, new Line(drawing.Words.Say("Turns.UndeliveredAbout", ("customer", Names.Visible(seen.Customer.Name))))], [new Button("customer.open", drawing.Words.Plain("Turns.OpenButton"), seen.Id)])
            : new(said);
}
