using System.Text.Json.Nodes;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Tests.AdaptiveCards;

/// <summary>One card of each kind of block and press, one form of each kind of field, and whole ones as people get them.</summary>
internal static class Samples
{
    public static readonly IReadOnlyDictionary<string, JsonNode> All = new Dictionary<string, JsonNode>
    {
        ["heading"] = Drawn.Of(new Card(new Heading(Text.Theirs("Acme GmbH"), Text.Ours("VIP · active · C-1042")))),
        ["heading-alone"] = Drawn.Of(new Card(new Heading(Text.Ours("Nothing is due today.")))),
        ["line"] = Drawn.Of(new Card(Owner)),
        ["line-tones"] = Drawn.Of(new Card([.. Enum.GetValues<Tone>().Select(tone => new Line(Text.Ours(tone.ToString()), tone))])),
        ["quote"] = Drawn.Of(new Card(new Quote(Text.Theirs("asked for FOB price\nwants samples")))),
        ["facts"] = Drawn.Of(new Card(Needs)),
        ["entries"] = Drawn.Of(new Card(Due) { Drawing = "turn-7" }),
        ["rule"] = Drawn.Of(new Card(new Line(Text.Ours("Above")), new Rule(), new Line(Text.Ours("Below")))),
        ["buttons"] = Drawn.Of(new Card([new Line(Text.Ours("✓ Logged"))], Presses) { Drawing = "turn-7" }),
        ["menu"] = Drawn.Of(new Card([new Line(Text.Ours("Due now"))], [Snooze]) { Drawing = "turn-7" }),
        ["customer"] = Drawn.Of(Customer),
        ["text-field"] = Drawn.Of(Form(new TextField("note", "Note", "asked for **FOB** price", Required: true, Tall: true) { Hint = "What was said" })),
        ["choice-field"] = Drawn.Of(Form(new ChoiceField("kind", "Kind", Kinds, "call") { Hint = "Choose" })),
        ["choice-field-required"] = Drawn.Of(Form(new ChoiceField("kind", "Kind", Kinds, Required: true))),
        ["lookup-field"] = Drawn.Of(Form(new LookupField("customer", "Customer", "customer.find", "c-1042", "Acme GmbH", Required: true))),
        ["lookup-field-empty"] = Drawn.Of(Form(new LookupField("customer", "Customer", "customer.find") { Hint = "Type a name" })),
        ["switch-field"] = Drawn.Of(Form(new SwitchField("outlook", "In Outlook", "true") { Hint = "As an appointment" })),
        ["form-refused"] = Drawn.Of(Refused),
        ["dialog-buttons"] = Drawn.Of(new Card([new Line(Text.Ours("✓ Logged")), Due], Presses) { Drawing = "turn-7" }, new(Edits, Room: Room)),
        ["dialog-form"] = Drawn.Of(Refused, new(Edits, InDialog: true, Room: Room)),
        ["dialog-card"] = Drawn.Of(new Card([new Line(Text.Ours("✓ Logged"))], Presses) { Drawing = "turn-7" }, new(Edits, InDialog: true)),
        ["refresh"] = Drawn.Of(Customer, new(Room: Room, Refresh: new(["29:1-mei", "29:1-jonas"]))),
    };

    private const string Room = "teams:t-1/19:sales@thread.tacv2";

    private static bool Edits(string button) => button == "interaction.edit";

    private static Line Owner => new(Text.Join(" · ",
        Text.Ours("Owner ") + new PersonRun("m-2", "Jonas"),
        Text.Ours("last contact ") + new Moment(Instant.FromUtc(2026, 11, 12, 9, 0), "12 Nov"),
        new Link("in Outlook", new("https://outlook.office.com/calendar/item/1?a=1&b=2")),
        Text.Ours("today", Weight.Strong),
        Text.Ours("by rule", Weight.Quiet)));

    private static Facts Needs => new([new("Needs", Text.Theirs("FOB Hamburg, halal label")), new("Consent", Text.Ours("mail yes · calls yes"))]);

    private static Entries Due => new([
        new(Text.Theirs("华为技术有限公司"), Text.Theirs("send samples") + Text.Ours(" · 2 days overdue"), [new("follow-up.done", "Done", "f-1", Look.Primary), new("follow-up.snooze", "Snooze", "f-1")], Tone.Warning),
        new(Text.Theirs("Acme GmbH"), null, []),
    ]);

    private static IReadOnlyList<Press> Presses =>
        [new Button("follow-up.done", "Done", "f-1", Look.Primary), new Button("turn.undo", "Undo", "turn-7", Look.Danger), new Button("interaction.edit", "Edit", "i-3")];

    private static Menu Snooze => new("Snooze", [.. Enumerable.Range(1, 7).Select(hours => new Button("follow-up.snooze", $"{hours} h", $"f-1 PT{hours}H"))]);

    private static Card Customer => new(
        [
            new Heading(Text.Theirs("Acme GmbH"), Text.Ours("VIP · active · C-1042")),
            new Line(Text.Ours("Berlin, Germany · now Mon 09:12 there (open until 17:30) · you: Mon 16:12")),
            Owner, Needs, new Rule(), Due,
            new Quote(Text.Theirs("asked for FOB price")),
            new Line(Text.Ours("Overdue by 2 days"), Tone.Attention),
        ],
        [.. Presses, Snooze, new Menu("More", [new("customer.history", "History", "c-1042"), new("customer.tier", "Tier", "c-1042")])]) { Drawing = "turn-7" };

    private static IReadOnlyList<Choice> Kinds => [new("Call", "call"), new("Visit", "visit"), new("Mail", "mail")];

    private static Form Refused => new Form("interaction.log", "form-9", "Log", "Save",
        [
            new LookupField("customer", "Customer", "customer.find", Required: true),
            new ChoiceField("kind", "Kind", Kinds, Required: true),
            new TextField("when", "When") { Hint = "today 15:00" },
            new SwitchField("outlook", "In Outlook"),
        ]) { Intro = Text.Ours("Read as a call with ") + Text.Theirs("Acme"), State = "draft-4" }
        .Refused(
            new Dictionary<string, string> { ["customer"] = "c-1042", ["kind"] = "call", ["when"] = "Febtember 31", ["outlook"] = "true" },
            new Dictionary<string, string> { ["when"] = "“Febtember 31” is no date: try “24 Nov 15:00”.", ["_"] = "Somebody else has changed this customer." });

    private static Form Form(Field field) => new("interaction.log", "form-9", "Log", "Save", [field]) { State = "draft-4" };
}
