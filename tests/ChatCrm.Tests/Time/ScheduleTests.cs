using ChatCrm.Time;
using NodaTime;
using static NodaTime.IsoDayOfWeek;

namespace ChatCrm.Tests.Time;

public class ScheduleTests
{
    private const string Berlin = "Europe/Berlin", NewYork = "America/New_York", Shanghai = "Asia/Shanghai";

    private static readonly Schedule Acme = new(Berlin, WorkingHours.OfCustomer("DE"), Off("DE"));
    private static readonly Schedule American = new(NewYork, WorkingHours.OfCustomer("US"), Off("US"));
    private static readonly Schedule Chinese = new(Shanghai, WorkingHours.OfCustomer("CN"), Off("CN"));

    [Fact]
    public void A_holiday_is_closed_and_the_next_opening_is_behind_it()
    {
        Assert.False(American.IsOpen(At(NewYork, 2026, 11, 26, 12)));
        Assert.Equal(At(NewYork, 2026, 11, 27, 9), American.NextOpen(At(NewYork, 2026, 11, 25, 18)));
        Assert.Equal("Thanksgiving Day", American.OffOn(new(2026, 11, 26))!.Name);
    }

    [Fact]
    public void A_weekend_is_no_day_off_and_no_working_day()
    {
        Assert.Null(Acme.OffOn(new(2026, 11, 28)));
        Assert.False(Acme.WorksOn(new(2026, 11, 28)));
    }

    [Fact]
    public void A_make_up_day_on_a_weekend_has_the_usual_hours()
    {
        // A Saturday behind the National Day of 2026.
        Assert.Equal(Saturday, new LocalDate(2026, 10, 10).DayOfWeek);
        Assert.True(Chinese.IsOpen(At(Shanghai, 2026, 10, 10, 12)));
        Assert.Equal(At(Shanghai, 2026, 10, 10, 9), Chinese.NextOpen(At(Shanghai, 2026, 10, 9, 20)));
        Assert.False(Chinese.IsOpen(At(Shanghai, 2026, 10, 17, 12)));
    }

    [Fact]
    public void A_half_day_ends_at_one()
    {
        Assert.True(Acme.IsOpen(At(Berlin, 2026, 12, 24, 12, 59)));
        Assert.False(Acme.IsOpen(At(Berlin, 2026, 12, 24, 13)));
        Assert.Equal(At(Berlin, 2026, 12, 28, 9), Acme.NextOpen(At(Berlin, 2026, 12, 24, 13)));
    }

    [Fact]
    public void A_day_that_may_be_closed_is_open_but_not_sure()
    {
        var qatari = new Schedule("Asia/Qatar", WorkingHours.OfCustomer("QA"), Off("QA"));
        // Eid is estimated for Tuesday 9 March 2027.
        var monday = Assert.Single(qatari.Between(At("Asia/Qatar", 2027, 3, 8, 0), At("Asia/Qatar", 2027, 3, 9, 0)));
        Assert.Equal((At("Asia/Qatar", 2027, 3, 8, 9), false), (monday.From, monday.Sure));
        Assert.True(qatari.IsOpen(monday.From));
        Assert.Empty(qatari.Between(At("Asia/Qatar", 2027, 3, 9, 0), At("Asia/Qatar", 2027, 3, 12, 0)));
        Assert.True(Assert.Single(qatari.Between(At("Asia/Qatar", 2027, 3, 7, 0), At("Asia/Qatar", 2027, 3, 8, 0))).Sure);
    }

    [Fact]
    public void A_lunch_break_is_closed()
    {
        var hours = new Schedule(Berlin, WorkingHours.Read("9-12, 13-17 mon-fri")!, DaysOff.None);
        Assert.False(hours.IsOpen(At(Berlin, 2026, 11, 24, 12, 30)));
        Assert.Equal(At(Berlin, 2026, 11, 24, 13), hours.NextOpen(At(Berlin, 2026, 11, 24, 12)));
        Assert.Equal(At(Berlin, 2026, 11, 24, 12), hours.ClosesAfter(At(Berlin, 2026, 11, 24, 10)));
    }

