using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>The morning list: one message with the day's follow-ups, at each member's own hour. Whoever has nothing due hears nothing.</summary>
public sealed class DigestCommands : ICapability
{
    public const string Morning = "digest.morning";

    /// <summary>Lists that one turn looks at: three rows for each that moves.</summary>
    private const int MostAtOnce = 25;

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Wake, DigestStore.Wake, Permission.Service, Woke),
        new(RouteKind.Wake, MemberSchedule.WakeLists, Permission.Service, SetAnew),
    ];

    public IEnumerable<Drawing> Drawings => [new(Morning, Draw) { AsNew = true }];

    /// <summary>Sends this morning's, where it is one, and sets the next one.</summary>
    private static async ValueTask<Outcome> Woke(TurnContext turn)
    {
        if (await Woken.Of(turn) is not { } woken) return Woken.Nothing;
        var id = woken.Id;
        var row = await turn.Rows.Get(DigestStore.Key(id), turn.Cancel);
        var changes = new Changes().Raw(woken.Gone);
        if (row is null || turn.Roster.Find(id) is not { } member || DigestStore.Read(row) is var digest && DigestStore.WakeKey(digest) != turn.Value) return Silent(id, changes);
        var next = Silent(id, changes.Also(DigestStore.Next(member, turn.Roster, row, turn.Now)));
        return digest.IsFor(member, turn.Roster, turn.Now) && await HasAnythingDue(turn, member) ? next with { Notices = [new(Morning, [id], new Recipient.ToMember(id))] } : next;
    }

    /// <summary>After days off have become other ones: a Saturday that is worked now has its list too.</summary>
    private static async ValueTask<Outcome> SetAnew(TurnContext turn)
    {
        if (await Woken.Of(turn) is not { } woken) return Woken.Nothing;
        var changes = new Changes();
        var next = await RederivedDigests.Some(turn, FollowUpStore.Looked(woken.Row).Continue, MostAtOnce, changes);
        return Silent(woken.Id, changes.Raw(next is null ? woken.Gone : new Change.Replace(woken.Row.Key, FollowUpStore.Value(new Looked(next)), woken.Row.ETag)));
    }

    private static Outcome.Change Silent(string member, Changes changes) => new(Morning, [member], changes) { CanBeUndone = false };

    private static async ValueTask<bool> HasAnythingDue(TurnContext turn, Member member)
    {
        var zone = Zones.Rules[PlanRead.ZoneOf(member)];
        var tomorrow = zone.AtStartOfDay(turn.Now.InZone(zone).Date.PlusDays(1)).ToInstant();
        return (await turn.Rows.List(FollowUpStore.DueBefore(member.Id, tomorrow, 1), turn.Cancel)).Count > 0;
    }

    private static async ValueTask<Card> Draw(DrawContext drawing)
    {
        if (drawing.Roster.Find(drawing.Records[0]) is not { } member || !drawing.Reader.Is(member.Id)) return TurnCards.Old(drawing.Words);
        var due = await DueReader.Read(drawing, member, week: false, skip: 0);
        return DigestCards.Morning(drawing.Reader, drawing.Roster, due, member, drawing.Now);
    }
}
