using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tiers;

/// <summary>What people see of tiers.</summary>
public static class TierCards
{
    /// <summary>A customer moved: to those above the owner with their answers, to the owner without.</summary>
    /// <param name="last">The last contact; null where there was none.</param>
    public static Card Alert(Reader reader, Roster roster, TierChange change, Customer customer, LastContact? last, Instant now)
    {
        var words = reader.Words;
        var moved = words.Say("Tiers.Moved", ("name", Names.Visible(customer.Name)), ("from", Ours(words, change.From)), ("to", Ours(words, change.To)));
        var facts = Text.Join(" · ", words.Say("Tiers.Owner", ("who", Person(roster, customer.Owner))), LastOf(reader, last, now), CustomerCards.NowThere(reader, customer, now));
        return new([new Heading(moved, By(reader, roster, change.By, TierStore.At(change), now)), .. Why(words, change), new Line(facts, Tone.Quiet), .. Verdict(reader, roster, change, now)],
            Presses(reader, roster, change, customer));
    }

    /// <summary>Why a customer's tier is what it is: its changes, the latest first.</summary>
    public static Card History(Reader reader, Roster roster, Customer customer, IReadOnlyList<TierChange> changes, Instant now)
    {
        var words = reader.Words;
        var heading = new Line(words.Say("Tiers.Is", ("name", Names.Visible(customer.Name)), ("tier", Ours(words, customer.Tier))).With(Weight.Strong));
        if (changes.Count == 0) return new(heading, new Line(words.Say("Tiers.NeverMoved"), Tone.Quiet));
        return new(heading, new Entries([.. changes.Select(change => new Entry(
            Text.Join(" · ", words.Say("Tiers.FromTo", ("from", Ours(words, change.From)), ("to", Ours(words, change.To))), Reason(words, change)),
            Text.Join(" · ", By(reader, roster, change.By, TierStore.At(change), now), change.Answer is { } answer ? Said(reader, roster, answer, change, now) : Text.Empty), []))]));
    }

    public static Card Already(Wording words, Customer customer) => new(new Line(words.Say("Tiers.Already", ("name", Names.Visible(customer.Name)), ("tier", Ours(words, customer.Tier)))));

    public static Card Gone(Wording words) => new(new Line(words.Say("Tiers.Gone"), Tone.Quiet));

    /// <summary>It cannot be kept at what it was: somebody moved it on.</summary>
    public static Card MovedOn(Reader reader, Customer customer) => new(
        [new Line(reader.Words.Say("Tiers.MovedOn", ("name", Names.Visible(customer.Name)), ("tier", Ours(reader.Words, customer.Tier))), Tone.Warning)],
        [new Button("tier.why", reader.Words.Plain("Tiers.WhyButton"), customer.Id)]);

    private static Block[] Why(Wording words, TierChange change) => change.Reason.Length == 0
        ? change.Source == TierSource.Kept ? [new Line(words.Say("Tiers.KeptReason"))] : []
        : [new Quote(Text.Theirs(change.Reason))];

    private static Text Reason(Wording words, TierChange change) => change.Reason.Length == 0
        ? change.Source == TierSource.Kept ? words.Say("Tiers.KeptReason") : Text.Empty
        : words.Say("Tiers.Quoted", ("reason", change.Reason));

    private static Block[] Verdict(Reader reader, Roster roster, TierChange change, Instant now) =>
        change.Answer is { } answer ? [new Line(Said(reader, roster, answer, change, now), Tone.Good)] : [];

    private static Text Said(Reader reader, Roster roster, TierAnswer answer, TierChange change, Instant now) => reader.Words.Say($"Tiers.{answer.Verdict}",
        ("who", Person(roster, answer.By)), ("when", TurnCards.When(reader, Instant.FromUnixTimeMilliseconds(answer.At), now)), ("tier", Ours(reader.Words, change.From)));

    private static IReadOnlyList<Press> Presses(Reader reader, Roster roster, TierChange change, Customer customer)
    {
        if (reader.Member is not { } member || !reader.Access.May(Act.Change, customer.Owner)) return [];
        var (words, handle) = (reader.Words, TierStore.Handle(change));
        var decides = change.Answer is null && change.By != member.Id && member.IsAbove(customer.Owner, roster);
        return
        [
            .. decides ? new[] { new Button("tier.acknowledge", words.Plain("Tiers.AcknowledgeButton"), handle, Look.Primary) } : [],
            .. decides && customer.Tier == change.To ? new[] { new Button("tier.keep", words.Plain("Tiers.KeepButton", ("tier", Ours(words, change.From))), handle) } : [],
            new Button("tier.why", words.Plain("Tiers.WhyButton"), customer.Id),
            new Button("follow-up.new", words.Plain("Tiers.FollowUpButton"), customer.Id),
        ];
    }

    private static Text By(Reader reader, Roster roster, string member, Instant at, Instant now) =>
        reader.Words.Say("Tiers.By", ("who", Person(roster, member)), ("when", TurnCards.When(reader, at, now)));

    private static Text LastOf(Reader reader, LastContact? last, Instant now) => last is null
        ? reader.Words.Say("Tiers.NoContact")
        : reader.Words.Say("Tiers.LastContact", ("when", TurnCards.When(reader, Instant.FromUnixTimeMilliseconds(last.At), now)));

    private static Text Ours(Wording words, Tier tier) => Text.Ours(TierText.Of(tier, words));

    private static PersonRun Person(Roster roster, string member) => roster.Person(member);
}
