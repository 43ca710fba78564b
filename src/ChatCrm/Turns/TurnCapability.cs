using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Turns;

/// <summary>What every turn shares: undo, edit, carried lines, sharing.</summary>
public sealed class TurnCapability : ICapability
{
    private readonly UndoCommands _undo;
    private readonly Lazy<Routes> _routes;

    public TurnCapability(Lazy<Routes> routes, RowKinds kinds) => (_routes, _undo) = (routes, new(routes, kinds));

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "undo", Permission.Member, _undo.UndoLast) { InPicker = true },
        new(RouteKind.Verb, "edit", Permission.Member, _undo.EditLast),
        new(RouteKind.Button, "turn.undo", Permission.Member, _undo.UndoPressed),
        new(RouteKind.Button, "turn.redo", Permission.Member, _undo.Redo),
        new(RouteKind.Button, Drafts.RunLine, Permission.Member, _undo.RunLine),
        new(RouteKind.Button, Sharing.Button, Permission.Member, turn => new(Sharing.Share(turn, _routes.Value))),
        new(RouteKind.Event, "viewed", Permission.Member, View) { Reads = true },
    ];

    /// <summary>A posted card as the one who looks at it may see it there, in their language and with their buttons; nothing where we did not post it.</summary>
    private async ValueTask<Outcome> View(TurnContext turn)
    {
        var pointer = await turn.Rows.Get(TurnRows.MessageKey(turn.Turn.Where.Address, ((Input.Viewed)turn.Turn.What).Message), turn.Cancel);
        var sent = pointer is null ? null : (await turn.Rows.Get(pointer.Read(TurnJson.Default.MessageRow).Sent, turn.Cancel))?.Read(TurnJson.Default.SentRow);
        // What stands for one person is nobody else's.
        if (sent is null || sent.Member.Length > 0 && sent.Member != turn.Member.Id || _routes.Value.Drawing(sent.Drawing) is null) return new Outcome.Answer(new Reply.Quiet());
        return new Outcome.Answer(await new Drawer(_routes.Value).Draw(sent.Drawing, turn.Drawing(sent.Records) with { Turn = sent.Turn }));
    }

    public IEnumerable<Drawing> Drawings =>
    [
        new("turn.undone", drawing => new(TurnCards.Undone(drawing.Words, _routes.Value.Drawing(drawing.Records[1])?.Undone ?? "Turns.Undone", drawing.Reader.Member is null ? "" : drawing.Turn))) { Undone = "Turns.Redone" },
        new("card.share", Sharing.Confirmed) { AsNew = true },
        new(UndeliveredCards.ToRoom, UndeliveredCards.DrawToRoom),
        new(UndeliveredCards.NotDone, UndeliveredCards.DrawNotDone),
        new(UndeliveredCards.ToMember, drawing => UndeliveredCards.DrawToMember(drawing, _routes.Value)),
        new(Sharing.Shared, drawing => Sharing.Draw(drawing, _routes.Value)),
    ];
}
