using ChatCrm.Conversation;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>New contacts: by a line, by the form, by the choice on the card that asks whether it is another one's.</summary>
internal static class NewContactCommands
{
    private const string Chosen = "contact.create";

    public static IEnumerable<Route> Routes =>
    [
        new(RouteKind.Button, NewForms.Contact, Permission.Member, Ask),
        new(RouteKind.Form, NewForms.Contact, Permission.Member, Submitted),
        new(RouteKind.Button, Chosen, Permission.Member, CreateChosen),
        new(RouteKind.Button, NewCards.ContactZone, Permission.Member, ChooseZone),
    ];

    public static IEnumerable<Drawing> Drawings => [new("contact.created", DrawCreated) { Undone = "NewContact.Undone", Edit = "contact.edit" }];

    /// <summary><c>new contact Maria at Acme …</c>; without "at" it is the linked room's customer, else the form asks.</summary>
    public static async ValueTask<Outcome> Said(TurnContext turn, int from)
    {
        var at = NewLine.At(turn.Line, from);
        var (name, end) = NewLine.NameAt(turn.Line, from, at?.NameEnd ?? turn.Line.Line.Length);
        var (hit, answer) = at is { } place ? await Whose(turn, place.Customer) : (null, null);
        if (answer is not null) return answer;
        var line = NewLine.Read(turn, name, hit?.End ?? at?.Customer ?? end, ContactDetails.All);
        var customer = hit?.Customer ?? (at is null ? await Linked(turn) : null);
        return customer is null || name.Length == 0 || line.Unknown.Count > 0
            ? NewForms.Asked(turn, NewForms.OfContact(turn, customer?.Customer, line.Values), new Dictionary<string, string>(), line.Unknown)
            : await Create(turn, customer, line.Values, anyway: false);
    }

    private static async ValueTask<((SeenCustomer Customer, int End)? Hit, Outcome? Answer)> Whose(TurnContext turn, int from)
    {
        var phrase = await new CustomerReader(turn).Read(from, DetailLine.Begins);
        var (hit, answer) = await CustomerAnswers.Resolve(turn, phrase, Act.Change);
        return hit is null ? (null, answer) : ((await CustomerStore.Of(turn).ForChange(hit.Customer), phrase.End), null);
    }

    private static async ValueTask<SeenCustomer?> Linked(TurnContext turn) =>
        turn.Room?.Customer is { Length: > 0 } linked ? await CustomerStore.Of(turn).ForChange(linked) : null;

    private static async ValueTask<Outcome> Ask(TurnContext turn)
    {
        var customer = turn.Value.Length == 0 ? null : (await CustomerStore.Of(turn).ForChange(turn.Value)).Customer;
        return NewForms.Asked(turn, NewForms.OfContact(turn, customer, new Dictionary<string, string>()), new Dictionary<string, string>(), []);
    }

    private static async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        var values = NewForms.Sent(turn, ContactDetails.All);
        if (turn.Submitted.State.Length > 0) return await Create(turn, await CustomerStore.Of(turn).ForChange(turn.Submitted.State), values, anyway: false);
        var whose = turn.Submitted.Values.GetValueOrDefault(NewForms.Whose, "");
        var customer = await FormCustomer.Read(turn, whose);
        if (customer.Seen is { } seen) return await Create(turn, seen, values, anyway: false);
        var (_, errors) = ContactDetails.All.Read(Blank(turn, ""), values, Typist.Of(turn));
        values[NewForms.Whose] = whose;
        errors[NewForms.Whose] = customer.Error ?? "";
        return NewForms.Asked(turn, NewForms.OfContact(turn, null, values), errors, []);
    }

    private static async ValueTask<Outcome> CreateChosen(TurnContext turn)
    {
        if (await WaitingValues.Open(turn, turn.Value) is not { } values) return new Outcome.Answer(TurnCards.Old(turn.Words));
        return await Create(turn, await CustomerStore.Of(turn).ForChange(values.GetValueOrDefault(NewForms.Whose, "")), values, anyway: true);
    }

    private static async ValueTask<Outcome> Create(TurnContext turn, SeenCustomer customer, IReadOnlyDictionary<string, string> values, bool anyway)
    {
        var (contact, errors) = ContactDetails.All.Read(Blank(turn, customer.Id), values, Typist.Of(turn));
        if (errors.Count > 0) return NewForms.Asked(turn, NewForms.OfContact(turn, customer.Customer, values), errors, []);
        if (!anyway && await SameContacts.Of(turn, contact) is { Count: > 0 } same) return Same(turn, customer, contact, values, same);
        return new Outcome.Change("contact.created", [$"{customer.Id}/{contact.Id}"], CustomerStore.New(contact), customer.Id);
    }

    /// <summary>The value is a contact's handle and the zone that somebody says is theirs.</summary>
    private static async ValueTask<Outcome> ChooseZone(TurnContext turn)
    {
        if (turn.Value.Split('/', 3) is not [var customer, var id, var chosen] || Zones.Find(chosen) is not { } zone) return new Outcome.Answer(TurnCards.Old(turn.Words));
        var (contact, row, _) = await CustomerStore.Of(turn).ContactForChange(customer, id);
        return new Outcome.Change("contact.edited", [$"{customer}/{id}"], CustomerStore.Change(row, contact with { Zone = zone, ZoneOrigin = ZoneOrigin.Stated }), customer);
    }

    private static Outcome Same(TurnContext turn, SeenCustomer customer, Contact contact, IReadOnlyDictionary<string, string> values, IReadOnlyList<SameContact> same)
    {
        var id = TurnIds.Minted(turn.Id, 2);
        var kept = WaitingValues.Keep(turn, id, new Dictionary<string, string>(values) { [NewForms.Whose] = customer.Id });
        return new Outcome.Answer(new Reply.Show(NewCards.SameAs(turn, contact.Name, same, new(Chosen, turn.Words.Plain("NewCustomer.AnywayButton"), id))), kept);
    }

    private static Contact Blank(TurnContext turn, string customer) => new() { Id = TurnIds.Minted(turn.Id, 1), Customer = customer, Name = "" };

    private static async ValueTask<Card> DrawCreated(DrawContext drawing)
    {
        var (customer, contacts) = await CustomerStore.Of(drawing).WithContacts(drawing.Records[0].Split('/')[0]);
        var contact = contacts.FirstOrDefault(each => $"{each.Customer}/{each.Id}" == drawing.Records[0]);
        return customer is null || contact is null ? new(new Line(drawing.Words.Say("NewContact.Gone"), Tone.Quiet)) : NewCards.Created(drawing, customer, contact);
    }
}
