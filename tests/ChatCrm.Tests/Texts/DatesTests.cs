using ChatCrm.Texts;
using NodaTime;

namespace ChatCrm.Tests.Texts;

public class DatesTests
{
    private static readonly LocalDate Today = new(2026, 11, 22);
    private static readonly LocalDateTime Tuesday = new(2026, 11, 24, 15, 0);

    [Theory]
    [InlineData("en", "Tue 24 Nov", "24 Nov", "Tue 24 Nov 15:00", "Tue 15:00")]
    [InlineData("zh", "11月24日周二", "11月24日", "11月24日周二 15:00", "周二 15:00")]
    public void A_date_reads_weekday_first_where_the_language_does(string language, string day, string date, string at, string weekday)
    {
        var dates = In(language);
        Assert.Equal((day, date), (dates.Day(Tuesday.Date, Today), dates.Date(Tuesday.Date, Today)));
        Assert.Equal((at, weekday), (dates.At(Tuesday, Today), dates.WeekdayAt(Tuesday)));
    }

    [Theory]
    [InlineData("en", "Mon Tue Wed Thu Fri Sat Sun")]
    [InlineData("zh", "周一 周二 周三 周四 周五 周六 周日")]
    public void Weeks_run_from_monday_to_sunday(string language, string names) =>
        Assert.Equal(names, string.Join(' ', Enumerable.Range(1, 7).Select(day => In(language).Weekday((IsoDayOfWeek)day))));

    [Theory]
    [InlineData("en", "1 Jan,1 Feb,1 Mar,1 Apr,1 May,1 Jun,1 Jul,1 Aug,1 Sep,1 Oct,1 Nov,1 Dec")]
    [InlineData("zh", "1月1日,2月1日,3月1日,4月1日,5月1日,6月1日,7月1日,8月1日,9月1日,10月1日,11月1日,12月1日")]
    public void Months_have_their_names(string language, string names) =>
        Assert.Equal(names, string.Join(',', Enumerable.Range(1, 12).Select(month => In(language).Date(new(2026, month, 1), Today))));

    [Theory]
    [InlineData("en", "Fri 1 Jan 2027", "1 Jan 2027", "Fri 1 Jan 2027 09:05")]
    [InlineData("zh", "2027年1月1日周五", "2027年1月1日", "2027年1月1日周五 09:05")]
    public void Another_year_is_said(string language, string day, string date, string at)
    {
        var dates = In(language);
        var newYear = new LocalDateTime(2027, 1, 1, 9, 5);
        Assert.Equal((day, date, at), (dates.Day(newYear.Date, Today), dates.Date(newYear.Date, Today), dates.At(newYear, Today)));
        Assert.Equal(at, dates.NearAt(newYear, Today));
    }

    [Theory]
    [InlineData("en", -1, "yesterday 16:05")]
    [InlineData("en", 0, "today 16:05")]
    [InlineData("en", 1, "tomorrow 16:05")]
    [InlineData("en", 2, "Tue 24 Nov 16:05")]
    [InlineData("en", -2, "Fri 20 Nov 16:05")]
    [InlineData("zh", -1, "昨天 16:05")]
    [InlineData("zh", 0, "今天 16:05")]
    [InlineData("zh", 1, "明天 16:05")]
    [InlineData("zh", 2, "11月24日周二 16:05")]
    public void Near_days_are_named_by_their_distance(string language, int days, string said) =>
        Assert.Equal(said, In(language).NearAt(Today.PlusDays(days) + new LocalTime(16, 5), Today));

    /// <summary>Days are kept by month and day alone, from one year to the next.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_day_of_this_year_is_written_as_its_day_and_month_alone(string language)
    {
        Assert.Equal(["day", "month"], Wording.In(language).PatternOf("Dates.Date").Names.Order());
        foreach (var year in (int[])[2028, 2028, 2029])
            for (var day = new LocalDate(year, 1, 1); day.Year == year; day = day.PlusDays(1))
                Assert.Equal(language == "en" ? $"{day.Day} {day.ToString("MMM", System.Globalization.CultureInfo.InvariantCulture)}" : $"{day.Month}月{day.Day}日", In(language).Date(day.WithCalendar(CalendarSystem.Coptic), new(year, 6, 1)));
    }

