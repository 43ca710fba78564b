using ChatCrm.Time;
using NodaTime;
using NodaTime.TimeZones;

namespace ChatCrm.Tests.Time;

public class ZoneRulesTests
{
    private static readonly Instant Summer = Instant.FromUtc(2027, 7, 1, 12, 0);

    [Fact]
    public void Those_of_the_build_are_of_the_release_that_the_README_names() => Assert.Equal("2026f", ZoneRules.BuiltIn.Version);

    [Fact]
    public void A_newer_file_has_its_own_rules_and_its_own_name()
    {
        var rules = Read(ZoneFiles.Changed("2026g", ("Europe/Berlin", "Africa/Lagos")));

        Assert.Equal("2026g", rules.Version);
        Assert.True(rules.IsNewerThan(ZoneRules.BuiltIn));
        Assert.Equal(Offset.FromHours(1), rules.Zones["Europe/Berlin"].GetUtcOffset(Summer));
        Assert.Equal("Europe/Berlin", rules.Zones["Europe/Berlin"].Id);
        Assert.Equal(Offset.FromHours(2), ZoneRules.BuiltIn.Zones["Europe/Berlin"].GetUtcOffset(Summer));
        Assert.Equal(Offset.FromHours(2), rules.Zones["Europe/Paris"].GetUtcOffset(Summer));
    }

    [Fact]
    public void All_tables_come_from_the_same_file()
    {
        // Western Australia keeps Sydney's time in it: the country has a zone less.
        var rules = Read(ZoneFiles.Changed("2026g", ("Australia/Perth", "Australia/Sydney")));

        Assert.Contains("Australia/Perth", ZoneRules.BuiltIn.ForCountry("AU"));
        Assert.DoesNotContain("Australia/Perth", rules.ForCountry("AU"));
        Assert.Equal("Asia/Kolkata", rules.Find("asia/calcutta"));
        Assert.Equal("Asia/Shanghai", rules.OfWindows("China Standard Time"));
        Assert.True(rules.LiesIn("Europe/Berlin", "DE"));
    }

