using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Customers;

/// <summary>What people see of customers. Pure; what the reader's sight does not allow is not there.</summary>
public static class CustomerCards
{
    /// <summary>"Acme GmbH · DE · Jonas".</summary>
    public static string Label(Reader reader, Roster roster, Hit hit)
    {
        var whose = hit.Owner.Length == 0 ? "" : reader.Is(hit.Owner) ? reader.Words.Plain("Customers.You") : roster.NameOf(hit.Owner);
        var name = hit.Contact.Length > 0 ? $"{Names.Visible(hit.Contact)}, {Names.Visible(hit.Name)}" : Names.Visible(hit.Name);
        return Short(string.Join(" · ", new[] { name, hit.Country, whose }.Where(part => part.Length > 0)));
    }

    public static Card WhichOne(Wording words, string typed, int count, IReadOnlyList<Press> presses) => new(
        [
            new Line(words.Say("Customers.WhichOne", ("typed", typed))),
            .. count > presses.Count ? new[] { new Line(words.Say("Customers.WhichOneMore", ("n", count - presses.Count)), Tone.Quiet) } : [],
        ], presses);

    public static Card NotFound(Wording words, string typed, IReadOnlyList<Press> near)
    {
        if (typed == ".") return new([new Line(words.Say("Customers.NobodyMeant"), Tone.Warning)]);
        var create = new Button("customer.new", Short(words.Plain("Customers.CreateButton", ("name", typed))), typed.Length > 200 ? "" : typed);
        return new([new Line(words.Say(near.Count > 0 ? "Customers.DidYouMean" : "Customers.NotFound", ("typed", typed)))], [.. near, create]);
    }

    public static Card NotYours(Reader reader, Roster roster, Hit hit, string owner, Instant now)
    {
        var words = reader.Words;
        var member = roster.Find(owner);
        var name = Text.Theirs(Names.Visible(hit.Name), Weight.Strong);
        if (member is null || reader.Access.Audience == Audience.External) return new([new Line(words.Say("Customers.NotYoursHere", ("name", name)), Tone.Warning)]);
        Press[] presses =
        [
            new Button("customer.note", words.Plain("Customers.LeaveNoteButton", ("who", member.Name)), hit.Customer, Look.Primary),
            .. member.Manager.Length > 0 && !reader.Is(member.Manager) ? new[] { new Button("customer.ask", words.Plain("Customers.AskManagerButton"), hit.Customer) } : [],
        ];
        return new([new Line(words.Say("Customers.NotYours", ("name", name), ("who", new PersonRun(member.Id, member.Name)), ("state", Text.Ours(StateOf(words, roster, member, now)))), Tone.Warning)], presses);
    }

    /// <summary>"asleep, 03:10 in Shanghai"; "at work, 10:10 in Berlin".</summary>
    private static string StateOf(Wording words, Roster roster, Member member, Instant now)
    {
        var local = now.InZone(Zones.Rules[member.Zone]);
        var state = MemberSchedule.Of(member, roster).IsOpen(now) ? "Working" : local.Hour is >= 22 or < 6 ? "Asleep" : "Off";
        return words.Plain($"Customers.{state}", ("time", Text.Ours(new Dates(words).Time(local.TimeOfDay))), ("city", Text.Ours(Zones.CityName(member.Zone, words.Language))));
    }

    /// <summary>The customer's card: the file, their time now, contacts, the last interactions, the next step.</summary>
    public static Card File(Reader reader, Roster roster, CustomerFile file, Instant now)
    {
        var customer = file.Seen.Customer;
        var sight = file.Seen.Sight;
        var heading = new Heading(Text.Theirs(Names.Visible(customer.Name), Weight.Strong), Aside(reader.Words, file, now));
        if (sight <= Sight.CodeAndName) return new([heading]);
        List<Block> blocks = [heading, new Line(Place(reader, roster, customer, now)), new Line(Owner(reader, roster, file, now))];
        if (sight == Sight.Named) return new(blocks, [new Button("customer.note", reader.Words.Plain("Customers.LeaveNoteButton", ("who", roster.NameOf(customer.Owner))), customer.Id)]);
        blocks.AddRange(file.Contacts.Select(contact => new Line(ContactLine(reader, customer, contact, now))));
        if (customer.Needs.Length > 0 || customer.Tags.Count > 0) blocks.Add(new Facts([.. Needs(reader.Words, customer)]));
        if (file.Latest.Count > 0) blocks.Add(new Rule());
        blocks.AddRange(file.Latest.Take(5).Select(interaction => new Line(InteractionCards.Summary(reader, roster, interaction, now))));
        if (file.More) blocks.Add(new Line(reader.Words.Say("Customers.MoreInteractions"), Tone.Quiet));
        return new(blocks, Presses(reader, customer));
    }

