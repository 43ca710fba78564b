using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.FollowUps;

/// <summary>A mark on a reminder does what its button does. A mark on anything else, or by somebody who may not, is none of ours: no word is said.</summary>
internal static class MarkCommands
{
    public static async ValueTask<Outcome> Marked(TurnContext turn)
    {
        var marked = (Input.Marked)turn.Turn.What;
        if (await Reminded(turn, marked.Message) is not { FollowUp.IsOpen: true } seen) return Nothing;
        return marked.Mark switch
        {
            "done" => await DoneCommands.Close(turn, seen, note: ""),
            "snooze" => MoveCommands.Snooze(turn, seen, "1h"),
            _ => Nothing,
        };
    }

    private static Outcome Nothing => new Outcome.Answer(new Reply.Quiet());

    /// <summary>The follow-up that the marked post reminds of, for changing it; null where it is no reminder.</summary>
    private static async ValueTask<SeenFollowUp?> Reminded(TurnContext turn, string message)
    {
        var pointer = await turn.Rows.Get(TurnRows.MessageKey(turn.Turn.Where.Address, message), turn.Cancel);
        if (pointer is null || await turn.Rows.Get(pointer.Read(TurnJson.Default.MessageRow).Sent, turn.Cancel) is not { } row) return null;
        return row.Read(TurnJson.Default.SentRow) is { Drawing: DrawnCards.Reminder or DrawnCards.RoomReminder, Records: [var handle, ..] }
            ? await FollowUpStore.Of(turn).ForChange(handle)
            : null;
    }
}