    [Theory]
    [InlineData("2026f", false)]
    [InlineData("2026e", false)]
    [InlineData("2025z", false)]
    [InlineData("2026g", true)]
    [InlineData("2026za", true)]
    [InlineData("2027a", true)]
    public void Releases_are_compared_by_name(string version, bool isNewer) => Assert.Equal(isNewer, Read(ZoneFiles.Changed(version)).IsNewerThan(Read(ZoneFiles.Changed("2026f"))));

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("newest")]
    [InlineData("2026F")]
    public void A_file_that_does_not_say_its_release_is_refused(string version) => Assert.Throws<InvalidDataException>(() => Read(ZoneFiles.Changed(version)));

    [Fact]
    public void A_broken_file_is_refused_in_one_way_wherever_it_is_broken()
    {
        var file = ZoneFiles.BuiltIn;
        var dice = new Random(20261122);
        var refused = 0;
        foreach (var length in Enumerable.Range(0, 60).Select(_ => dice.Next(file.Length)).Append(0).Append(1)) Assert.Throws<InvalidDataException>(() => Read(file[..length]));
        for (var n = 0; n < 100; n++)
        {
            var flipped = file.ToArray();
            for (var flips = dice.Next(1, 200); flips > 0; flips--) flipped[dice.Next(flipped.Length)] = (byte)dice.Next(256);
            try
            {
                Read(flipped);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 50, 100);
        Assert.Throws<InvalidDataException>(() => Read("<html>404 Not Found</html>"u8.ToArray()));
    }

    public static TheoryData<string> WindowsNames => new(TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(WindowsNames))]
    public void F4_every_name_of_Windows_means_a_zone_under_its_present_name(string name)
    {
        var zone = Zones.OfWindows(name);

        Assert.Equal(zone, Zones.Find(zone!));
        Assert.Equal(zone, Zones.OfWindows(name.ToLowerInvariant()));
        Assert.NotNull(Zones.Rules.GetZoneOrNull(zone!));
    }

    [Theory]
    [InlineData("China Standard Time", "Asia/Shanghai")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("India Standard Time", "Asia/Kolkata")]
    [InlineData("FLE Standard Time", "Europe/Kyiv")]
    [InlineData("Pacific Standard Time", "America/Los_Angeles")]
    [InlineData("Tokyo Standard Time", "Asia/Tokyo")]
    [InlineData("E. South America Standard Time", "America/Sao_Paulo")]
    [InlineData("AUS Eastern Standard Time", "Australia/Sydney")]
    [InlineData("UTC", "Etc/UTC")]
    [InlineData("UTC-11", "Etc/GMT+11")]
    [InlineData("tzone://Microsoft/Utc", "Etc/UTC")]
    [InlineData(" GMT Standard Time ", "Europe/London")]
    [InlineData("Customized Time Zone", null)]
    [InlineData("tzone://Microsoft/Custom", null)]
    [InlineData("Europe/Berlin", null)]
    [InlineData("(UTC+01:00) Amsterdam, Berlin", null)]
    [InlineData("中国标准时间", null)]
    [InlineData("China Standard Time 2", null)]
    [InlineData("\0\uD800", null)]
    [InlineData("", null)]
    public void F4_a_name_of_Windows_means_one_zone_or_none(string name, string? zone) => Assert.Equal(zone, Zones.OfWindows(name));

    [Theory]
    [InlineData("493012345678", "Europe/Berlin")]
    [InlineData("442071234567", "Europe/London")]
    [InlineData("8675512345678", "Asia/Shanghai")]
    [InlineData("12125550100", "America/New_York")]
    [InlineData("13125550100", "America/Chicago")]
    [InlineData("14155550100", "America/Los_Angeles")]
    [InlineData("16025550100", "America/Phoenix")]
    [InlineData("14165550100", "America/Toronto")]
    [InlineData("16045550100", "America/Vancouver")]
    [InlineData("18505550100", "America/New_York,America/Chicago")]
    [InlineData("17875550100", "America/Puerto_Rico")]
    [InlineData("74951234567", "Europe/Moscow")]
    [InlineData("73831234567", "Asia/Novosibirsk")]
    [InlineData("77271234567", "Asia/Almaty")]
    [InlineData("61291234567", "Australia/Sydney")]
    [InlineData("61731234567", "Australia/Brisbane")]
    [InlineData("61891234567", "Australia/Perth")]
    [InlineData("61881234567", "Australia/Adelaide")]
    [InlineData("551131234567", "America/Sao_Paulo")]
    [InlineData("559231234567", "America/Manaus")]
    [InlineData("525512345678", "America/Mexico_City")]
    [InlineData("526641234567", "America/Tijuana")]
    [InlineData("529981234567", "America/Cancun")]
    [InlineData("62211234567", "Asia/Jakarta")]
    [InlineData("62361123456", "Asia/Makassar")]
    [InlineData("34911234567", "Europe/Madrid")]
    [InlineData("34928123456", "Atlantic/Canary")]
    [InlineData("380441234567", "Europe/Kyiv")]
    [InlineData("6491234567", "Pacific/Auckland")]
    [InlineData("80012345678", "")]
    [InlineData("999", "")]
    [InlineData("", "")]
    public void A_phone_number_tells_the_zones_of_its_country_and_area(string digits, string zones) => Assert.Equal(zones, string.Join(',', Zones.OfPhone(digits)));

    [Theory]
    [InlineData("18005550100")]
    [InlineData("79161234567")]
    [InlineData("61412345678")]
    [InlineData("628123456789")]
    [InlineData("34612345678")]
    public void What_no_area_owns_is_left_open(string digits) => Assert.InRange(Zones.OfPhone(digits).Count, 2, 20);

    [Fact]
    public void Every_place_of_a_phone_number_is_a_zone_under_its_present_name_or_a_country_and_every_beginning_stands_once()
    {
        var rows = Tables.Rows("phones", 2).ToList();
        Assert.All(rows.SelectMany(row => Tables.Names(row[0])), place => Assert.True(place.Contains('/') ? Zones.Find(place) == place : Zones.ForCountry(place).Count > 0, place));
        var prefixes = rows.SelectMany(row => row[1].Split(' ')).ToList();
        Assert.All(prefixes, prefix => Assert.True(prefix.Length > 0 && prefix.All(char.IsAsciiDigit), prefix));
        Assert.Equal(prefixes.Count, prefixes.Distinct().Count());
    }

    private static ZoneRules Read(byte[] file) => ZoneRules.Read(new MemoryStream(file));
}
