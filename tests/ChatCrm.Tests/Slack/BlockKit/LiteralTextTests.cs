using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Tests.Slack.BlockKit;

public class LiteralTextTests
{
    private static readonly string[] Hostile =
    [
        "<!channel>", "<!here>", "<!everyone>", "<@U1>", "<@W012A3CDE|mei>", "<!subteam^S1>", "<!subteam^S1|@sales>", "<#C1>", "<#C1|general>",
        "<https://evil.example|Acme>", "<https://evil.example>", "<mailto:a@evil.example|Acme>", "<!date^1392734382^{date}|Acme>", "<<!channel>>", "<!channel", "!channel>", "<@U1|<!here>>",
        "&lt;!channel&gt;", "&amp;", "&amp;lt;!here&amp;gt;", "&#60;!channel&#62;", "AT&T", "?a=1&b=2",
        "*bold*", "_slanted_", "~struck~", "`code`", "```block```", "> quoted", ">>> quoted", ":emoji:", ":+1::skin-tone-2:", "12:30:45", "http://auto.link", "https://auto.link/x", "mailto:a@auto.link", "@channel", "@here", "#general",
        "line one\n> line *two*", "a*b*c _d_", "\"}],\"type\":\"section\"", "*", "**", "1 < 2 > 0 & so on", "Zoë & Søn <GmbH>",
    ];

    private static readonly string[] Forbidden = ["<!channel", "<!here", "<!everyone", "<@U1", "<@W0", "<!subteam", "<#C1", "<https://evil", "<mailto:a@evil", "<!date^1392"];

    private static readonly Moment Noon = new(Instant.FromUtc(2026, 11, 24, 7, 0), "Tue 24 Nov 15:00");

    /// <summary>Every place of a card where words of people can stand, in plain text and in mrkdwn, and what a reader sees there.</summary>
    private static readonly Dictionary<string, Func<string, (Card Card, string Seen)>> Cards = new()
    {
        ["heading"] = words => (new(new Heading(Text.Theirs(words))), words),
        ["heading in mrkdwn"] = words => (new(new Heading(Text.Theirs(words) + Noon)), words + Noon.Shown),
        ["aside"] = words => (new(new Heading(Text.Ours("Acme"), Text.Theirs(words))), words),
        ["line"] = words => (new(new Line(Text.Ours("with ") + Text.Theirs(words))), $"with {words}"),
        ["line in mrkdwn"] = words => (new(new Line(Text.Ours("with ") + Text.Theirs(words) + Text.Ours(" ") + Noon)), $"with {words} {Noon.Shown}"),
        ["strong line"] = words => (new(new Line(Text.Ours("与") + Text.Theirs(words, Weight.Strong) + Text.Ours("通话"))), $"与{words}通话"),
        ["quiet line"] = words => (new(new Line(Text.Theirs(words), Tone.Quiet)), words),
        ["our words"] = words => (new(new Line(Text.Ours(words) + Noon)), words + Noon.Shown),
        ["person"] = words => (new(new Line(new PersonRun("m-2", words))), words),
        ["person in mrkdwn"] = words => (new(new Line(Noon + new Text([new PersonRun("m-2", words)]))), Noon.Shown + words),
        ["link"] = words => (new(new Line(new Link(words, new("https://example.org/?a=1&b=2")))), words.Replace('\n', ' ')),
        ["moment"] = words => (new(new Line(new Moment(Noon.At, words))), words),
        ["quote"] = words => (new(new Quote(Text.Theirs(words))), words),
        ["fact label"] = words => (new(new Facts([new(words, Text.Ours("yes"))])), $"{words}\nyes"),
        ["fact value"] = words => (new(new Facts([new("Needs", Text.Theirs(words))])), $"Needs\n{words}"),
        ["entry"] = words => (new(new Entries([new(Text.Theirs(words), null, [new("find.open", "Open", "c-1")])])), words),
        ["entry in mrkdwn"] = words => (new(new Entries([new(Text.Theirs(words, Weight.Strong), null, [])])), words),
        ["detail"] = words => (new(new Entries([new(Text.Ours("Acme"), Text.Theirs(words), [])])), $"Acme\n{words}"),
        ["button"] = words => (new([new Line(Text.Ours("Which one?"))], [new Button("find.pick", words)]), words),
        ["menu"] = words => (new([new Line(Text.Ours("Which one?"))], [new Menu(words, [new("find.pick", "Pick")])]), words),
        ["menu's entry"] = words => (new([new Line(Text.Ours("Which one?"))], [new Menu("More", [new("find.pick", words)])]), words),
        ["entry's menu"] = words => (new(new Entries([new(Text.Ours("Acme"), null, [new("find.pick", words), new("find.open", "Open")])])), words),
    };

