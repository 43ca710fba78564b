using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>A member's own page.</summary>
public sealed class HomeCommands : ICapability
{
    /// <summary>Rows that the page looks at.</summary>
    private const int MostCustomers = 100;

    public IEnumerable<Route> Routes => [new(RouteKind.Event, "opened", Permission.Member, Open) { Reads = true }];

    public IEnumerable<Drawing> Drawings => [];

    private static async ValueTask<Outcome> Open(TurnContext turn) =>
        new Outcome.Answer(HomeCards.Page(turn.Reader, turn.Roster, await Read(turn), turn.Now));

    /// <summary>Two waves: the index rows, then all that they name.</summary>
    private static async ValueTask<Home> Read(TurnContext turn)
    {
        var (me, zone) = (turn.Member, turn.Reader.TimeZone);
        var end = zone.AtStartOfDay(turn.Now.InZone(zone).Date.PlusDays(1)).ToInstant();
        var pages = await turn.Rows.List([FollowUpStore.DueBefore(me.Id, end, DueReader.Most), FollowUpStore.DueFrom(me.Id, end, 1), CustomerRows.OwnedBy(me.Id, MostCustomers)], turn.Cancel);
        var handles = pages.Take(2).SelectMany(page => page.Rows).Select(row => FollowUpStore.Pointer(row).Handle).ToList();
        var customers = await CustomerSearch.Of(turn).Hits([.. pages[2].Rows.Select(CustomerRows.Name)]);
        var found = await turn.Rows.GetMany([.. FollowUpStore.KeysOf(handles), .. customers.Select(hit => InteractionStore.LastKey(hit.Customer))], turn.Cancel);
        var last = found.OfType<Row>().ToLookup(row => row.Key, StringComparer.Ordinal);
        var due = FollowUpStore.Of(turn).Seen(handles, found).OfType<SeenFollowUp>().Where(seen => seen.FollowUp.IsOpen).ToLookup(seen => seen.FollowUp.DueAt < end);
        return new(me,
            DueCards.InOrder(due[true].Where(seen => DueCards.IsLate(seen, turn.Now)), turn.Roster, turn.Now),
            DueCards.InOrder(due[true].Where(seen => !DueCards.IsLate(seen, turn.Now)), turn.Roster, turn.Now),
            due[false].FirstOrDefault(),
            [.. customers.Select(hit => (Hit: hit, Last: InteractionStore.Last(last[InteractionStore.LastKey(hit.Customer)].FirstOrDefault()))).OrderByDescending(each => each.Last?.At ?? 0)]);
    }
}
