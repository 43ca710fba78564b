using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatCrm.Tests.Browser;
using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Time;

/// <summary>The table of holidays of the build, against what independent sources say.</summary>
public class HolidaysTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src/ChatCrm/Time/Data");

    private static readonly JsonElement File = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Folder, "holidays.json"))).RootElement;

    private static Holidays Table => Holidays.InUse;

    private static IEnumerable<(string Country, JsonElement Row)> Rows =>
        from country in File.GetProperty("countries").EnumerateObject() from row in country.Value.EnumerateArray() select (country.Name, row);

    [Fact]
    public void It_reaches_six_years_and_more_than_seventy_countries_and_says_so()
    {
        Assert.Equal((new LocalDate(2026, 1, 1), new LocalDate(2031, 12, 31)), (Table.From, Table.To));
        Assert.True(Table.Countries.Count >= 70, $"{Table.Countries.Count} countries");
        Assert.Equal("2031-12-31, made 2026-11-22", Holidays.Reach);
        Assert.Contains("CC BY-SA 3.0", File.GetProperty("about").GetProperty("licence").GetString(), StringComparison.Ordinal);
        Assert.All(Table.Countries, country => Assert.NotNull(Countries.Of(country)));
    }

    [Fact]
    public void Every_country_has_something_in_each_year() => Assert.All(File.GetProperty("countries").EnumerateObject(), country =>
        Assert.Equal(6, country.Value.EnumerateArray().SelectMany(row => row.GetProperty("dates").EnumerateArray()).Select(date => date.GetString()![..4]).Distinct().Count()));

    [Fact]
    public void Every_row_is_in_order_and_of_a_known_kind() => Assert.All(Rows, each =>
    {
        var dates = each.Row.GetProperty("dates").EnumerateArray().Select(date => date.GetString()!).ToList();
        Assert.Equal(dates.Distinct().Order(StringComparer.Ordinal), dates);
        Assert.All(dates, date => Assert.True(LocalDatePattern.Iso.Parse(date).Success && date.CompareTo("2026-01-01", StringComparison.Ordinal) >= 0 && date.CompareTo("2031-12-31", StringComparison.Ordinal) <= 0, date));
        Assert.Contains(each.Row.GetProperty("kind").GetString(), new[] { "public", "bank", "half", "working" });
        Assert.Contains(each.Row.GetProperty("certainty").GetString(), new[] { "official", "computed", "estimated" });
        Assert.NotEqual("", each.Row.GetProperty("name").GetString());
        foreach (var list in new[] { "regions", "except" })
            if (each.Row.TryGetProperty(list, out var regions))
                Assert.All(regions.EnumerateArray(), region => Assert.StartsWith(each.Country + "-", region.GetString(), StringComparison.Ordinal));
    });

    [Fact]
    public void The_rows_of_a_country_are_in_the_order_of_their_first_dates() => Assert.All(File.GetProperty("countries").EnumerateObject(), country =>
    {
        var first = country.Value.EnumerateArray().Select(row => row.GetProperty("dates")[0].GetString()!).ToList();
        Assert.Equal(first.Order(StringComparer.Ordinal), first);
    });

    [Fact]
    public void Every_row_that_was_kept_by_hand_names_its_source() =>
        Assert.All(new[] { "QA", "KW", "OM", "JO", "LB", "IQ" }.SelectMany(country => File.GetProperty("countries").GetProperty(country).EnumerateArray()), row => Assert.NotEqual("", row.GetProperty("source").GetString()));

    [Theory]
    [InlineData("CN", 2026, 2, 17)]
    [InlineData("CN", 2027, 2, 6)]
    [InlineData("CN", 2028, 1, 26)]
    [InlineData("CN", 2029, 2, 13)]
    [InlineData("CN", 2030, 2, 3)]
    [InlineData("KR", 2027, 2, 7)]
    [InlineData("KR", 2028, 1, 27)]
    [InlineData("DE", 2027, 3, 26)]
    [InlineData("DE", 2027, 3, 29)]
    [InlineData("GR", 2027, 4, 30)]
    [InlineData("GR", 2027, 5, 3)]
    [InlineData("IN", 2026, 11, 8)]
    [InlineData("IN", 2027, 10, 29)]
    [InlineData("IN", 2028, 10, 17)]
    [InlineData("US", 2026, 11, 26)]
    [InlineData("US", 2031, 12, 25)]
    [InlineData("JP", 2026, 11, 23)]
    [InlineData("KR", 2026, 5, 1)]
    [InlineData("KR", 2029, 5, 1)]
    [InlineData("QA", 2026, 12, 18)]
    [InlineData("OM", 2026, 11, 20)]
    [InlineData("AE", 2026, 12, 3)]
    [InlineData("de", 2026, 12, 25)]
    public void A_known_holiday_is_one(string country, int year, int month, int day) => Assert.True(Table.On(country, "", new(year, month, day))?.IsClosed);

    [Theory]
    [InlineData("CN", 2027, 2, 13)]
    [InlineData("US", 2026, 11, 25)]
    [InlineData("DE", 2026, 11, 26)]
    [InlineData("AE", 2027, 1, 5)]
    public void An_ordinary_day_is_none(string country, int year, int month, int day)
    {
        Assert.Null(Table.On(country, "", new(year, month, day)));
        Assert.True(Table.Knows(country, new(year, month, day)));
    }

    [Fact]
    public void The_makeup_days_of_China_are_working_days_and_are_published() =>
        Assert.Equal(["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"], Days("CN", 2026).Where(day => day.Kind == DayOffKind.Working && day.Certainty == Certainty.Sure).Select(day => LocalDatePattern.Iso.Format(day.Date)));

    [Theory]
    [InlineData("CN", 2026, 2, 17, "Chinese New Year", "春节")]
    [InlineData("CN", 2026, 2, 14, "Spring Festival Workday", "春节补班")]
    [InlineData("CN", 2027, 4, 5, "Qingming Festival", "清明节")]
    [InlineData("TW", 2026, 2, 28, "Peace Memorial Day", "228和平紀念日")]
    [InlineData("HK", 2026, 4, 3, "Good Friday", "耶穌受難節")]
    [InlineData("JP", 2026, 11, 23, "Labor Thanksgiving Day", "Labor Thanksgiving Day")]
    [InlineData("SG", 2026, 8, 9, "National Day", "National Day")]
    [InlineData("DE", 2026, 12, 25, "Christmas Day", "Christmas Day")]
    public void A_holiday_has_a_Chinese_name_where_they_speak_Chinese(string country, int year, int month, int day, string english, string chinese)
    {
        var off = Table.On(country, "", new(year, month, day))!;
        Assert.Equal((english, chinese, chinese, english), (off.In("en"), off.In("zh-Hans"), off.In("zh"), off.Name));
    }

    [Fact]
    public void Every_holiday_of_China_has_a_Chinese_name_and_none_of_Japan() => Assert.Multiple(
        () => Assert.All(Enumerable.Range(2026, 6).SelectMany(year => Days("CN", year)), day => Assert.Matches("^[\u4E00-\u9FFF]+$", day.In("zh-Hans"))),
        () => Assert.All(Enumerable.Range(2026, 6).SelectMany(year => Days("JP", year)), day => Assert.Equal(day.Name, day.In("zh-Hans"))));

    [Theory]
    [InlineData("JP", 2026, 18)]
    [InlineData("KR", 2026, 22)]
    [InlineData("KR", 2027, 24)]
    public void Official_lists_are_whole(string country, int year, int count) =>
        Assert.Equal(count, Rows.Where(each => each.Country == country && each.Row.GetProperty("certainty").GetString() == "official")
            .SelectMany(each => each.Row.GetProperty("dates").EnumerateArray()).Count(date => date.GetString()!.StartsWith(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    [Fact]
    public void What_no_official_list_reaches_is_estimated()
    {
        Assert.Equal(Certainty.Sure, Table.On("CN", "", new(2026, 10, 1))!.Certainty);
        Assert.Equal(Certainty.Estimated, Table.On("CN", "", new(2027, 10, 1))!.Certainty);
        Assert.Equal(Certainty.Estimated, Table.On("KR", "", new(2028, 12, 25))!.Certainty);
        Assert.Equal(Certainty.Estimated, Table.On("JP", "", new(2027, 1, 11))!.Certainty);
    }

    [Fact]
    public void Eid_is_estimated_by_the_calendar_of_Umm_al_Qura_and_the_days_beside_it_may_be_closed()
    {
        var calendar = new UmAlQuraCalendar();
        for (var year = 1447; year <= 1452; year++)
        {
            var first = LocalDate.FromDateTime(calendar.ToDateTime(year, 10, 1, 0, 0, 0, 0));
            Assert.Equal((Certainty.Estimated, "Eid al-Fitr"), (Table.On("JO", "", first)!.Certainty, Table.On("JO", "", first)!.Name));
            Assert.Equal((Certainty.MaybeClosed, false), (Table.On("JO", "", first.PlusDays(-1))!.Certainty, Table.On("JO", "", first.PlusDays(-1))!.IsClosed));
            Assert.Equal(Certainty.MaybeClosed, Table.On("JO", "", first.PlusDays(3))!.Certainty);
            Assert.Null(Table.On("JO", "", first.PlusDays(-2)));
        }
    }

    [Fact]
    public void A_regional_holiday_is_one_where_it_holds()
    {
        var corpusChristi = new LocalDate(2027, 5, 27);
        Assert.True(Table.On("DE", "DE-BY", corpusChristi)!.IsClosed);
        Assert.Null(Table.On("DE", "DE-BE", corpusChristi));
        Assert.Null(Table.On("DE", "", corpusChristi));
    }

    [Fact]
    public void A_holiday_of_most_regions_may_be_one_where_the_region_is_unknown() =>
        Assert.Equal((Certainty.MaybeClosed, "Reformation Day"), (Table.On("DE", "", new(2026, 10, 31))!.Certainty, Table.On("DE", "", new(2026, 10, 31))!.Name));

    [Fact]
    public void A_region_without_a_national_holiday_has_none()
    {
        var easterMonday = new LocalDate(2027, 3, 29);
        Assert.True(Table.On("GB", "GB-ENG", easterMonday)!.IsClosed);
        Assert.True(Table.On("GB", "", easterMonday)!.IsClosed);
        Assert.Null(Table.On("GB", "GB-SCT", easterMonday));
    }

    [Fact]
    public void Christmas_Eve_is_a_half_day_in_Germany() => Assert.Equal(DayOffKind.HalfDay, Table.On("DE", "", new(2026, 12, 24))!.Kind);

    [Theory]
    [InlineData("DE", 2032, 1, 1)]
    [InlineData("DE", 2025, 12, 25)]
    [InlineData("NP", 2027, 1, 1)]
    [InlineData("", 2027, 1, 1)]
    public void Beyond_its_reach_nothing_is_known(string country, int year, int month, int day)
    {
        Assert.False(Table.Knows(country, new(year, month, day)));
        Assert.Null(Table.On(country, "", new(year, month, day)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"about":{"from":"2026-01-01","to":"2031-12-31"},"countries":{}}""")]
    [InlineData("""{"about":{"from":"soon","to":"2031-12-31"},"countries":{"DE":[]}}""")]
    [InlineData("""{"about":{"from":"2026-01-01","to":"2031-12-31"},"countries":{"DE":[{"name":"x","kind":"public","certainty":"computed","dates":["2026-02-30"]}]}}""")]
    public void What_is_no_file_of_holidays_is_refused(string json) => Assert.Throws<InvalidDataException>(() => Holidays.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    // Where somebody ran npm ci beside it.
    [Fact]
    public async Task The_script_makes_what_is_committed()
    {
        var folder = Path.Combine(Folder, "holidays");
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) return;
        var made = Path.GetTempFileName();
        using var node = Process.Start(new ProcessStartInfo("node", ["make.mjs", made]) { WorkingDirectory = folder })!;
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, node.ExitCode);
        Assert.Equal(await System.IO.File.ReadAllTextAsync(Path.Combine(Folder, "holidays.json"), TestContext.Current.CancellationToken), await System.IO.File.ReadAllTextAsync(made, TestContext.Current.CancellationToken));
        System.IO.File.Delete(made);
    }

    private static IEnumerable<DayOff> Days(string country, int year) =>
        Enumerable.Range(0, 366).Select(new LocalDate(year, 1, 1).PlusDays).Where(date => date.Year == year).Select(date => Table.On(country, "", date)).OfType<DayOff>();
}
