using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What a member's own page shows.</summary>
/// <param name="Next">The first one after today; null where there is none.</param>
/// <param name="Customers">The member's own, the last one in touch first.</param>
public sealed record Home(Member Whose, IReadOnlyList<SeenFollowUp> Overdue, IReadOnlyList<SeenFollowUp> Today, SeenFollowUp? Next, IReadOnlyList<(Hit Hit, LastContact? Last)> Customers);

/// <summary>A member's own page: what is due, their customers, their settings. What is empty says what to do next. Pure.</summary>
public static class HomeCards
{
    private const int Shown = 10;

    public static Card Page(Reader reader, Roster roster, Home home, Instant now)
    {
        var words = reader.Words;
        return new(
            [
                new Heading(home.Overdue.Count + home.Today.Count == 0
                    ? words.Say("FollowUps.NothingToday")
                    : words.Say("FollowUps.HomeDue", ("overdue", home.Overdue.Count), ("today", home.Today.Count))),
                .. Due(reader, roster, home, "FollowUps.HomeOverdue", home.Overdue, now),
                .. Due(reader, roster, home, "FollowUps.HomeToday", home.Today, now),
                .. home.Overdue.Count + home.Today.Count == 0 ? new[] { Nothing(reader, home.Next, now) } : [],
                new Rule(), Title(reader, "FollowUps.HomeCustomers"), Customers(reader, roster, home, now),
                new Rule(), new Entries([PeopleCards.InShort(words, home.Whose, now)]),
            ],
            [
                new Button("interaction.log", words.Plain("FollowUps.LogButton"), Look: Look.Primary),
                new Button("customer.new", words.Plain("FollowUps.NewCustomerButton")),
                new Button(Drafts.RunLine, words.Plain("Help.HelpButton"), Drafts.Carry("help")!),
            ]);
    }

    private static IEnumerable<Block> Due(Reader reader, Roster roster, Home home, string title, IReadOnlyList<SeenFollowUp> due, Instant now)
    {
        if (due.Count == 0) yield break;
        yield return Title(reader, title);
        yield return new Entries([.. due.Take(Shown).Select(seen => DueCards.Entry(reader, roster, seen, now)), .. More(reader, home, due.Count - Shown)]);
    }

    private static IEnumerable<Entry> More(Reader reader, Home home, int left) => left <= 0
        ? []
        : [new(reader.Words.Say("FollowUps.HomeMore", ("n", left)), null, [new(DueCards.More, reader.Words.Plain("FollowUps.ShowButton"), DueCards.From(home.Whose, week: false, skip: 0))])];

    private static Block Nothing(Reader reader, SeenFollowUp? next, Instant now) => next is null
        ? new Line(reader.Words.Say("FollowUps.HomeNothingPlanned"), Tone.Quiet)
        : new Entries([new(DueCards.Next(reader, next, now), null, [FollowUpCards.Open(reader.Words, next)])]);

    private static Block Customers(Reader reader, Roster roster, Home home, Instant now)
    {
        var words = reader.Words;
        if (home.Customers.Count == 0) return new Line(words.Say("FollowUps.HomeNoCustomers"), Tone.Quiet);
        var entries = home.Customers.Take(Shown).Select(each => new Entry(
            Text.Theirs(Names.Visible(each.Hit.Name), Weight.Strong),
            Text.Join(" · ", Text.Ours(each.Hit.Code), CustomerCards.Last(reader, roster, each.Last, now)),
            [new("customer.open", words.Plain("Turns.OpenButton"), each.Hit.Customer)]));
        return new Entries([.. entries, .. home.Customers.Count > Shown ? new[] { All(reader) } : []]);
    }

    private static Entry All(Reader reader) =>
        new(reader.Words.Say("FollowUps.HomeMoreCustomers"), null, [new(Drafts.RunLine, reader.Words.Plain("FollowUps.ShowButton"), Drafts.Carry("find")!)]);

    private static Line Title(Reader reader, string key) => new(reader.Words.Say(key).With(Weight.Strong));
}
