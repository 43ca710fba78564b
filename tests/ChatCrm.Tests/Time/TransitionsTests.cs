using ChatCrm.Time;
using NodaTime;
using NodaTime.TimeZones;

namespace ChatCrm.Tests.Time;

/// <summary>
/// Every change of offset of every zone from 2024 through 2031. The judge knows only the way from an instant to the clock on the wall: it lets the clock run,
/// minute by minute, and looks when the wall time is shown first, or how far the hands jump.
/// </summary>
public class TransitionsTests
{
    private const int Around = 28 * 60;

    // Minutes from the edge at which the hands stand when they jump, and from the one to which they jump; a day away too.
    private static readonly int[] Places = [-24 * 60, -61, -1, 0, 1, 15, 30, 59, 60, 61, 90, 24 * 60];

    [Fact]
    public void F1_every_wall_time_round_a_change_of_offset_is_one_moment_and_the_right_one()
    {
        var (gaps, overlaps, walls) = (0, 0, 0);
        foreach (var (zone, at) in Changes())
        {
            var clock = new Clock(Zones.Rules[zone], at);
            if (clock.Jump > 0) gaps++; else overlaps++;
            foreach (var edge in new[] { clock.From, clock.To })
            {
                foreach (var place in Places)
                {
                    var planned = new PlannedTime(edge.PlusMinutes(place), zone, "");
                    Assert.True(planned.ToInstant() == clock.Shows(planned.Wall), $"{zone}, {planned.Wall}: {planned.ToInstant()} and not {clock.Shows(planned.Wall)}");
                    Assert.Equal(clock.Shift(planned.Wall), planned.Shift);
                    Assert.Equal(clock.Skips(planned.Wall) ? planned.Wall.PlusMinutes(clock.Jump) : planned.Wall, planned.OnTheClock);
                    walls++;
                }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{gaps} gaps, {overlaps} overlaps, {walls} wall times");
        Assert.True(gaps > 800 && overlaps > 800, $"{gaps} gaps, {overlaps} overlaps");
    }

    [Fact]
    public void F1_working_hours_know_the_days_of_a_change_of_offset()
    {
        WorkingHours[] all = [WorkingHours.OfMember, WorkingHours.OfCustomer("AE"), new(new(0, 0), new(23, 59), DaySet.Range(IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday)), new(new(1, 0), new(4, 0), DaySet.Range(IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday))];
        foreach (var (zone, at) in Changes())
        {
            foreach (var hours in all)
            {
                foreach (var minutes in new[] { -24 * 60, -90, -1, 0, 1, 90, 24 * 60 })
                {
                    var from = at + Duration.FromMinutes(minutes);
                    var there = new Schedule(zone, hours, DaysOff.None);
                    var open = there.NextOpen(from);
                    Assert.True(open >= from && there.IsOpen(open), $"{zone}, {from}: opens {open}");
                    Assert.True(!there.IsOpen(from) || open == from, $"{zone}, {from}");
                }
            }
        }
    }

    private static IEnumerable<(string Zone, Instant At)> Changes() =>
        from id in Zones.Rules.Ids
        from interval in Zones.Rules[id].GetZoneIntervals(new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2032, 1, 1, 0, 0)), ZoneEqualityComparer.Options.OnlyMatchWallOffset)
        where interval.HasStart && interval.Start >= Instant.FromUtc(2024, 1, 1, 0, 0)
        select (id, interval.Start);

    /// <summary>A clock on a wall that runs through a change: what it shows each minute.</summary>
    private sealed class Clock
    {
        private readonly Instant start;
        private readonly LocalDateTime[] shown = new LocalDateTime[2 * Around];

        public Clock(DateTimeZone zone, Instant change)
        {
            start = change - Duration.FromMinutes(Around);
            for (var minute = 0; minute < shown.Length; minute++)
            {
                var at = start + Duration.FromMinutes(minute);
                shown[minute] = at.WithOffset(zone.GetUtcOffset(at)).LocalDateTime;
            }
            (From, To) = (shown[Around - 1].PlusMinutes(1), shown[Around]);
            Jump = (int)Period.Between(From, To, PeriodUnits.Minutes).Minutes;
        }

        /// <summary>Where the hands would have stood, where they stand, and how far that is.</summary>
        public LocalDateTime From { get; }

        public LocalDateTime To { get; }

        public int Jump { get; }

        public bool Skips(LocalDateTime wall) => wall >= From && wall < To;

        /// <summary>The first minute that shows it; what it never shows comes later by the jump.</summary>
        public Instant Shows(LocalDateTime wall)
        {
            var minute = Array.IndexOf(shown, Skips(wall) ? wall.PlusMinutes(Jump) : wall);
            Assert.True(minute >= 0, $"The clock was not watched at {wall}.");
            return start + Duration.FromMinutes(minute);
        }

        /// <summary>Whether a wall time is shown never, once or twice.</summary>
        public WallShift Shift(LocalDateTime wall) => shown.Count(other => other == wall) switch
        {
            0 => WallShift.MovedForward,
            1 => WallShift.None,
            _ => WallShift.FirstOfTwo,
        };
    }
}
