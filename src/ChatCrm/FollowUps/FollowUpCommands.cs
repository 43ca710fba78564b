using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>Everything that people say, press and submit about follow-ups, and the service's own reminder. Here: setting one.</summary>
public sealed class FollowUpCommands(CalendarAround around) : ICapability
{
    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "follow", Permission.Member, Follow) { InPicker = true },
        new(RouteKind.Verb, "due", Permission.Member, DueCommands.Due) { InPicker = true, Reads = true },
        new(RouteKind.Verb, "done", Permission.Member, DoneCommands.Done) { InPicker = true },
        new(RouteKind.Button, FollowUpCards.New, Permission.Member, AskNew),
        new(RouteKind.Form, FollowForms.Follow, Permission.Member, Submitted),
        new(RouteKind.Button, DueCards.More, Permission.Member, DueCommands.More) { Reads = true },
        new(RouteKind.Button, FollowUpCards.Done, Permission.Member, DoneCommands.Ask),
        new(RouteKind.Form, FollowForms.Done, Permission.Member, DoneCommands.Submitted),
        new(RouteKind.Button, FollowUpCards.Stop, Permission.Member, DoneCommands.Stop),
        // One asks, the other does: a channel opens a window for what asks.
        new(RouteKind.Button, FollowUpCards.Snooze, Permission.Member, MoveCommands.Snooze),
        new(RouteKind.Button, FollowUpCards.PutOff, Permission.Member, MoveCommands.Snooze),
        new(RouteKind.Form, FollowForms.Snooze, Permission.Member, MoveCommands.SnoozeSubmitted),
        new(RouteKind.Button, FollowUpCards.Their, Permission.Member, MoveCommands.ToTheirTime),
        new(RouteKind.Button, FollowUpCards.Other, Permission.Member, MoveCommands.ToOtherReading),
        new(RouteKind.Button, FollowUpCards.Give, Permission.Member, ReviseCommands.Give),
        new(RouteKind.Button, FollowUpCards.Edit, Permission.Member, ReviseCommands.Ask),
        new(RouteKind.Form, FollowForms.Edit, Permission.Member, ReviseCommands.Submitted),
        new(RouteKind.Button, CalendarCommands.Put, Permission.Member, CalendarCommands.Into),
        new(RouteKind.Button, CalendarCommands.Edit, Permission.Member, CalendarCommands.Ask),
        new(RouteKind.Form, CalendarCommands.Edit, Permission.Member, CalendarCommands.Submitted),
        new(RouteKind.Event, "marked", Permission.Member, MarkCommands.Marked),
        new(RouteKind.Wake, FollowUpStore.Wake, Permission.Service, Reminding.Wake),
        new(RouteKind.Wake, FollowUpStore.Back, Permission.Service, Returning.Wake),
        new(RouteKind.Wake, FollowUpStore.BackAll, Permission.Service, Returning.WakeAll),
    ];

    public IEnumerable<Drawing> Drawings => DrawnCards.All(around);

    private static async ValueTask<Outcome> Follow(TurnContext turn)
    {
        var phrase = await new CustomerReader(turn).Read(turn.Rest, FollowLine.Ends(turn));
        var (hit, answer) = await CustomerAnswers.Resolve(turn, phrase, Act.Change);
        if (answer is not null) return answer;
        var draft = FollowLine.ReadToEnd(turn, phrase.End, await TheirZone.Of(turn, hit));
        if (hit is null || draft.When is null) return new Outcome.Answer(new Reply.Ask(FollowForms.ToFollow(turn, hit, draft)));
        if (FollowLine.Doubt(turn, draft) is { } doubt) return doubt;
        var customer = await CustomerStore.Of(turn).ForChange(hit.Customer);
        draft = await FollowLine.Begun(turn, customer.Id, draft);
        return ClosedDayAnswers.Ask(turn, customer, draft) ?? await Set(turn, customer, draft);
    }

    private static async ValueTask<Outcome> AskNew(TurnContext turn)
    {
        var hit = turn.Value.Length == 0 ? null : await CustomerSearch.Of(turn).ById(turn.Value);
        if (hit is not null) await CustomerStore.Of(turn).ForChange(hit.Customer);
        return new Outcome.Answer(new Reply.Ask(FollowForms.ToFollow(turn, hit, new(0))));
    }

    private static async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        var values = turn.Submitted.Values;
        var customer = await FormCustomer.Read(turn, values.GetValueOrDefault(FollowForms.Customer, ""));
        var (draft, errors) = FollowForms.Read(turn, customer.Seen?.Customer.Zone is { Length: > 0 } zone ? zone : null);
        if (customer.Error is { } error) errors[FollowForms.Customer] = error;
        if (customer.Seen is { } seen) draft = await FollowLine.Begun(turn, seen.Id, draft);
        return errors.Count > 0 || customer.Seen is null
            ? new Outcome.Answer(new Reply.NotValid(FollowForms.ToFollow(turn, customer.Hit, draft).Refused(values, errors) with { State = turn.Submitted.State, Intro = Text.Empty }))
            : ClosedDayAnswers.Ask(turn, customer.Seen, draft, new(FollowForms.Follow, turn.Submitted.State, FollowForms.When, values)) ?? await Set(turn, customer.Seen, draft);
    }

    private static async ValueTask<Outcome> Set(TurnContext turn, SeenCustomer customer, FollowDraft draft)
    {
        var (followUp, changes, said) = await FollowUpStore.New(turn, customer, draft);
        var other = draft.PlanFor(draft.For ?? turn.Member, CustomerRows.Customer(customer.Row), turn.Roster, turn.Now)?.Other is { } reading ? WhenText.Carry(reading.Wall) : "";
        return new Outcome.Change(DrawnCards.Saved, [followUp.Handle, string.Join(',', said), other], changes, customer.Id) { Notices = [.. FollowUpStore.Told(turn, followUp)] };
    }
}
