using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>
/// The service's own turns when the rules of zones are other ones: goes through the open follow-ups and the morning lists, some at a time, writes anew what
/// follows from an instant that moved, and tells each assignee once. Broken off anywhere, by one process or beside another, it goes on from the row.
/// </summary>
public sealed class DerivationCommands : ICapability
{
    public const string Moved = "zone-rules.moved";

    /// <summary>Ten rows for a follow-up and a notice, three for a morning list, and the books: a commit takes a hundred.</summary>
    private const int MostFollowUps = 6, MostDigests = 6;

    /// <summary>Behind all follow-ups; what stands behind it says where among the lists.</summary>
    private const string Digests = "digest";

    public IEnumerable<Route> Routes => [new(RouteKind.Wake, DerivationStore.Wake, Permission.Service, Woke)];

    public IEnumerable<Drawing> Drawings => [new(Moved, Draw) { AsNew = true }];

    private static async ValueTask<Outcome> Woke(TurnContext turn)
    {
        if (await Woken.Of(turn) is not { } woken || !DerivationStore.IsForUs(woken.Row.Key, turn.Now)) return Woken.Nothing;
        var changes = new Changes().Raw(woken.Gone);
        var row = await turn.Rows.Get(DerivationStore.Key, turn.Cancel);
        var course = DerivationStore.Read(row);
        if (!course.IsBehind(turn.Now)) return Silent(changes);
        var notices = new List<Notice>();
        course = await GoOn(turn, course.Begun(), changes, notices);
        var isAll = false;
        if (IsAtDigests(course))
        {
            var next = await RederivedDigests.Some(turn, course.Next.Length > Digests.Length ? course.Next[Digests.Length..] : null, MostDigests, changes);
            (course, isAll) = next is null ? (course.Ended(turn.Now), true) : (course with { Next = Digests + next }, false);
        }
        if (!isAll) changes.Raw(DerivationStore.Begin(turn.Now, turn.Mint()));
        return Silent(changes.Raw(DerivationStore.Set(row, course))) with { Notices = notices };
    }

    private static bool IsAtDigests(Derivation course) => course.Next.StartsWith(Digests, StringComparison.Ordinal);

    private static async ValueTask<Derivation> GoOn(TurnContext turn, Derivation course, Changes changes, List<Notice> notices)
    {
        if (IsAtDigests(course)) return course;
        var (found, next) = await Rederived.Some(turn.Rows, course.Next, MostFollowUps, turn.Cancel);
        foreach (var moved in found)
        {
            changes.Also(moved.Changes);
            if (!moved.IsNews) continue;
            if (course.Member != moved.FollowUp.Assignee) course = Tell(turn, course, notices);
            course = course.With(moved);
        }
        if (next.Length == 0 || Rederived.AssigneeOf(next) != course.Member) course = Tell(turn, course, notices);
        return course with { Next = next.Length == 0 ? Digests : next };
    }

    private static Derivation Tell(TurnContext turn, Derivation course, List<Notice> notices)
    {
        if (course.Count > 0 && turn.Roster.Find(course.Member) is not null)
            notices.Add(new(Moved, [Zones.Version, course.Count.ToString(CultureInfo.InvariantCulture), .. course.Moved], new Recipient.ToMember(course.Member)));
        return course.Told();
    }

    private static Outcome.Change Silent(Changes changes) => new(Moved, [], changes) { CanBeUndone = false };

    private static async ValueTask<Card> Draw(DrawContext drawing)
    {
        if (drawing.Records is not [var version, var count, ..] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)) return TurnCards.Old(drawing.Words);
        var moved = drawing.Records.Skip(2).Select(record => record.Split('@')).Where(parts => parts.Length == 2).ToList();
        var seen = await FollowUpStore.Of(drawing).GetMany([.. moved.Select(parts => parts[0])]);
        var lines = seen.Zip(moved).Where(each => each.First is not null).Select(each => (each.First!, TurnRows.At(long.Parse(each.Second[1], CultureInfo.InvariantCulture)))).ToList();
        return DerivationCards.Moved(drawing.Reader, drawing.Roster, version, n, lines, drawing.Now);
    }
}
