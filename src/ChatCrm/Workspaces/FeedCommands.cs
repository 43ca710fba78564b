using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Workspaces;

/// <summary><c>feed</c>: a member's own calendar address, made, replaced and taken away. The address before is good for nothing from that moment on.</summary>
public sealed class FeedCommands(CalendarFeed? feed = null) : ICapability
{
    public const string New = "feed.new", Off = "feed.off", Open = "feed.open";

    private const string Made = "feed.made", Ended = "feed.ended";

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "feed", Permission.Member, Said),
        new(RouteKind.Button, Open, Permission.Member, Shown),
        new(RouteKind.Button, New, Permission.Member, turn => Changed(turn, CalendarFeed.Mint(), Made)),
        new(RouteKind.Button, Off, Permission.Member, turn => Changed(turn, "", Ended)),
    ];

    public IEnumerable<Drawing> Drawings => [new(Made, Draw) { AsNew = true }, new(Ended, Draw) { AsNew = true }];

    /// <summary><c>feed off</c>; anything else shows.</summary>
    private ValueTask<Outcome> Said(TurnContext turn) =>
        turn.Line.From(turn.Rest) is { } word && WorkspaceWords.Of(word.Text) == Workspaces.Said.None ? Changed(turn, "", Ended) : Shown(turn);

    private ValueTask<Outcome> Shown(TurnContext turn) => TurnContext.Answer(FeedCards.Feed(turn.Words, turn.Member.Feed, feed?.To(turn.Member.Feed)));

    /// <summary>
    /// A handler that runs again mints another secret: the one before was shown to nobody. The directory's row of a replaced secret may stay: only the secret
    /// that stands with the member opens anything.
    /// </summary>
    private static async ValueTask<Outcome> Changed(TurnContext turn, string secret, string drawing)
    {
        var row = await turn.Rows.Get(WorkspaceRows.MemberKey(turn.Member.Id), turn.Cancel) ?? throw new DeniedException();
        var owner = new FeedOwner { Workspace = turn.Rows.Partition, Member = turn.Member.Id };
        return new Outcome.Change(drawing, [turn.Member.Id], new Changes().Record(row.Key, row, WorkspaceRows.Value(WorkspaceRows.Member(row) with { Feed = secret })))
        {
            Directory = secret.Length == 0 ? [] : [new Change.Insert(DirectoryRows.FeedKey(secret), DirectoryRows.Value(owner))],
            CanBeUndone = false,
        };
    }

    private ValueTask<Card> Draw(DrawContext drawing)
    {
        // The address is its owner's alone, wherever the card is drawn again.
        var secret = drawing.Reader.Member is { } member && member.Id == drawing.Records[0] ? member.Feed : "";
        return new(FeedCards.Feed(drawing.Words, secret, feed?.To(secret)));
    }
}
