using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>Reads what is due.</summary>
public static class DueReader
{
    /// <summary>Rows that one list reads at most.</summary>
    public const int Most = 200;

    /// <summary>What is due for a member, today or for a week, as its reader may see it. Two waves: the index rows, then the follow-ups with their customers.</summary>
    public static async ValueTask<DueList> Read(DrawContext drawing, Member whose, bool week, int skip)
    {
        var until = drawing.Now.InZone(drawing.Reader.TimeZone).Date.PlusDays(week ? 6 : 0);
        var end = drawing.Reader.TimeZone.AtStartOfDay(until.PlusDays(1)).ToInstant();
        var pages = await drawing.Rows.List([FollowUpStore.DueBefore(whose.Id, end, Most), FollowUpStore.DueFrom(whose.Id, end, 1)], drawing.Cancel);
        var handles = pages.SelectMany(page => page.Rows).Select(row => FollowUpStore.Pointer(row).Handle).ToList();
        var found = (await FollowUpStore.Of(drawing).GetMany(handles)).OfType<SeenFollowUp>().Where(seen => seen.FollowUp.IsOpen).ToLookup(seen => seen.FollowUp.DueAt < end);
        var lines = DueCards.InOrder(found[true], drawing.Roster, drawing.Now);
        return new(whose, week, until, lines, Math.Min(skip, Math.Max(0, lines.Count - 1)), found[false].FirstOrDefault());
    }
}
