using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Tiers;

/// <summary>Setting a tier by its form, and what those above the owner answer.</summary>
public sealed class TierCommands : ICapability
{
    private const int InHistory = 10;

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Button, TierForms.Id, Permission.Member, Ask),
        new(RouteKind.Form, TierForms.Id, Permission.Member, Submitted),
        new(RouteKind.Button, "tier.acknowledge", Permission.Manager, turn => Answer(turn, Acknowledge)),
        new(RouteKind.Button, "tier.keep", Permission.Manager, turn => Answer(turn, Keep)),
        new(RouteKind.Button, "tier.why", Permission.Member, Why) { Reads = true },
    ];

    public IEnumerable<Drawing> Drawings => [new(TierSetting.Alert, DrawAlert) { Undone = "Tiers.Undone" }];

    private static async ValueTask<Outcome> Ask(TurnContext turn)
    {
        var customer = (await CustomerStore.Of(turn).ForChange(turn.Value)).Customer;
        return new Outcome.Answer(new Reply.Ask(TierForms.Set(turn, customer, customer.Tier, "", customer.Id)));
    }

    private static async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        var sent = turn.Submitted;
        var carried = sent.State.Contains('\n') ? await Drafts.Open(turn.Pressing(Drafts.RunLine, sent.State)) : null;
        if (carried is null && sent.State.Contains('\n')) return new Outcome.Answer(new Reply.KeepForm(turn.Words.Plain("Turns.Old"), sent.Values));
        var (typed, reason) = (sent.Values.GetValueOrDefault(TierForms.Tier, ""), sent.Values.GetValueOrDefault(TierForms.Reason, ""));
        var blank = new Customer { Id = "", Code = "", Name = "", Owner = "" };
        var read = CustomerDetails.Tier.Read(blank, typed, Typist.Of(turn));
        var errors = new Dictionary<string, string>();
        if (read.Refusal is { } refusal) errors[TierForms.Tier] = refusal.ToString();
        if (TierSetting.Refusal(reason, turn.Words) is { } missing) errors[TierForms.Reason] = missing;
        if (errors.Count > 0) return new Outcome.Answer(new Reply.NotValid(TierForms.Set(turn, blank, default, "", sent.State).Refused(sent.Values, errors) with { Intro = Text.Empty }));
        return carried is not null ? carried with { Choices = carried.Choices.With(read.Record.Tier, reason) } : await Set(turn, sent.State, read.Record.Tier, reason);
    }

    private static async ValueTask<Outcome> Set(TurnContext turn, string id, Tier to, string reason)
    {
        var customer = await CustomerStore.Of(turn).ForChange(id);
        return customer.Customer.Tier == to
            ? new Outcome.Answer(TierCards.Already(turn.Words, customer.Customer))
            : TierSetting.Change(turn, customer, customer.Customer with { Tier = to }, [CustomerDetails.Tier.Id], reason);
    }

    /// <summary>A verdict of somebody above the owner; one that was given stands, and is shown.</summary>
    private static async ValueTask<Outcome> Answer(TurnContext turn, Func<TurnContext, TierChange, Row, SeenCustomer, ValueTask<Outcome>> answer)
    {
        if (await TierStore.Of(turn).Find(turn.Value) is not { } found) return new Outcome.Answer(TierCards.Gone(turn.Words));
        var customer = await CustomerStore.Of(turn).ForChange(found.Change.Customer);
        if (!turn.Member.IsAbove(customer.Customer.Owner, turn.Roster)) throw new DeniedException(customer.Id);
        if (found.Change.Answer is not null) return new Outcome.Answer(new Reply.Replace(await DrawAlert(turn.Drawing([turn.Value]))));
        return await answer(turn, found.Change, found.Row, customer);
    }

    private static ValueTask<Outcome> Acknowledge(TurnContext turn, TierChange change, Row row, SeenCustomer customer) =>
        new(new Outcome.Change(TierSetting.Alert, [TierStore.Handle(change)], TierStore.Change(row, Answered(turn, change, TierVerdict.Acknowledged)), customer.Id));

    /// <summary>The tier goes back to what it was, unless somebody moved it on since.</summary>
    private static async ValueTask<Outcome> Keep(TurnContext turn, TierChange change, Row row, SeenCustomer customer)
    {
        var latest = await TierStore.Of(turn).History(customer, 1);
        if (customer.Customer.Tier != change.To || latest[0].Id != change.Id) return new Outcome.Answer(TierCards.MovedOn(turn.Reader, customer.Customer));
        var back = new TierChange
        {
            Id = TurnIds.Minted(turn.Id, 1), Customer = customer.Id, From = change.To, To = change.From, By = turn.Member.Id, At = turn.Now.ToUnixTimeMilliseconds(), Source = TierSource.Kept,
        };
        var changes = CustomerStore.Change(customer, customer.Customer with { Tier = change.From }).Also(TierStore.New(back)).Also(TierStore.Change(row, Answered(turn, change, TierVerdict.Kept)));
        // Whoever moved it is told as well, though it is not their customer.
        var told = back.Told(turn.Roster, customer.Customer.Owner).Append(change.By).Where(member => member != turn.Member.Id).Distinct(StringComparer.Ordinal);
        return new Outcome.Change(TierSetting.Alert, [TierStore.Handle(change)], changes, customer.Id)
        {
            Notices = [.. told.Select(member => new Notice(TierSetting.Alert, [TierStore.Handle(back)], new Recipient.ToMember(member), customer.Id))],
        };
    }

    private static TierChange Answered(TurnContext turn, TierChange change, TierVerdict verdict) =>
        change with { Answer = new(verdict, turn.Member.Id, turn.Now.ToUnixTimeMilliseconds()) };

    private static async ValueTask<Outcome> Why(TurnContext turn)
    {
        if (await CustomerStore.Of(turn).Get(turn.Value) is not { } customer) return new Outcome.Answer(TurnCards.Old(turn.Words));
        return new Outcome.Answer(TierCards.History(turn.Reader, turn.Roster, customer.Customer, await TierStore.Of(turn).History(customer, InHistory), turn.Now));
    }

    private static async ValueTask<Card> DrawAlert(DrawContext drawing)
    {
        var found = await TierStore.Of(drawing).Find(drawing.Records[0]);
        var customer = found is null ? null : await CustomerStore.Of(drawing).Get(found.Value.Change.Customer);
        // Rights are those of this moment: whoever may no longer see the customer is shown nothing of it.
        if (found is not { } alert || customer is null || customer.Sight < Sight.NoContactData) return TierCards.Gone(drawing.Words);
        var last = InteractionStore.Last(await drawing.Rows.Get(InteractionStore.LastKey(customer.Id), drawing.Cancel));
        return TierCards.Alert(drawing.Reader, drawing.Roster, alert.Change, customer.Customer, last, drawing.Now);
    }
}
