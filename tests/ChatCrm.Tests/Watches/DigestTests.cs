using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Watches;

/// <summary>Mei's morning list; she is in Shanghai, where it is Sunday 16:05.</summary>
public class DigestTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 0, 30);

    [Theory]
    [InlineData("me digest 8:30", "08:30")]
    [InlineData("me digest:8:30", "08:30")]
    [InlineData("me digest 7am", "07:00")]
    [InlineData("me digest 8", "08:00")]
    [InlineData("我 摘要 早上8点半", "08:30")]
    [InlineData("me tz Tokyo digest 9:15 lang zh", "09:15")]
    public async Task A_line_sets_the_hour(string line, string kept)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        Assert.Equal(kept, (await Mei(house)).Digest);
    }

    [Theory]
    [InlineData("me digest off")]
    [InlineData("me digest none")]
    [InlineData("我 摘要 关闭")]
    public async Task A_word_ends_it(string line)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me digest 8:30");

        await house.Mei.Say(line);

        Assert.Equal("", (await Mei(house)).Digest);
        Assert.Empty(await house.Rows("wake|"));
        Assert.Empty(await house.Rows("digest|"));
    }

    [Fact]
    public async Task What_is_no_time_of_day_comes_back_with_the_way_out()
    {
        await using var house = await Workspace.Open();

        var form = Assert.IsType<Reply.Ask>(await house.Mei.Say("me digest whenever")).Form;

        Assert.Contains("8:30", form.Errors["digest"]);
        Assert.Equal("whenever", form.Fields.Single(field => field.Id == "digest").Value);
    }

    [Fact]
    public async Task On_the_next_working_day_at_that_hour_it_holds_what_is_late_and_what_is_due_that_day()
    {
        await using var house = await Asked();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        await house.Mei.Say("follow C-1001 tue 15:00 \"call again\"");

        var card = await house.Drawn(await Morning(house, Monday));

        Assert.Contains("One follow-up is due until Mon 23 Nov", card.Plain());
        Assert.Contains("send samples", card.Plain());
        Assert.DoesNotContain("call again", card.Plain());
        Assert.EndsWith("You asked for this at 08:30 on each working day. “me digest off” ends it.", card.Plain());
    }

    [Fact]
    public async Task It_is_drawn_as_things_are_when_it_is_sent()
    {
        await using var house = await Asked();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        var notice = await Morning(house, Monday);

        await house.Mei.Say("done 1");

        Assert.DoesNotContain("send samples", (await house.Drawn(notice)).Plain());
    }

    [Fact]
    public async Task A_morning_without_anything_due_is_quiet_and_the_next_one_is_set()
    {
        await using var house = await Asked();

        await Wake(house, Monday);

        Assert.DoesNotContain(await house.Notices(), notice => notice.Drawing == "digest.morning");
        Assert.Equal([Monday + Duration.FromDays(1)], await Mornings(house));
    }

    [Fact]
    public async Task Days_off_have_none()
    {
        await using var house = await Asked("me hours 9-17 tue,thu digest 8:30");

        Assert.Equal([Monday + Duration.FromDays(1)], await Mornings(house));
        await Wake(house, Monday + Duration.FromDays(1));

        Assert.Equal([Monday + Duration.FromDays(3)], await Mornings(house));
    }

    [Fact]
    public async Task A_holiday_where_they_are_has_none_and_the_next_working_day_has_what_waited()
    {
        // 25 December is a Friday, and a holiday in Germany alone.
        await using var house = await Workspace.Open();
        await house.Mei.Say("me digest 8:30 tz Berlin");
        house.Clock.MoveTo(Instant.FromUtc(2026, 12, 24, 12, 0));
        await house.Mei.Say("follow C-1001 2026-12-24 15:00 \"send samples\"");
        var christmas = Instant.FromUtc(2026, 12, 25, 7, 30);

        await Wake(house, christmas - Duration.FromDays(1) + Duration.FromHours(5));
        await Wake(house, christmas);
        Assert.DoesNotContain(await house.Notices(), notice => notice.Drawing == "digest.morning");

        Assert.Contains("send samples", (await house.Drawn(await Morning(house, christmas + Duration.FromDays(3)))).Plain());
    }

    [Theory]
    [InlineData("admin day 23nov closed \"Stocktaking\"", 0)]
    [InlineData("admin day 23nov half \"Stocktaking\"", 1)]
    public async Task A_day_that_an_admin_enters_meanwhile_counts(string line, int lists)
    {
        await using var house = await Asked();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        await house.Sam.Say(line);

        await Wake(house, Monday);

        Assert.Equal(lists, (await house.Notices()).Count(notice => notice.Drawing == "digest.morning"));
        Assert.Equal([Monday + Duration.FromDays(1)], await Mornings(house));
    }

    [Theory]
    [InlineData(1, "admin day 28nov working")]
    [InlineData(3, "admin day 28nov working", "undo")]
    public async Task A_weekend_that_is_worked_has_one_though_the_next_was_set_before(int days, params string[] said)
    {
        await using var house = await Asked();
        var friday = Monday + Duration.FromDays(4);
        await Wake(house, friday);

        foreach (var line in said) await house.Sam.Say(line);
        await house.Wake();

        Assert.Equal([friday + Duration.FromDays(days)], await Mornings(house));
    }

    [Fact]
    public async Task A_weekend_that_is_worked_has_one()
    {
        await using var house = await Workspace.Open();
        await house.Sam.Say("admin day 28nov working");
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        var friday = Monday + Duration.FromDays(4);
        house.Clock.MoveTo(friday);
        await house.Mei.Say("me digest 8:30");

        Assert.Equal([friday + Duration.FromDays(1)], await Mornings(house));
        Assert.Contains("send samples", (await house.Drawn(await Morning(house, friday + Duration.FromDays(1)))).Plain());

        Assert.Equal([friday + Duration.FromDays(3)], await Mornings(house));
    }

    [Fact]
    public async Task F8_An_hour_late_it_is_sent_and_days_late_it_waits_for_the_next_morning()
    {
        await using var house = await Asked();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");

        await Wake(house, Monday + Duration.FromHours(1));
        Assert.Single(await house.Notices(), notice => notice.Drawing == "digest.morning");
        await Wake(house, Monday + Duration.FromDays(3) + Duration.FromHours(2));

        Assert.Single(await house.Notices(), notice => notice.Drawing == "digest.morning");
        Assert.Equal([Monday + Duration.FromDays(4)], await Mornings(house));
    }

    [Fact]
    public async Task A_morning_that_went_by_is_no_change_that_undo_stops_at()
    {
        await using var house = await Asked();
        house.Clock.MoveTo(Monday - Duration.FromHours(2));
        await house.Mei.Say("me tz Tokyo digest 9:00");
        await Wake(house, Monday - Duration.FromMinutes(30));

        Assert.Contains("as they were", (await house.Mei.Say("undo")).Plain());

        Assert.Equal(("08:30", "Asia/Shanghai"), ((await Mei(house)).Digest, (await Mei(house)).Zone));
        Assert.Equal([Monday], await Mornings(house));
    }

    [Fact]
    public async Task Who_moves_to_another_zone_gets_it_at_their_hour_there()
    {
        await using var house = await Asked();

        await house.Mei.Say("me tz Berlin");

        Assert.Equal([Instant.FromUtc(2026, 11, 23, 7, 30)], await Mornings(house));
    }

    [Fact]
    public async Task Undo_takes_the_hour_back()
    {
        await using var house = await Asked();
        var changed = (await house.Mei.Say("me digest 10:00")).Card();

        await house.Mei.Press(changed, "Undo");

        Assert.Equal("08:30", (await Mei(house)).Digest);
        Assert.Equal([Monday], await Mornings(house));
    }

    [Fact]
    public async Task Two_that_wake_for_one_morning_send_one()
    {
        await using var house = await Asked();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        var row = (await house.Rows("wake|")).Single(row => row.Key.Contains("|digest|", StringComparison.Ordinal));
        house.Clock.MoveTo(Monday);

        await house.Send(house.Mei, new Input.Woke(row.Key), row.ETag);
        await house.Send(house.Mei, new Input.Woke(row.Key), "another");

        Assert.Single(await house.Notices(), notice => notice.Drawing == "digest.morning");
        Assert.Equal([Monday + Duration.FromDays(1)], await Mornings(house));
    }

    [Fact]
    public async Task Nobody_reads_another_ones_list()
    {
        await using var house = await Asked();
        await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"");
        var notice = await Morning(house, Monday);

        var card = await house.Drawn(notice with { Member = "priya" });

        Assert.DoesNotContain("send samples", card.Plain());
    }

    [Fact]
    public async Task In_every_zone_the_next_one_is_at_that_hour_on_a_working_day_or_just_behind_a_gap()
    {
        await using var house = await Workspace.Open();
        var (member, roster) = (await Mei(house), (await house.Get<People>().Of(Workspace.Id, TestContext.Current.CancellationToken)).Roster);
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids)
            for (var days = 0; days < 366; days += 13)
            {
                var now = Monday + Duration.FromDays(days);
                var next = TurnRows.At(ChatCrm.Watches.Digest.Next(member with { Zone = zone, Digest = "02:30" }, roster, now)!.At);
                var there = next.InZone(DateTimeZoneProviders.Tzdb[zone]);
                Assert.True(next > now && next - now <= Duration.FromDays(4), $"{zone} {now} {next}");
                var worked = there.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) || MemberSchedule.Of(member with { Zone = zone }, roster).WorksOn(there.Date);
                Assert.True(worked && there.TimeOfDay >= new LocalTime(2, 30) && there.TimeOfDay <= new LocalTime(3, 30), $"{zone} {there}");
            }
    }

    private static async Task<Workspace> Asked(string line = "me digest 8:30")
    {
        var house = await Workspace.Open();
        await house.Mei.Say(line);
        return house;
    }

    private static async Task<OutboxRow> Morning(Workspace house, Instant at)
    {
        await Wake(house, at);
        return Assert.Single(await house.Notices(), notice => notice is { Drawing: "digest.morning", Member: "mei" });
    }

    private static async Task Wake(Workspace house, Instant at)
    {
        house.Clock.MoveTo(at);
        var row = (await house.Rows("wake|")).Single(row => row.Key.Contains("|digest|", StringComparison.Ordinal));
        await house.Send(house.Mei, new Input.Woke(row.Key), row.ETag);
    }

    private static async Task<IEnumerable<Instant>> Mornings(Workspace house) => (await house.Rows("wake|"))
        .Where(row => row.Key.Contains("|digest|", StringComparison.Ordinal)).Select(row => TurnRows.At(long.Parse(Keys.Parts(row.Key)[1], CultureInfo.InvariantCulture)));

    private static async Task<Member> Mei(Workspace house) => WorkspaceRows.Member((await house.Rows("member|")).Single(row => row.Key == "member|mei"));
}
