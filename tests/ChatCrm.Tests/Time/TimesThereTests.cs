using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Time;

/// <summary>A customer's time on cards, for Mei in Shanghai.</summary>
public class TimesThereTests
{
    private static readonly Instant Sunday = Instant.FromUtc(2026, 11, 22, 8, 5);

    [Theory]
    [InlineData("en", "Europe/Berlin", 0, "now Sun 09:05 in Berlin")]
    [InlineData("en", "Asia/Shanghai", 0, "now Sun 16:05 in Shanghai")]
    [InlineData("en", "Pacific/Auckland", 4, "now Mon 01:05 in Auckland, tomorrow for them")]
    [InlineData("en", "America/Los_Angeles", -2, "now Sat 22:05 in Los Angeles, yesterday for them")]
    [InlineData("zh-Hans", "Pacific/Auckland", 4, "奥克兰现在 周一 01:05，对方已是明天")]
    [InlineData("zh-Hans", "America/Los_Angeles", -2, "洛杉矶现在 周六 22:05，对方还是昨天")]
    public void It_has_its_weekday_and_says_where_their_day_is_another_one(string language, string zone, int hours, string said) =>
        Assert.Equal(said, WhenText.NowIn(Mei(language), zone, Sunday + Duration.FromHours(hours)).ToString());

    [Theory]
    [InlineData("en", "Sun 23:05 in Berlin, yesterday for them, ", "· you Mon 06:05")]
    [InlineData("zh-Hans", "柏林 周日 23:05，对方还是昨天，", "· 你这边 周一 06:05")]
    public void A_reminder_says_both_days_where_they_differ(string language, string theirs, string mine)
    {
        var there = WhenText.There(Mei(language), new Schedule("Europe/Berlin", WorkingHours.OfCustomer("DE"), DaysOff.None), Sunday + Duration.FromHours(14)).ToString();

        Assert.StartsWith(theirs, there, StringComparison.Ordinal);
        Assert.EndsWith(mine, there, StringComparison.Ordinal);
    }

    [Fact]
    public void A_room_has_no_today_of_its_own() =>
        Assert.Equal("now Mon 01:05 in Auckland", WhenText.NowIn(Mei("en") with { Member = null }, "Pacific/Auckland", Sunday + Duration.FromHours(4)).ToString());

    private static Reader Mei(string language) =>
        new(new Member { Id = "mei", Name = "Mei", Handle = "mei", Zone = "Asia/Shanghai" }, Wording.In(language), "Asia/Shanghai", new Access(null, new([]), Conversation.Audience.Direct, ""));
}
