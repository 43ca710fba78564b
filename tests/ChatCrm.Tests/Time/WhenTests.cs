using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Tests.Time;

public class WhenTests
{
    private static readonly WhenContext Wednesday = Reads.Ahead with { Now = Instant.FromUtc(2026, 11, 25, 2, 0) };

    [Theory]
    [InlineData("follow Acme tue 3pm \"send samples\"", 11, " tue 3pm")]
    [InlineData("跟进 华为 下周二 15:00 寄样品", 5, " 下周二 15:00")]
    [InlineData("call\tfri\u00A010:00 their", 4, "\tfri\u00A010:00 their")]
    public void Takes_the_longest_expression_at_a_place_with_the_white_space_before_it(string line, int start, string expected) =>
        Assert.Equal(expected.Length, When.At(line, start, Reads.Ahead)!.Length);

    [Fact]
    public void Keeps_the_words_as_typed() =>
        Assert.Equal("下週二　３點", Assert.IsType<Assumed>(When.At("  下週二　３點 寄样品", 0, Reads.Ahead)!.Reading).Time.Typed);

    [Theory]
    [InlineData("next fri", "2026-12-04 09:00 +Nine +NextMeansNextWeek(2026-11-27 09:00) day")]
    [InlineData("next fri 3pm", "2026-12-04 15:00 +NextMeansNextWeek(2026-11-27 15:00)")]
    [InlineData("next wed", "2026-12-02 09:00 +Nine day")]
    [InlineData("next tue", "2026-12-01 09:00 +Nine day")]
    [InlineData("下周五", "2026-12-04 09:00 +Nine day")]
    [InlineData("下下周五", "2026-12-11 09:00 +Nine day")]
    [InlineData("this fri", "2026-11-27 09:00 +Nine day")]
    [InlineData("fri", "2026-11-27 09:00 +Nine day")]
    [InlineData("wed", "2026-12-02 09:00 +Nine day")]
    [InlineData("eow", "2026-11-27 17:00 +DeadlineAtFive day")]
    [InlineData("9", "2026-11-26 09:00 +TomorrowBecausePast")]
    [InlineData("today", "2026-11-25 10:00 +Now day")]
    [InlineData("this morning", "2026-11-25 10:00 +Now")]
    public void A_week_begins_on_Monday_and_the_nearer_reading_of_next_is_a_button(string phrase, string expected) =>
        Assert.Equal(expected, Reads.As(phrase, Wednesday));

    [Fact]
    public void A_customer_without_a_zone_makes_their_time_a_question() =>
        Assert.Equal("TheirZoneUnknown! 2026-11-27 10:00", Reads.As("fri 10:00 their", Reads.Ahead with { Theirs = null }));

    [Fact]
    public void Tomorrow_is_tomorrow_where_the_time_is_meant_and_the_typists_is_offered()
    {
        // Monday 08:00 in Shanghai is Sunday 19:00 in New York.
        var monday = Reads.Ahead with { Now = Instant.FromUtc(2026, 11, 23, 0, 0), Theirs = "America/New_York" };
        Assert.Equal("2026-11-23 10:00 America/New_York +DayInZoneMeant(2026-11-24 10:00 America/New_York)", Reads.As("tomorrow 10:00 their", monday));
    }

    [Theory]
    [InlineData("in 20 minutes", "2026-11-01 01:40 America/New_York")]
    [InlineData("in 50 minutes", "2026-11-01 06:10 Etc/UTC")]
    public void F1_an_amount_of_minutes_passes_through_an_overlap_by_the_clock_of_the_world(string phrase, string expected)
    {
        // 01:20 in New York, forty minutes before the clock goes back; the second 01:10 can only be written in UTC.
        var night = Reads.Ahead with { Now = Instant.FromUtc(2026, 11, 1, 5, 20), Mine = "America/New_York" };
        Assert.Equal(expected, Reads.As(phrase, night));
    }

    [Theory]
    [InlineData("4/5", "2027-04-05 09:00 +Nine +DayMonthOrder(2027-05-04 09:00) day")]
    [InlineData("5/13", "2027-05-13 09:00 +Nine day")]
    public void The_month_comes_first_in_Chinese(string phrase, string expected) =>
        Assert.Equal(expected, Reads.As(phrase, Reads.Ahead with { Language = "zh-Hans" }));

    [Fact]
    public void A_start_outside_the_text_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => When.At("fri", 4, Reads.Ahead));
        Assert.Throws<ArgumentOutOfRangeException>(() => When.At("fri", -1, Reads.Ahead));
        Assert.Null(When.At("fri", 3, Reads.Ahead));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void Reads_the_same_in_every_culture(string culture) => Reads.Under(culture, () =>
    {
        Assert.Equal("2026-11-27 10:00 Europe/Berlin", Reads.As("FRIDAY 10:00 BERLIN"));
        Assert.Equal("2026-11-27 15:30", Reads.As("Fri 3:30PM"));
        Assert.Equal("2026-11-22 16:35", Reads.As("IN 30 MIN"));
        Assert.Equal("2026-11-24 15:30", Reads.As("下週二下午三點半"));
        Assert.Equal("2026-12-03 15:00", Reads.As("٢٠٢٦-١٢-٠٣ ١٥:٠٠"));
        Assert.Equal("AmbiguousZone? 2026-11-27 10:00 Asia/Kolkata | 2026-11-27 10:00 Europe/Dublin | 2026-11-27 10:00 Asia/Jerusalem", Reads.As("fri 10:00 IST"));
        Assert.Equal("TR", Countries.Read("TÜRKIYE")?.Code);
        Assert.Equal("Europe/Istanbul", Zones.Search("ISTANBUL").Single());
    });
}
