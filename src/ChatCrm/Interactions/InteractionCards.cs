using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Interactions;

/// <summary>What people see of interactions. Pure.</summary>
public static class InteractionCards
{
    /// <summary>One line of the time-line: "12 Nov call 15 min, out · "asked for FOB price" =interested (Jonas)".</summary>
    public static Text Summary(Reader reader, Roster roster, Interaction interaction, Instant now)
    {
        var words = reader.Words;
        var day = Text.Ours(reader.Dates.Date(InteractionStore.At(interaction).InZone(reader.TimeZone).Date, now.InZone(reader.TimeZone).Date), Weight.Quiet);
        var by = Text.Join("", Text.Ours(" ("), roster.Person(interaction.By), Text.Ours(")")).With(Weight.Quiet);
        return Text.Join(" ", day, Text.Join(" · ", Kind(words, interaction), Said(words, interaction.Text), Outcome(words, interaction))) + by;
    }

    /// <summary>"✓ Call 15 min with Acme GmbH, today 16:05", the words, the follow-up, and what can be done about it.</summary>
    public static Card Logged(Reader reader, Roster roster, Logged logged, InCalendar? calendar, string turn, Instant now)
    {
        var (words, interaction) = (reader.Words, logged.Interaction);
        var name = Text.Theirs(Names.Visible(logged.Customer.Customer.Name), Weight.Strong);
        var first = words.Say("Interactions.Logged", ("what", Capital(Kind(words, interaction))), ("customer", name), ("when", TurnCards.When(reader, InteractionStore.At(interaction), now)));
        if (logged.Customer.Sight < Sight.NoContactData) return new([new Line(words.Say("Interactions.LoggedShort", ("customer", name)))]);
        return new([new Heading(first), .. Details(reader, roster, logged, calendar, now)], Presses(reader, logged, turn));
    }

    private static IEnumerable<Block> Details(Reader reader, Roster roster, Logged logged, InCalendar? calendar, Instant now)
    {
        var (words, interaction) = (reader.Words, logged.Interaction);
        var with = interaction.With.Count == 0 ? Text.Empty : words.Say("Interactions.With", ("names", Text.Theirs(string.Join(", ", interaction.With))));
        var said = Text.Join(" · ", Said(words, interaction.Text), Outcome(words, interaction), with);
        if (!said.IsEmpty) yield return new Line(said);
        foreach (var note in interaction.Notes) yield return new Line(words.Say("Interactions.Added", ("who", roster.Person(note.By)), ("text", note.Text)));
        if (logged.FollowUp is { } next)
            foreach (var line in FollowUpCards.Planned(reader, roster, next, logged.Customer, calendar, now)) yield return line;
        foreach (var assumption in logged.Assumptions) yield return new Line(assumption, Tone.Quiet);
    }

    private static Press[] Presses(Reader reader, Logged logged, string turn)
    {
        var open = new Button("customer.open", reader.Words.Plain("Turns.OpenButton"), logged.Customer.Id);
        if (reader.Member is null || !reader.Is(logged.Maker)) return [open];
        Button[] theirTime = logged.FollowUp is { } next && FollowUpCards.TheirTime(reader, next, logged.Customer) is { } theirs ? [theirs] : [];
        if (!reader.Is(logged.Interaction.By)) return [TurnCards.UndoButton(reader.Words, turn), .. theirTime, open];
        var handle = InteractionStore.Handle(logged.Interaction);
        return
        [
            TurnCards.UndoButton(reader.Words, turn),
            new Button("interaction.edit", reader.Words.Plain("Turns.EditButton"), handle),
            .. theirTime,
            .. Sharing.ButtonFor(reader, "interaction.logged", logged.Customer.Id, logged.Records) is { } share ? new[] { share } : [],
        ];
    }

    /// <summary>"Mei logged a call with Acme at 14:02."</summary>
    public static Card Already(Reader reader, Roster roster, Interaction theirs, Customer customer, IReadOnlyList<Press> presses)
    {
        var words = reader.Words;
        return new([
            new Line(words.Say("Interactions.Already", ("who", roster.Person(theirs.By)), ("what", Kind(words, theirs)),
                ("customer", Names.Visible(customer.Name)), ("time", Text.Ours(reader.Dates.Time(InteractionStore.At(theirs).InZone(reader.TimeZone).TimeOfDay)))), Tone.Warning),
            // Among outsiders nothing of what was said is shown, not even to one person alone.
            .. theirs.Text.Length > 0 && reader.Access.Audience != Audience.External ? new Block[] { new Line(Said(words, theirs.Text)) } : [],
        ], presses);
    }

    /// <summary>The time-line, newest first.</summary>
    /// <param name="more">True where there are older ones than these.</param>
    public static Card History(Reader reader, Roster roster, SeenCustomer customer, IReadOnlyList<Interaction> interactions, bool more, Instant now)
    {
        var heading = new Heading(Text.Theirs(Names.Visible(customer.Customer.Name)), Text.Ours(reader.Words.Plain(more ? "Interactions.HistoryTitleMore" : "Interactions.HistoryTitle", ("n", interactions.Count))));
        if (interactions.Count == 0) return new([heading, new Line(reader.Words.Say("Customers.NoContactYet"))]);
        return new([heading, new Entries([.. interactions.Select(interaction => Entry(reader, roster, interaction, now))])]);
    }

    private static Entry Entry(Reader reader, Roster roster, Interaction interaction, Instant now) => new(
        Summary(reader, roster, interaction, now), null,
        reader.Is(interaction.By) ? [new Button("interaction.edit", reader.Words.Plain("Turns.EditButton"), InteractionStore.Handle(interaction))] : []);

    /// <summary>"call 15 min, out".</summary>
    public static Text Kind(Wording words, Interaction interaction)
    {
        var kind = words.Plain($"Interactions.{interaction.Kind}");
        var length = interaction.Minutes > 0 ? " " + new Dates(words).Length(Duration.FromMinutes(interaction.Minutes)) : "";
        var way = interaction.Direction == Direction.Unknown ? "" : words.Plain("Interactions.WithDirection", ("way", Text.Ours(words.Plain($"Interactions.{interaction.Direction}"))));
        return Text.Ours(kind + length + way);
    }

    /// <summary>At the beginning of a sentence.</summary>
    private static Text Capital(Text text) => text.Runs is [Words { Value: [var letter, ..] } first, ..]
        ? new([first with { Value = char.ToUpperInvariant(letter) + first.Value.Substring(1) }, .. text.Runs.Skip(1)])
        : text;

    private static Text Said(Wording words, string text) => text.Length == 0 ? Text.Empty : words.Say("Interactions.Quoted", ("text", text));

    private static Text Outcome(Wording words, Interaction interaction) =>
        interaction.Outcome.Length == 0 ? Text.Empty : words.Has($"Interactions.Outcome-{interaction.Outcome}") ? Text.Ours(words.Plain($"Interactions.Outcome-{interaction.Outcome}")) : Text.Theirs(interaction.Outcome);
}

/// <summary>What the card of a logged interaction is drawn from.</summary>
/// <param name="Records">The ids that draw it again.</param>
/// <param name="Assumptions">How the line was read where it did not say, in the reader's language.</param>
public sealed record Logged(Interaction Interaction, SeenCustomer Customer, FollowUp? FollowUp, IReadOnlyList<string> Records, IReadOnlyList<Text> Assumptions)
{
    /// <summary>The member whose turn the card answers: whoever logged it, or added to it.</summary>
    public required string Maker { get; init; }
}
