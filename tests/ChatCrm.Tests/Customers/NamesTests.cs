using System.Globalization;
using System.Text;
using ChatCrm.Customers;

namespace ChatCrm.Tests.Customers;

public class NamesTests
{
    [Theory]
    [InlineData("Müller", "muller")]
    [InlineData("MÜLLER", "muller")]
    [InlineData("Mu\u0308ller", "muller")]
    [InlineData("Mueller", "mueller")]
    [InlineData("Łódź", "lodz")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ISTANBUL", "istanbul")]
    [InlineData("ısparta", "isparta")]
    [InlineData("Iğdır", "igdir")]
    [InlineData("ﬁnanz", "finanz")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("Ærø", "aero")]
    [InlineData("Œuvre", "oeuvre")]
    [InlineData("Þór", "thor")]
    [InlineData("Đà Nẵng", "da nang")]
    [InlineData("\u1E3E", "m")]
    [InlineData("Zoë", "zoe")]
    [InlineData("Zoe\u0308", "zoe")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("ＡＢＣ　１２３", "abc 123")]
    [InlineData("٣٤ شركة", "34 شركه")]
    [InlineData("Route ६६", "route 66")]
    [InlineData("𝟜𝟚 𝓐cme", "42 acme")]
    [InlineData("Ⅳ", "iv")]
    [InlineData("O'Neill", "oneill")]
    [InlineData("O’Neill", "oneill")]
    [InlineData("O´Neill", "oneill")]
    [InlineData("Ком\u02BCютер", "комютер")]
    [InlineData("AT&T", "at t")]
    [InlineData("  Acme --  (Berlin) ", "acme berlin")]
    [InlineData("Acme\tGmbH\r\n", "acme gmbh")]
    [InlineData("Сергей Ёлкин", "сергеи елкин")]
    [InlineData("ΌΜΙΛΟΣ", "ομιλοσ")]
    [InlineData("όμιλος", "ομιλοσ")]
    [InlineData("ﾄﾖﾀ", "トヨタ")]
    [InlineData("ﾊﾞﾝﾀﾞｲ", "バンダイ")]
    [InlineData("パナソニック・ホールディングス", "パナソニック ホールディングス")]
    [InlineData("佐々木", "佐々木")]
    [InlineData("廈門金龍", "厦门金龙")]
    [InlineData("厦门金龙", "厦门金龙")]
    [InlineData("腾讯科技（深圳）", "腾讯科技 深圳")]
    [InlineData("삼성", "삼성")]
    [InlineData("\u1109\u1161\u11B7\u1109\u1165\u11BC", "삼성")]
    [InlineData("㈱トヨタ", "株式会社 トヨタ")]
    [InlineData("（주）한화", "주식회사 한화")]
    [InlineData("शक्ति", "शक्ति")]
    [InlineData("กิน", "กิน")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("أحمد", "احمد")]
    [InlineData("شركـــة", "شركه")]
    [InlineData("علی", "علي")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("Ⓐcme™", "acmetm")]
    [InlineData("!!!", "!!!")]
    [InlineData("🚀 Rocket", "rocket")]
    [InlineData("🚀", "🚀")]
    [InlineData("", "")]
    [InlineData(" \u200B\u202E ", "")]
    public void A_name_folds_to_the_letters_that_count(string name, string folded) => Assert.Equal(folded, Names.Fold(name));

    [Theory]
    [InlineData("Acme GmbH", "acme")]
    [InlineData("Acme GmbH & Co. KG", "acme")]
    [InlineData("Acme g.m.b.H.", "acme")]
    [InlineData("Acme Ltd.", "acme")]
    [InlineData("Acme Co., Ltd", "acme")]
    [InlineData("Acme Pte. Ltd.", "acme")]
    [InlineData("Acme (Pty) Ltd", "acme")]
    [InlineData("Smith and Co", "smith")]
    [InlineData("Grupo Bimbo, S. A. de C.V.", "grupo bimbo")]
    [InlineData("Grupo Bimbo SA de CV", "grupo bimbo")]
    [InlineData("Nestlé S.A.", "nestle")]
    [InlineData("Novo Nordisk A/S", "novo nordisk")]
    [InlineData("Telefonaktiebolaget LM Ericsson AB", "telefonaktiebolaget lm ericsson")]
    [InlineData("Ferrero S.p.A.", "ferrero")]
    [InlineData("Żabka Polska sp. z o.o.", "zabka polska")]
    [InlineData("Škoda Auto a.s.", "skoda auto")]
    [InlineData("Petronas Sdn. Bhd.", "petronas")]
    [InlineData("PT Telkom Indonesia (Persero) Tbk", "telkom indonesia persero")]
    [InlineData("ООО Ромашка", "ромашка")]
    [InlineData("ООО «Ромашка»", "ромашка")]
    [InlineData("Ромашка, ООО", "ромашка")]
    [InlineData("腾讯科技(深圳)有限公司", "腾讯科技 深圳")]
    [InlineData("騰訊科技（深圳）有限公司", "腾讯科技 深圳")]
    [InlineData("华为技术有限公司", "华为技术")]
    [InlineData("比亚迪股份有限公司", "比亚迪")]
    [InlineData("阿里巴巴集团有限公司", "阿里巴巴")]
    [InlineData("株式会社トヨタ", "トヨタ")]
    [InlineData("トヨタ株式会社", "トヨタ")]
    [InlineData("トヨタ(株)", "トヨタ")]
    [InlineData("㈱ﾄﾖﾀ", "トヨタ")]
    [InlineData("株式會社トヨタ", "トヨタ")]
    [InlineData("주식회사 삼성", "삼성")]
    [InlineData("삼성주식회사", "삼성")]
    [InlineData("㈜삼성", "삼성")]
    [InlineData("주 시경", "주 시경")]
    [InlineData("Công ty TNHH Phở Việt", "pho viet")]
    [InlineData("บริษัท ไทย จำกัด", "ไทย")]
    [InlineData("شركة الفجر ذ.م.م", "شركه الفجر")]
    [InlineData("Emaar FZ-LLC", "emaar")]
    [InlineData("Koç Holding A.Ş.", "koc holding")]
    [InlineData("Acme K.K.", "acme")]
    [InlineData("GmbH", "gmbh")]
    [InlineData("S.A. de C.V.", "s a de c v")]
    [InlineData("株式会社", "株式会社")]
    [InlineData("有限公司", "有限公司")]
    [InlineData("Cola", "cola")]
    [InlineData("Ltd Edition", "ltd edition")]
    [InlineData("GMBHouse", "gmbhouse")]
    [InlineData("Acme S. de R.L. de C.V.", "acme")]
    [InlineData("Acme S.A.P.I. de C.V.", "acme")]
    [InlineData("丰田(株)", "丰田")]
    [InlineData("王'华", "王华")]
    [InlineData("O`Neill", "oneill")]
    public void A_key_is_the_folded_name_without_its_legal_form(string name, string key) => Assert.Equal(key, Names.Key(name));

    [Theory]
    [InlineData("Müller AG", "muller", "mueller")]
    [InlineData("Mu\u0308ller", "muller", "mueller")]
    [InlineData("Ørsted A/S", "orsted", "oersted")]
    [InlineData("ÅLAND", "aland", "aaland")]
    [InlineData("Märklin", "marklin", "maerklin")]
    [InlineData("Böhm", "bohm", "boehm")]
    [InlineData("BÖHM", "bohm", "boehm")]
    [InlineData("Mo\u0344ller", "moller", "moeller")]
    [InlineData("A\u030Aland", "aland", "aaland")]
    [InlineData("\u212Bland", "aland", "aaland")]
    [InlineData("Acme", "acme", null)]
    [InlineData("Renée", "renee", null)]
    public void Umlauts_have_a_second_key(string name, string key, string? second) =>
        Assert.Equal(second is null ? [key] : [key, second], Names.Keys(name));

    [Theory]
    [InlineData("abc贸易 co", "abc|贸易|co")]
    [InlineData("トヨタ自動車", "トヨタ自動車")]
    [InlineData("삼성 전자", "삼성|전자")]
    [InlineData("a  b", "a|b")]
    [InlineData("", "")]
    public void A_run_of_letters_without_spaces_is_one_word(string folded, string words) =>
        Assert.Equal(words.Split('|', StringSplitOptions.RemoveEmptyEntries), Names.Words(folded));

    [Theory]
    [InlineData("acme berlin", "ber", true)]
    [InlineData("acme berlin", "lin", false)]
    [InlineData("acme berlin", "", false)]
    [InlineData("腾讯科技 深圳", "科技", true)]
    [InlineData("腾讯科技 深圳", "技深", false)]
    [InlineData("abc贸易", "贸易", true)]
    [InlineData("abc贸易", "bc", false)]
    public void A_name_contains_the_start_of_a_word_or_a_piece_of_a_run(string name, string word, bool contains) => Assert.Equal(contains, Names.Contains(name, word));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void C6_Keys_are_the_same_in_every_culture(string culture)
    {
        string[] names = ["İstanbul IIĞ A.Ş.", "TITANIC Inc", "٣٤ شركة ذ.م.م", "Straße GmbH", "ΌΜΙΛΟΣ", "腾讯科技(深圳)有限公司"];
        var expected = names.Select(Everything).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new(culture);
            Assert.Equal(expected, names.Select(Everything));
            Assert.Equal("titanic", Names.Key("TITANIC Inc"));
            Assert.Equal(Suspicion.Certain, Duplicates.Compare(Mailed("INFO@IBIZA.ES"), Mailed("info@ibiza.es")).Suspicion);
            Assert.Equal("3012345", Phones.Digits("٣٠١٢٣٤٥"));
        }
        finally { CultureInfo.CurrentCulture = before; }

        static Known Mailed(string email) => new("", null, null, null, [], [email], []);
        static string Everything(string name) => string.Join('|', Names.IndexKeys(name, ["I " + name]).Append(NameLikeness.Skeleton(name)));
    }

