using ChatCrm.Conversation;
using ChatCrm.Texts;
using NodaTime;

namespace ChatCrm.Tests.Texts;

public class WordingTests
{
    [Theory]
    [InlineData("en", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("EN_us", "en")]
    [InlineData("zh-Hans", "zh-Hans")]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh_Hans_CN", "zh-Hans")]
    [InlineData("zh_CN.UTF-8", "zh-Hans")]
    [InlineData("ZH-cn", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hans")]
    [InlineData("zh-Hant", "zh-Hans")]
    [InlineData("zha", "en")]
    [InlineData("tlh", "en")]
    [InlineData("", "en")]
    [InlineData("-", "en")]
    public void A_tag_in_any_spelling_finds_its_language(string tag, string language) =>
        Assert.Equal(language, Wording.In(tag).Language);

    [Fact]
    public void Every_known_language_is_spoken() => Assert.Equal(Wording.Known, Wording.Known.Select(tag => Wording.In(tag).Language));

    [Fact]
    public void A_language_has_one_wording() => Assert.Same(Wording.In("zh"), Wording.In("zh-CN"));

    [Fact]
    public void A_string_argument_is_somebodys_words() =>
        Assert.Equal([new Words("Call with "), new Typed("<!channel> {n}")], Say("Call with {name}", ("name", "<!channel> {n}")));

    [Fact]
    public void Numbers_are_our_words_and_join_them() =>
        Assert.Equal([new Words("1,234 calls, 0.50 each")], Say("{n} calls, {price} each", ("n", 1234), ("price", 0.50m)));

    [Fact]
    public void Runs_and_texts_are_spliced_in_as_they_are()
    {
        Run person = new PersonRun("m1", "Mei");
        Run moment = new Moment(Instant.FromUtc(2026, 11, 24, 7, 0), "15:00");
        var said = Say("{who} at {when}", ("who", person), ("when", Text.Ours("today ", Weight.Strong) + moment));
        Assert.Equal([person, new Words(" at "), new Words("today ", Weight.Strong), moment], said);
    }

    [Fact]
    public void Runs_are_spliced_inside_branches() =>
        Assert.Equal([new Words("1 call with "), new Typed("Acme")], Say("{n, plural, one {# call with {name}} other {}}", ("n", 1), ("name", "Acme")));

    [Fact]
    public void Empty_arguments_leave_no_empty_pieces() =>
        Assert.Equal([new Words("ab")], Say("a{x}{y}b", ("x", ""), ("y", Text.Empty)));

    [Fact]
    public void A_message_without_arguments_is_one_run_and_ours() => Assert.Equal([new Words("Nothing is due")], Say("Nothing is due"));

    [Fact]
    public void Plain_gives_what_is_said_as_one_string() =>
        Assert.Equal("Acme: 2", Sayings.Of("en", "{name}: {n}").Plain("Test.Key", ("name", "Acme"), ("n", 2L)));

    [Fact]
    public void Missing_words_are_refused_by_key_and_language()
    {
        var wording = Wording.In("zh");
        foreach (var ask in new Action[] { () => wording.Say("Test.No"), () => wording.Plain("Test.No") })
        {
            var refusal = Assert.Throws<KeyNotFoundException>(ask);
            Assert.Contains("Test.No", refusal.Message);
            Assert.Contains("zh-Hans", refusal.Message);
        }
    }

    [Fact]
    public void A_missing_argument_is_refused_by_name() =>
        Assert.Equal("Test.Key (en) needs {name}.", Assert.Throws<ArgumentException>(() => Say("{name}")).Message);

    [Fact]
    public void An_argument_of_an_unknown_type_is_refused() =>
        Assert.Contains("{at}", Assert.Throws<ArgumentException>(() => Say("{at}", ("at", new LocalDate(2026, 11, 24)))).Message);

    [Fact]
    public void A_plural_of_words_is_refused() =>
        Assert.Throws<ArgumentException>(() => Say("{n, plural, other {#}}", ("n", "3")));

    [Fact]
    public void A_select_by_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => Say("{x, select, other {y}}", ("x", 3)));

    [Fact]
    public void Keys_are_area_and_name()
    {
        var wording = Wording.In("en");
        Assert.Contains("Dates.Today", wording.Keys);
        Assert.True(wording.Has("Verbs.log"));
        Assert.False(wording.Has("verbs.log"));
    }

    [Theory]
    [InlineData("1234", "1,234")]
    [InlineData("-1234567.50", "-1,234,567.50")]
    [InlineData("0", "0")]
    public void Numbers_are_grouped_in_both_languages(string number, string shown)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(Wording.Known, language => Assert.Equal(shown, Wording.In(language).Number(value)));
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void The_current_culture_does_not_change_what_is_said(string culture)
    {
        using var _ = new Culture(culture);
        Assert.Equal("zh-Hans", Wording.In("ZH-HANS").Language);
        Assert.Equal([new Words("-1,234.5 today")], Say("{n} today", ("n", -1234.5m)));
    }

    [Fact]
    public void A_sentence_that_failed_half_way_leaves_nothing_in_the_next()
    {
        var words = Sayings.Of("en", "Said: {name} {missing}");
        Assert.Throws<ArgumentException>(() => words.Plain("Test.Key", ("name", "Acme")));
        Assert.Equal("B: 2", Sayings.Of("en", "{name}: {n}").Plain("Test.Key", ("name", "B"), ("n", 2)));
    }

    [Fact]
    public void A_sentence_within_a_sentence_is_one_of_its_own()
    {
        var words = Sayings.Of("en", "({inner})");
        Assert.Equal("((Acme))", words.Plain("Test.Key", ("inner", words.Plain("Test.Key", ("inner", "Acme")))));
    }

    private static IReadOnlyList<Run> Say(string pattern, params (string, object)[] args) => Sayings.Of("en", pattern).Say("Test.Key", args).Runs;
}