    /// <summary>The same for forms.</summary>
    private static readonly Dictionary<string, Func<string, (Form Form, string Seen)>> Forms = new()
    {
        ["intro"] = words => (Form() with { Intro = Text.Theirs(words) }, words),
        ["intro in mrkdwn"] = words => (Form() with { Intro = Text.Theirs(words, Weight.Strong) }, words),
        ["error"] = words => (Form() with { Errors = new Dictionary<string, string> { ["_"] = words } }, $"Please look at the marked fields. Nothing typed is lost.\n{words}"),
        ["field's error"] = words => (Form() with { Errors = new Dictionary<string, string> { ["note"] = words } }, $"Please look at the marked fields. Nothing typed is lost.\nNote: {words}"),
        ["label"] = words => (Form(new TextField("note", words)), words),
        ["switch"] = words => (Form(new SwitchField("note", words)), words),
        ["hint"] = words => (Form(new TextField("note", "Note") { Hint = words }), words),
        ["choice"] = words => (Form(new ChoiceField("note", "Note", [new(words, "1")])), words),
        ["chosen"] = words => (Form(new ChoiceField("note", "Note", [new(words, "1")], "1")), words),
        ["lookup"] = words => (Form(new LookupField("note", "Note", "customer.find", "1", words)), words),
    };

    public static TheoryData<string, string> OfCards => new(Cards.Keys.SelectMany(place => Drawn.Surfaces.Keys.Select(surface => (place, surface))));

    public static TheoryData<string> OfForms => [.. Forms.Keys];

    /// <summary>Everything that these tests draw.</summary>
    internal static IEnumerable<(string Kind, string Json)> All =>
        (from place in Cards.Values
         from words in Hostile
         from surface in Drawn.Surfaces
         select (surface.Key, surface.Value(place(words).Card).ToJsonString()))
        .Concat(from place in Forms.Values from words in Hostile select ("modal", Drawn.Modal(place(words).Form).ToJsonString()));

    [Theory, MemberData(nameof(OfCards))]
    public void C1_people_s_words_on_a_card_are_read_as_they_stand(string place, string surface) => Assert.All(Hostile, words =>
    {
        var (card, seen) = Cards[place](words);
        Literally(Drawn.Surfaces[surface](card), seen);
    });

    [Theory, MemberData(nameof(OfForms))]
    public void C1_people_s_words_on_a_form_are_read_as_they_stand(string place) => Assert.All(Hostile, words =>
    {
        var (form, seen) = Forms[place](words);
        Literally(Drawn.Modal(form), seen);
    });

    [Fact]
    public void C1_the_twin_for_notifications_is_read_as_it_stands() => Assert.All(Hostile, words =>
    {
        var text = (string)Drawn.Message(new Card(new Line(Text.Theirs(words))))["text"]!;
        Assert.Equal(words, Reader.Mrkdwn(text));
        Assert.Empty(Reader.Commands(text));
        Assert.Empty(Reader.Formatting(text));
    });

