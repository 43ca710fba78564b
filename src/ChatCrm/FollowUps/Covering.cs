using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What a colleague does with somebody's follow-up while that one is away or asleep: it is marked, and the assignee hears of it when they are back.</summary>
internal static class Covering
{
    /// <summary>The change of a follow-up by whoever acts; by a cover, it stays in their hands until the assignee is back, or is noted as given away.</summary>
    public static Changes Change(TurnContext turn, SeenFollowUp seen, FollowUp after)
    {
        var (member, assignee) = (turn.Member.Id, seen.FollowUp.Assignee);
        var covers = member != assignee && (seen.FollowUp.IsInHandOf(member) || turn.Roster.IsCovering(member, assignee));
        if (!covers) return FollowUpStore.Change(seen, after);
        return FollowUpStore.Change(seen, after.Assignee == assignee ? after with { Covered = new(member, turn.Now.ToUnixTimeMilliseconds()) } : after with { TakenFrom = after.TakenFrom.Length > 0 ? after.TakenFrom : assignee });
    }

    /// <summary>The row that wakes when they are at work again; one for all that is done until then.</summary>
    public static Changes ComesBack(TurnContext turn, string assignee) => turn.Roster.Find(assignee) is { } member
        ? new Changes().Raw(new Change.Put(FollowUpStore.BackKey(assignee, AtWork.Next(member, turn.Roster, turn.Now)), "{}"))
        : new();
}
