using ChatCrm.Time;

namespace ChatCrm.Tests.Time.Dates;

/// <summary>Every row of the tables en.tsv and zh.tsv.</summary>
public class DatesTests
{
    public static TheoryData<string, string, string> English => Of("en.tsv");

    public static TheoryData<string, string, string> Chinese => Of("zh.tsv");

    [Theory]
    [MemberData(nameof(English), DisableDiscoveryEnumeration = true)]
    public void An_English_phrase_means_what_the_table_says(string on, string phrase, string expected) => Check(on, phrase, expected);

    [Theory]
    [MemberData(nameof(Chinese), DisableDiscoveryEnumeration = true)]
    public void A_Chinese_phrase_means_what_the_table_says(string on, string phrase, string expected) => Check(on, phrase, expected);

    [Theory]
    [InlineData("en.tsv")]
    [InlineData("zh.tsv")]
    public void A_table_has_three_hundred_phrases_that_read_and_sixty_that_do_not(string file)
    {
        var rows = DateTable.Rows(file);
        var none = rows.Count(row => row.Expected is "-" or "--");
        Assert.True(none >= 60 && rows.Count - none >= 300, $"{file}: {rows.Count} rows, {none} of them no dates.");
        Assert.Empty(rows.GroupBy(row => (row.On, row.Phrase)).Where(same => same.Select(row => row.Expected).Distinct().Count() > 1).Select(same => same.Key));
    }

    private static void Check(string on, string phrase, string expected)
    {
        var context = DateTable.On(on);
        if (expected == "--") Assert.All(Enumerable.Range(0, phrase.Length + 1), start => Assert.Null(When.At(phrase, start, context)));
        else Assert.Equal(expected, Reads.As(phrase, context, context.Mine));
    }

    private static TheoryData<string, string, string> Of(string file)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (on, phrase, expected) in DateTable.Rows(file)) data.Add(on, phrase, expected);
        return data;
    }
}
