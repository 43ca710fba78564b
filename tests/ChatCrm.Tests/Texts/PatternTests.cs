using ChatCrm.Texts;

namespace ChatCrm.Tests.Texts;

public class PatternTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("No arguments", "No arguments")]
    [InlineData("{name}", "Mei")]
    [InlineData("{ name }, hello", "Mei, hello")]
    [InlineData("#japan and # stay", "#japan and # stay")]
    public void Arguments_stand_where_the_pattern_names_them(string pattern, string said) =>
        Assert.Equal(said, Say("en", pattern, ("name", "Mei")));

    [Theory]
    [InlineData("Don't", "Don't")]
    [InlineData("It''s", "It's")]
    [InlineData("'{'name'}'", "{name}")]
    [InlineData("'{name}'", "{name}")]
    [InlineData("'{don''t}' {name}", "{don't} Mei")]
    [InlineData("'''{'", "'{")]
    [InlineData("end'", "end'")]
    [InlineData("'#' here", "'#' here")]
    [InlineData("{n, plural, other {'#' is #}}", "# is 3")]
    [InlineData("{n, plural, other {'{#}' is #}}", "{#} is 3")]
    public void Apostrophes_quote_as_in_icu(string pattern, string said) =>
        Assert.Equal(said, Say("en", pattern, ("name", "Mei"), ("n", 3)));

    [Theory]
    [InlineData("en", 0, "no calls")]
    [InlineData("en", 1, "1 call")]
    [InlineData("en", 2, "2 calls")]
    [InlineData("en", 1234, "1,234 calls")]
    [InlineData("zh-Hans", 1, "1 calls")]
    public void A_plural_goes_by_exact_number_then_by_form(string language, int n, string said) =>
        Assert.Equal(said, Say(language, "{n, plural, =0 {no calls} one {# call} other {# calls}}", ("n", n)));

    [Fact]
    public void An_exact_number_is_matched_before_a_form() =>
        Assert.Equal("exactly", Say("en", "{n, plural, one {form} =1 {exactly} other {many}}", ("n", 1)));

    [Fact]
    public void A_decimal_takes_the_form_of_the_digits_it_shows() =>
        Assert.Equal("1.0 points", Say("en", "{n, plural, one {# point} other {# points}}", ("n", 1.0m)));

    [Theory]
    [InlineData("mail", "wrote")]
    [InlineData("pigeon", "reached")]
    public void A_select_goes_by_word_and_else_by_other(string kind, string said) =>
        Assert.Equal(said, Say("en", "{kind, select, mail {wrote} other {reached}}", ("kind", kind)));

    [Theory]
    [InlineData(true, "in")]
    [InlineData(false, "out")]
    public void A_select_can_ask_yes_or_no(bool incoming, string said) =>
        Assert.Equal(said, Say("en", "{incoming, select, true {in} other {out}}", ("incoming", incoming)));

    [Fact]
    public void Choices_nest_and_the_sign_counts_the_plural_it_stands_in() => Assert.Equal("2 calls in 1 day by Mei", Say("en",
        "{kind, select, call {{n, plural, one {# call} other {# calls in {d, plural, one {# day} other {# days}} by {name}}}} other {-}}",
        ("kind", "call"), ("n", 2), ("d", 1), ("name", "Mei")));

    [Theory]
    [InlineData("{", "name of an argument")]
    [InlineData("{}", "name of an argument")]
    [InlineData("{name", "} is missing")]
    [InlineData("name}", "a } without its {")]
    [InlineData("{name, number}", ", is missing")]
    [InlineData("{name, selectordinal, other {x}}", "selectordinal")]
    [InlineData("{n, plural}", ", is missing")]
    [InlineData("{n, plural, one {x}}", "no branch other")]
    [InlineData("{n, plural, }", "no branch other")]
    [InlineData("{n, plural, single {x} other {x}}", "single")]
    [InlineData("{n, plural, =x {x} other {x}}", "=x")]
    [InlineData("{n, plural, offset:1 other {x}}", "{ is missing")]
    [InlineData("{n, plural, other {x} other {y}}", "two branches other")]
    [InlineData("{n, plural, other {x}", "} is missing")]
    [InlineData("{n, plural, other x}", "{ is missing")]
    [InlineData("{x, select, a {x}}", "no branch other")]
    [InlineData("{n, plural, other {{x, select, other {#}}}}", "write {n} instead of #")]
    [InlineData("open '{quote", "quotation")]
    public void A_malformed_pattern_is_refused_by_key_and_reason(string pattern, string reason)
    {
        var refusal = Assert.Throws<FormatException>(() => PatternParser.Parse("Area.Key (en)", pattern));
        Assert.StartsWith("Area.Key (en) is malformed", refusal.Message);
        Assert.Contains(reason, refusal.Message);
    }

    [Fact]
    public void Names_of_all_branches_are_found() => Assert.Equal(["a", "b", "c", "d", "e"],
        PatternParser.Parse("k", "{a} {b, plural, =0 {{c}} other {#}} {d, select, x {{e}} other {{a}}}").Names.Order());

    private static string Say(string language, string pattern, params (string, object)[] args) =>
        Sayings.Of(language, pattern).Say("Test.Key", args).ToString();
}
