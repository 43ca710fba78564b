using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>A workspace as it stands when something is sent: roles, rooms and rights are those of this moment, not of the commit's.</summary>
public sealed record Scene(Rows Rows, Roster Roster, IReadOnlyList<Room> Rooms, Instant Now)
{
    public static async Task<Scene> Of(IRowStore store, string workspace, Instant now)
    {
        var rows = new Rows(store, workspace);
        var pages = await rows.List([KeyRange.Prefix("member|", RowLimits.RowsPerPage), KeyRange.Prefix("room|", RowLimits.RowsPerPage)], default);
        return new(rows, new(pages[0].Rows.Select(WorkspaceRows.Member), now), [.. pages[1].Rows.Select(WorkspaceRows.Room)], now);
    }

    public Room? Room(string id) => Rooms.FirstOrDefault(room => room.Id == id);

    /// <summary>Who reads a posted card: a room as a whole, a member in the room where only they see it, or a member's direct chat. Null where they are gone.</summary>
    /// <param name="audience">Who can read in the room now; of no matter in a direct chat.</param>
    public Reader? Reader(string member, string room, Audience audience) => (Roster.Find(member), Room(room)) switch
    {
        (null, { } there) when member.Length == 0 => Drawer.For(there, Roster, audience),
        ({ } person, { } there) => Drawer.For(person, Roster, there with { Audience = audience }),
        ({ } person, null) when room.Length == 0 => Drawer.For(person, Roster),
        _ => null,
    };

    public DrawContext Drawing(Reader reader, string turn, IReadOnlyList<string> records) => new(reader, Roster, Rows, Now, turn, records, default);

    /// <summary>True where the turn was undone since.</summary>
    public async ValueTask<bool> IsUndone(string turn)
    {
        if (turn.Length == 0 || (await Rows.Get(TurnRows.TurnKey(turn), default))?.Read(TurnJson.Default.TurnRow).Undo is not { Length: > 0 } key) return false;
        return (await Rows.Get(key, default))?.Read(TurnJson.Default.UndoRow) is { UndoneIn.Length: > 0 };
    }
}
