using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Time;

public class PlannedTimeTests
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    [Theory]
    // New York: an hour in spring and autumn.
    [InlineData("America/New_York", "2027-03-14 01:59", WallShift.None, "2027-03-14 01:59", "2027-03-14 06:59")]
    [InlineData("America/New_York", "2027-03-14 02:00", WallShift.MovedForward, "2027-03-14 03:00", "2027-03-14 07:00")]
    [InlineData("America/New_York", "2027-03-14 02:30", WallShift.MovedForward, "2027-03-14 03:30", "2027-03-14 07:30")]
    [InlineData("America/New_York", "2027-03-14 03:00", WallShift.None, "2027-03-14 03:00", "2027-03-14 07:00")]
    [InlineData("America/New_York", "2026-11-01 01:30", WallShift.FirstOfTwo, "2026-11-01 01:30", "2026-11-01 05:30")]
    [InlineData("America/New_York", "2026-11-01 02:00", WallShift.None, "2026-11-01 02:00", "2026-11-01 07:00")]
    // Berlin (M11: .NET throws here).
    [InlineData("Europe/Berlin", "2027-03-28 02:30", WallShift.MovedForward, "2027-03-28 03:30", "2027-03-28 01:30")]
    [InlineData("Europe/Berlin", "2027-10-31 02:30", WallShift.FirstOfTwo, "2027-10-31 02:30", "2027-10-31 00:30")]
    // Dublin, whose winter time is the saving (M10: .NET calls it valid).
    [InlineData("Europe/Dublin", "2027-03-28 01:30", WallShift.MovedForward, "2027-03-28 02:30", "2027-03-28 01:30")]
    [InlineData("Europe/Dublin", "2027-10-31 01:30", WallShift.FirstOfTwo, "2027-10-31 01:30", "2027-10-31 00:30")]
    // Lord Howe moves thirty minutes.
    [InlineData("Australia/Lord_Howe", "2027-10-03 02:15", WallShift.MovedForward, "2027-10-03 02:45", "2027-10-02 15:45")]
    [InlineData("Australia/Lord_Howe", "2027-04-04 01:45", WallShift.FirstOfTwo, "2027-04-04 01:45", "2027-04-03 14:45")]
    // Cairo, Santiago and Beirut have a day without midnight.
    [InlineData("Africa/Cairo", "2027-04-30 00:00", WallShift.MovedForward, "2027-04-30 01:00", "2027-04-29 22:00")]
    [InlineData("America/Santiago", "2027-09-05 00:30", WallShift.MovedForward, "2027-09-05 01:30", "2027-09-05 04:30")]
    [InlineData("Asia/Beirut", "2027-03-28 00:30", WallShift.MovedForward, "2027-03-28 01:30", "2027-03-27 22:30")]
    // Apia had no 30 December 2011 at all.
    [InlineData("Pacific/Apia", "2011-12-30 10:00", WallShift.MovedForward, "2011-12-31 10:00", "2011-12-30 20:00")]
    // Casablanca is at +00 since September 2026; Asunción and Mexico City no longer change.
    [InlineData("Africa/Casablanca", "2026-12-01 09:00", WallShift.None, "2026-12-01 09:00", "2026-12-01 09:00")]
    [InlineData("America/Asuncion", "2027-03-28 00:30", WallShift.None, "2027-03-28 00:30", "2027-03-28 03:30")]
    [InlineData("America/Mexico_City", "2027-04-04 02:30", WallShift.None, "2027-04-04 02:30", "2027-04-04 08:30")]
    // Vancouver no longer falls back.
    [InlineData("America/Vancouver", "2026-11-01 01:30", WallShift.None, "2026-11-01 01:30", "2026-11-01 08:30")]
    public void F1_a_wall_time_in_a_gap_moves_forward_and_in_an_overlap_is_the_first(string zone, string wall, WallShift shift, string clock, string utc)
    {
        var planned = new PlannedTime(Wall.Parse(wall).Value, zone, "");
        Assert.Equal(shift, planned.Shift);
        Assert.Equal(clock, Wall.Format(planned.OnTheClock));
        Assert.Equal(utc, Wall.Format(planned.ToInstant().InUtc().LocalDateTime));
    }

    [Fact]
    public void F1_every_transition_of_every_zone_until_2036_is_resolved_by_the_rule()
    {
        var (gaps, overlaps) = (0, 0);
        foreach (var (zone, before, after) in Transitions())
        {
            var change = after.WallOffset - before.WallOffset;
            var (edge, half) = (before.IsoLocalEnd, Duration.FromTicks(Math.Abs(change.Ticks) / 2));
            var inside = change > Offset.Zero ? edge.PlusTicks((long)half.TotalTicks) : edge.PlusTicks(-(long)half.TotalTicks);
            var planned = new PlannedTime(inside, zone, "");
            // A gap: half a gap behind the transition. An overlap: half an overlap in front of it.
            Assert.Equal(change > Offset.Zero ? after.Start + half : after.Start - half, planned.ToInstant());
            Assert.Equal(change > Offset.Zero ? WallShift.MovedForward : WallShift.FirstOfTwo, planned.Shift);
            if (change > Offset.Zero) gaps++; else overlaps++;
        }
        Assert.True(gaps > 800 && overlaps > 800, $"{gaps} gaps, {overlaps} overlaps");
    }

    [Fact]
    public void An_unknown_zone_is_told_when_the_moment_is_asked_for() =>
        Assert.Throws<NodaTime.TimeZones.DateTimeZoneNotFoundException>(() => new PlannedTime(new(2026, 12, 1, 9, 0), "Mars/Olympus", "").ToInstant());

    private static IEnumerable<(string Zone, NodaTime.TimeZones.ZoneInterval Before, NodaTime.TimeZones.ZoneInterval After)> Transitions() =>
        from id in DateTimeZoneProviders.Tzdb.Ids
        let intervals = DateTimeZoneProviders.Tzdb[id].GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2036, 1, 1, 0, 0)).ToList()
        from pair in intervals.Zip(intervals.Skip(1))
        where pair.First.WallOffset != pair.Second.WallOffset
        select (id, pair.First, pair.Second);
}
