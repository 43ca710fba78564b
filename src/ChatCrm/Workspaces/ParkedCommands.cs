using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary><c>admin parked</c>: what could not be delivered, to whom, and why.</summary>
internal static class ParkedCommands
{
    private const int MostRead = 100;
    private const int MostPages = 20;

    /// <summary>So short a time is not divided any more.</summary>
    private static readonly Duration Together = Duration.FromMinutes(1);

    public static async ValueTask<Outcome> Show(TurnContext turn)
    {
        var (rows, isAll) = await Newest(turn);
        var parked = rows.Reverse().Take(ParkedCards.Most).Select(row => (TurnRows.ParkedAt(row), row.Read(TurnJson.Default.OutboxRow))).ToList();
        var about = parked.Select(one => one.Item2.Customer).Where(id => id.Length > 0).Distinct().ToList();
        var customers = about.Count == 0 ? [] : await CustomerStore.Of(turn).GetMany(about);
        return new Outcome.Answer(ParkedCards.List(turn.Reader, turn.Roster, await WorkspaceRows.Rooms(turn.Rows, turn.Cancel), customers, parked, isAll && rows.Count <= ParkedCards.Most, turn.Now));
    }

    /// <summary>
    /// The newest, the oldest of them first. Rows lie so that the oldest are read first: where there are more than one page holds, a time is sought in
    /// which there are enough and no more than that; where so many came together that there is none, all of them are read on to the end.
    /// </summary>
    private static async ValueTask<(IReadOnlyList<Row> Rows, bool IsAll)> Newest(TurnContext turn)
    {
        var all = turn.Now - TurnRows.ParkedFor;
        var (tooMany, tooFew) = (all, turn.Now);
        for (var since = all; tooFew - tooMany > Together; since = tooMany + ((tooFew - tooMany) / 2))
        {
            var page = await Read(turn, TurnRows.ParkedSince(since, MostRead));
            if (page.Continue is null && (since == all || page.Rows.Count >= ParkedCards.Most)) return (page.Rows, since == all);
            if (page.Continue is null) tooFew = since;
            else tooMany = since;
        }
        return (await Last(turn, TurnRows.ParkedSince(tooMany, MostRead)), false);
    }

    /// <summary>The last of a range, as far as it is read.</summary>
    private static async ValueTask<IReadOnlyList<Row>> Last(TurnContext turn, KeyRange range)
    {
        var page = await Read(turn, range);
        var last = page.Rows;
        for (var read = 1; page.Continue is not null && read < MostPages; read++)
        {
            page = await Read(turn, range with { Continue = page.Continue });
            last = [.. last.Concat(page.Rows).TakeLast(ParkedCards.Most)];
        }
        return last;
    }

    private static async ValueTask<Page> Read(TurnContext turn, KeyRange range) => (await turn.Rows.List([range], turn.Cancel))[0];
}
