using ChatCrm.Time;
using NodaTime;
using static NodaTime.IsoDayOfWeek;

namespace ChatCrm.Tests.Time;

public class WorkingHoursTests
{
    private const string Berlin = "Europe/Berlin";

    private static readonly Schedule Office = new(Berlin, WorkingHours.OfCustomer("DE"), DaysOff.None);

    [Theory]
    [InlineData("9-18", 9, 0, 18, 0)]
    [InlineData("9:00-17:30", 9, 0, 17, 30)]
    [InlineData("09:00 – 17:30", 9, 0, 17, 30)]
    [InlineData("9-18 mon-fri", 9, 0, 18, 0)]
    [InlineData("mon-fri 9-18", 9, 0, 18, 0)]
    [InlineData("9am-5pm", 9, 0, 17, 0)]
    [InlineData("9 to 5", 9, 0, 17, 0)]
    [InlineData("9-6", 9, 0, 18, 0)]
    [InlineData("8.30-17.00", 8, 30, 17, 0)]
    [InlineData("9点到18点", 9, 0, 18, 0)]
    [InlineData("九点到十八点", 9, 0, 18, 0)]
    [InlineData("上午9点到下午6点", 9, 0, 18, 0)]
    [InlineData("9点半至18点 周一到周五", 9, 30, 18, 0)]
    public void Reads_hours_on_the_usual_days(string typed, int from, int fromMinute, int to, int toMinute) =>
        Assert.Equal(new WorkingHours(new(from, fromMinute), new(to, toMinute), DaySet.MondayToFriday), WorkingHours.Read(typed));

    [Fact]
    public void Reads_days()
    {
        Assert.Equal(DaySet.Range(Sunday, Thursday), WorkingHours.Read("9-18 sun-thu")!.Days);
        Assert.Equal(DaySet.Of(Monday, Tuesday, Thursday), WorkingHours.Read("9-18 mon, tue, thu")!.Days);
        Assert.Equal(DaySet.Range(Monday, Saturday), WorkingHours.Read("9-18 周一至周六")!.Days);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("9-")]
    [InlineData("18-9")]
    [InlineData("9-18 sometimes")]
    [InlineData("9-25")]
    [InlineData("22:00-06:00")]
    [InlineData("mon-fri")]
    public void Reads_nothing_else_as_hours(string typed) => Assert.Null(WorkingHours.Read(typed));

    [Theory]
    [InlineData(27, 8, 59, false)]
    [InlineData(27, 9, 0, true)]
    [InlineData(27, 17, 29, true)]
    [InlineData(27, 17, 30, false)]
    [InlineData(28, 12, 0, false)]
    public void A_customer_in_Berlin_is_open_on_a_Friday_in_November(int day, int hour, int minute, bool open) =>
        Assert.Equal(open, Office.IsOpen(InBerlin(11, day, hour, minute)));

    [Theory]
    [InlineData(27, 10, 27, 10)]
    [InlineData(27, 7, 27, 9)]
    [InlineData(27, 18, 30, 9)]
    [InlineData(28, 12, 30, 9)]
    public void The_next_opening_is_now_or_the_next_working_morning(int day, int hour, int opensOn, int opensAt) =>
        Assert.Equal(InBerlin(11, opensOn, opensAt), Office.NextOpen(InBerlin(11, day, hour)));

    [Fact]
    public void Hours_follow_the_wall_clock_over_a_change_of_offset()
    {
        Assert.Equal(Instant.FromUtc(2027, 3, 26, 8, 0), Office.NextOpen(InBerlin(3, 26, 3, year: 2027)));
        Assert.Equal(Instant.FromUtc(2027, 3, 29, 7, 0), Office.NextOpen(InBerlin(3, 27, 12, year: 2027)));
        Assert.Equal(Instant.FromUtc(2027, 3, 29, 15, 30), Office.ClosesAfter(Instant.FromUtc(2027, 3, 29, 7, 0)));
    }

    [Theory]
    [InlineData("DE", "Monday Tuesday Wednesday Thursday Friday")]
    [InlineData("sa", "Monday Tuesday Wednesday Thursday Sunday")]
    [InlineData("BD", "Monday Tuesday Wednesday Thursday Sunday")]
    [InlineData("BN", "Monday Tuesday Wednesday Thursday Saturday")]
    [InlineData("IR", "Monday Tuesday Wednesday Thursday Saturday Sunday")]
    [InlineData("AE", "Monday Tuesday Wednesday Thursday Friday")]
    [InlineData(null, "Monday Tuesday Wednesday Thursday Friday")]
    public void A_customers_week_is_that_of_their_country(string? country, string days) => Assert.Equal(days, WorkingHours.OfCustomer(country).Days.ToString());

    [Fact]
    public void Hours_that_never_open_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new WorkingHours(new(18, 0), new(9, 0), DaySet.MondayToFriday));
        Assert.Throws<ArgumentException>(() => new WorkingHours(new(9, 0), new(18, 0), DaySet.None));
    }

    private static Instant InBerlin(int month, int day, int hour, int minute = 0, int year = 2026) =>
        new PlannedTime(new(year, month, day, hour, minute), Berlin, "").ToInstant();
}