    /// <summary>For a whole room, so no more than anybody there may know; who may know more presses.</summary>
    public static Card Pasted(Wording words, Hit hit) => new(
        [new Heading(Text.Theirs(Names.Visible(hit.Name), Weight.Strong), Text.Ours(hit.Code))], [new Button("customer.open", words.Plain("Customers.ShowButton"), hit.Customer)]) { Language = words.Language };

    private static Press[] Presses(Reader reader, Customer customer)
    {
        var words = reader.Words;
        var change = reader.Access.May(Act.Change, customer.Owner);
        return
        [
            .. change ? new Press[] { new Button("interaction.log", words.Plain("Customers.LogButton"), customer.Id, Look.Primary), new Button("follow-up.new", words.Plain("Customers.FollowUpButton"), customer.Id), new Button("customer.edit", words.Plain("Turns.EditButton"), customer.Id) } : [],
            .. Sharing.ButtonFor(reader, "customer.card", customer.Id, customer.Id) is { } share ? new[] { share } : [],
            .. change ? new[] { new Menu(words.Plain("Turns.MoreButton"), [new("customer.contacts", words.Plain("Customers.ContactsButton"), customer.Id), new("contact.new", words.Plain("Customers.AddContactButton"), customer.Id), new("tier.set", words.Plain("Customers.TierButton"), customer.Id), new("customer.history", words.Plain("Customers.HistoryButton"), customer.Id), new("when.ask", words.Plain("Customers.WhenButton"), customer.Id)]) } : [],
        ];
    }

    /// <summary>"VIP · active · C-1042"; the code is the customer's link where there is one.</summary>
    private static Text Aside(Wording words, CustomerFile file, Instant now)
    {
        var customer = file.Seen.Customer;
        var state = file.Seen.Sight < Sight.NoContactData ? "" : $"{TierText.Of(customer.Tier, words)} · {words.Plain($"Customers.{Standing(file.Last, now)}")} · ";
        return file.Link is { } link ? Text.Ours(state) + new Link(customer.Code, link) : Text.Ours(state + customer.Code);
    }

    /// <summary>Active: in touch within 60 days; dormant: not for so long; potential: never.</summary>
    public static string Standing(LastContact? last, Instant now) =>
        last is null ? "New" : now - Instant.FromUnixTimeMilliseconds(last.At) <= Duration.FromDays(60) ? "Active" : "Dormant";

    /// <summary>"Berlin, Germany · now Mon 09:12 there (open until 17:30) · you: Mon 16:12".</summary>
    private static Text Place(Reader reader, Roster roster, Customer customer, Instant now)
    {
        var words = reader.Words;
        var country = Countries.Of(customer.Country)?.In(words.Language) ?? "";
        var place = Text.Join(", ", Text.Theirs(customer.City), Text.Ours(country));
        if (CustomerSchedule.Of(customer, null, roster) is not { } schedule) return customer.Country.Length == 0 ? Text.Join(" · ", place, words.Say("Customers.ZoneUnknown")) : place;
        return Text.Join(" · ", place, WhenText.TheirNow(reader, schedule, now), Assumed(words, customer.ZoneOrigin));
    }

    /// <summary>"now Tue 09:12 in Tokyo, tomorrow for them · zone assumed from the country"; empty where no zone is known or may be seen.</summary>
    public static Text NowThere(Reader reader, Customer customer, Instant now) => NowThere(reader, customer.Zone, customer.ZoneOrigin, now);

    /// <summary>The time there, when they are open, the reader's time, and how the zone is known; empty where none is known or may be seen.</summary>
    public static Text There(Reader reader, Roster roster, Customer customer, Instant now) => CustomerSchedule.Of(customer, null, roster) is { } schedule
        ? Text.Join(" · ", WhenText.There(reader, schedule, now), Assumed(reader.Words, customer.ZoneOrigin))
        : Text.Empty;

    private static Text NowThere(Reader reader, string zone, ZoneOrigin origin, Instant now) =>
        zone.Length == 0 ? Text.Empty : Text.Join(" · ", WhenText.NowIn(reader, zone, now), Assumed(reader.Words, origin));

    /// <summary>For a list: as <see cref="NowThere(Reader, Customer, Instant)"/> with when they close, where they are open; on the reader's own clock no more than that.</summary>
    public static Text Reachable(Reader reader, Roster roster, Customer customer, Instant now)
    {
        if (CustomerSchedule.Of(customer, null, roster) is not { } theirs) return Text.Empty;
        var here = WhenText.IsOnTheClockOf(reader, theirs.Zone, now);
        return Text.Join(" · ",
            here ? Text.Empty : WhenText.NowIn(reader, theirs.Zone, now),
            theirs.IsOpen(now) ? WhenText.Open(reader.Words, theirs, now) : Text.Empty,
            here ? Text.Empty : Assumed(reader.Words, customer.ZoneOrigin));
    }

