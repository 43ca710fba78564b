using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Workspaces;

/// <summary>
/// <c>feed</c>: a member's own calendar address, made, replaced and taken away; by an admin too, because who has left cannot. The address before is good for
/// nothing from that moment on.
/// </summary>
public sealed class FeedCommands(CalendarFeed? feed = null) : ICapability
{
    public const string New = "feed.new", Off = "feed.off", Open = "feed.open";

    private const string Made = "feed.made", Ended = "feed.ended", CutOff = "feed.cut-off";

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "feed", Permission.Member, Said),
        new(RouteKind.Button, Open, Permission.Member, Shown),
        new(RouteKind.Button, New, Permission.Member, turn => Changed(turn, turn.Member.Id, CalendarFeed.Mint(), Made)),
        new(RouteKind.Button, Off, Permission.Member, turn => Changed(turn, turn.Member.Id, "", Ended)),
    ];

    public IEnumerable<Drawing> Drawings => [new(Made, Draw) { AsNew = true }, new(Ended, Draw) { AsNew = true }, new(CutOff, DrawCutOff)];

    /// <summary><c>feed off</c>; anything else shows.</summary>
    private ValueTask<Outcome> Said(TurnContext turn) =>
        turn.Line.From(turn.Rest) is { } word && WorkspaceWords.Of(word.Text) == Workspaces.Said.None ? Changed(turn, turn.Member.Id, "", Ended) : Shown(turn);

    /// <summary><c>admin feed off @mei</c>.</summary>
    internal static async ValueTask<Outcome> Cut(TurnContext turn, int rest)
    {
        if (turn.Line.From(rest) is not { } off || WorkspaceWords.Of(off.Text) != Workspaces.Said.None || turn.Line.From(off.End) is not { } who) return AdminCommands.Say(turn, "Workspaces.FeedWhose");
        var (member, unclear) = AdminCommands.Named(turn, await WorkspaceRows.Roster(turn.Rows, turn.Cancel), who, AdminCommands.WhoQuestion);
        if (member is null) return unclear!;
        return member.Feed.Length == 0 ? AdminCommands.Say(turn, "Workspaces.FeedNoneOf", ("who", new PersonRun(member.Id, member.Name))) : await Changed(turn, member.Id, "", CutOff);
    }

    private ValueTask<Outcome> Shown(TurnContext turn) => TurnContext.Answer(FeedCards.Feed(turn.Words, turn.Member.Feed, feed?.To(turn.Member.Feed)));

    /// <summary>
    /// A handler that runs again mints another secret: the one before was shown to nobody. The directory's row of a replaced secret may stay: only the secret
    /// that stands with the member opens anything.
    /// </summary>
    private static async ValueTask<Outcome> Changed(TurnContext turn, string member, string secret, string drawing)
    {
        var row = await turn.Rows.Get(WorkspaceRows.MemberKey(member), turn.Cancel) ?? throw new DeniedException();
        var owner = new FeedOwner { Workspace = turn.Rows.Partition, Member = member };
        return new Outcome.Change(drawing, [member], new Changes().Record(row.Key, row, WorkspaceRows.Value(WorkspaceRows.Member(row) with { Feed = secret })))
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

    private static ValueTask<Card> DrawCutOff(DrawContext drawing) =>
        new(FeedCards.CutOff(drawing.Words, drawing.Roster.Person(drawing.Records[0])));
}
