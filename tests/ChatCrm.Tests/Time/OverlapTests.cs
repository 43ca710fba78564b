using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Tests.Time;

public class OverlapTests
{
    /// <summary>Monday, before any office opens.</summary>
    private static readonly Instant Monday = Instant.FromUtc(2027, 7, 5, 0, 0);

    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public void Berlin_and_Shanghai_share_the_Chinese_afternoon()
    {
        var good = Of("Asia/Shanghai", "Europe/Berlin");

        Assert.Empty(good.Stretched);
        // 09:00 in Berlin is 15:00 in Shanghai, where work ends at 18:00.
        Assert.Equal(new Window(Instant.FromUtc(2027, 7, 5, 7, 0), Instant.FromUtc(2027, 7, 5, 10, 0), true), good.Both[0]);
        Assert.Equal(5, good.Both.Count);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("America/Chicago")]
    [InlineData("America/Denver")]
    [InlineData("America/Los_Angeles")]
    [InlineData("America/Toronto")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Mexico_City")]
    public void Shanghai_has_no_hour_in_common_with_the_Americas_and_is_shown_the_least_bad(string zone)
    {
        var good = Of("Asia/Shanghai", zone);

        Assert.Empty(good.Both);
        var best = good.Stretched[0];
        var mine = best.Best.InZone(Zones.Rules["Asia/Shanghai"]).TimeOfDay;
        Assert.True(mine >= Overlap.Dawn && mine < Overlap.Night, $"{mine}");
        Assert.True(Office(zone).IsOpen(best.Best));
    }

    [Fact]
    public void Half_a_day_apart_there_is_always_something_to_show()
    {
        string[] zones = [.. Zones.Rules.Ids.Where(id => id.Contains('/', StringComparison.Ordinal))];
        foreach (var now in new[] { Monday, Monday + Duration.FromDays(182) })
            foreach (var zone in zones)
            {
                var good = Overlap.Of(Office("Asia/Shanghai"), Office(zone), now, []);
                Assert.True(good.Both.Count + good.Stretched.Count > 0, $"{zone} {now}");
            }
    }

    [Fact]
    public void A_sure_day_goes_before_one_that_may_be_closed()
    {
        var feast = new DayOff(new(2027, 7, 5), "Feast", DayOffKind.Closed, Certainty.MaybeClosed);
        var theirs = Office("Europe/Berlin") with { DaysOff = DaysOff.None with { Known = [new(feast, "")] } };

        var good = Overlap.Of(Office("Asia/Shanghai"), theirs, Monday, []);

        Assert.Equal(Instant.FromUtc(2027, 7, 6, 7, 0), good.Both[0].From);
        Assert.Equal((Instant.FromUtc(2027, 7, 5, 7, 0), false), (good.Both[^1].From, good.Both[^1].IsSure));
    }

    [Fact]
    public void A_day_off_on_either_side_is_no_time_at_all()
    {
        var closed = new KnownDay(new DayOff(new(2027, 7, 5), "Holiday", DayOffKind.Closed, Certainty.Sure), "");
        var open = Office("Europe/Berlin");
        var holiday = open with { DaysOff = DaysOff.None with { Known = [closed] } };

        Assert.DoesNotContain(Overlap.Of(Office("Asia/Shanghai"), holiday, Monday, []).Both, window => window.From < Monday + Day);
        Assert.DoesNotContain(Overlap.Of(holiday, Office("Asia/Shanghai"), Monday, []).Both, window => window.From < Monday + Day);
    }

    [Fact]
    public void What_is_taken_is_cut_out_and_what_is_left_must_be_half_an_hour()
    {
        // 07:00-10:00 UTC is common on Monday; taken: 07:20-09:00 twice over, and 09:40 on.
        Interval[] busy = [Taken(8, 0, 9, 0), Taken(7, 20, 8, 30), Taken(9, 40, 12, 0)];

        var monday = Overlap.Of(Office("Asia/Shanghai"), Office("Europe/Berlin"), Monday, busy).Both.Where(window => window.From < Monday + Day);

        Assert.Equal([(Instant.FromUtc(2027, 7, 5, 9, 0), Instant.FromUtc(2027, 7, 5, 9, 40))], monday.Select(window => (window.From, window.To)));
    }

    [Fact]
    public void A_busy_week_shows_what_lies_beyond_it()
    {
        var good = Overlap.Of(Office("Asia/Shanghai"), Office("Europe/Berlin"), Monday, [new(Monday, Monday + Duration.FromDays(7))]);

        Assert.Equal(Instant.FromUtc(2027, 7, 12, 7, 0), good.Both[0].From);
    }

    [Fact]
    public void One_calls_a_little_after_the_beginning_and_on_a_full_quarter()
    {
        Assert.Equal(Instant.FromUtc(2027, 7, 5, 7, 15), new Window(Instant.FromUtc(2027, 7, 5, 7, 0), Instant.FromUtc(2027, 7, 5, 10, 0), true).Best);
        Assert.Equal(Instant.FromUtc(2027, 7, 5, 7, 30), new Window(Instant.FromUtc(2027, 7, 5, 7, 5), Instant.FromUtc(2027, 7, 5, 10, 0), true).Best);
        Assert.Equal(Instant.FromUtc(2027, 7, 5, 7, 5), new Window(Instant.FromUtc(2027, 7, 5, 7, 5), Instant.FromUtc(2027, 7, 5, 7, 40), true).Best);
    }

    /// <summary>Seeded: two zones, a moment and busy times at random.</summary>
    [Fact]
    public void Whatever_is_shown_is_open_to_come_and_free()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var (random, found) = (new Random(seed), 0);
        string[] zones = [.. Zones.Rules.Ids];
        for (var round = 0; round < 300; round++)
        {
            var (mine, theirs) = (Office(zones[random.Next(zones.Length)]), Office(zones[random.Next(zones.Length)]));
            var now = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(random.Next(0, 6 * 366 * 24 * 60));
            List<Interval> busy = [.. Enumerable.Range(0, random.Next(8)).Select(_ => now + Duration.FromMinutes(random.Next(-500, 8000))).Select(from => new Interval(from, from + Duration.FromMinutes(random.Next(1, 600))))];
            var good = Overlap.Of(mine, theirs, now, busy);
            if (good.Both.Count + good.Stretched.Count > 0) found++;
            foreach (var window in good.Both.Concat(good.Stretched))
            {
                var at = $"seed {seed}, round {round}: {mine.Zone}, {theirs.Zone}, {now}, {window}";
                Assert.True(window.From >= now && window.To - window.From >= Overlap.Shortest, at);
                Assert.True(theirs.IsOpen(window.From) && theirs.IsOpen(window.To - Duration.FromSeconds(1)) && theirs.IsOpen(window.Best), at);
                Assert.True(good.Both.Count == 0 || mine.IsOpen(window.From) && mine.IsOpen(window.Best), at);
                Assert.False(busy.Any(taken => taken.Start < window.To && window.From < taken.End), at);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{found} rounds found a time");
        Assert.True(found >= 290, $"seed {seed}: only {found} of 300 rounds found a time");
    }

    private static GoodTimes Of(string mine, string theirs) => Overlap.Of(Office(mine), Office(theirs), Monday, []);

    private static Interval Taken(int hour, int minute, int toHour, int toMinute) => new(Instant.FromUtc(2027, 7, 5, hour, minute), Instant.FromUtc(2027, 7, 5, toHour, toMinute));

    /// <summary>9 to 18 on working days, every holiday known.</summary>
    private static Schedule Office(string zone) => new(zone, WorkingHours.OfMember, DaysOff.None);
}
