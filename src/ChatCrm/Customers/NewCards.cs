using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;
using Text = ChatCrm.Conversation.Text;

namespace ChatCrm.Customers;

/// <summary>What people see of a new customer or contact.</summary>
internal static class NewCards
{
    /// <summary>The button that says which of the zones of their phone's country is a contact's.</summary>
    public const string ContactZone = "contact.zone";

    /// <summary>Entries that are offered; any other zone is said by editing.</summary>
    private const int MostZones = 10;

    public static Card Created(DrawContext drawing, SeenCustomer seen)
    {
        var (words, customer) = (drawing.Words, seen.Customer);
        var details = CustomerDetails.All.Where(detail => detail.Id is not ("name" or "zone")).Select(detail => Fact(detail, customer, drawing));
        List<Fact> facts = [.. details.OfType<Fact>(), .. ZoneFact(drawing, customer) is { } zone ? new[] { zone } : []];
        var mine = drawing.Reader.Member is not null && drawing.Reader.Access.May(Act.Change, customer.Owner);
        Press[] presses = !mine ? [] :
        [
            new Button(NewForms.Contact, words.Plain("NewContact.AddButton"), customer.Id, Look.Primary),
            new Button("customer.edit", words.Plain("Turns.EditButton"), customer.Id),
            TurnCards.UndoButton(words, drawing.Turn),
        ];
        var heading = new Heading(words.Say("NewCustomer.Created", ("name", Names.Visible(customer.Name))), Text.Ours(customer.Code));
        return new([heading, .. facts.Count > 0 ? new Block[] { new Facts(facts) } : []], presses);
    }

    public static Card Created(DrawContext drawing, SeenCustomer customer, Contact contact)
    {
        var words = drawing.Words;
        var typist = new Typist(words, drawing.Roster, []);
        List<Fact> facts = [.. ContactDetails.All.Skip(1).Where(detail => detail.ShownOf(contact, typist).Length > 0).Select(detail => new Fact(detail.Label(words), Text.Theirs(Names.Visible(detail.ShownOf(contact, typist)))))];
        var zone = Customers.ContactZone.Of(customer.Customer, contact);
        if (zone is { IsOwn: true, Origin: ZoneOrigin.Phone, Zone.Length: > 0 }) facts.Add(ZoneFact(words, zone.Zone, zone.Origin));
        var heading = new Heading(words.Say("NewContact.Created", ("name", Names.Visible(contact.Name)), ("customer", Names.Visible(customer.Customer.Name))));
        Press[] presses = drawing.Reader.Member is null ? [] :
        [
            TurnCards.UndoButton(words, drawing.Turn),
            new Button("contact.edit", words.Plain("Turns.EditButton"), $"{contact.Customer}/{contact.Id}"),
            new Button("customer.open", words.Plain("Turns.OpenButton"), contact.Customer),
        ];
        return new([heading, .. facts.Count > 0 ? new Block[] { new Facts(facts) } : [], .. drawing.Reader.Member is null ? [] : WhichZone(drawing, contact, zone.Asked)], presses);
    }

    /// <summary>The phone's country has several zones: which one is asked, each with its time now; what is not said stays open.</summary>
    private static IEnumerable<Block> WhichZone(DrawContext drawing, Contact contact, IReadOnlyList<string> asked)
    {
        var words = drawing.Words;
        if (asked.Count == 0) yield break;
        yield return new Line(words.Say("NewContact.WhichZone", ("name", Names.Visible(contact.Name))), Tone.Warning);
        yield return new Entries([.. asked.Take(MostZones).Select(zone => new Entry(Text.Ours(Zones.CityName(zone, words.Language)), words.Say("NewCustomer.NowThere", ("time", Text.Ours(TimeIn(drawing.Reader, zone, drawing.Now)))),
            [new(ContactZone, words.Plain("NewCustomer.ZoneButton"), $"{contact.Customer}/{contact.Id}/{zone}")]))]);
    }

