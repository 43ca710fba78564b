using ChatCrm.Time;
using NodaTime;
using static NodaTime.IsoDayOfWeek;

namespace ChatCrm.Tests.Time;

/// <summary>Hours that differ by weekday, and the weekends of the world.</summary>
public class WorkWeekTests
{
    [Theory]
    [InlineData("9-18 mon-thu, 9-13 fri")]
    [InlineData("mon-thu 9-18, fri 9-13")]
    [InlineData("mon-thu 9-18; fri 9-13")]
    [InlineData("9-18 mon-thu, fri 9-13")]
    [InlineData("mon, tue, wed, thu 9-18, fri 9-1pm")]
    [InlineData("周一到周四9点到18点，周五9点到13点")]
    [InlineData("周一至周四 9:00-18:00、周五 9:00-13:00")]
    [InlineData("9点到18点周一到周四，9点到13点周五")]
    public void Fridays_can_be_shorter(string typed)
    {
        var hours = WorkingHours.Read(typed)!;
        Assert.Equal([new(new(9, 0), new(18, 0))], hours.On(Thursday));
        Assert.Equal([new(new(9, 0), new(13, 0))], hours.On(Friday));
        Assert.Empty(hours.On(Saturday));
        Assert.Equal((new LocalTime(9, 0), new LocalTime(18, 0)), (hours.From, hours.To));
    }

    [Theory]
    [InlineData("9-12, 13-17")]
    [InlineData("9-12, 1-5")]
    [InlineData("9-12,13-17 mon-fri")]
    [InlineData("mon-fri 9-12, 13-17")]
    [InlineData("9点到12点，13点到17点")]
    public void A_day_can_have_two_stretches(string typed)
    {
        var hours = WorkingHours.Read(typed)!;
        Assert.Equal([new(new(9, 0), new(12, 0)), new(new(13, 0), new(17, 0))], hours.On(Wednesday));
        Assert.Equal(DaySet.MondayToFriday, hours.Days);
    }

    [Theory]
    [InlineData("9-18 mon-thu, 9-13")]
    [InlineData("9-18, 8-12")]
    [InlineData("9-18 mon-thu, sometimes")]
    [InlineData("9-18 mon-thu,, fri")]
    [InlineData(",")]
    public void What_is_half_said_is_no_hours(string typed) => Assert.Null(WorkingHours.Read(typed));

    [Fact]
    public void Many_groups_are_read_to_the_end()
    {
        var hours = WorkingHours.Read("mon 9:00-12:00,13:00-17:00, tue 9:00-12:00,13:00-17:00, wed 9:00-12:00,13:00-17:00, thu 9:00-12:00,13:00-17:00, sat 10:15-14:45")!;
        Assert.Equal(DaySet.Of(Monday, Tuesday, Wednesday, Thursday, Saturday), hours.Days);
        Assert.Equal([new(new(10, 15), new(14, 45))], hours.On(Saturday));
    }

    [Fact]
    public void Stretches_that_touch_are_one() =>
        Assert.Equal(new WorkingHours(new(9, 0), new(17, 0), DaySet.MondayToFriday), new WorkingHours([(new(new(12, 0), new(17, 0)), DaySet.MondayToFriday), (new(new(9, 0), new(12, 0)), DaySet.MondayToFriday)]));

    [Theory]
    [InlineData("AE", "AE-SH", "Monday Tuesday Wednesday Thursday")]
    [InlineData("AE", "AE-DU", "Monday Tuesday Wednesday Thursday Friday")]
    [InlineData("MY", "MY-03", "Monday Tuesday Wednesday Thursday Sunday")]
    [InlineData("MY", "MY-01", "Monday Tuesday Wednesday Thursday Friday")]
    [InlineData("QA", "", "Monday Tuesday Wednesday Thursday Sunday")]
    public void A_region_can_rest_on_other_days(string country, string region, string days) => Assert.Equal(days, WorkingHours.OfCustomer(country, region).Days.ToString());

    [Fact]
    public void Every_weekend_names_its_source() => Assert.All(Tables.Rows("weekends", 4), row => Assert.NotEqual("", row[3]));

    [Theory]
    [InlineData("DE-BY", "DE", "DE-BY")]
    [InlineData("by", "DE", "DE-BY")]
    [InlineData("my-03", "MY", "MY-03")]
    [InlineData("DE-BY", "", "DE-BY")]
    [InlineData("by", "", null)]
    [InlineData("US-CA", "DE", null)]
    [InlineData("XX-CA", "", null)]
    [InlineData("Bavaria", "DE", null)]
    [InlineData("DE-", "DE", null)]
    public void A_region_is_a_code_of_its_country(string typed, string country, string? code) => Assert.Equal(code, Regions.Read(typed, country));

    [Theory]
    [InlineData("Asia/Shanghai", "CN")]
    [InlineData("Europe/Berlin", "DE")]
    [InlineData("America/Detroit", "US")]
    [InlineData("Etc/UTC", null)]
    public void A_zone_lies_in_a_country(string zone, string? country) => Assert.Equal(country, ZoneCountries.Of(zone));
}
