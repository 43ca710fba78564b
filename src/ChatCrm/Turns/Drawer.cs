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
        if (routes.Drawing(drawing) is not { } known) return TurnCards.Old(context.Words) with { Drawing = context.Turn, Language = context.Words.Language };
        var undone = fresh ? null : await Undone(context);
        var card = undone is var (by, undo) ? TurnCards.Undone(context.Words, known.Undone, undo.OfUndo || !context.Reader.Is(by) ? "" : undo.UndoneIn) : await known.Draw(context);
        return card with { Drawing = undone?.Undo.UndoneIn ?? context.Turn, Language = context.Words.Language };
    }

    /// <summary>What stands for a whole room is in the room's language, without what only the one who pressed may do; null where it stands for them alone.</summary>
    public Func<Task<Card>>? ForAll(TurnContext turn, string drawing, IReadOnlyList<string> records) => turn is { Room: { } room, Turn.CanWhisper: false }
        ? async () => await Draw(drawing, turn.Drawing(records) with { Reader = For(room, turn.Roster, turn.Turn.Where.Audience) })
        : null;

    /// <summary>The reader for a member in their direct chat, or in a room where only they see the card.</summary>
    public static Reader For(Member member, Roster roster, Room? room = null) => new(
        member,
        Wording.In(member.Language.Length > 0 ? member.Language : room?.Language is { Length: > 0 } language ? language : "en"),
        member.Zone,
        new Access(member, roster, room?.Audience ?? Audience.Direct, room?.Customer ?? ""));

    /// <summary>The reader for all who see a room.</summary>
    public static Reader For(Room room, Roster roster, Audience now) => new(
        null, Wording.In(room.Language.Length > 0 ? room.Language : "en"), "Etc/UTC", new Access(null, roster, now, room.Customer));

    /// <summary>The undo row of an undone turn, and who had done it: only they can do it after all.</summary>
    private static async ValueTask<(string By, UndoRow Undo)?> Undone(DrawContext context)
    {
        if (context.Turn.Length == 0) return null;
        var turn = (await context.Rows.Get(TurnRows.TurnKey(context.Turn), context.Cancel))?.Read(TurnJson.Default.TurnRow);
        if (turn is not { Undo.Length: > 0 }) return null;
        var undo = (await context.Rows.Get(turn.Undo, context.Cancel))?.Read(TurnJson.Default.UndoRow);
        return undo is { UndoneIn.Length: > 0 } ? (turn.Member, undo) : null;
    }
}
