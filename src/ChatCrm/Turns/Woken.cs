using ChatCrm.Conversation;
using ChatCrm.Storage;

namespace ChatCrm.Turns;

/// <summary>The row that woke the service.</summary>
/// <param name="Id">Whose it is, or what it is for: the last part of its key.</param>
public sealed record Woken(Row Row, string Id)
{
    /// <summary>Nothing is left to be done.</summary>
    public static readonly Outcome Nothing = new Outcome.Answer(new Reply.Quiet());

    /// <summary>The row goes: the commit conflicts where somebody else took it.</summary>
    public Change Gone => new Change.Delete(Row.Key, Row.ETag);

    /// <summary>Null where it is not there any more: of two that wake for one row, the second finds that, now or at its commit.</summary>
    public static async ValueTask<Woken?> Of(TurnContext turn) =>
        await turn.Rows.Get(turn.Value, turn.Cancel) is { } row ? new(row, Keys.Parts(row.Key) is [_, _, _, var id] ? id : "") : null;
}
