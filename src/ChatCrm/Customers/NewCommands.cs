using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>New customers: by a line, by the form, by a choice on the card that asks about it. Contacts are <see cref="NewContactCommands"/>'.</summary>
public sealed class NewCommands : ICapability
{
    /// <summary>The button of a choice: its value is the choices and the id of the values that wait.</summary>
    internal const string Chosen = "customer.create";

    internal const string Anyway = "anyway", Zone = "zone";

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "new", Permission.Member, New) { InPicker = true },
        new(RouteKind.Button, NewForms.Customer, Permission.Member, turn => new(NewForms.Asked(turn, NewForms.OfCustomer(turn, Named(turn.Value)), NoErrors, []))) { Reads = true },
        new(RouteKind.Form, NewForms.Customer, Permission.Member, turn => Create(turn, NewForms.Sent(turn, CustomerDetails.All), LineChoices.None)),
        new(RouteKind.Button, Chosen, Permission.Member, CreateChosen),
        .. NewContactCommands.Routes,
    ];

    public IEnumerable<Drawing> Drawings =>
    [
        new("customer.created", DrawCreated) { Undone = "NewCustomer.Undone", Edit = "customer.edit" },
        .. NewContactCommands.Drawings,
    ];

    private static readonly IReadOnlyDictionary<string, string> NoErrors = new Dictionary<string, string>();

    private static async ValueTask<Outcome> New(TurnContext turn)
    {
        if (NewLine.BehindContact(turn) is { } from) return await NewContactCommands.Said(turn, from);
        var (name, end) = NewLine.NameAt(turn.Line, turn.Rest, turn.Line.Line.Length);
        var line = NewLine.Read(turn, name, end, CustomerDetails.All);
        WithHandle(turn, line.Values);
        var incomplete = name.Length == 0 || line.Unknown.Count > 0;
        return incomplete ? NewForms.Asked(turn, NewForms.OfCustomer(turn, line.Values), NoErrors, line.Unknown) : await Create(turn, line.Values, LineChoices.None);
    }

    /// <summary>A mention is known in this turn alone; the handle that stands for it lasts.</summary>
    private static void WithHandle(TurnContext turn, Dictionary<string, string> values)
    {
        if (!values.TryGetValue("owner", out var typed)) return;
        var owner = CustomerDetails.Owner.Read(Blank(turn), typed, Typist.Of(turn));
        if (owner.Refusal is null && turn.Roster.Find(owner.Record.Owner) is { } member) values["owner"] = "@" + member.Handle;
    }

    private static Dictionary<string, string> Named(string name) => name.Length == 0 ? [] : new() { ["name"] = name.Length > 200 ? "" : name };

    private static async ValueTask<Outcome> CreateChosen(TurnContext turn)
    {
        if (turn.Value.Split('\n') is not [var choices, var id] || await WaitingValues.Open(turn, id) is not { } values) return new Outcome.Answer(TurnCards.Old(turn.Words));
        return await Create(turn, new(values), LineChoices.Parse(choices));
    }

    private static async ValueTask<Outcome> Create(TurnContext turn, Dictionary<string, string> values, LineChoices choices)
    {
        if (choices[Zone] is { } zone) values["zone"] = zone;
        var (customer, errors) = CustomerDetails.All.Read(Blank(turn), values, Typist.Of(turn));
        if (errors.Count > 0) return NewForms.Asked(turn, NewForms.OfCustomer(turn, values), errors, []);
        var placed = CustomerZone.Of(null, customer);
        if (placed.Asked.Count > 0 && !ZoneEntry.IsUnknown(values.GetValueOrDefault("zone", "")))
            return Waiting(turn, values, waiting => NewCards.WhichZone(turn, placed, value => Choose(turn, waiting, choices.With(Zone, value))));
        if (!choices.Has(Anyway) && await new SameCustomers(turn).Of(placed.Customer) is { Count: > 0 } same)
            return Waiting(turn, values, waiting => NewCards.SameAs(turn, customer.Name, same, Choose(turn, waiting, choices.With(Anyway, "1"))));
        var (created, changes) = await CustomerStore.Of(turn).New(placed.Customer);
        return new Outcome.Change("customer.created", [created.Id], changes, created.Id);
    }

    private static Customer Blank(TurnContext turn) => new() { Id = TurnIds.Minted(turn.Id, 1), Code = "", Name = "", Owner = turn.Member.Id };

    private static Outcome Waiting(TurnContext turn, IReadOnlyDictionary<string, string> values, Func<string, Card> card)
    {
        var id = TurnIds.Minted(turn.Id, 2);
        return new Outcome.Answer(new Reply.Show(card(id)), WaitingValues.Keep(turn, id, values));
    }

    private static Button Choose(TurnContext turn, string waiting, LineChoices choices) => new(Chosen, turn.Words.Plain("NewCustomer.AnywayButton"), $"{choices}\n{waiting}");

    private static async ValueTask<Card> DrawCreated(DrawContext drawing) =>
        await CustomerStore.Of(drawing).Get(drawing.Records[0]) is { } seen
            ? NewCards.Created(drawing, seen)
            : new(new Line(drawing.Words.Say("NewCustomer.Gone"), Tone.Quiet));
}
