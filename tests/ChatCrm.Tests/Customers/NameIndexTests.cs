using System.Text;
using ChatCrm.Customers;

namespace ChatCrm.Tests.Customers;

public class NameIndexTests
{
    [Fact]
    public void The_whole_name_comes_first_and_then_each_word_on() =>
        Assert.Equal(["nordic fish trading ltd", "fish trading", "trading"], Names.IndexKeys("Nordic Fish Trading Ltd", []));

    [Fact]
    public void A_run_is_indexed_from_each_letter_on() =>
        Assert.Equal(["华为技术有限公司", "为技术", "技术", "术"], Names.IndexKeys("华为技术有限公司", []));

    [Fact]
    public void Aliases_and_second_spellings_are_found_too() =>
        Assert.Equal(["muller ag", "mueller ag", "m and m", "and m"], Names.IndexKeys("Müller AG", ["M and M"]));

    [Theory]
    [InlineData("Müller Berlin", "Mueller")]
    [InlineData("Mueller Berlin", "Müller")]
    [InlineData("L'Oréal Paris", "oreal")]
    [InlineData("L'Oréal Paris", "L’Oréal")]
    [InlineData("Grupo Bimbo, S. A. de C.V.", "grupo bimbo sa de cv")]
    [InlineData("腾讯科技(深圳)有限公司", "騰訊")]
    [InlineData("腾讯科技(深圳)有限公司", "深圳")]
    [InlineData("腾讯科技(深圳)有限公司", "腾讯科技有限公司")]
    [InlineData("株式会社トヨタ", "ﾖﾀ")]
    [InlineData("株式会社トヨタ", "株式会社")]
    [InlineData("삼성전자 주식회사", "전자")]
    [InlineData("Zoë", "ZOE\u0308")]
    [InlineData("Acme GmbH", "acme gm")]
    [InlineData("ABC贸易", "贸易")]
    [InlineData("C/O #1? \\ %|^", "c o 1")]
    public void What_is_typed_finds_the_name(string name, string typed) => Assert.True(IsFound(name, typed));

    [Theory]
    [InlineData("Müller Berlin", "berlin mueller", true)]
    [InlineData("Mueller Berlin", "Berlin Müller", true)]
    [InlineData("腾讯科技(深圳)有限公司", "深圳 腾讯", true)]
    [InlineData("Acme Berlin", "acme berlin gmbh", true)]
    [InlineData("Acme Berlin", "acme paris", false)]
    [InlineData("Acme Berlin", " ", false)]
    public void Words_match_in_any_order(string name, string typed, bool matches) => Assert.Equal(matches, Names.Sought(typed).Any(words => Names.HasAll(Names.Searched(name, []), words)));

    [Fact]
    public void Nothing_visible_looks_up_nothing() => Assert.Empty(Names.SearchKeys("\u200B \u202E"));

    [Fact]
    public void Any_start_of_a_word_and_any_piece_of_a_run_begins_an_index_key()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] words = ["Acme", "Łódź", "Straße", "Nordic", "Ромашка", "华为技术", "トヨタ", "삼성전자", "O'Neill", "١٢٣", "GmbH", "有限公司", "𠮷野家"];
        for (var round = 0; round < 2_000; round++)
        {
            var name = string.Join(random.Next(2) == 0 ? " " : "-", Enumerable.Range(0, random.Next(1, 5)).Select(_ => words[random.Next(words.Length)]));
            var keys = Names.IndexKeys(name, []);
            foreach (var piece in Pieces(Names.Key(name)))
                Assert.True(keys.Any(key => key.StartsWith(piece, StringComparison.Ordinal)), $"seed {seed}: {piece} of {name}");
        }
    }

    [Fact]
    public void Keys_stay_within_their_limits_whatever_the_name()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var name = string.Concat(Enumerable.Range(0, 60).Select(_ => Texts.Any(random)));
            var keys = Names.IndexKeys(name, [name, "Acme"]);
            Assert.InRange(keys.Count, 1, Names.KeysPerName);
            Assert.Equal(keys.Distinct(StringComparer.Ordinal), keys);
            Assert.All(keys, key => Assert.True(key.Length is > 0 and <= Names.KeyLength && IsWellFormed(key), $"seed {seed}: {Texts.Escaped(key)}"));
        }
    }

    [Fact]
    public void A_long_key_is_not_cut_inside_a_letter()
    {
        var key = Names.IndexKeys("a" + string.Concat(Enumerable.Repeat("𠮷", 40)), [])[0];
        Assert.Equal("a" + string.Concat(Enumerable.Repeat("𠮷", 31)), key);
    }

    [Fact]
    public void A_typed_name_longer_than_a_key_still_finds_its_customer()
    {
        var name = string.Join(' ', Enumerable.Repeat("Transcontinental", 8));
        Assert.True(IsFound(name, name));
    }

    [Theory]
    [InlineData("Müller & Söhne")]
    [InlineData("株式会社トヨタ")]
    [InlineData("A B C D")]
    [InlineData("PT Telkom")]
    [InlineData("S")]
    public void Blocking_prefixes_begin_index_keys(string name) =>
        Assert.All(Duplicates.BlockingPrefixes(name), prefix => Assert.Contains(Names.IndexKeys(name, []), key => key.StartsWith(prefix, StringComparison.Ordinal)));

    internal static bool IsFound(string name, string typed) =>
        Names.SearchKeys(typed).Any(prefix => Names.IndexKeys(name, []).Any(key => key.StartsWith(prefix, StringComparison.Ordinal)));

    private static IEnumerable<string> Pieces(string key)
    {
        foreach (var word in Names.Words(key))
        {
            for (var length = 1; length <= word.Length; length++) yield return word[..length];
            var runes = word.EnumerateRunes().ToList();
            if (runes[0].Value < 0x3000) continue;
            for (var at = 0; at + 1 < runes.Count; at++) yield return $"{runes[at]}{runes[at + 1]}";
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return false;
            i += rune.Utf16SequenceLength - 1;
        }
        return true;
    }
}
