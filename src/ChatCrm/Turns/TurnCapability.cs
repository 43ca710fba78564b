using ChatCrm.Conversation;
using ChatCrm.Workspaces;

namespace ChatCrm.Turns;

/// <summary>What every turn shares: undo, edit, carried lines, sharing.</summary>
public sealed class TurnCapability : ICapability
{
    private readonly UndoCommands _undo;
    private readonly Lazy<Routes> _routes;

    public TurnCapability(Lazy<Routes> routes, Storage.RowKinds kinds) => (_routes, _undo) = (routes, new(routes, kinds));

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "undo", Permission.Member, _undo.UndoLast) { InPicker = true },
        new(RouteKind.Verb, "edit", Permission.Member, _undo.EditLast),
        new(RouteKind.Button, "turn.undo", Permission.Member, _undo.UndoPressed),
        new(RouteKind.Button, "turn.redo", Permission.Member, _undo.Redo),
        new(RouteKind.Button, Drafts.RunLine, Permission.Member, _undo.RunLine),
        new(RouteKind.Button, Sharing.Button, Permission.Member, turn => new(Sharing.Share(turn, _routes.Value))),
    ];

    public IEnumerable<Drawing> Drawings =>
    [
        new("turn.undone", drawing => new(TurnCards.Undone(drawing.Words, _routes.Value.Drawing(drawing.Records[1])?.Undone ?? "Turns.Undone", drawing.Turn))) { Undone = "Turns.Redone" },
        new("card.share", Sharing.Confirmed) { AsNew = true },
        new(UndeliveredCards.ToRoom, UndeliveredCards.DrawToRoom),
        new(UndeliveredCards.ToMember, drawing => UndeliveredCards.DrawToMember(drawing, _routes.Value)),
        new(Sharing.Shared, drawing => Sharing.Draw(drawing, _routes.Value)),
    ];
}
