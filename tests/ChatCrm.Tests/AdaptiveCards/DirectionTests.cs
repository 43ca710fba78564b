using ChatCrm.Conversation;

namespace ChatCrm.Tests.AdaptiveCards;

public class DirectionTests
{
    private const string Open = "\u2068";
    private const string Close = "\u2069";

    [Theory]
    [InlineData("Acme GmbH", "Acme GmbH")]
    [InlineData("شركة النور", "شركة النور")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("a\u202Bb\u202Cc", "a\u202Bb\u202Cc")]
    [InlineData("a\u2069\u2069b", "ab")]
    [InlineData("a\u2067b", "ab")]
    [InlineData("a\u2066b\u2069c", "a\u2066b\u2069c")]
    [InlineData("\u202C\u202C", "")]
    [InlineData("\u2066\u202Ea\u2069b\u202C", "\u2066a\u2069b")]
    [InlineData("\u202Aa\u2067b\u202Cc\u2069d\u202C", "\u202Aa\u2067bc\u2069d\u202C")]
    public void C6_a_name_cannot_turn_what_stands_around_it(string name, string settled)
    {
        var card = new Card(new Line(Text.Theirs(name) + Text.Ours(" by ") + new PersonRun("m-2", name)));
        Assert.All(Drawn.Hosts.Values, host => Assert.Equal([Open + settled + Close, " by ", Open + settled + Close], Drawn.Runs(Drawn.Of(card, host))));
    }

    [Theory]
    [InlineData("first\nsecond", Open + "first" + Close + "\n" + Open + "second" + Close)]
    [InlineData("a\u2067\u2029b\u2069", Open + "a" + Close + "\u2029" + Open + "b" + Close)]
    [InlineData("\n\nx", "\n\n" + Open + "x" + Close)]
    public void C6_each_paragraph_has_an_isolate_of_its_own(string words, string shown) =>
        Assert.All(Drawn.Hosts.Values, host => Assert.Equal([shown], Drawn.Runs(Drawn.Of(new Card(new Quote(Text.Theirs(words))), host))));

    [Fact]
    public void C6_labels_and_twins_hold_no_control_without_its_partner()
    {
        const string name = "x\u202Ey\u2069z";
        var card = new Card([new Facts([new(name, Text.Theirs(name))])], [new Button("find.pick", name), new Menu(name, [new("find.pick", name)])]);
        var form = new Form("f", "1", name, name, [new ChoiceField("c", name, [new(name, "1")]) { Hint = name }]);
        var shown = Drawn.Hosts.Values.SelectMany(host => Drawn.Strings(Drawn.Of(card, host)).Concat(Drawn.Strings(Drawn.Of(form, host))));
        Assert.All(shown, text => Assert.True(Balanced(text.Value), $"{text.Name}: {text.Value}"));
    }

    [Fact]
    public void C6_any_mixture_of_controls_is_balanced_afterwards()
    {
        var seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var words = string.Concat(random.GetItems("ab\n\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069".ToCharArray(), random.Next(1, 20)));
            Assert.All(Drawn.Runs(Drawn.Of(new Card(new Line(Text.Theirs(words))))), run => Assert.True(Balanced(run), $"Seed {seed}, round {i}"));
        }
    }

    /// <summary>True where, paragraph by paragraph, taking out innermost pairs again and again leaves nothing.</summary>
    private static bool Balanced(string text) => text.Split('\n', '\u2029').All(paragraph =>
    {
        var controls = string.Concat(paragraph.Where(c => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')));
        for (var before = -1; before != controls.Length;)
        {
            before = controls.Length;
            foreach (var pair in new[] { "\u202A\u202C", "\u202B\u202C", "\u202D\u202C", "\u202E\u202C", "\u2066\u2069", "\u2067\u2069", "\u2068\u2069" })
                controls = controls.Replace(pair, "", StringComparison.Ordinal);
        }
        return controls.Length == 0;
    });
}