    [Fact]
    public void Stretches_are_clipped_and_in_order()
    {
        var spells = American.Between(At(NewYork, 2026, 11, 25, 16), At(NewYork, 2026, 11, 30, 10)).ToList();
        Assert.Equal(
            [(At(NewYork, 2026, 11, 25, 16), At(NewYork, 2026, 11, 25, 17, 30)), (At(NewYork, 2026, 11, 27, 9), At(NewYork, 2026, 11, 27, 17, 30)), (At(NewYork, 2026, 11, 30, 9), At(NewYork, 2026, 11, 30, 10))],
            spells.Select(spell => (spell.From, spell.To)));
        Assert.Empty(American.Between(At(NewYork, 2026, 11, 26, 0), At(NewYork, 2026, 11, 27, 0)));
    }

    [Fact]
    public void What_the_workspace_knows_goes_before_the_table()
    {
        var christmas = new LocalDate(2026, 12, 25);
        var monday = new LocalDate(2026, 11, 30);
        var known = new Schedule(Berlin, WorkingHours.OfCustomer("DE"), Off("DE", Known(christmas, DayOffKind.Working), Known(monday, DayOffKind.Closed)));
        Assert.True(known.IsOpen(At(Berlin, 2026, 12, 25, 12)));
        Assert.False(known.IsOpen(At(Berlin, 2026, 11, 30, 12)));
        Assert.Equal("own", known.OffOn(monday)!.Name);
    }

    [Fact]
    public void Where_every_day_is_off_days_off_are_not_heeded()
    {
        var days = Enumerable.Range(0, 500).Select(day => Known(new LocalDate(2026, 11, 1).PlusDays(day), DayOffKind.Closed)).ToArray();
        Assert.Equal(At(Berlin, 2026, 11, 23, 9), new Schedule(Berlin, WorkingHours.OfCustomer("DE"), Off("DE", days)).NextOpen(At(Berlin, 2026, 11, 22, 9)));
    }

    [Fact]
    public void Beyond_the_reach_of_the_table_nothing_is_known()
    {
        Assert.True(Acme.Knows(new(2031, 12, 31)));
        Assert.False(Acme.Knows(new(2032, 1, 1)));
        Assert.False(new Schedule("Asia/Kathmandu", WorkingHours.OfCustomer("NP"), Off("NP")).Knows(new(2027, 1, 1)));
        Assert.False(new Schedule(Berlin, WorkingHours.OfMember, DaysOff.None).Knows(new(2027, 1, 1)));
    }

    [Fact]
    public void The_next_opening_is_open_and_nothing_open_lies_before_it()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        string[] hours = ["9-18 mon-thu, 9-13 fri", "9-12, 13-17", "0:00-6:00 sun-thu", "20:00-23:59 sat", "8-20 mon-sun"];
        string[] zones = [Berlin, NewYork, Shanghai, "Africa/Cairo", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "Asia/Qatar"];
        string[] countries = ["DE", "US", "CN", "EG", "AU", "CL", "LB", "QA"];
        for (var round = 0; round < 300; round++)
        {
            var place = dice.Next(zones.Length);
            var schedule = new Schedule(zones[place], WorkingHours.Read(hours[dice.Next(hours.Length)])!, Off(countries[place]));
            var from = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(dice.Next(6 * 365 * 24 * 60));
            var open = schedule.NextOpen(from);
            Assert.True(schedule.IsOpen(open), $"{schedule.Zone} {from} {open}");
            Assert.Empty(schedule.Between(from, open));
            for (var at = from; at < open; at += Duration.FromMinutes(37)) Assert.False(schedule.IsOpen(at), $"{schedule.Zone} {at}");
        }
    }

    private static DaysOff Off(string country, params KnownDay[] known) => new(country, "", known, Holidays.InUse);

    private static KnownDay Known(LocalDate date, DayOffKind kind) => new(new(date, "own", kind, Certainty.Sure), "DE");

    private static Instant At(string zone, int year, int month, int day, int hour, int minute = 0) => new PlannedTime(new(year, month, day, hour, minute), zone, "").ToInstant();
}