    [Fact]
    public void Tomorrow_is_tomorrow_across_the_year() =>
        Assert.Equal("tomorrow", In("en").NearDay(new(2027, 1, 1), new(2026, 12, 31)));

    [Fact]
    public void Seconds_are_dropped_and_midnight_is_zero() =>
        Assert.Equal(("00:00", "23:59"), (In("en").Time(LocalTime.Midnight), In("en").Time(new(23, 59, 59))));

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Opening_hours_are_a_span(string language) => Assert.Equal("09:00–17:30", In(language).Hours(new(9, 0), new(17, 30)));

    [Theory]
    [InlineData(0, "0 min", "0 分钟")]
    [InlineData(15, "15 min", "15 分钟")]
    [InlineData(60, "1 h", "1 小时")]
    [InlineData(90, "1 h 30 min", "1 小时 30 分钟")]
    [InlineData(1500, "25 h", "25 小时")]
    public void Lengths_are_in_hours_and_minutes(int minutes, string english, string chinese)
    {
        var length = Duration.FromMinutes(minutes) + Duration.FromSeconds(59);
        Assert.Equal((english, chinese), (In("en").Length(length), In("zh").Length(length)));
    }

    [Theory]
    [InlineData(0, "less than a minute", "不到 1 分钟")]
    [InlineData(1, "1 minute", "1 分钟")]
    [InlineData(59, "59 minutes", "59 分钟")]
    [InlineData(60, "1 hour", "1 小时")]
    [InlineData(3 * 60 + 59, "3 hours", "3 小时")]
    [InlineData(24 * 60, "1 day", "1 天")]
    [InlineData(2 * 24 * 60 + 1, "2 days", "2 天")]
    [InlineData(1234 * 24 * 60, "1,234 days", "1,234 天")]
    public void Overdue_is_said_in_its_largest_unit(int minutes, string english, string chinese)
    {
        var late = Duration.FromMinutes(minutes);
        Assert.Equal((english, chinese), (In("en").Overdue(late), In("zh").Overdue(late)));
    }

    [Fact]
    public void A_negative_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => In("en").Overdue(Duration.FromNanoseconds(-1)));

    [Fact]
    public void A_date_of_another_calendar_is_shown_in_the_gregorian_one()
    {
        var hijri = Today.WithCalendar(CalendarSystem.UmAlQura);
        Assert.Equal(("Sun 22 Nov", "today"), (In("en").Day(hijri, Today), In("en").NearDay(hijri, Today)));
        Assert.Equal("Sun 22 Nov", In("en").Day(Today, hijri));
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    public void The_current_culture_changes_nothing(string culture)
    {
        using var _ = new Culture(culture);
        Assert.Equal("Fri 1 Jan 2027 09:05", In("en").At(new(2027, 1, 1, 9, 5), Today));
        Assert.Equal("2027年1月1日周五 09:05", In("zh").At(new(2027, 1, 1, 9, 5), Today));
        Assert.Equal("1 h 30 min", In("en").Length(Duration.FromMinutes(90)));
        Assert.Equal("1,234 days", In("en").Overdue(Duration.FromDays(1234)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Every_letter_of_a_date_comes_from_the_wording(string language)
    {
        var dates = new Dates(PseudoWording.Of(Wording.In(language)));
        var shown = dates.At(new(2027, 1, 1, 9, 5), Today) + dates.NearAt(Today + LocalTime.Noon, Today)
            + dates.Length(Duration.FromMinutes(90)) + dates.Overdue(Duration.FromDays(2)) + dates.Hours(new(9, 0), new(17, 30));
        Assert.DoesNotContain(shown, char.IsLetter);
        Assert.Contains("2027", shown);
    }

    private static Dates In(string language) => new(Wording.In(language));
}
