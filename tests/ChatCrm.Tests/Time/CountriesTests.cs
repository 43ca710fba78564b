using ChatCrm.Time;

namespace ChatCrm.Tests.Time;

public class CountriesTests
{
    [Theory]
    [InlineData("de", "DE")]
    [InlineData("Germany", "DE")]
    [InlineData("德国", "DE")]
    [InlineData("德國", "DE")]
    [InlineData("USA", "US")]
    [InlineData("u.s.a.", "US")]
    [InlineData("UK", "GB")]
    [InlineData("阿联酋", "AE")]
    [InlineData("Turkey", "TR")]
    [InlineData("Côte d’Ivoire", "CI")]
    [InlineData("香港", "HK")]
    [InlineData("  south   korea ", "KR")]
    [InlineData("Atlantis", null)]
    [InlineData("", null)]
    public void A_country_is_read_by_code_or_name_in_either_language(string typed, string? code) => Assert.Equal(code, Countries.Read(typed)?.Code);

    [Fact]
    public void Every_country_is_found_by_its_code_and_by_its_names()
    {
        Assert.Equal(249, Countries.All.Count);
        Assert.All(Countries.All, country =>
        {
            Assert.Equal(country, Countries.Of(country.Code.ToLowerInvariant()));
            Assert.Equal(country, Countries.Read(country.English));
            Assert.Equal(country, Countries.Read(country.Chinese));
        });
    }

    [Fact]
    public void A_country_has_a_name_in_the_readers_language() =>
        Assert.Equal(("Japan", "日本"), (Countries.Of("JP")!.In("en"), Countries.Of("JP")!.In("zh-Hans")));
}
