using System.Globalization;
using ChatCrm.Texts;

namespace ChatCrm.Tests.Texts;

public class PluralTests
{
    // The sample numbers of CLDR 48's plurals.xml; "a~b" is a range in steps of the last digit shown.
    [Theory]
    [InlineData("en", "One", "1")]
    [InlineData("en", "Other", "0 2~16 100 1000 10000 100000 1000000 0.0~1.5 10.0 100.0")]
    [InlineData("de", "One", "1")]
    [InlineData("de", "Other", "0 2~16 100 1000 1000000 0.0~1.5 10.0")]
    [InlineData("fr", "One", "0 1 0.0~1.5")]
    [InlineData("fr", "Many", "1000000 2000000")]
    [InlineData("fr", "Other", "2~17 100 1000 10000 100000 2.0~3.5 10.0 1000000.0")]
    [InlineData("es", "One", "1 1.0 1.00 1.000 1.0000")]
    [InlineData("es", "Many", "1000000 2000000")]
    [InlineData("es", "Other", "0 2~16 100 1000 10000 100000 0.0~0.9 1.1~1.6 10.0 1000000.0")]
    [InlineData("pt", "One", "0 1 0.0~1.5")]
    [InlineData("pt", "Many", "1000000 2000000")]
    [InlineData("pt", "Other", "2~17 100 1000 10000 100000 2.0~3.5 10.0")]
    [InlineData("ru", "One", "1 21 31 41 51 61 71 81 101 1001")]
    [InlineData("ru", "Few", "2~4 22~24 32~34 42~44 52~54 62 102 1002")]
    [InlineData("ru", "Many", "0 5~19 100 1000 10000 100000 1000000 111 112 1011")]
    [InlineData("ru", "Other", "0.0~1.5 10.0 100.0 1000.0")]
    [InlineData("ar", "Zero", "0 0.0 0.00 0.000 0.0000")]
    [InlineData("ar", "One", "1 1.0 1.00 1.000 1.0000")]
    [InlineData("ar", "Two", "2 2.0 2.00 2.000 2.0000")]
    [InlineData("ar", "Few", "3~10 103~110 1003 3.0 4.0 10.0 103.0 1003.0")]
    [InlineData("ar", "Many", "11~26 111 1011 11.0 12.0 99 111.0 1011.0")]
    [InlineData("ar", "Other", "100~102 200~202 300~302 1000 10000 1000000 0.1~0.9 1.1~1.7 10.1 100.0 1000.0")]
    [InlineData("zh", "Other", "0~15 100 1000 10000 1000000 0.0~1.5 10.0")]
    [InlineData("ja", "Other", "0~15 100 1000000 0.0~1.5")]
    [InlineData("ko", "Other", "0~15 100 1000000 0.0~1.5")]
    public void Numbers_take_the_forms_that_cldr_gives_them(string language, string form, string samples)
    {
        foreach (var number in Samples(samples))
            Assert.Equal((number, form), (number, Plural.Of(language).Form(number).ToString()));
    }

    [Fact]
    public void A_negative_number_takes_the_form_of_its_size() => Assert.Equal(PluralForm.One, Plural.Of("en").Form(-1));

    [Theory]
    [InlineData("zh-Hans", "Other")]
    [InlineData("pt_BR", "One Many Other")]
    [InlineData("AR", "Zero One Two Few Many Other")]
    public void A_tag_finds_the_forms_of_its_language(string tag, string forms) =>
        Assert.Equal(forms, string.Join(' ', Plural.Of(tag).Forms));

    [Fact]
    public void A_language_without_a_rule_is_refused_by_name() =>
        Assert.Contains("tlh", Assert.Throws<KeyNotFoundException>(() => Plural.Of("tlh")).Message);

    private static IEnumerable<decimal> Samples(string samples) => samples.Split(' ').SelectMany(sample =>
    {
        var ends = sample.Split('~').Select(end => decimal.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        var step = ends[0].Scale == 0 ? 1m : 0.1m;
        return ends.Length == 1 ? ends : Enumerable.Range(0, (int)((ends[1] - ends[0]) / step) + 1).Select(n => ends[0] + n * step);
    });
}
