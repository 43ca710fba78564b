using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>At the customer's opening. It is Sunday 22 November, 16:05 in Shanghai and 09:05 in Berlin.</summary>
public class OpeningTests
{
    [Theory]
    [InlineData("follow C-1001 when they open \"ring\"", "2026-11-23T09:00")]
    [InlineData("follow C-1001 tomorrow when they open \"ring\"", "2026-11-23T09:00")]
    [InlineData("follow C-1001 when they open tue \"ring\"", "2026-11-24T09:00")]
    [InlineData("follow C-1001 saturday at their opening \"ring\"", "2026-11-30T09:00")]
    [InlineData("跟进 C-1001 明天 客户上班时 “打电话”", "2026-11-23T09:00")]
    [InlineData("跟进 C-1001 周二客户上班时 “打电话”", "2026-11-24T09:00")]
    public async Task It_is_their_opening_on_that_day_or_behind_it(string line, string wall)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        var kept = await house.Only();
        Assert.Equal((wall, "Europe/Berlin", true), (kept.Wall, kept.Zone, kept.HasTime));
        Assert.Contains(kept.Text, new[] { "ring", "打电话" });
    }

    [Fact]
    public async Task While_they_are_open_it_is_their_next_opening()
    {
        await using var house = await Workspace.Open();
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 9, 0));

        await house.Mei.Say("follow C-1001 when they open \"ring\"");

        Assert.Equal("2026-11-24T09:00", (await house.Only()).Wall);
    }

    [Fact]
    public async Task It_comes_then_though_it_is_evening_for_the_assignee()
    {
        await using var house = await Workspace.Open();
        await house.Jonas.Say("follow C-1004 when they open \"ring\"");
        await house.Mei.Say("me tz Tokyo hours 9-15");
        await house.Mei.Say("follow C-1001 when they open \"ring\"");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 8, 0));

        await house.Wake();

        Assert.Equal(["jonas", "mei"], (await house.Notices()).Where(notice => notice.Drawing == "follow-up.reminder").Select(notice => notice.Member).Order());
    }

    [Fact]
    public async Task Where_nobody_knows_their_clock_it_is_said_and_nothing_is_kept()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new \"Nowhere Ltd\"");

        var said = await house.Mei.Say("follow \"Nowhere Ltd\" when they open \"ring\"");

        Assert.Contains("zone", said.Plain());
        Assert.Empty(await house.Rows("due|"));
    }

    [Theory]
    [InlineData("tomorrow when they open", "2026-11-25T09:00")]
    [InlineData("客户上班时", "2026-11-24T09:00")]
    public async Task A_form_takes_it_too(string typed, string wall)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 tue 15:00 \"ring\"");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 7, 0));
        var form = (await house.Mei.Press("follow-up.snooze", (await house.Only()).Handle)).Form();

        await house.Mei.Submit(form, ("when", typed));

        Assert.Equal((wall, "Europe/Berlin"), ((await house.Only()).Wall, (await house.Only()).Zone));
    }
}
