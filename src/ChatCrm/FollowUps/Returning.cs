using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>
/// The service's own turn when a member may be at work again: what their cover had in hand comes back, with a card of what was done; what waits for them is
/// looked at anew. Also after it has changed when they work. While they are not at work it waits.
/// </summary>
internal static class Returning
{
    /// <summary>So many follow-ups fit one commit, each with its index rows; the rest goes into the next.</summary>
    public const int Most = 15;

    /// <summary>Members that one turn looks at where all are to be looked at.</summary>
    public const int MostMembers = 40;

    public static async ValueTask<Outcome> Wake(TurnContext turn)
    {
        if (await Woken.Of(turn) is not { } woken) return Woken.Nothing;
        if (turn.Roster.Find(woken.Id) is not { } member) return Quiet(new Changes().Raw(woken.Gone));
        var from = FollowUpStore.Looked(woken.Row).Continue;
        var pages = await turn.Rows.List([FollowUpStore.CoveredOf(member.Id, Most), FollowUpStore.Waiting(member.Id, turn.Now, Most) with { Continue = from }], turn.Cancel);
        var isBack = AtWork.Is(member, turn.Roster, turn.Now);
        var covered = isBack ? await Seen(turn, pages[0], seen => seen.FollowUp.ToHear.Contains(member.Id)) : [];
        var waiting = await Seen(turn, pages[1], seen => WaitsWrongly(turn, seen.FollowUp) && covered.All(other => other.FollowUp.Id != seen.FollowUp.Id));
        var changes = new Changes();
        foreach (var seen in covered) changes.Also(FollowUpStore.Noted(seen, seen.FollowUp.HeardBy(member.Id)));
        foreach (var seen in waiting) changes.Also(FollowUpStore.Noted(seen, seen.FollowUp with { WaitsUntil = turn.Now.ToUnixTimeMilliseconds() }));
        changes.Also(After(turn, member, woken, isBack, pages));
        return Quiet(changes) with { Notices = covered.Count == 0 ? [] : [new(DrawnCards.Returned, [.. covered.Select(seen => Record(seen.FollowUp, member.Id))], new Recipient.ToMember(member.Id))] };
    }

    /// <summary>After days off have become other ones: those for whom anything waits are looked at, some at a time, in the order of their ids.</summary>
    public static async ValueTask<Outcome> WakeAll(TurnContext turn)
    {
        if (await Woken.Of(turn) is not { } woken) return Woken.Nothing;
        var left = turn.Roster.Members.Select(member => member.Id).Where(id => string.CompareOrdinal(id, FollowUpStore.Looked(woken.Row).Continue) > 0).Order(StringComparer.Ordinal).ToList();
        var some = left.Take(MostMembers).ToList();
        var pages = await turn.Rows.List([.. some.SelectMany(id => new[] { FollowUpStore.CoveredOf(id, 1), FollowUpStore.Waiting(id, turn.Now, 1) })], turn.Cancel);
        var changes = new Changes().Raw(left.Count > some.Count ? GoesOn(woken, some[^1]) : woken.Gone);
        foreach (var id in some.Where((_, n) => pages.Skip(2 * n).Take(2).Any(page => page.Rows.Count > 0))) changes.Raw(new Change.Put(FollowUpStore.BackKey(id, turn.Now), "{}"));
        return Quiet(changes);
    }

    /// <summary>True where it waits, and would not, or not until then, as things are now.</summary>
    private static bool WaitsWrongly(TurnContext turn, FollowUp followUp) => followUp is { IsOpen: true, RemindedAt: 0, WaitsUntil: > 0 }
        && !(ReminderPlan.Of(followUp, turn.Roster, null, turn.Now) is ReminderPlan.Wait(var until) && until == followUp.WakesAt);

    /// <summary>The wake row goes; it comes again where there is more than one commit holds, or where they are not at work yet.</summary>
    private static Changes After(TurnContext turn, Member member, Woken woken, bool isBack, IReadOnlyList<Page> pages)
    {
        if (pages[1].Continue is not null || (isBack && pages[0].Continue is not null)) return new Changes().Raw(GoesOn(woken, pages[1].Continue));
        var changes = new Changes().Raw(woken.Gone);
        return isBack || pages[0].Rows.Count == 0 ? changes : changes.Raw(new Change.Put(FollowUpStore.BackKey(member.Id, AtWork.Next(member, turn.Roster, turn.Now)), "{}"));
    }

    private static Change.Replace GoesOn(Woken woken, string? from) => new(woken.Row.Key, FollowUpStore.Value(new Looked(from)), woken.Row.ETag);

    private static string Record(FollowUp followUp, string member) => $"{followUp.Handle}/{(followUp.TakenFrom == member ? followUp.Given?.By : followUp.Covered?.By)}";

    private static async ValueTask<IReadOnlyList<SeenFollowUp>> Seen(TurnContext turn, Page page, Func<SeenFollowUp, bool> wanted) =>
        [.. (await FollowUpStore.Of(turn).GetMany([.. page.Rows.Select(FollowUpStore.Pointer).Select(pointer => pointer.Handle)])).OfType<SeenFollowUp>().Where(wanted)];

    private static Outcome.Change Quiet(Changes changes) => new(DrawnCards.Returned, [], changes) { CanBeUndone = false };
}
