using ChatCrm.Texts;

namespace ChatCrm.Tests.Texts;

public class VerbsTests
{
    private static IEnumerable<(string Word, string Key)> Spoken =>
        from language in Wording.Known
        let wording = Wording.In(language)
        from key in wording.Keys
        where key.StartsWith("Verbs.", StringComparison.Ordinal)
        from word in wording.Plain(key).Split(',')
        select (word.Trim(), key);

    [Fact]
    public void A_word_means_one_verb_in_all_languages_together() =>
        Assert.Empty(Spoken.GroupBy(s => s.Word, s => s.Key).Where(word => word.Distinct().Count() > 1).Select(word => word.Key));

    [Fact]
    public void No_verb_has_an_empty_word() => Assert.DoesNotContain(Spoken, s => s.Word.Length == 0);

    [Theory]
    [InlineData("en", "Verbs.call", "call, c")]
    [InlineData("zh", "Verbs.call", "电话, 打电话, 通话")]
    [InlineData("en", "Verbs.help", "help, ?")]
    [InlineData("zh", "Verbs.log", "记, 记录")]
    public void The_canonical_word_comes_first(string language, string key, string words) =>
        Assert.Equal(words, Wording.In(language).Plain(key));
}
