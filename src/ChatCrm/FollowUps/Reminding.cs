using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>The service's own turn when a follow-up falls due: its wake row goes, and who is to know is told. A row of a time that was moved only goes.</summary>
internal static class Reminding
{
    public static async ValueTask<Outcome> Wake(TurnContext turn)
    {
        // Two that wake for one row: the second finds it gone, now or at its commit.
        var row = await turn.Rows.Get(turn.Value, turn.Cancel);
        if (row is null) return new Outcome.Answer(new Reply.Quiet());
        var changes = new Changes().Raw(new Change.Delete(row.Key, row.ETag));
        var handle = Keys.Parts(turn.Value) is [_, _, _, var named] ? named : "";
        if (await FollowUpStore.Of(turn).Find(handle) is not { } seen || !seen.FollowUp.IsOpen || FollowUpStore.WakeKey(seen.FollowUp) != turn.Value)
            return new Outcome.Change(DrawnCards.Reminder, [], changes);
        string[] records = [handle, Carry(seen.FollowUp.DueAt)];
        return new Outcome.Change(DrawnCards.Reminder, records, changes, seen.FollowUp.Customer) { Notices = [.. Notices(seen.FollowUp, records)] };
    }

    /// <summary>The moment that a reminder was for, as its records carry it.</summary>
    public static Instant? DueOf(string carried) =>
        long.TryParse(carried, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 99_999_999_999_999 ? TurnRows.At(at) : null;

    private static string Carry(Instant due) => due.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Notice> Notices(FollowUp followUp, IReadOnlyList<string> records)
    {
        yield return new Notice(DrawnCards.Reminder, records, new Recipient.ToMember(followUp.Assignee), followUp.Customer);
        if (followUp.Room.Length > 0) yield return new Notice(DrawnCards.RoomReminder, records, new Recipient.ToRoom(followUp.Room), followUp.Customer) { For = followUp.Assignee };
    }
}
