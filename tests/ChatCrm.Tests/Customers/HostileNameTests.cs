using System.Text;
using ChatCrm.Customers;

namespace ChatCrm.Tests.Customers;

public class HostileNameTests
{
    /// <summary>Fifty names that hide something, and the letters that a reader sees.</summary>
    public static TheoryData<string, string> Hostile()
    {
        (string Before, string Inside, string After)[] disguises =
        [
            ("\u202E", "", ""), ("\u202E", "", "\u202C"), ("\u2067", "", "\u2069"), ("\u2066\u202E", "", "\u2069"), ("\u200F", "\u200E", "\u061C"),
            ("", "\u200B", ""), ("\uFEFF", "\u200D", ""), ("", "\u200C", "\u2060"), ("", "\u00AD", ""), ("", "\u034F", ""),
            ("", "\U000E0041\U000E0042", "\U000E007F"), ("", "\uFE0F", ""), ("", "\U000E0101", ""), ("\uD800", "", "\uDC00"), ("\u0001", "", "\u009F"),
            ("", "\u0301\u0327\u0323", ""), ("\u180E", "\u2063", "\uFFF9"), ("\u3164", "", "\u1160"), ("  \u00A0", "", "\u3000\u2028"), ("", "\u20DD", ""),
        ];
        string[] names = ["Acme Trading", "深圳华为"];
        var rows = new TheoryData<string, string>();
        foreach (var (before, inside, after) in disguises)
            foreach (var name in names) rows.Add(before + name[..2] + inside + name[2..] + after, name);
        rows.Add("ＡＣＭＥ　Ｔｒａｄｉｎｇ", "Acme Trading");
        rows.Add("𝐀𝐜𝐦𝐞 𝕋𝕣𝕒𝕕𝕚𝕟𝕘", "Acme Trading");
        rows.Add("Ⓐⓒⓜⓔ Trading", "Acme Trading");
        rows.Add("A\u0363cme Trading", "Acme Trading");
        rows.Add("مرحبا \u202Eschool", "مرحبا school");
        rows.Add("\u202Bשלום\u202C Ltd", "שלום");
        rows.Add("می\u200Cخواهم", "میخواهم");
        rows.Add("Z\u0336o\u0336e\u0336", "Zoe");
        rows.Add("ﷺ", "صلى الله عليه وسلم");
        rows.Add("Acme\u2028\u2029Trading\u0000", "Acme Trading");
        return rows;
    }

    [Fact]
    public void There_are_fifty_of_them() => Assert.Equal(50, Hostile().Count);

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void C6_A_disguised_name_is_found_by_its_visible_letters(string name, string visible)
    {
        Assert.Equal(Names.Key(visible), Names.Key(name));
        Assert.True(NameIndexTests.IsFound(name, visible));
        Assert.True(NameIndexTests.IsFound(visible, name));
        Assert.Equal(1, NameLikeness.Of(name, visible));
    }

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void C6_A_disguised_name_is_stored_as_given_and_shown_without_its_disguise(string name, string visible)
    {
        var stored = Names.AsGiven(name);
        Assert.True(stored.IsNormalized(NormalizationForm.FormC));
        Assert.Equal(stored, Names.AsGiven(stored));
        var shown = Names.Visible(stored);
        Assert.DoesNotContain(shown, c => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200B' or '\uFEFF' or '\u00AD' || char.IsControl(c));
        Assert.DoesNotContain("\U000E0041", shown, StringComparison.Ordinal);
        Assert.Equal(Names.Key(visible), Names.Key(shown.Replace("\uFFFD", "")));
    }

    [Theory]
    [InlineData("  Zoe\u0308 \t\r\n Ltd\u0000", "Zoë Ltd")]
    [InlineData("Ac\u202Eme", "Ac\u202Eme")]
    [InlineData("ＡＢＣ ﬁ 腾讯", "ＡＢＣ ﬁ 腾讯")]
    [InlineData(" \t ", "")]
    public void C6_A_name_is_stored_as_given(string typed, string stored) => Assert.Equal(stored, Names.AsGiven(typed));

    [Theory]
    [InlineData("Ac\u202Eme", "Ac\uFFFDme")]
    [InlineData("Ac\u200B\u200B\U000E0041me", "Ac\uFFFDme")]
    [InlineData("Ac\uFE0Fme", "Ac\uFFFDme")]
    [InlineData("Ac\u200Dme", "Ac\uFFFDme")]
    [InlineData("\u200Fשלום\u200F", "שלום")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("👩\u200D🚀", "👩\u200D🚀")]
    [InlineData("葛\U000E0100城", "葛\U000E0100城")]
    [InlineData("葛\U000E0100\U000E0101\U000E0102城", "葛\U000E0100\uFFFD城")]
    [InlineData("❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥")]
    [InlineData("Zoë & Co", "Zoë & Co")]
    public void C6_What_could_deceive_a_reader_is_made_visible(string name, string shown) => Assert.Equal(shown, Names.Visible(name));

    // An attribute cannot carry these: its strings are UTF-8.
    [Fact]
    public void C6_Ill_formed_text_folds_is_stored_and_is_shown()
    {
        Assert.Equal("acme", Names.Fold("\uD800Ac\uDC00me\uDBFF"));
        Assert.Equal("acme", Names.Key("\uFFFEAcme GmbH\uDC00"));
        Assert.Equal("\uFFFDAcme\uFFFD", Names.AsGiven("\uD800Acme\uFFFE"));
        Assert.Equal("a\uFFFDb", Names.Visible("a\uD800b"));
    }

    [Theory]
    [InlineData("Аcme", "Acme")]
    [InlineData("АСМЕ", "ACME")]
    [InlineData("PаyPаl", "PayPal")]
    [InlineData("PayPaI", "PayPal")]
    [InlineData("G00gle", "Google")]
    [InlineData("Ηilton", "Hilton")]
    [InlineData("Νovο", "Novo")]
    [InlineData("rnicrosoft", "Microsoft")]
    [InlineData("Ѕіеmеns AG", "Siemens")]
    [InlineData("ｖｖｗ", "WW")]
    public void C6_Names_that_look_alike_have_one_skeleton_and_warn(string one, string other)
    {
        Assert.Equal(NameLikeness.Skeleton(other), NameLikeness.Skeleton(one));
        Assert.Equal(Suspicion.Likely, Duplicates.Compare(Named(one), Named(other)).Suspicion);
    }

    [Fact]
    public void C6_Names_that_do_not_look_alike_have_two() => Assert.NotEqual(NameLikeness.Skeleton("Мир"), NameLikeness.Skeleton("Mir"));

    private static Known Named(string name) => new(name, null, null, null, [], [], []);
}
