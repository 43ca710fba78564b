using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>A field that was changed; <paramref name="Was"/> is null where that is no longer known.</summary>
internal sealed record ChangedField(string Label, string? Was, string Now);

/// <summary>A field that two people gave other values.</summary>
internal sealed record ContestedField(string Label, string Theirs, string Mine);

/// <summary>What people see of an edit.</summary>
internal static class EditCards
{
    /// <summary>A customer's fields, old and new. Without <paramref name="edit"/> the reader sees that it was changed and no more.</summary>
    public static Card Changed(DrawContext drawing, string sentence, SeenCustomer seen, IReadOnlyList<ChangedField> fields, string edit, IReadOnlyList<Block> more)
    {
        var heading = new Line(drawing.Words.Say(sentence, ("name", Names.Visible(seen.Customer.Name))), Tone.Good);
        return new([heading, .. Facts(drawing.Words, fields), .. more], edit.Length == 0 ? [] : Presses(drawing, edit, seen.Id, seen.Id));
    }

    /// <summary>A contact's fields, old and new.</summary>
    public static Card Changed(DrawContext drawing, string name, SeenCustomer customer, IReadOnlyList<ChangedField> fields, string handle)
    {
        var heading = new Line(drawing.Words.Say("EditCustomer.ContactEdited", ("name", Names.Visible(name)), ("customer", Names.Visible(customer.Customer.Name))), Tone.Good);
        return new([heading, .. Facts(drawing.Words, fields)], Presses(drawing, "contact.edit", handle, customer.Id));
    }

    /// <summary>What both changed: their value with who and when, and mine.</summary>
    /// <param name="since">The turn that wrote the record last; null where it is no longer known.</param>
    /// <param name="more">The person touched other fields too, which wait for the same choice.</param>
    public static Card BothChanged(TurnContext turn, string name, TurnRow? since, IReadOnlyList<ContestedField> fields, bool more, IReadOnlyList<Press> presses)
    {
        var words = turn.Words;
        var who = since is null
            ? words.Say("EditCustomer.Somebody")
            : words.Say("EditCustomer.ByWhom", ("who", turn.Roster.Person(since.Member)), ("when", TurnCards.When(turn.Reader, TurnRows.At(since.At), turn.Now)));
        var entries = fields.Select(field => new Entry(
            words.Say("EditCustomer.TheirValue", ("field", Text.Ours(field.Label)), ("value", Value(words, field.Theirs)), ("who", who)),
            words.Say("EditCustomer.MyValue", ("value", Value(words, field.Mine))), []));
        var heading = new Line(words.Say("EditCustomer.BothChanged", ("name", Names.Visible(name))), Tone.Warning);
        return new([heading, new Entries([.. entries]), .. more ? new[] { new Line(words.Say("EditCustomer.OthersKept"), Tone.Quiet) } : []], presses);
    }

    public static IReadOnlyList<Press> CustomerChoices(Wording words, string waiting) =>
    [
        new Button("customer.keep-theirs", words.Plain("EditCustomer.TheirsButton"), waiting),
        new Button("customer.take-mine", words.Plain("EditCustomer.MineButton"), waiting),
        new Button("customer.edit-again", words.Plain("Turns.EditButton"), waiting),
    ];

    public static IReadOnlyList<Press> ContactChoices(Wording words, string waiting) =>
    [
        new Button("contact.keep-theirs", words.Plain("EditCustomer.TheirsButton"), waiting),
        new Button("contact.take-mine", words.Plain("EditCustomer.MineButton"), waiting),
        new Button("contact.edit-again", words.Plain("Turns.EditButton"), waiting),
    ];

    public static Card Gone(Wording words) => new(new Line(words.Say("NewCustomer.Gone"), Tone.Quiet));

    private static Block[] Facts(Wording words, IReadOnlyList<ChangedField> fields) => fields.Count == 0 ? [] : [new Facts([.. fields.Select(field => new Fact(field.Label, field.Was is { } was && was != field.Now
        ? words.Say("EditCustomer.FromTo", ("from", Value(words, was)), ("to", Value(words, field.Now)))
        : Value(words, field.Now)))])];

    private static Text Value(Wording words, string value) => value.Length == 0 ? words.Say("EditCustomer.Empty") : Text.Theirs(Names.Visible(value));

    private static Press[] Presses(DrawContext drawing, string edit, string handle, string customer) => drawing.Reader.Member is null ? [] :
    [
        TurnCards.UndoButton(drawing.Words, drawing.Turn),
        new Button(edit, drawing.Words.Plain("Turns.EditButton"), handle),
        new Button("customer.open", drawing.Words.Plain("Turns.OpenButton"), customer),
    ];
}