    private static Text Assumed(Wording words, ZoneOrigin origin) => origin switch
    {
        ZoneOrigin.City => words.Say("Customers.ZoneByCity").With(Weight.Quiet),
        ZoneOrigin.Phone => words.Say("Customers.ZoneByPhone").With(Weight.Quiet),
        ZoneOrigin.Country => words.Say("Customers.ZoneByCountry").With(Weight.Quiet),
        _ => Text.Empty,
    };

    /// <summary>"Owner Jonas · last contact 12 Nov (call, Jonas) · next: Tue 24 Nov 15:00 "send samples" (Mei)".</summary>
    private static Text Owner(Reader reader, Roster roster, CustomerFile file, Instant now)
    {
        var words = reader.Words;
        var owner = words.Say("Customers.Owner", ("who", roster.Person(file.Seen.Customer.Owner)));
        if (file.Seen.Sight == Sight.Named) return owner;
        return Text.Join(" · ", owner, Last(reader, roster, file.Last, now), file.Next is { } next ? FollowUpCards.NextStep(reader, roster, next, now) : Text.Empty);
    }

    /// <summary>"last contact 12 Nov (call, Jonas)".</summary>
    public static Text Last(Reader reader, Roster roster, LastContact? last, Instant now) => last is null ? reader.Words.Say("Customers.NoContactYet") : reader.Words.Say("Customers.LastContact",
        ("when", Text.Ours(reader.Dates.Date(Instant.FromUnixTimeMilliseconds(last.At).InZone(reader.TimeZone).Date, now.InZone(reader.TimeZone).Date))),
        ("kind", Text.Ours(reader.Words.Plain($"Interactions.{last.Kind}"))), ("who", roster.Person(last.By)));

    private static Text ContactLine(Reader reader, Customer customer, Contact contact, Instant now) => Text.Join(" · ",
        Text.Join(", ", Text.Theirs(Names.Visible(contact.Name), Weight.Strong), Text.Theirs(contact.Job)),
        Text.Theirs(contact.Phone), Text.Theirs(contact.Email), Text.Theirs(contact.Language), Text.Theirs(contact.CallMe),
        Clock(reader, ContactZone.Of(customer, contact), now));

    /// <summary>The customer's own time stands above.</summary>
    private static Text Clock(Reader reader, ContactZone zone, Instant now) =>
        !zone.IsOwn ? Text.Empty : zone.Zone.Length == 0 ? reader.Words.Say("Customers.ContactZoneUnknown").With(Weight.Quiet) : NowThere(reader, zone.Zone, zone.Origin, now);

    private static IEnumerable<Fact> Needs(Wording words, Customer customer)
    {
        if (customer.Needs.Length > 0) yield return new(words.Plain("Customers.Needs"), Text.Theirs(customer.Needs));
        if (customer.Tags.Count > 0) yield return new(words.Plain("Customers.Tags"), Text.Theirs(string.Join(", ", customer.Tags)));
    }

    /// <summary>Find: how it was read, one entry per customer.</summary>
    /// <param name="last">The last contact of each; null where there was none or it is not to be seen.</param>
    public static Card Found(Reader reader, Roster roster, string typed, IReadOnlyList<Hit> found, IReadOnlyList<LastContact?> last, bool more, Instant now)
    {
        var words = reader.Words;
        var (zone, dates) = (reader.TimeZone, reader.Dates);
        var today = now.InZone(zone).Date;
        var open = words.Plain("Turns.OpenButton");
        var entries = new Entry[found.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var when = last[i] is { } contact ? dates.Date(Instant.FromUnixTimeMilliseconds(contact.At).InZone(zone).Date, today) : "";
            entries[i] = new(new Typed(Names.Visible(found[i].Name), Weight.Strong), Detail(words, roster, found[i], when), [new("customer.open", open, found[i].Customer)]);
        }
        return new([
            new Line(typed.Length == 0
                ? words.Say(more ? "Customers.YoursMore" : "Customers.Yours", ("n", found.Count))
                : words.Say(more ? "Customers.FoundMore" : "Customers.Found", ("n", found.Count), ("typed", typed))),
            new Entries(entries),
        ]);
    }

    private static Text Detail(Wording words, Roster roster, Hit hit, string last) => Text.Join(" · ",
        Segment.Ours(hit.Code), hit.Contact.Length > 0 ? new Typed(Names.Visible(hit.Contact)) : default(Segment),
        Segment.Ours(Countries.Of(hit.Country)?.In(words.Language) ?? ""),
        hit.Sight >= Sight.NoContactData ? Segment.Ours(TierText.Of(hit.Tier, words)) : default,
        hit.Owner.Length > 0 ? roster.Person(hit.Owner) : default(Segment),
        Segment.Ours(last));

    private static string Short(string label) => label.Length <= 75 ? label : label[..(char.IsHighSurrogate(label[73]) ? 73 : 74)] + "…";
}
