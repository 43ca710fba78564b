using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>
/// The service's own turn when a member may be at work again: what their cover had in hand comes back, with a card of what was done; what waits for them is
/// looked at anew. Also after they have changed when they work. While they are not at work it waits.
/// </summary>
internal static class Returning
{
    /// <summary>So many follow-ups fit one commit, each with its index rows; the rest goes into the next.</summary>
    public const int Most = 15;

    public static async ValueTask<Outcome> Wake(TurnContext turn)
    {
        if (await turn.Rows.Get(turn.Value, turn.Cancel) is not { } row) return new Outcome.Answer(new Reply.Quiet());
        var id = Keys.Parts(turn.Value) is [_, _, _, var named] ? named : "";
        if (turn.Roster.Find(id) is not { } member) return Quiet(new Changes().Raw(new Change.Delete(row.Key, row.ETag)));
        var pages = await turn.Rows.List([FollowUpStore.CoveredOf(id, Most), FollowUpStore.Waiting(id, turn.Now, Most)], turn.Cancel);
        var isBack = AtWork.Is(member, turn.Roster, turn.Now);
        var covered = isBack ? await Seen(turn, pages[0], seen => seen.FollowUp.Covered is not null) : [];
        var waiting = await Seen(turn, pages[1], seen => seen.FollowUp is { IsOpen: true, RemindedAt: 0, WaitsUntil: > 0 } && covered.All(other => other.FollowUp.Id != seen.FollowUp.Id));
        var changes = new Changes();
        foreach (var seen in covered) changes.Also(FollowUpStore.Noted(seen, seen.FollowUp with { Covered = null }));
        foreach (var seen in waiting) changes.Also(FollowUpStore.Noted(seen, seen.FollowUp with { WaitsUntil = 0 }));
        changes.Also(After(turn, member, row, isBack, waiting.Count == Most, pages));
        return Quiet(changes) with { Notices = covered.Count == 0 ? [] : [new(DrawnCards.Returned, [.. covered.Select(seen => $"{seen.FollowUp.Handle}/{seen.FollowUp.Covered!.By}")], new Recipient.ToMember(id))] };
    }

    /// <summary>The wake row goes; it comes again where there is more than one commit holds, or where they are not at work yet.</summary>
    private static Changes After(TurnContext turn, Member member, Row row, bool isBack, bool isFull, IReadOnlyList<Page> pages)
    {
        if (isBack && (pages[0].Continue is not null || isFull)) return new Changes().Raw(new Change.Replace(row.Key, "{}", row.ETag));
        var changes = new Changes().Raw(new Change.Delete(row.Key, row.ETag));
        return isBack || pages[0].Rows.Count == 0 ? changes : changes.Raw(new Change.Put(FollowUpStore.BackKey(member.Id, AtWork.Next(member, turn.Roster, turn.Now)), "{}"));
    }

    private static async ValueTask<IReadOnlyList<SeenFollowUp>> Seen(TurnContext turn, Page page, Func<SeenFollowUp, bool> wanted) =>
        [.. (await FollowUpStore.Of(turn).GetMany([.. page.Rows.Select(FollowUpStore.Pointer).Select(pointer => pointer.Handle)])).OfType<SeenFollowUp>().Where(wanted)];

    private static Outcome.Change Quiet(Changes changes) => new(DrawnCards.Returned, [], changes) { CanBeUndone = false };
}
