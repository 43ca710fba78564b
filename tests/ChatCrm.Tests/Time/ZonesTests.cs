using ChatCrm.Time;

namespace ChatCrm.Tests.Time;

public class ZonesTests
{
    [Theory]
    [InlineData("europe/BERLIN", "Europe/Berlin")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("US/Pacific", "America/Los_Angeles")]
    [InlineData("Europe/Amsterdam", "Europe/Amsterdam")]
    [InlineData("Europe/Oslo", "Europe/Oslo")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("Mars/Olympus", null)]
    [InlineData("", null)]
    public void An_id_in_any_case_has_its_present_name(string typed, string? zone) => Assert.Equal(zone, Zones.Find(typed));

    [Theory]
    [InlineData("DE", "Europe/Berlin")]
    [InlineData("cn", "Asia/Shanghai")]
    [InlineData("JP", "Asia/Tokyo")]
    [InlineData("AR", "America/Argentina/Buenos_Aires")]
    [InlineData("MY", "Asia/Kuala_Lumpur")]
    [InlineData("IN", "Asia/Kolkata")]
    [InlineData("ES", "Europe/Madrid,Atlantic/Canary")]
    [InlineData("NZ", "Pacific/Auckland,Pacific/Chatham")]
    [InlineData("ID", "Asia/Jakarta,Asia/Makassar,Asia/Jayapura")]
    [InlineData("XX", "")]
    public void A_country_has_the_zones_that_keep_different_time(string code, string zones) => Assert.Equal(zones, string.Join(',', Zones.ForCountry(code)));

    [Fact]
    public void New_York_leads_the_zones_of_the_United_States()
    {
        var zones = Zones.ForCountry("US");
        Assert.Equal(["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix"], zones.Take(5));
        Assert.InRange(zones.Count, 7, 9);
    }

    [Theory]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("munich", "Europe/Berlin")]
    [InlineData("München", "Europe/Berlin")]
    [InlineData("Osaka", "Asia/Tokyo")]
    [InlineData("Mumbai", "Asia/Kolkata")]
    [InlineData("San Francisco", "America/Los_Angeles")]
    [InlineData("são paulo", "America/Sao_Paulo")]
    [InlineData("sao paulo", "America/Sao_Paulo")]
    [InlineData("Ho Chi Minh City", "Asia/Ho_Chi_Minh")]
    [InlineData("上海", "Asia/Shanghai")]
    [InlineData("北京", "Asia/Shanghai")]
    [InlineData("深圳", "Asia/Shanghai")]
    [InlineData("廣州", "Asia/Shanghai")]
    [InlineData("柏林", "Europe/Berlin")]
    [InlineData("東京", "Asia/Tokyo")]
    [InlineData("紐約", "America/New_York")]
    [InlineData("慕尼黑", "Europe/Berlin")]
    [InlineData("Germany", "Europe/Berlin")]
    [InlineData("日本", "Asia/Tokyo")]
    [InlineData("utc", "Etc/UTC")]
    [InlineData("GMT", "Etc/UTC")]
    [InlineData("UTC+8", "Etc/GMT-8")]
    [InlineData("Etc/GMT-8", "Etc/GMT-8")]
    [InlineData("JST", "Asia/Tokyo")]
    [InlineData("CST", "America/Chicago,Asia/Shanghai,America/Havana")]
    [InlineData("IST", "Asia/Kolkata,Europe/Dublin,Asia/Jerusalem")]
    [InlineData("BST", "Europe/London,Asia/Dhaka")]
    [InlineData("EST", "America/New_York,Australia/Sydney")]
    [InlineData("UTC+15", "")]
    [InlineData("Easter", "")]
    [InlineData("samples", "")]
    [InlineData("", "")]
    public void A_typed_word_means_one_zone_several_or_none(string typed, string zones) => Assert.Equal(zones, string.Join(',', Zones.Search(typed)));

    [Theory]
    [InlineData("Europe/Berlin", "en", "Berlin")]
    [InlineData("Europe/Berlin", "zh-Hans", "柏林")]
    [InlineData("America/New_York", "en", "New York")]
    [InlineData("Asia/Kolkata", "zh-Hans", "加尔各答")]
    [InlineData("Europe/Kyiv", "zh-Hans", "基辅")]
    [InlineData("Etc/UTC", "zh-Hans", "Etc/UTC")]
    public void A_zone_is_called_after_its_city(string zone, string language, string city) => Assert.Equal(city, Zones.CityName(zone, language));

    [Fact]
    public void Every_zone_of_the_tables_is_one_of_TZDB_under_its_present_name()
    {
        foreach (var row in Tables.Rows("zones", 3).Concat(Tables.Rows("cities", 3))) Assert.Equal(row[0], Zones.Find(row[0]));
        foreach (var country in Countries.All) Assert.All(Zones.ForCountry(country.Code), zone => Assert.Equal(zone, Zones.Find(zone)));
    }

    [Fact]
    public void Every_zone_that_a_country_has_is_called_after_a_city_in_both_languages() =>
        Assert.All(Countries.All.SelectMany(country => Zones.ForCountry(country.Code)), zone =>
        {
            Assert.NotEqual(zone, Zones.CityOf(zone));
            Assert.NotEqual(Zones.CityOf(zone), Zones.CityName(zone, "zh-Hans"));
        });
}
