using System.Text;
using ChatCrm.Calendars;
using NodaTime;

namespace ChatCrm.Tests.Calendars;

public class VCalendarTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 24, 7, 0);

    [Theory]
    [InlineData("plain")]
    [InlineData("comma, semicolon; backslash \\ and \\n that is no line")]
    [InlineData("two\nlines")]
    [InlineData("quotes \" and : and = and BEGIN:VEVENT")]
    [InlineData("给华为寄样品，周二下午三点前，请务必带上最新的报价单和产品目录，并确认对方的收货地址与联系人电话号码")]
    [InlineData("👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀 rocket")]
    [InlineData("مرحبا بكم في الشركة، نرجو إرسال العينات قبل نهاية الأسبوع القادم وشكراً")]
    public async Task Whatever_was_typed_a_subscriber_reads_it_as_it_was(string text)
    {
        var shown = Assert.Single(await Subscriber.Reads(File(new VEvent("1@chatcrm", At, At, null, text, text))));

        Assert.Equal((text, text), (shown.Summary, shown.Description));
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_every_one_ends_in_CRLF()
    {
        var file = File(new VEvent("1@chatcrm", At, At, null, string.Concat(Enumerable.Repeat("样品 👩‍🚀 é ", 200)), new string('x', 4000)));

        var lines = file.Split("\r\n");
        Assert.Equal("", lines[^1]);
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', string.Concat(lines));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(file)));
    }

    [Fact]
    public async Task An_hour_is_a_moment_in_UTC_that_takes_half_an_hour()
    {
        var shown = Assert.Single(await Subscriber.Reads(File(new VEvent("1@chatcrm", At, At, null, "x", ""))));

        Assert.Equal(("2026-11-24T07:00:00Z", "2026-11-24T07:30:00Z"), (shown.Start, shown.End));
    }

    [Fact]
    public async Task What_has_no_hour_is_the_whole_day()
    {
        var shown = Assert.Single(await Subscriber.Reads(File(new VEvent("1@chatcrm", At, At, new LocalDate(2026, 12, 31), "x", ""))));

        Assert.Equal(("2026-12-31", "2027-01-01"), (shown.Start, shown.End));
    }

    [Fact]
    public void Controls_that_no_file_may_hold_are_left_out() =>
        Assert.Contains("SUMMARY:abc\r\n", File(new VEvent("1@chatcrm", At, At, null, "a\u0000b\u001b\u007fc", "")));

    [Fact]
    public async Task Half_a_character_breaks_nothing() =>
        Assert.Single(await Subscriber.Reads(File(new VEvent("1@chatcrm", At, At, null, "a\ud83db", ""))));

    private static string File(params VEvent[] events) => VCalendar.Of("Follow-ups", Duration.FromMinutes(30), events);
}
