using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.AdaptiveCards;

public class CardSizeTests
{
    [Fact]
    public void D5_a_card_of_any_size_fits_and_says_what_it_leaves_out()
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var card = Any(random);
            var drawn = AdaptiveCard.Draw(card, Drawn.Words, AnyHost(random));
            var json = JsonNode.Parse(drawn)!;
            Assert.True(Drawn.Length(drawn) <= AdaptiveCard.Longest, $"{Drawn.Length(drawn)} characters; seed {seed}, round {i}");
            Assert.True(Whole(card, json) != Noticed(json), $"Cut without a notice, or noticed without a cut; seed {seed}, round {i}");
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(5000)]
    public void D5_the_first_entries_are_shown_and_the_others_counted(int count)
    {
        var card = Drawn.Of(new Card([new Entries([.. Enumerable.Range(1, count).Select(Entry)]), new Line(Text.Ours("Next: Thu 26 Nov"))], [new Button("due.more", "More")]));
        var runs = Drawn.Runs(card).Select(Drawn.Seen).ToList();
        var shown = runs.Count(run => run.StartsWith("Customer ", StringComparison.Ordinal));
        Assert.InRange(shown, 10, count - 1);
        Assert.Equal([$"Customer {shown}", $"… {count - shown} more, not shown here", "Next: Thu 26 Nov"], runs.TakeLast(3));
        Assert.Single(Drawn.All(card, "Action.Execute"), button => (string?)button["verb"] == "due.more");
    }

    [Fact]
    public void D5_entries_that_fit_are_all_shown() =>
        Assert.Equal(12, Drawn.Runs(Drawn.Of(new Card(new Entries([.. Enumerable.Range(1, 12).Select(Entry)])))).Count);

    [Fact]
    public void D5_a_long_text_ends_at_a_whole_grapheme_with_a_notice()
    {
        const string family = "👨‍👩‍👧‍👦";
        var runs = Drawn.Runs(Drawn.Of(new Card(new Quote(Text.Theirs(string.Concat(Enumerable.Repeat(family, 4000)))))));
        Assert.Equal(2, runs.Count);
        Assert.Equal("…", Drawn.Seen(runs[0]).Replace(family, "", StringComparison.Ordinal));
        Assert.Equal(Drawn.Words.Shortened, runs[1]);
    }

    [Fact]
    public void D5_buttons_that_weigh_too_much_lose_their_copy_for_old_clients_first()
    {
        var buttons = Enumerable.Range(1, 5).Select(i => new Button($"pick.{i}", "Pick", new string('x', Button.LongestValue)));
        var card = Drawn.Of(new Card([new Quote(Text.Theirs(new string('q', 10_000)))], [.. buttons]));
        Assert.Equal(5, Drawn.All(card, "Action.Execute").Count());
        Assert.Empty(Drawn.All(card, "Action.Submit"));
    }

    [Fact]
    public void D5_a_card_for_each_of_a_large_room_is_as_short_as_any()
    {
        var card = new Card([new Entries([.. Enumerable.Range(1, 200).Select(Entry)])], [new Button("due.more", "More")]);
        var drawn = AdaptiveCard.Draw(card, Drawn.Words, new(Room: new('r', 150), Refresh: new([.. Enumerable.Range(1, 400).Select(i => $"29:{new string('m', 90)}{i}")])));
        var json = JsonNode.Parse(drawn)!;
        Assert.InRange(Drawn.Length(drawn), AdaptiveCard.Longest / 2, AdaptiveCard.Longest);
        Assert.Equal(Refresh.MostViewers, json["refresh"]!["userIds"]!.AsArray().Count);
        Assert.Contains(Drawn.Runs(json), run => run.EndsWith("more, not shown here", StringComparison.Ordinal));
    }

    [Fact]
    public void D5_a_choice_that_was_made_stays_when_a_long_list_is_shortened()
    {
        var choices = Enumerable.Range(1, 100).Select(i => new Choice($"{i} {new string('n', 200)}", $"v{i}")).ToList();
        var form = new Form("f", "1", "Log", "Save", [new ChoiceField("a", "A", choices, "v100"), new ChoiceField("b", "B", choices)]);
        var drawn = AdaptiveCard.Draw(form, Drawn.Words);
        var json = JsonNode.Parse(drawn)!;
        Assert.True(Drawn.Length(drawn) <= AdaptiveCard.Longest);
        var first = Drawn.All(json, "Input.ChoiceSet").First()["choices"]!.AsArray();
        Assert.Equal("v100", (string?)first[^1]!["value"]);
        Assert.Contains($"… {101 - first.Count} more, not shown here", Drawn.Runs(json));
    }

    [Fact]
    public void D5_what_was_typed_is_never_shortened()
    {
        var fields = Enumerable.Range(1, 12).Select(i => new TextField($"t{i}", "Note", new string('x', 3000), Tall: true));
        Assert.All(Drawn.All(Drawn.Of(new Form("f", "1", "Log", "Save", [.. fields])), "Input.Text"), input => Assert.Equal(3000, ((string)input["value"]!).Length));
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_a_card() =>
        Assert.Equal("a\uFFFDb", Drawn.Seen(Drawn.Runs(Drawn.Of(new Card(new Line(Text.Theirs("a\uD800b"))))).Single()));

    private static Entry Entry(int number) => new(Text.Theirs($"Customer {number}"), null, [new("follow-up.done", "Done", $"f-{number}"), new("follow-up.snooze", "Snooze", $"f-{number}")]);

    private static bool Noticed(JsonNode card) =>
        Drawn.Runs(card).Any(run => run == Drawn.Words.Shortened || run.EndsWith("not shown here", StringComparison.Ordinal));

    /// <summary>True where every text and every button of the card is in the drawing.</summary>
    private static bool Whole(Card card, JsonNode drawn)
    {
        var runs = Drawn.Runs(drawn).Select(Drawn.Seen).Where(run => run.StartsWith('#')).ToHashSet(StringComparer.Ordinal);
        return Texts(card).All(text => runs.Contains(text)) && Drawn.Buttons(drawn).Count() == Buttons(card);
    }

    private static IEnumerable<string> Texts(Card card) => card.Blocks.SelectMany(block => block switch
    {
        Line line => [line.Text],
        Quote quote => [quote.Text],
        Facts facts => facts.Items.Select(fact => fact.Value),
        Entries entries => entries.Items.Select(entry => entry.Main),
        _ => Array.Empty<Text>(),
    }).Select(text => text.ToString());

    private static int Buttons(Card card) =>
        card.Presses.Sum(press => press is Menu menu ? menu.Items.Count : 1) + card.Blocks.OfType<Entries>().Sum(entries => entries.Items.Sum(entry => entry.Buttons.Count));

    private static Card Any(Random random) =>
        new([.. Many(random, 1, 12, AnyBlock)], [.. Many(random, 0, 6, AnyPress)]) { Drawing = "turn-7" };

    /// <summary>From the console to a room of many people with a long id, whose buttons open dialogs.</summary>
    private static Ways AnyHost(Random random) => random.Next(3) == 0 ? default : new(
        button => button.StartsWith("menu", StringComparison.Ordinal),
        random.Next(3) == 0,
        random.Next(3) == 0 ? null : new('r', random.Next(200)),
        random.Next(2) == 0 ? null : new([.. Many(random, 0, 100, r => "29:" + new string('m', r.Next(100)))]));

    private static Block AnyBlock(Random random) => random.Next(5) switch
    {
        0 => new Line(AnyText(random)),
        1 => new Quote(AnyText(random)),
        2 => new Facts([.. Many(random, 1, 60, r => new Fact("Label", AnyText(r)))]),
        3 => new Entries([.. Many(random, 1, 60, r => new Entry(AnyText(r), null, [.. Many(r, 0, 4, AnyButton)]))]),
        _ => new Rule(),
    };

    private static Press AnyPress(Random random) => random.Next(3) == 0
        ? new Menu("More", [.. Many(random, 1, 11, _ => new Button("menu.entry", "Entry", new string('m', 100)))])
        : AnyButton(random);

    private static Button AnyButton(Random random) => new("follow-up.done", "Done", new string(Sign(random), Size(random, Button.LongestValue)));

    private static Text AnyText(Random random) => Text.Theirs("#" + new string(Sign(random), Size(random, 30_000)));

    /// <summary>Mostly short, now and then as long as can be.</summary>
    private static int Size(Random random, int most) => random.Next(20) == 0 ? random.Next(most + 1) : random.Next(40);

    /// <summary>Among them those that JSON makes two or six characters of.</summary>
    private static char Sign(Random random) => "aé华\"\\\u0001\u202Fש"[random.Next(8)];

    private static IEnumerable<T> Many<T>(Random random, int least, int below, Func<Random, T> make) =>
        [.. Enumerable.Range(0, random.Next(least, below)).Select(_ => make(random))];
}