    [Fact]
    public void C6_Folding_twice_changes_nothing()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var text = Texts.Any(random);
            var folded = Names.Fold(text);
            Assert.True(folded == Names.Fold(folded), $"seed {seed}: {Texts.Escaped(text)} -> {Texts.Escaped(folded)} -> {Texts.Escaped(Names.Fold(folded))}");
            Assert.True(folded.IsNormalized(NormalizationForm.FormC), $"seed {seed}: {Texts.Escaped(text)}");
        }
    }

    /// <summary>A letter of private use sends a name the long way, and is itself shown as it is.</summary>
    [Fact]
    public void Every_character_is_shown_the_short_way_as_it_is_the_long_way()
    {
        foreach (var c in Enumerable.Range(0, 0xD800).Concat(Enumerable.Range(0xE000, 0x2000)).Select(c => (char)c))
            Assert.True(Names.Visible($"a{c}b") + "\uE000" == Names.Visible($"a{c}b\uE000"), Texts.Escaped($"{c}"));
    }

    /// <summary>An invisible character in front sends a name through all steps, and says nothing itself.</summary>
    [Fact]
    public void A_name_folds_letter_by_letter_as_it_does_step_by_step()
    {
        const string apart = " '`-.()（&株주";
        var letters = Enumerable.Range(0x20, 0xD7A4 - 0x20).Select(c => (char)c)
            .Where(c => c is < '\u0530' or (>= '\u05D0' and <= '\u06D3') or (>= '\u1E00' and <= '\u1FFF') or (>= '\u3041' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') or >= '\uAC00').ToArray();
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        foreach (var letter in letters) Check($"{letter}");
        for (var round = 0; round < 20_000; round++)
        {
            var near = random.Next(letters.Length);
            Check(string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(4) switch
            {
                0 => apart[random.Next(apart.Length)],
                1 => letters[random.Next(letters.Length)],
                2 => letters[random.Next(0x500)],
                _ => letters[Math.Min(letters.Length - 1, near + random.Next(60))],
            })));
        }

        void Check(string name)
        {
            Assert.True(Names.Fold(name) == Names.Fold("\u200B" + name), $"seed {seed}: {Texts.Escaped(name)} -> {Texts.Escaped(Names.Fold(name))}, not {Texts.Escaped(Names.Fold("\u200B" + name))}");
            Assert.True(Names.Keys(name).SequenceEqual(Names.Keys("\u200B" + name)), $"seed {seed}: keys of {Texts.Escaped(name)}");
        }
    }

    [Theory]
    [InlineData("e\u0301 ")]
    [InlineData("腾讯科技集团有限公司")]
    [InlineData("S A de C V ")]
    [InlineData("(株)")]
    [InlineData("\u202E\u200B")]
    [InlineData("か\u3099")]
    [InlineData("ltd ")]
    [InlineData("集团")]
    [InlineData("株式会社")]
    public void Folding_is_linear_in_the_length_of_the_name(string part)
    {
        var small = Allocated(part, 1_000);
        var large = Allocated(part, 4_000);
        Assert.True(large < 6 * small + 50_000, $"{small} bytes for 1,000 characters, {large} for 4,000");

        static long Allocated(string part, int length)
        {
            var name = string.Concat(Enumerable.Repeat(part, length / part.Length));
            Names.Fold(name);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Names.Fold(name);
            Names.IndexKeys(name, []);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
