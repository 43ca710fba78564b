using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>The cards that can be drawn again: each reads its follow-up fresh, and copes with one that is gone.</summary>
internal static class DrawnCards
{
    public const string Saved = "follow-up.saved", Changed = "follow-up.changed", Moved = "follow-up.moved", HandedOver = "follow-up.handed-over",
        Given = FollowUpStore.Given, Closed = "follow-up.closed", Reminder = "follow-up.reminder", RoomReminder = "follow-up.room-reminder", DueList = "follow-up.due-list",
        List = "follow-up.list", Returned = "follow-up.returned", Stopped = "follow-up.stopped";

    public static IEnumerable<Drawing> All(CalendarAround around) =>
    [
        new(Saved, drawing => Of(drawing, seen => DrawSaved(drawing, seen, Saved, around))) { Undone = "FollowUps.Undone", Edit = FollowUpCards.Edit, Shareable = true },
        new(Changed, drawing => Of(drawing, seen => DrawSaved(drawing, seen, Changed, around))) { Undone = "FollowUps.UndoneMoved", Edit = FollowUpCards.Edit, Shareable = true },
        new(Moved, drawing => Of(drawing, seen => Plain(FollowUpCards.Changed(drawing.Reader, drawing.Roster, seen, "FollowUps.Moved", drawing.Turn, drawing.Now)))) { Undone = "FollowUps.UndoneMoved", Edit = FollowUpCards.Edit, AsNew = true },
        new(HandedOver, drawing => Of(drawing, seen => Plain(FollowUpCards.Changed(drawing.Reader, drawing.Roster, seen, "FollowUps.HandedOver", drawing.Turn, drawing.Now)))) { Undone = "FollowUps.UndoneMoved", Edit = FollowUpCards.Edit, AsNew = true },
        new(Given, drawing => Of(drawing, seen => Plain(FollowUpCards.GivenToYou(drawing.Reader, drawing.Roster, seen, Record(drawing, 1), drawing.Now)))),
        new(Closed, drawing => Of(drawing, seen => DrawClosed(drawing, seen))) { Undone = "FollowUps.UndoneDone", AsNew = true },
        new(Reminder, drawing => Of(drawing, seen => Plain(Reminding.DueOf(Record(drawing, 1)) is { } due ? ReminderCards.ToMember(drawing.Reader, drawing.Roster, seen, due, drawing.Now) : TurnCards.Old(drawing.Words)))),
        new(RoomReminder, drawing => Of(drawing, seen => Plain(Reminding.DueOf(Record(drawing, 1)) is { } due ? ReminderCards.ToRoom(drawing.Reader, drawing.Roster, seen, due, drawing.Now) : TurnCards.Old(drawing.Words)))),
        new(DueList, DueCommands.Draw) { AsNew = true },
        new(List, DrawList),
        new(Returned, DrawReturned),
        new(Stopped, drawing => Of(drawing, seen => Plain(FollowUpCards.Stopped(drawing.Reader, seen, drawing.Turn)))) { Undone = "FollowUps.UndoneStop" },
    ];

    private static async ValueTask<Card> Of(DrawContext drawing, Func<SeenFollowUp, ValueTask<Card>> draw) =>
        await FollowUpStore.Of(drawing).Find(Record(drawing, 0)) is { } seen ? await draw(seen) : FollowUpCards.Gone(drawing.Words);

    private static async ValueTask<Card> DrawSaved(DrawContext drawing, SeenFollowUp seen, string id, CalendarAround around)
    {
        var room = seen.FollowUp.Room.Length == 0 ? null : await drawing.Rows.Get(WorkspaceRows.RoomKey(seen.FollowUp.Room), drawing.Cancel);
        var told = new Told(id, drawing.Turn, Record(drawing, 1), Record(drawing, 2)) { Calendar = await FollowUpStore.Of(drawing).InCalendarOf(seen.FollowUp), OffersCalendar = around.IsHere };
        return FollowUpCards.Saved(drawing.Reader, drawing.Roster, seen, room is null ? "" : WorkspaceRows.Room(room).Name, told, drawing.Now);
    }

    private static async ValueTask<Card> DrawClosed(DrawContext drawing, SeenFollowUp seen)
    {
        var logged = await InteractionStore.Of(drawing).Find(Record(drawing, 1));
        var next = Record(drawing, 2) is { Length: > 0 } again ? await FollowUpStore.Of(drawing).Find(again) : null;
        return FollowUpCards.ClosedCard(drawing.Reader, drawing.Roster, seen, logged?.Interaction.Text ?? "", next is { FollowUp.IsOpen: true } ? next.FollowUp : null, drawing.Turn, drawing.Now);
    }

    /// <summary>For whose they are, or for their cover: of them, what the reader has in hand or may read.</summary>
    private static async ValueTask<Card> DrawList(DrawContext drawing)
    {
        if (drawing.Roster.Find(Record(drawing, 0)) is not { } whose || drawing.Reader.Member is not { } reader || (reader.Id != whose.Id && whose.Cover != reader.Id)) return TurnCards.Old(drawing.Words);
        var due = await DueReader.Read(drawing, whose, week: false, skip: 0);
        var lines = reader.Id == whose.Id ? due.Lines : [.. due.Lines.Where(seen => seen.FollowUp.IsInHandOf(reader.Id) || seen.ShowsWordsTo(drawing.Reader))];
        return ReminderCards.List(drawing.Reader, drawing.Roster, due with { Lines = lines }, drawing.Now);
    }

    /// <summary>Each record is a follow-up's handle, and who had it in hand or gave it away.</summary>
    private static async ValueTask<Card> DrawReturned(DrawContext drawing)
    {
        var covered = drawing.Records.Select(Handle.Split).ToList();
        var seen = await FollowUpStore.Of(drawing).GetMany([.. covered.Select(each => each.Handle)]);
        var logged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in seen.OfType<SeenFollowUp>())
            if (one.FollowUp.Closed is { Interaction.Length: > 0 } closed && await InteractionStore.Of(drawing).Find(closed.Interaction) is { } interaction) logged[one.FollowUp.Handle] = interaction.Interaction.Text;
        return ReturnedCards.Of(drawing.Reader, drawing.Roster, [.. seen.OfType<SeenFollowUp>()], covered.Select(each => each.Choice).FirstOrDefault() ?? "", logged, drawing.Now);
    }

    private static ValueTask<Card> Plain(Card card) => new(card);

    private static string Record(DrawContext drawing, int n) => drawing.Records.Count > n ? drawing.Records[n] : "";
}
