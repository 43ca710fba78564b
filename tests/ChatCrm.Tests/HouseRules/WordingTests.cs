using System.Text.RegularExpressions;
using ChatCrm.Texts;

namespace ChatCrm.Tests.HouseRules;

/// <summary>What holds for every string of the product. Each rule is a list of offenders, so that a failure names them all.</summary>
public class WordingTests
{
    private const int LongestButton = 40;

    // Stands in flattened patterns for an argument.
    private const string Gap = "\uFFFC";

    private static readonly Wording English = Wording.In("en");

    private static IEnumerable<(Wording Wording, string Key, Pattern Pattern)> All =>
        from language in Wording.Known
        let wording = Wording.In(language)
        from key in wording.Keys
        select (wording, key, wording.PatternOf(key));

    [Fact]
    public void Every_key_is_in_every_language() => Assert.Empty(
        from language in Wording.Known
        let keys = Wording.In(language).Keys
        from key in keys.Except(English.Keys).Concat(English.Keys.Except(keys))
        select $"{key} ({language})");

    [Fact]
    public void Every_language_asks_for_the_same_arguments() => Assert.Empty(
        from s in All
        where English.Has(s.Key) && !s.Pattern.Names.ToHashSet().SetEquals(English.PatternOf(s.Key).Names)
        select Name(s));

    [Fact]
    public void No_string_is_empty() => Assert.Empty(All.Where(s => Ways(s.Pattern).All(string.IsNullOrWhiteSpace)).Select(Name));

    [Fact]
    public void Plurals_name_only_the_forms_that_their_language_has() => Assert.Empty(
        from s in All
        from plural in s.Pattern.All.OfType<PluralChoice>()
        where plural.Forms.Keys.Except(Plural.Of(s.Wording.Language).Forms).Any()
        select Name(s));

    // Commas between verbs separate what people may type; nobody reads them.
    [Fact]
    public void Chinese_is_written_with_full_width_punctuation() => Assert.Empty(
        from s in All
        where s.Wording.Language == "zh-Hans" && !s.Key.StartsWith("Verbs.", StringComparison.Ordinal)
        where Ways(s.Pattern).Any(IsHalfWidth)
        select Name(s));

    [Fact]
    public void Nothing_is_exclaimed() => Assert.Empty(All.Where(s => Ways(s.Pattern).Any(way => way.AsSpan().ContainsAny("!！"))).Select(Name));

    [Fact]
    public void Buttons_are_short() => Assert.Empty(
        All.Where(s => s.Key.EndsWith("Button", StringComparison.Ordinal) && Ways(s.Pattern).Any(way => way.Length > LongestButton)).Select(Name));

    [Theory]
    [InlineData("已记录,今天", true)]
    [InlineData("已记录, 今天", true)]
    [InlineData("真的?", true)]
    [InlineData("客户:\uFFFC", true)]
    [InlineData("\uFFFC,今天", true)]
    [InlineData("已记录，今天", false)]
    [InlineData("标签 tag:vip 和 15:00", false)]
    [InlineData("\uFFFC:\uFFFC", false)]
    public void Half_width_punctuation_beside_chinese_is_seen(string text, bool seen) => Assert.Equal(seen, IsHalfWidth(text));

    private static bool IsHalfWidth(string text) => HalfWidth.IsMatch(text);

    // After a Chinese character unless Latin follows at once (a key:value to type), or between an argument and a Chinese character.
    private static readonly Regex HalfWidth = new(
        $@"\p{{IsCJKUnifiedIdeographs}}[,.:;?]([^A-Za-z0-9]|$)|{Gap}[,.:;?]\s*\p{{IsCJKUnifiedIdeographs}}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static string Name((Wording Wording, string Key, Pattern Pattern) s) => $"{s.Key} ({s.Wording.Language})";

    // Every way in which the pattern can read, arguments as gaps.
    private static IEnumerable<string> Ways(Pattern pattern) => pattern.Parts.Aggregate<Part, IEnumerable<string>>(
        [""], (ways, part) => [.. from way in ways from next in Ways(part) select way + next]);

    private static IEnumerable<string> Ways(Part part) => part switch
    {
        Literal literal => [literal.Value],
        PluralChoice plural => plural.Exact.Values.Concat(plural.Forms.Values).SelectMany(Ways),
        SelectChoice select => select.Branches.Values.SelectMany(Ways),
        _ => [Gap],
    };
}
