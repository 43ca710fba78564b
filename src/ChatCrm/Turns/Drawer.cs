using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>Draws cards from literal ids and record ids: for the one who asked, for a notice's recipient, and again when something has changed.</summary>
public sealed class Drawer(Routes routes)
{
    /// <summary>The notice that draws posted copies again; it has no card of its own.</summary>
    public const string Refresh = "cards.refresh";

    /// <summary>The card of a drawing, as things stand now; that of an undone turn says so.</summary>
    /// <param name="fresh">True right after the commit: nobody can have undone it yet.</param>
    public async ValueTask<Card> Draw(string drawing, DrawContext context, bool fresh = false)
    {
        if (routes.Drawing(drawing) is not { } known) return TurnCards.Old(context.Words) with { Drawing = context.Turn };
        var undone = fresh ? null : await Undone(context);
        var card = undone is null ? await known.Draw(context) : TurnCards.Undone(context.Words, known.Undone, undone.OfUndo ? "" : undone.UndoneIn);
        return card with { Drawing = undone?.UndoneIn ?? context.Turn };
    }

    /// <summary>The reader for a member in their direct chat, or in a room where only they see the card.</summary>
    public static Reader For(Member member, Roster roster, Room? room = null) => new(
        member,
        Wording.In(member.Language.Length > 0 ? member.Language : room?.Language is { Length: > 0 } language ? language : "en"),
        member.Zone,
        new Access(member, roster, room?.Audience ?? Audience.Direct, room?.Customer ?? ""));

    /// <summary>The reader for all who see a room.</summary>
    public static Reader For(Room room, Roster roster, Audience now) => new(
        null, Wording.In(room.Language.Length > 0 ? room.Language : "en"), "Etc/UTC", new Access(null, roster, now, room.Customer));

    private static async ValueTask<UndoRow?> Undone(DrawContext context)
    {
        if (context.Turn.Length == 0) return null;
        var turn = await context.Rows.Get(TurnRows.TurnKey(context.Turn), context.Cancel);
        if (turn?.Read(TurnJson.Default.TurnRow).Undo is not { Length: > 0 } key) return null;
        var undo = (await context.Rows.Get(key, context.Cancel))?.Read(TurnJson.Default.UndoRow);
        return undo is { UndoneIn.Length: > 0 } ? undo : null;
    }
}
