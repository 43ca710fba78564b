using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.AdaptiveCards;

public partial class LiteralTextTests
{
    private static readonly string[] Hostile =
    [
        "**bold**", "*slanted*", "_slanted_", "~~struck~~", "`code`", "# Heading", "- item", "1. item", "> quoted", "\\*escaped\\*", "| a | b |",
        "[Acme](https://evil.example)", "![x](https://evil.example/x.png)", "https://evil.example", "<https://evil.example|Acme>",
        "<at>Mei</at>", "<b>Acme</b>", "<script>alert(1)</script>", "&lt;b&gt; &amp;amp;",
        "{{DATE(2026-11-24T08:00:00Z)}}", "{{DATE(2026-11-24T08:00:00+01:00, SHORT)}}", "{{TIME(2026-11-24T08:00:00Z)}}", "{{{{DATE(2026-11-24T08:00:00Z)}}}}",
        "${customer.name}", "{{name}}", "\"}],\"actions\":[{\"type\":\"Action.OpenUrl\"", "line one\n**line two**",
    ];

    /// <summary>Every place where words of people can stand, and the property that shows them there.</summary>
    private static readonly Dictionary<string, (string Property, Func<string, object> Card)> Places = new()
    {
        ["heading"] = ("text", words => new Card(new Heading(Text.Theirs(words)))),
        ["aside"] = ("text", words => new Card(new Heading(Text.Ours("Acme"), Text.Theirs(words)))),
        ["line"] = ("text", words => new Card(new Line(Text.Ours("with ") + Text.Theirs(words)))),
        ["person"] = ("text", words => new Card(new Line(new PersonRun("m-2", words)))),
        ["link"] = ("text", words => new Card(new Line(new Link(words, new("https://example.org"))))),
        ["quote"] = ("text", words => new Card(new Quote(Text.Theirs(words)))),
        ["fact label"] = ("text", words => new Card(new Facts([new(words, Text.Ours("yes"))]))),
        ["fact value"] = ("text", words => new Card(new Facts([new("Needs", Text.Theirs(words))]))),
        ["entry"] = ("text", words => new Card(new Entries([new(Text.Theirs(words), null, [])]))),
        ["detail"] = ("text", words => new Card(new Entries([new(Text.Ours("Acme"), Text.Theirs(words), [])]))),
        ["button"] = ("title", words => new Card([new Line(Text.Ours("Which one?"))], [new Button("find.pick", words)])),
        ["menu"] = ("title", words => new Card([new Line(Text.Ours("Which one?"))], [new Menu("More", [new("find.pick", words)])])),
        ["intro"] = ("text", words => Form() with { Intro = Text.Theirs(words) }),
        ["error"] = ("text", words => Form() with { Errors = new Dictionary<string, string> { ["note"] = words } }),
        ["label"] = ("label", words => Form(new TextField("note", words))),
        ["switch"] = ("label", words => Form(new SwitchField("note", words))),
        ["hint"] = ("placeholder", words => Form(new TextField("note", "Note") { Hint = words })),
        ["switch's hint"] = ("text", words => Form(new SwitchField("note", "Note") { Hint = words })),
        ["choice"] = ("title", words => Form(new ChoiceField("note", "Note", [new(words, "1")]))),
        ["lookup"] = ("title", words => Form(new LookupField("note", "Note", "customer.find", "1", words))),
    };

    public static TheoryData<string, string> AllPlaces => new(Places.Keys.SelectMany(place => Drawn.Hosts.Keys.Select(host => (place, host))));

    [Theory, MemberData(nameof(AllPlaces))]
    public void C4_people_s_words_are_shown_as_they_stand(string place, string host) =>
        Assert.All(Hostile, words => Assert.Contains(Drawn.Strings(Draw(place, host, words)), shown => shown.Name == Places[place].Property && Drawn.Seen(shown.Value) == words));

    [Theory, MemberData(nameof(AllPlaces))]
    public void C4_no_renderer_finds_a_date_to_put_in(string place, string host) =>
        Assert.All(Hostile, words => Assert.DoesNotContain(Drawn.Strings(Draw(place, host, words)), shown => DateCommand().IsMatch(shown.Value)));

    [Theory, MemberData(nameof(AllPlaces))]
    public void C4_nothing_that_reads_Markdown_is_drawn(string place, string host)
    {
        var card = Draw(place, host, "**Acme**");
        Assert.Empty(Drawn.All(card, "TextBlock").Concat(Drawn.All(card, "FactSet")));
        // These are read as Markdown by some hosts, so a switch says only our own "Yes" there.
        Assert.All(Drawn.All(card, "Input.Toggle"), toggle => Assert.Equal("Yes", (string?)toggle["title"]));
    }

    [Fact]
    public void C4_the_twin_for_old_clients_is_escaped_for_the_Markdown_they_read() =>
        Assert.All(Hostile, words =>
        {
            var twin = (string)Drawn.Of(new Card(new Line(Text.Theirs(words))))["fallbackText"]!;
            Assert.DoesNotMatch("(?<!\\\\)(\\\\\\\\)*[`*_\\[\\]()~<>#|]", twin);
            Assert.Equal(words, Regex.Replace(Drawn.Seen(twin), @"\\(.)", "$1", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
        });

    [Fact]
    public void C4_speech_holds_no_markup() =>
        Assert.All(Hostile, words => Assert.DoesNotContain((string)Drawn.Of(new Card(new Line(Text.Theirs(words))))["speak"]!, c => c is '<' or '>'));

    [Fact]
    public void C4_what_was_typed_into_a_field_comes_back_to_the_letter() =>
        Assert.All(Hostile, words => Assert.Equal(words, (string?)Drawn.All(Drawn.Of(Form(new TextField("note", "Note", words))), "Input.Text").Single()["value"]));

    [Theory]
    [InlineData("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2")]
    [InlineData("https://example.org/a|b<c>?q=<d|e>", "https://example.org/a%7Cb%3Cc%3E?q=%3Cd%7Ce%3E")]
    [InlineData("mailto:maria@example.org", "mailto:maria@example.org")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("data:text/html,x", null)]
    public void C2_a_link_opens_only_what_a_browser_may(string target, string? opened) =>
        Assert.Equal(opened, (string?)Drawn.All(Drawn.Of(new Card(new Line(new Link("Open", new(target))))), "TextRun").Single()["selectAction"]?["url"]);

    [Fact]
    public void C2_an_address_that_a_person_typed_is_no_link() =>
        Assert.Empty(Drawn.All(Drawn.Of(new Card(new Line(Text.Theirs("https://evil.example")))), "Action.OpenUrl"));

    [GeneratedRegex(@"\{\{\s*(DATE|TIME)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateCommand();

    private static JsonNode Draw(string place, string host, string words) => Places[place].Card(words) switch
    {
        Card card => Drawn.Of(card, Drawn.Hosts[host]),
        var form => Drawn.Of((Form)form, Drawn.Hosts[host]),
    };

    private static Form Form(params Field[] fields) => new("interaction.log", "form-9", "Log", "Save", fields.Length > 0 ? fields : [new TextField("note", "Note")]);
}
