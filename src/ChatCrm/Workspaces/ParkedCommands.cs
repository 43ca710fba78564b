using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary><c>admin parked</c>: what could not be delivered, to whom, and why.</summary>
internal static class ParkedCommands
{
    private const int MostRead = 100;

    public static async ValueTask<Outcome> Show(TurnContext turn)
    {
        var (rows, isAll) = await Newest(turn);
        var parked = rows.Reverse().Take(ParkedCards.Most).Select(row => (TurnRows.ParkedAt(row), row.Read(TurnJson.Default.OutboxRow))).ToList();
        var about = parked.Select(one => one.Item2.Customer).Where(id => id.Length > 0).Distinct().ToList();
        var customers = about.Count == 0 ? [] : await CustomerStore.Of(turn).GetMany(about);
        return new Outcome.Answer(ParkedCards.List(turn.Reader, turn.Roster, await WorkspaceRows.Rooms(turn.Rows, turn.Cancel), customers, parked, isAll && rows.Count <= ParkedCards.Most, turn.Now));
    }

    /// <summary>The newest, the oldest of them first. Rows lie so that the oldest are read first: a time in which there are more than one page holds is halved.</summary>
    private static async ValueTask<(IReadOnlyList<Row> Rows, bool IsAll)> Newest(TurnContext turn)
    {
        for (var time = TurnRows.ParkedFor; ; time /= 2)
        {
            var page = (await turn.Rows.List([TurnRows.ParkedSince(turn.Now - time, MostRead)], turn.Cancel))[0];
            if (page.Continue is null || time < Duration.FromSeconds(1)) return (page.Rows, page.Continue is null && time == TurnRows.ParkedFor);
        }
    }
}
