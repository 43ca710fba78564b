using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>Holidays count where times are chosen: 25 Dec is a holiday in Germany, where Jonas is; 23 Nov in Japan.</summary>
public class HolidayReminderTests
{
    [Fact]
    public async Task A_reminder_waits_for_the_assignees_next_working_day()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Priya.SayAndKeep("follow Bergmann 2026-12-25 10:00 Berlin \"call\" for @jonas");
        workspace.Clock.MoveTo(Instant.FromUtc(2026, 12, 25, 9, 0));
        await workspace.Wake();
        Assert.DoesNotContain(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
        workspace.Clock.MoveTo(Instant.FromUtc(2026, 12, 28, 8, 0));
        await workspace.Wake();
        Assert.Equal("jonas", Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder").Member);
    }

    [Fact]
    public async Task A_day_without_an_hour_goes_past_the_assignees_holiday()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Sam.Say("admin day 24nov closed \"Stocktaking\"");
        await workspace.Mei.Say("follow Acme GmbH tue");
        Assert.Equal("2026-11-25T09:00", (await workspace.Only()).Wall);
    }

    [Fact]
    public async Task The_customers_next_opening_is_behind_their_holiday()
    {
        await using var workspace = await Workspace.Open();
        var saved = (await workspace.Mei.Say("follow Acme KK today 20:00")).Card();
        await workspace.Mei.Press("follow-up.put-off", $"{(await workspace.Only(Workspace.AcmeKk)).Handle}/open", saved.Drawing);
        Assert.Equal(("2026-11-24T09:00", "Asia/Tokyo"), ((await workspace.Only(Workspace.AcmeKk)).Wall, (await workspace.Only(Workspace.AcmeKk)).Zone));
    }

    [Fact]
    public void Rows_of_before_there_were_covers_and_series_are_read()
    {
        var member = WorkspaceRows.Member(new("member|mei", "{\"id\":\"mei\",\"name\":\"Mei\",\"handle\":\"mei\",\"zone\":\"Asia/Shanghai\"}", "", ""));
        Assert.Null(member.AwayAt(FakeClock.Beginning));
        Assert.Equal("", member.Cover);
        var followUp = FollowUpStore.Read(new Row("customer|c|followup|f", "{\"id\":\"f\",\"number\":1,\"customer\":\"c\",\"wall\":\"2026-11-24T15:00\",\"zone\":\"Asia/Shanghai\",\"assignee\":\"mei\",\"setBy\":\"mei\",\"setAt\":1}", "", ""));
        Assert.Equal("mei", followUp.TimedBy);
    }
}
