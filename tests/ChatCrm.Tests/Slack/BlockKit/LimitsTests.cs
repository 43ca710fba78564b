using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.Slack.BlockKit;

/// <summary>What Slack refuses is never drawn, and nothing is left out in silence. The numbers stand here a second time, as Slack documents them.</summary>
public class LimitsTests
{
    [Fact]
    public void D5_a_card_of_any_size_is_within_every_limit() => Any(30, random =>
    {
        var card = Samples.Card(random);
        foreach (var (surface, draw) in Drawn.Surfaces) Within(surface, draw(card));
    });

    [Fact]
    public void D5_a_form_of_any_size_is_within_every_limit() => Any(30, random => Within("modal", Drawn.Modal(Samples.Form(random))));

    [Fact]
    public void D5_a_card_says_when_something_is_left_out_and_only_then() => Any(30, random =>
    {
        var card = Numbered(random);
        foreach (var draw in Drawn.Surfaces.Values)
        {
            var drawn = draw(card);
            var noticed = Drawn.Seen(drawn).Any(seen => seen is "Shortened: some of it is not shown here." || seen.EndsWith("more, not shown here", StringComparison.Ordinal));
            Assert.True(noticed != IsWhole(card, drawn), $"Cut without a notice, or noticed without a cut: {drawn}");
        }
    });

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(5000)]
    public void D5_the_first_entries_are_shown_and_the_others_counted(int count)
    {
        var card = Drawn.Message(new Card([new Entries([.. Enumerable.Range(1, count).Select(Entry)]), new Line(Text.Ours("Next: Thu 26 Nov"))], [new Button("due.more", "More")]));
        var seen = Drawn.BlocksOf(card).Where(block => (string?)block["type"] is "section" or "context").SelectMany(block => Drawn.Texts(block["text"] ?? block["elements"]!).Select(Reader.Seen)).ToList();
        var shown = seen.Count(text => text.StartsWith("Customer ", StringComparison.Ordinal));
        Assert.InRange(shown, 20, count - 1);
        Assert.Equal([$"Customer {shown}", string.Create(CultureInfo.InvariantCulture, $"… {count - shown:N0} more, not shown here"), "Next: Thu 26 Nov"], seen.TakeLast(3));
        Assert.Equal("actions", (string?)Drawn.BlocksOf(card)[^1]["type"]);
    }

    [Fact]
    public void D5_App_Home_shows_twice_as_many_entries_as_a_message()
    {
        var card = new Card(new Entries([.. Enumerable.Range(1, 90).Select(number => new Entry(Text.Theirs($"Customer {number}"), null, []))]));
        Assert.Equal(90, Drawn.BlocksOf(Drawn.Surfaces["home"](card)).Count);
        Assert.Equal(50, Drawn.BlocksOf(Drawn.Message(card)).Count);
    }

    [Fact]
    public void D5_a_long_text_ends_at_a_whole_grapheme_with_a_notice()
    {
        const string letter = "e\u0301\u0323";
        var seen = Drawn.Seen(Drawn.Message(new Card(new Quote(Text.Theirs(string.Concat(Enumerable.Repeat(letter, 4000)))))));
        Assert.Equal(2, seen.Count);
        Assert.Equal("…", seen[0].Replace(letter, "", StringComparison.Ordinal));
        Assert.InRange(seen[0].Length, 2900, 3000);
        Assert.Equal("Shortened: some of it is not shown here.", seen[1]);
    }

    [Fact]
    public void D5_a_long_text_is_counted_as_it_is_after_escaping()
    {
        var text = (string)Drawn.Texts(Drawn.Message(new Card(new Line(Text.Ours(new string('&', 2999)))))).First()["text"]!;
        Assert.InRange(text.Length, 2990, 3000);
        Assert.EndsWith("&amp;…", text);
    }

    [Fact]
    public void D5_the_last_buttons_are_left_out_first_where_they_weigh_too_much()
    {
        var card = Drawn.Message(new Card([new Line(Text.Ours("?"))], [.. Enumerable.Range(1, 5).Select(i => new Button($"pick.{i}", "Pick", new string('"', Button.LongestValue)))]));
        Assert.Equal(["pick.1~0", "pick.2~1"], Drawn.All(card, "button").Select(button => (string)button["action_id"]!));
        Assert.Contains("Shortened: some of it is not shown here.", Drawn.Seen(card));
    }

    [Fact]
    public void D5_a_choice_that_was_made_stays_when_a_long_list_is_shortened()
    {
        var choices = Enumerable.Range(1, 101).Select(i => new Choice($"Choice {i}", $"v{i}")).ToList();
        var form = Drawn.Modal(new Form("f", "1", "Log", "Save", [new ChoiceField("a", "A", choices, "v101", Required: true)]));
        var select = Drawn.All(form, "static_select").Single();
        Assert.Equal(100, select["options"]!.AsArray().Count);
        Assert.Equal("v101", (string?)select["options"]![99]!["value"]);
        Assert.True(JsonNode.DeepEquals(select["options"]![99], select["initial_option"]));
        Assert.Contains("… 1 more, not shown here", Drawn.Seen(form));
    }

    [Fact]
    public void D5_what_was_typed_is_never_shortened()
    {
        var fields = Enumerable.Range(1, 20).Select(i => new TextField($"t{i}", "Note", new string('x', 3000), Tall: true));
        Assert.All(Drawn.All(Drawn.Modal(new Form("f", "1", "Log", "Save", [.. fields])), "plain_text_input"), input => Assert.Equal(3000, ((string)input["initial_value"]!).Length));
    }

    [Fact]
    public void Half_a_grapheme_is_never_an_answer()
    {
        var form = Drawn.Modal(new Form("f", "1", "Log", "Save", [new TextField("note", "Note", new string('\u200D', 3001))]));
        Assert.Null(Drawn.All(form, "plain_text_input").Single()["initial_value"]);
        Assert.Contains("Shortened: some of it is not shown here.", Drawn.Seen(form));
    }

    [Fact]
    public void A_form_that_no_view_can_show_is_refused_as_it_is_drawn() =>
        Assert.Throws<ArgumentException>(() => Drawn.Modal(new Form("f", "1", "Log", "Save", [.. Enumerable.Range(1, 101).Select(i => new TextField($"t{i}", "Note"))])));

    [Fact]
    public void Metadata_that_no_view_can_carry_is_refused_as_it_is_drawn() =>
        Assert.Throws<ArgumentException>(() => Drawn.Bytes(json => Blocks.Modal(json, new Form("f", "1", "Log", "Save", []), new string('m', 3001))));

    [Fact]
    public void A_lookup_answers_with_a_hundred_choices_at_most() =>
        Assert.Equal(100, Drawn.Read(json => Blocks.Options(json, [new("Empty", ""), .. Enumerable.Range(1, 200).Select(i => new Choice($"{i}", $"v{i}"))]))["options"]!.AsArray().Count);

    private static Entry Entry(int number) => new(Text.Theirs($"Customer {number}"), null, [new("follow-up.done", "Done", $"f-{number}"), new("follow-up.snooze", "Snooze", $"f-{number}")]);

    private static void Any(int rounds, Action<Random> check)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var random = new Random(seed);
        for (var i = 0; i < rounds; i++)
        {
            var error = Record.Exception(() => check(random));
            Assert.True(error is null, $"Seed {seed}, round {i}: {error}");
        }
    }

    /// <summary>A card whose texts and buttons can be told from each other.</summary>
    private static Card Numbered(Random random)
    {
        var number = 0;
        Text Next() => Text.Theirs($"#{number++} {new string('q', random.Next(25) == 0 ? random.Next(4000) : random.Next(30))}");
        Button Press() => new($"b{number++}", "Press", new string('v', random.Next(25) == 0 ? random.Next(1800) : 3));
        var blocks = Enumerable.Range(0, random.Next(1, 8)).Select(Block (_) => random.Next(4) switch
        {
            0 => new Line(Next()),
            1 => new Quote(Next()),
            2 => new Facts([.. Enumerable.Range(0, random.Next(30)).Select(_ => new Fact("Label", Next()))]),
            _ => new Entries([.. Enumerable.Range(0, random.Next(40)).Select(_ => new Entry(Next(), null, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Press())]))]),
        });
        return new([.. blocks], [.. Enumerable.Range(0, random.Next(6)).Select(_ => Press())]);
    }

    private static bool IsWhole(Card card, JsonObject drawn)
    {
        var seen = Drawn.Seen(drawn).Select(text => text[(text.IndexOf('\n') + 1)..]).ToHashSet(StringComparer.Ordinal);
        var texts = card.Blocks.SelectMany(block => block switch
        {
            Line line => [line.Text],
            Quote quote => [quote.Text],
            Facts facts => facts.Items.Select(fact => fact.Value),
            Entries entries => entries.Items.Select(entry => entry.Main),
            _ => Array.Empty<Text>(),
        });
        var buttons = Drawn.All(drawn, "button").Count() + Drawn.All(drawn, "overflow").Sum(menu => menu["options"]!.AsArray().Count);
        return texts.All(text => seen.Contains(text.ToString())) && buttons == card.Presses.Count + card.Blocks.OfType<Entries>().Sum(entries => entries.Items.Sum(entry => entry.Buttons.Count));
    }

    private static void Within(string surface, JsonObject drawn)
    {
        var blocks = Drawn.BlocksOf(drawn);
        Assert.InRange(blocks.Count, 0, surface == "message" ? 50 : 100);
        if (surface == "message")
        {
            Assert.InRange(Drawn.Length(drawn), 0, 13_000);
            Assert.InRange(((string)drawn["text"]!).Length, 0, 4000);
        }
        else Assert.InRange(Encoding.UTF8.GetByteCount(drawn.ToJsonString()), 0, surface == "home" ? 600_000 : int.MaxValue);
        var ids = blocks.Select(block => (string?)block["block_id"]).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 255));
        foreach (var name in new[] { "title", "submit", "close" }) if (drawn[name] is { } label) Texted(label, 24);
        Assert.All(blocks, Within);
    }

    private static void Within(JsonObject block)
    {
        switch ((string)block["type"]!)
        {
            case "header": Texted(block["text"]!, 150); break;
            case "section":
                if (block["text"] is { } text) Texted(text, 3000);
                if (block["fields"] is { } fields) Many(fields, 10, field => Texted(field, 2000));
                Assert.True(block["text"] is not null || block["fields"] is not null);
                if (block["accessory"] is { } accessory) Element(accessory);
                break;
            case "context": Many(block["elements"]!, 10, element => Texted(element, 2000)); break;
            case "actions": Many(block["elements"]!, 25, Element); break;
            case "input":
                Texted(block["label"]!, 2000);
                if (block["hint"] is { } hint) Texted(hint, 2000);
                Element(block["element"]!);
                break;
            case "divider": break;
            default: Assert.Fail($"No block of ours: {block}"); break;
        }
    }

    private static void Element(JsonNode element)
    {
        Assert.InRange(((string)element["action_id"]!).Length, 1, 255);
        if (element["placeholder"] is { } placeholder) Texted(placeholder, 150);
        if (element["initial_option"] is { } chosen) Option(chosen);
        switch ((string)element["type"]!)
        {
            case "button":
                Texted(element["text"]!, 75);
                if (element["value"] is { } value) Assert.InRange(((string)value!).Length, 1, 2000);
                break;
            case "static_select": Many(element["options"]!, 100, Option); break;
            case "overflow": Many(element["options"]!, 5, Option); break;
            case "checkboxes": Many(element["options"]!, 10, Option); break;
            case "plain_text_input":
                Assert.Equal(3000, (int)element["max_length"]!);
                if (element["initial_value"] is { } typed) Assert.InRange(((string)typed!).Length, 1, 3000);
                break;
            case "external_select": Assert.Equal(1, (int)element["min_query_length"]!); break;
            default: Assert.Fail($"No element of ours: {element}"); break;
        }
    }

    private static void Option(JsonNode option)
    {
        Texted(option["text"]!, 75);
        Assert.InRange(((string)option["value"]!).Length, 1, 150);
    }

    private static void Texted(JsonNode text, int most) => Assert.InRange(((string)text["text"]!).Length, 1, most);

    private static void Many(JsonNode list, int most, Action<JsonNode> each)
    {
        Assert.InRange(list.AsArray().Count, 1, most);
        foreach (var one in list.AsArray()) each(one!);
    }
}