    [Fact]
    public void C1_choices_for_a_lookup_are_read_as_they_stand() => Assert.All(Hostile, words =>
        Literally(Drawn.Read(json => Blocks.Options(json, [new(words, "1")])), words));

    [Fact]
    public void C1_errors_beside_fields_are_read_as_they_stand() => Assert.All(Hostile, words =>
    {
        var errors = JsonNode.Parse(Blocks.Errors(Form() with { Errors = new Dictionary<string, string> { ["note"] = words } })!)!;
        Assert.Equal(words, Reader.Plain((string)errors["errors"]!["note"]!));
        Assert.DoesNotContain(Forbidden, errors.ToJsonString(Relaxed).Contains);
    });

    [Fact]
    public void C2_what_comes_back_goes_out_to_the_letter() => Assert.All(Hostile, words =>
    {
        var card = Drawn.Message(new Card([new Line(Text.Ours("?"))], [new Button("find.pick", "Pick", words), new Menu("More", [new("find.pick", "Pick", words)])]));
        Assert.Equal(words, (string?)Drawn.All(card, "button").Single()["value"]);
        Assert.Equal($"find.pick\n{words}", (string?)Drawn.All(card, "static_select").Single()["options"]![0]!["value"]);
        var form = Drawn.Modal(Form(new TextField("note", "Note", words), new ChoiceField("kind", "Kind", [new("Call", words)], words, Required: true)));
        Assert.Equal(words, (string?)Drawn.All(form, "plain_text_input").Single()["initial_value"]);
        Assert.Equal(words, (string?)Drawn.All(form, "static_select").Single()["initial_option"]!["value"]);
    });

    [Theory]
    [InlineData("https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2")]
    [InlineData("https://example.org/a|b<c>?q=<d|e>", "https://example.org/a%7Cb%3Cc%3E?q=%3Cd%7Ce%3E")]
    [InlineData("mailto:maria@example.org", "mailto:maria@example.org")]
    [InlineData("tel:+4930123", "tel:+4930123")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("slack://open", null)]
    public void C2_a_link_opens_only_what_a_browser_may(string target, string? opened)
    {
        var text = (string)Drawn.Texts(Drawn.Message(new Card(new Line(new Link("Open", new(target)))))).Single()["text"]!;
        Assert.Equal(opened is null ? [] : [opened], Reader.Commands(text));
        Assert.Equal("Open", Reader.Mrkdwn(text));
    }

    [Theory]
    [InlineData("*bold*")]
    [InlineData("a `code` b")]
    [InlineData("> quoted")]
    [InlineData(":smile:")]
    [InlineData("see http://auto.link")]
    public void The_reader_finds_formatting_where_there_is_some(string text) => Assert.NotEmpty(Reader.Formatting(text));

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Literally(JsonObject drawn, string words)
    {
        var texts = Drawn.Texts(drawn).ToList();
        Assert.Contains(texts, text => Reader.Seen(text) == words);
        Assert.DoesNotContain(Forbidden, drawn.ToJsonString(Relaxed).Contains);
        foreach (var text in texts)
        {
            var shown = (string)text["text"]!;
            Assert.All(Reader.Commands(shown), command => Assert.True(command is "https://example.org/?a=1&amp;b=2" || command.StartsWith("!date^1795503600^", StringComparison.Ordinal), command));
            if ((string?)text["type"] == "plain_text") Assert.False((bool)text["emoji"]!);
            else Inert(text, shown);
        }
    }

    /// <summary>Nothing but our own bold and quotes.</summary>
    private static void Inert(JsonObject text, string shown)
    {
        Assert.True((bool)text["verbatim"]!);
        Assert.DoesNotContain(Reader.Formatting(shown), format => !format.Contains('*') && format != ">");
    }

    private static Form Form(params Field[] fields) => new("interaction.log", "form-9", "Log", "Save", fields.Length > 0 ? fields : [new TextField("note", "Note")]);
}
