using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Calendars;

/// <summary><c>when Acme</c>: the hours at which a call finds both at work, and whoever asks free.</summary>
/// <param name="calendar">Null where members' calendars are not asked.</param>
public sealed class WhenCommands(ICalendar? calendar = null) : ICapability
{
    /// <summary>The button that asks, by a customer's id, and the one that sets a follow-up for a time that was shown.</summary>
    public const string Ask = "when.ask", Follow = "when.follow";

    private const int Shown = 3;

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "when", Permission.Member, Said) { Reads = true },
        new(RouteKind.Button, Ask, Permission.Member, turn => Of(turn, turn.Value, "")) { Reads = true },
        new(RouteKind.Button, Follow, Permission.Member, AskFollow),
    ];

    public IEnumerable<Drawing> Drawings => [];

    private async ValueTask<Outcome> Said(TurnContext turn)
    {
        var phrase = await new CustomerReader(turn).Read(turn.Rest, _ => false);
        var (hit, answer) = await CustomerAnswers.Resolve(turn, phrase, Act.Read);
        if (hit is null) return answer ?? new Outcome.Answer(new Card(new Line(turn.Words.Say("GoodTimes.Whom"), Tone.Warning)));
        return await Of(turn, hit.Customer, hit.ContactId);
    }

    private async ValueTask<Outcome> Of(TurnContext turn, string id, string contactId)
    {
        if (await CustomerStore.Of(turn).WithContacts(id) is not ({ Sight: >= Sight.NoContactData } seen, var contacts)) return new Outcome.Answer(TurnCards.Old(turn.Words));
        var contact = contacts.FirstOrDefault(contact => contact.Id == contactId);
        if (CustomerSchedule.Of(seen.Customer, contact, turn.Roster) is not { } theirs) return new Outcome.Answer(WhenCards.NoZone(turn.Reader, seen.Customer, contact)) { Customer = id };
        var mine = MemberSchedule.Of(turn.Member, turn.Roster);
        var (busy, isKnown) = await Busy(turn);
        var good = Overlap.Of(mine, theirs, turn.Now, busy);
        return new Outcome.Answer(WhenCards.Times(turn.Reader, new(seen.Customer, contact, mine, theirs, good, isKnown), Shown, turn.Now)) { Customer = id };
    }

    /// <summary>When the calendar of whoever asks is taken; unknown where there is a calendar that does not say.</summary>
    private async ValueTask<(IReadOnlyList<Interval> Busy, bool IsKnown)> Busy(TurnContext turn)
    {
        if (calendar is not { IsConnected: true } || turn.Member.Email is not { Length: > 0 } mailbox) return ([], true);
        var answer = await calendar.Busy([mailbox], new(turn.Now, turn.Now + Overlap.AheadOverHolidays), turn.Cancel);
        return answer is [BusyTimes.Known known]
            ? ([.. known.Spells.Where(spell => spell.Kind != BusyKind.Tentative && spell.From < spell.To).Select(spell => new Interval(spell.From, spell.To))], true)
            : ([], false);
    }

    /// <summary>The form to set a follow-up, with the time in it. The value is a customer and a wall time of whoever presses.</summary>
    private static async ValueTask<Outcome> AskFollow(TurnContext turn)
    {
        if (turn.Value.Split('/') is not [var id, var wall] || WhenText.ChosenWall(wall) is not { } at || await CustomerSearch.Of(turn).ById(id) is not { } hit)
            return new Outcome.Answer(TurnCards.Old(turn.Words));
        await CustomerStore.Of(turn).ForChange(hit.Customer);
        return new Outcome.Answer(new Reply.Ask(FollowForms.ToFollow(turn, hit, new(0) { Typed = WhenText.Carry(at).Replace('T', ' ') })));
    }
}
