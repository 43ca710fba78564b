using ChatCrm.Customers;

namespace ChatCrm.Tests.Customers;

public class DuplicatesTests
{
    private static readonly Known Acme = new("Acme GmbH", "DE", "Berlin", "10115", ["+49 30 1234567"], ["ito@acme.de"], ["acme.de"]);

    [Theory]
    [InlineData("ITO@Acme.de ", "", "", Reason.SameEmail)]
    [InlineData("", "0049 (30) 123-4567", "", Reason.SamePhone)]
    [InlineData("", "+49 (0)30 1234567", "", Reason.SamePhone)]
    [InlineData("", "＋４９ ３０ １２３４５６７", "", Reason.SamePhone)]
    [InlineData("", "", "https://www.acme.de/shop?x=1", Reason.SameDomain)]
    [InlineData("sales@acme.de", "", "", Reason.SameDomain)]
    public void One_address_in_common_is_certain(string email, string phone, string domain, Reason reason)
    {
        var other = new Known("Other", "JP", null, null, [phone], [email], [domain]);
        var resemblance = Duplicates.Compare(other, Acme);
        Assert.Equal(Suspicion.Certain, resemblance.Suspicion);
        Assert.Contains(reason, resemblance.Reasons);
        Assert.Equal(1, resemblance.Score);
    }

    [Theory]
    [InlineData("a@gmail.com", "b@gmail.com")]
    [InlineData("a@qq.com", "b@qq.com")]
    [InlineData("a@mail.ru", "b@mail.ru")]
    [InlineData("", "")]
    [InlineData("@", "none")]
    public void A_domain_that_anybody_can_have_says_nothing(string one, string other) =>
        Assert.Equal(Suspicion.None, Duplicates.Compare(Named("Bolt") with { Emails = [one] }, Named("Nordic Fish") with { Emails = [other] }).Suspicion);

    [Fact]
    public void One_free_mail_address_in_common_is_certain_all_the_same() =>
        Assert.Equal(Suspicion.Certain, Duplicates.Compare(Named("Bolt") with { Emails = ["a@gmail.com"] }, Named("Fish") with { Emails = ["A@GMAIL.com"] }).Suspicion);

    [Fact]
    public void An_extension_in_common_says_nothing() =>
        Assert.Equal(Suspicion.None, Duplicates.Compare(Named("Bolt") with { Phones = ["4711", ""] }, Named("Fish") with { Phones = ["4711", ""] }).Suspicion);

    [Fact]
    public void A_similar_name_at_one_place_is_likely()
    {
        var resemblance = Duplicates.Compare(Acme, Named("Acmee") with { City = "BERLIN", Postcode = "10 115" });
        Assert.Equal(Suspicion.Likely, resemblance.Suspicion);
        Assert.Equal([Reason.SimilarName, Reason.SamePostcode, Reason.SameCity], resemblance.Reasons);
        Assert.InRange(resemblance.Score, 0.65, 0.75);
    }

    [Fact]
    public void A_number_without_its_country_counts_but_is_not_certain()
    {
        var resemblance = Duplicates.Compare(Acme, Named("Acmee Handel") with { Phones = ["030 1234567"] });
        Assert.Contains(Reason.SimilarPhone, resemblance.Reasons);
        Assert.Equal(Suspicion.Likely, resemblance.Suspicion);
    }

    [Theory]
    [InlineData("ACME AG", null, Suspicion.Likely)]
    [InlineData("ACME KK", "JP", Suspicion.Likely)]
    [InlineData("Acme Berlin", "DE", Suspicion.Likely)]
    [InlineData("Acme Berlin", "JP", Suspicion.None)]
    [InlineData("Acme Berlin", null, Suspicion.None)]
    [InlineData("Bolt", "DE", Suspicion.None)]
    public void A_name_alone_is_likely_where_it_is_the_same_or_similar_in_one_country(string name, string? country, Suspicion suspicion) =>
        Assert.Equal(suspicion, Duplicates.Compare(Acme with { City = null }, Named(name) with { Country = country }).Suspicion);

    [Fact]
    public void Another_country_is_said() => Assert.Contains(Reason.OtherCountry, Duplicates.Compare(Acme, Named("Acme") with { Country = "JP" }).Reasons);

    [Fact]
    public void One_place_alone_is_no_likeness() =>
        Assert.Equal(Suspicion.None, Duplicates.Compare(Acme, Named("Zweirad Schulz") with { Country = "DE", City = "Berlin", Postcode = "10115" }).Suspicion);

    [Fact]
    public void Names_without_a_visible_letter_are_not_the_same() => Assert.Equal(Suspicion.None, Duplicates.Compare(Named("\u200B"), Named("\u202E")).Suspicion);

    [Theory]
    [InlineData("Müller AG", "mull|muel")]
    [InlineData("S. Oliver", "s oli")]
    [InlineData("株式会社トヨタ自動車", "トヨタ自")]
    [InlineData("𠮷野家ホールディングス", "𠮷野家ホ")]
    [InlineData("Bo", "bo")]
    [InlineData("\u200B", "")]
    public void Blocking_prefixes_are_the_first_four_letters(string name, string prefixes) =>
        Assert.Equal(prefixes.Split('|', StringSplitOptions.RemoveEmptyEntries), Duplicates.BlockingPrefixes(name));

    [Theory]
    [InlineData("+49 30 / 123-45", "+493012345")]
    [InlineData("+49 (0)30 12345", "+493012345")]
    [InlineData("(030) 12345", "03012345")]
    [InlineData("(0) 30 12345", "03012345")]
    [InlineData("٠٣٠ ١٢٣", "030123")]
    [InlineData("＋８１（３）１２", "+81312")]
    [InlineData("12+34", "1234")]
    [InlineData("call me", "")]
    public void Phone_digits_are_plain(string raw, string digits) => Assert.Equal(digits, Phones.Digits(raw));

    private static Known Named(string name) => new(name, null, null, null, [], [], []);
}