    /// <summary>A country has several zones: which one is asked, each with its time now.</summary>
    public static Card WhichZone(TurnContext turn, CustomerZone placed, Func<string, Button> choose)
    {
        var words = turn.Words;
        var country = Countries.Of(placed.Customer.Country)?.In(words.Language) ?? placed.Customer.Country;
        var entries = placed.Asked.Select(zone => new Entry(
            Text.Ours(Zones.CityName(zone, words.Language)), words.Say("NewCustomer.NowThere", ("time", Text.Ours(TimeIn(turn.Reader, zone, turn.Now)))), [Labelled(choose(zone), words.Plain("NewCustomer.ZoneButton"))]));
        return new([new Line(words.Say("NewCustomer.WhichZone", ("name", Names.Visible(placed.Customer.Name)), ("country", Text.Ours(country)))), new Entries([.. entries])],
            [Labelled(choose(ZoneEntry.Unknown), words.Plain("NewCustomer.ZoneUnknownButton"))]);
    }

    /// <summary>Up to three customers that may be the one.</summary>
    public static Card SameAs(TurnContext turn, string name, IReadOnlyList<SameCustomer> same, Button anyway)
    {
        var certain = same.Any(each => each.Resemblance.Suspicion == Suspicion.Certain);
        var entries = same.Select(each => new Entry(Label(turn, each.Seen), Because(turn, each.Seen, each.Reasons), Open(turn, each.Seen)));
        return new([new Line(turn.Words.Say(certain ? "NewCustomer.Exists" : "NewCustomer.MayExist", ("name", Names.Visible(name))), Tone.Warning), new Entries([.. entries])], [anyway]);
    }

    public static Card SameAs(TurnContext turn, string name, IReadOnlyList<SameContact> same, Button anyway)
    {
        var entries = same.Select(each => new Entry(
            each.MayBeTold ? Text.Join(" · ", Text.Theirs(Names.Visible(each.Contact.Name)), Label(turn, each.Customer)) : Label(turn, each.Customer),
            Because(turn, each.Customer, each.MayBeTold ? each.Reasons : []), Open(turn, each.Customer)));
        return new([new Line(turn.Words.Say("NewContact.Exists", ("name", Names.Visible(name))), Tone.Warning), new Entries([.. entries])], [anyway]);
    }

    private static Fact? Fact(Detail<Customer> detail, Customer customer, DrawContext drawing)
    {
        var shown = detail.ShownOf(customer, new(drawing.Words, drawing.Roster, []));
        if (shown.Length == 0) return null;
        return new(detail.Label(drawing.Words), detail.Id is "tier" ? Text.Ours(shown) : Text.Theirs(Names.Visible(shown)));
    }

    private static Fact? ZoneFact(DrawContext drawing, Customer customer) => customer.Zone.Length == 0 ? null : ZoneFact(drawing.Words, customer.Zone, customer.ZoneOrigin);

    private static Fact ZoneFact(Wording words, string zone, ZoneOrigin origin) =>
        new(words.Plain("Details.zone"), words.Say($"NewCustomer.ZoneBy{origin}", ("zone", Text.Ours(Zones.CityName(zone, words.Language)))));

    private static Text Label(TurnContext turn, SeenCustomer seen) => Text.Join(" · ",
        Text.Theirs(Names.Visible(seen.Customer.Name), Weight.Strong), Text.Ours(seen.Customer.Code), Text.Ours(seen.Customer.Country),
        seen.Customer.Owner.Length == 0 ? Text.Empty : turn.Roster.Person(seen.Customer.Owner));

    private static Text Because(TurnContext turn, SeenCustomer seen, IReadOnlyList<Reason> reasons) => reasons.Count > 0
        ? Text.Join(turn.Words.Plain("NewCustomer.And"), [.. reasons.Select(reason => turn.Words.Say($"NewCustomer.{reason}"))])
        : seen.Customer.Owner.Length == 0 ? turn.Words.Say("NewCustomer.ExistsElsewhere") : turn.Words.Say("NewCustomer.ExistsWith", ("who", turn.Roster.Person(seen.Customer.Owner)));

    private static IReadOnlyList<Button> Open(TurnContext turn, SeenCustomer seen) => [new("customer.open", turn.Words.Plain("NewCustomer.OpenButton"), seen.Id)];

    private static Button Labelled(Button button, string label) => new(button.Id, label, button.Value, button.Look);

    private static string TimeIn(Reader reader, string zone, Instant now) => reader.Dates.WeekdayAt(now.InZone(Zones.Rules[zone]).LocalDateTime);
}
