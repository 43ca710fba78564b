using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Time;

public class EveryTests
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    [Theory]
    [InlineData("every 30d", 30, EveryUnit.Day)]
    [InlineData("every 30 days", 30, EveryUnit.Day)]
    [InlineData("every day", 1, EveryUnit.Day)]
    [InlineData("each day", 1, EveryUnit.Day)]
    [InlineData("daily", 1, EveryUnit.Day)]
    [InlineData("every day at 9", 1, EveryUnit.Day)]
    [InlineData("every two weeks", 2, EveryUnit.Week)]
    [InlineData("every 2 weeks", 2, EveryUnit.Week)]
    [InlineData("every other week", 2, EveryUnit.Week)]
    [InlineData("weekly", 1, EveryUnit.Week)]
    [InlineData("biweekly", 2, EveryUnit.Week)]
    [InlineData("every month", 1, EveryUnit.Month)]
    [InlineData("every 6 months", 6, EveryUnit.Month)]
    [InlineData("Monthly", 1, EveryUnit.Month)]
    [InlineData("every quarter", 3, EveryUnit.Month)]
    [InlineData("quarterly", 3, EveryUnit.Month)]
    [InlineData("every half year", 6, EveryUnit.Month)]
    [InlineData("every year", 1, EveryUnit.Year)]
    [InlineData("yearly", 1, EveryUnit.Year)]
    [InlineData("annually", 1, EveryUnit.Year)]
    [InlineData("every business day", 1, EveryUnit.BusinessDay)]
    [InlineData("every weekday", 1, EveryUnit.BusinessDay)]
    [InlineData("every 3 working days", 3, EveryUnit.BusinessDay)]
    [InlineData("30d", 30, EveryUnit.Day)]
    [InlineData("2 months", 2, EveryUnit.Month)]
    [InlineData("每30天", 30, EveryUnit.Day)]
    [InlineData("每三十天", 30, EveryUnit.Day)]
    [InlineData("每３０天", 30, EveryUnit.Day)]
    [InlineData("每天", 1, EveryUnit.Day)]
    [InlineData("每日", 1, EveryUnit.Day)]
    [InlineData("每周", 1, EveryUnit.Week)]
    [InlineData("每週", 1, EveryUnit.Week)]
    [InlineData("每两周", 2, EveryUnit.Week)]
    [InlineData("每兩個星期", 2, EveryUnit.Week)]
    [InlineData("隔周", 2, EveryUnit.Week)]
    [InlineData("每月", 1, EveryUnit.Month)]
    [InlineData("每个月", 1, EveryUnit.Month)]
    [InlineData("每個月", 1, EveryUnit.Month)]
    [InlineData("每3个月", 3, EveryUnit.Month)]
    [InlineData("每季度", 3, EveryUnit.Month)]
    [InlineData("每半年", 6, EveryUnit.Month)]
    [InlineData("每年", 1, EveryUnit.Year)]
    [InlineData("每两年", 2, EveryUnit.Year)]
    [InlineData("每个工作日", 1, EveryUnit.BusinessDay)]
    [InlineData("每5个工作日", 5, EveryUnit.BusinessDay)]
    public void A_period_is_read_in_both_languages(string typed, int count, EveryUnit unit) => Assert.Equal(new Every(count, unit, false), Every.Read(typed));

    [Theory]
    [InlineData("every friday", 1, IsoDayOfWeek.Friday)]
    [InlineData("every fri 3pm", 1, IsoDayOfWeek.Friday)]
    [InlineData("every tue 10:00 their time", 1, IsoDayOfWeek.Tuesday)]
    [InlineData("every other friday", 2, IsoDayOfWeek.Friday)]
    [InlineData("every 2 weeks on monday", 2, IsoDayOfWeek.Monday)]
    [InlineData("weekly on monday", 1, IsoDayOfWeek.Monday)]
    [InlineData("每周五", 1, IsoDayOfWeek.Friday)]
    [InlineData("每週五下午三點", 1, IsoDayOfWeek.Friday)]
    [InlineData("每个星期一", 1, IsoDayOfWeek.Monday)]
    [InlineData("每两周周三", 2, IsoDayOfWeek.Wednesday)]
    public void A_weekday_is_kept(string typed, int weeks, IsoDayOfWeek day) => Assert.Equal(new Every(weeks, EveryUnit.Week, false) { Weekday = day }, Every.Read(typed));

    [Theory]
    [InlineData("monthly on the 15th", 15)]
    [InlineData("every month on the 15th", 15)]
    [InlineData("every month end", 31)]
    [InlineData("每月15号", 15)]
    [InlineData("每个月五号", 5)]
    [InlineData("每月底", 31)]
    [InlineData("每個月底", 31)]
    public void A_day_of_the_month_is_kept(string typed, int day) => Assert.Equal(new Every(1, EveryUnit.Month, false) { DayOfMonth = day }, Every.Read(typed));

    [Theory]
    [InlineData("every 30d since last contact")]
    [InlineData("every 30 days after last contact")]
    [InlineData("every 30d after the last contact")]
    [InlineData("30 days after last contact")]
    [InlineData("自上次联系每30天")]
    [InlineData("自上次聯繫每30天")]
    [InlineData("每30天，自上次联系起")]
    [InlineData("上次联系后30天")]
    public void It_can_be_counted_from_the_last_contact(string typed) => Assert.Equal(new Every(30, EveryUnit.Day, true), Every.Read(typed));

    [Theory]
    [InlineData("")]
    [InlineData("every")]
    [InlineData("每")]
    [InlineData("every 2h")]
    [InlineData("every 5 minutes")]
    [InlineData("every 0 days")]
    [InlineData("every 99999 days")]
    [InlineData("every 6 years")]
    [InlineData("每隔两天")]
    [InlineData("every customer")]
    [InlineData("every friday samples")]
    [InlineData("every next friday")]
    [InlineData("friday")]
    [InlineData("tomorrow")]
    [InlineData("monthly report")]
    [InlineData("每次")]
    [InlineData("monthly on the 32nd")]
    public void Nothing_else_is_a_period(string typed) => Assert.Null(Every.Read(typed));

    [Theory]
    [InlineData("follow Acme every 2 weeks cal", 11, " every 2 weeks")]
    [InlineData("跟进 华为 每两周寄样品", 5, " 每两周")]
    [InlineData("every fri 3pm", 0, "every fri")]
    public void It_is_found_where_it_begins_in_a_line(string line, int start, string expected) => Assert.Equal(expected.Length, Every.At(line, start)!.Length);

    [Theory]
    [InlineData("every month", "2027-01-31 09:00", "2027-02-28 09:00 2027-03-31 09:00 2027-04-30 09:00 2027-05-31 09:00")]
    [InlineData("every month", "2028-01-30 09:00", "2028-02-29 09:00 2028-03-30 09:00")]
    [InlineData("quarterly", "2026-11-30 09:00", "2027-02-28 09:00 2027-05-30 09:00")]
    [InlineData("every year", "2028-02-29 09:00", "2029-02-28 09:00 2030-02-28 09:00 2031-02-28 09:00 2032-02-29 09:00")]
    [InlineData("every 2 weeks", "2026-12-22 15:00", "2027-01-05 15:00 2027-01-19 15:00")]
    [InlineData("every 30d", "2026-12-31 23:59", "2027-01-30 23:59 2027-03-01 23:59")]
    [InlineData("every friday", "2026-11-24 10:00", "2026-11-27 10:00 2026-12-04 10:00")]
    [InlineData("every other friday", "2026-11-27 10:00", "2026-12-11 10:00 2026-12-25 10:00")]
    [InlineData("monthly on the 15th", "2026-12-03 10:00", "2026-12-15 10:00 2027-01-15 10:00")]
    [InlineData("every month end", "2027-01-31 10:00", "2027-02-28 10:00 2027-03-31 10:00")]
    [InlineData("every business day", "2026-11-26 10:00", "2026-11-27 10:00 2026-11-30 10:00")]
    [InlineData("every 3 business days", "2026-12-30 10:00", "2027-01-04 10:00 2027-01-07 10:00")]
    // The clocks go forward on 14 March: the wall time stays and its moment is moved.
    [InlineData("daily", "2027-03-13 02:30", "2027-03-14 02:30 2027-03-15 02:30")]
    public void F10_the_next_times_follow_the_written_rule(string typed, string first, string expected)
    {
        var (every, planned) = (Every.Read(typed)!, new PlannedTime(Wall.Parse(first).Value, "America/New_York", "typed"));
        var next = new List<string>();
        for (var last = planned; next.Count < expected.Length / 16;)
        {
            last = every.Next(last, planned.Wall.Date);
            next.Add(Wall.Format(last.Wall));
            Assert.Equal(("America/New_York", "typed"), (last.Zone, last.Typed));
        }
        Assert.Equal(expected, string.Join(' ', next));
    }

    [Fact]
    public void Without_an_anchor_the_day_of_the_time_before_is_kept() =>
        Assert.Equal(new(2027, 3, 28), Every.Read("monthly")!.Next(new(new(2027, 2, 28, 9, 0), "Etc/UTC", "")).Wall.Date);

    [Fact]
    public void Business_days_follow_the_calendar_that_is_handed_in()
    {
        var thursday = new PlannedTime(new(2026, 12, 24, 9, 0), "Europe/Berlin", "");
        bool Workday(LocalDate date) => date.DayOfWeek < IsoDayOfWeek.Saturday && date != new LocalDate(2026, 12, 25);
        Assert.Equal(new(2026, 12, 28), Every.Read("every business day")!.Next(thursday, workday: Workday).Wall.Date);
        // A calendar that never opens is not heeded.
        Assert.Equal(new(2026, 12, 25), Every.Read("every business day")!.Next(thursday, workday: _ => false).Wall.Date);
    }

    [Fact]
    public void F10_a_date_that_a_zone_leaves_out_makes_no_two_times_one()
    {
        // Apia had no 30 December 2011.
        var before = new PlannedTime(new(2011, 12, 30, 10, 0), "Pacific/Apia", "");
        Assert.True(Every.Read("daily")!.Next(before).ToInstant() > before.ToInstant());
    }

    [Theory]
    [InlineData(20261122)]
    [InlineData(10)]
    public void F10_over_ten_years_and_all_zones_the_next_time_is_always_later(int seed)
    {
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        Assert.All(Zones.Rules.Ids, zone =>
        {
            var every = new Every(random.Next(1, 40), random.GetItems(Enum.GetValues<EveryUnit>(), 1)[0], random.Next(2) == 0);
            var first = new PlannedTime(new LocalDate(2026, 1, 1).PlusDays(random.Next(0, 800)).At(LocalTime.FromMinutesSinceMidnight(random.Next(0, 24 * 60))), zone, "");
            for (var (last, next) = (first, first); last.Wall.Year < 2037; last = next)
            {
                next = every.Next(last, first.Wall.Date);
                var place = $"seed {seed}, {zone}, {every}: {last.Wall} to {next.Wall}";
                Assert.True(next.ToInstant() > last.ToInstant() && next.Wall > last.Wall, place);
                Assert.Equal(last.Wall.TimeOfDay, next.Wall.TimeOfDay);
                if (every.Unit is EveryUnit.Month or EveryUnit.Year) Assert.True(next.Wall.Day == Math.Min(first.Wall.Day, CalendarSystem.Iso.GetDaysInMonth(next.Wall.Year, next.Wall.Month)), place);
            }
        });
    }
}
