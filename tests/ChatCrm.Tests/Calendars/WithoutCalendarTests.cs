using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Calendars;

/// <summary>A service without calendars, and what its turns ask for.</summary>
public class WithoutCalendarTests
{
    [Fact]
    public async Task A_card_offers_no_calendar_where_there_is_none()
    {
        await using var workspace = await Workspace.Open();

        var card = (await workspace.Mei.Say("follow C-1001 tue 15:00 \"send samples\"")).Card();

        Assert.DoesNotContain(card.Buttons(), button => button.Id is "follow-up.calendar" or "follow-up.calendar-edit");
    }

    [Theory]
    [InlineData("en", "No Outlook is connected here", "“feed” gives you an address", "[Try Outlook again]")]
    [InlineData("zh", "这里还没有连接 Outlook", "“日历地址”会给你一个地址", "[再试一次 Outlook]")]
    public async Task Who_asks_for_a_calendar_where_there_is_none_is_shown_the_feed_and_no_way_that_leads_nowhere(string language, string why, string instead, string again)
    {
        await using var app = await RunningApp.Start();
        await using var console = new ConsoleChannel(app);
        var mei = new Spot("mei", null);
        await console.Say(mei, $"me lang {language}");

        var card = (await console.Say(mei, "follow Acme GmbH tue 15:00 \"send samples\" cal")).ToString();
        var told = (await console.Pushed(mei))?.ToString() ?? "";

        Assert.Contains(why, told, StringComparison.Ordinal);
        Assert.Contains(instead, told, StringComparison.Ordinal);
        Assert.DoesNotContain(again, told + card, StringComparison.Ordinal);
        Assert.DoesNotContain("e-mail", told + card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("follow C-1001 tue 15:00 \"send samples\"", 0)]
    [InlineData("follow C-1001 tue 15:00 \"send samples\" cal", 1)]
    public async Task Only_what_is_to_stand_in_a_calendar_asks_for_the_errand(string line, int errands)
    {
        await using var workspace = await Workspace.Open();

        await workspace.Mei.Say(line);

        Assert.Equal(errands, (await workspace.Notices()).Count(notice => notice.Drawing == FollowUpStore.Mirror));
    }

    [Fact]
    public async Task The_errand_is_asked_for_by_every_change_and_by_the_undo_of_each()
    {
        await using var workspace = await Workspace.Open();
        var saved = (await workspace.Mei.Say("follow C-1001 tue 15:00 \"send samples\" cal")).Card();
        await Sent(workspace);

        await workspace.Mei.Press(saved, "15:00 their time");
        Assert.Single(await Sent(workspace));
        await workspace.Mei.Say("undo");
        Assert.Single(await Sent(workspace));
        await workspace.Mei.Say("done 1 \"sent\"");
        Assert.Single(await Sent(workspace));
        await workspace.Mei.Say("undo");
        Assert.Single(await Sent(workspace));
    }

    [Theory]
    [InlineData("maria@acme.example", "maria@acme.example")]
    [InlineData(" maria@acme.example;otto@acme.example，Maria@acme.example ", "maria@acme.example, otto@acme.example")]
    [InlineData("", "")]
    [InlineData("maria", null)]
    [InlineData("maria@acme", null)]
    [InlineData("@acme.example", null)]
    [InlineData("maria@@acme.example", null)]
    [InlineData("<maria@acme.example>", null)]
    [InlineData("maria@acme.example mailto:otto@acme.example", null)]
    public void An_invitation_holds_addresses_and_nothing_else(string typed, string? kept) => Assert.Equal(kept, Invitation.Read(typed));

    [Fact]
    public void An_invitation_has_an_end() => Assert.Null(Invitation.Read(string.Join(' ', Enumerable.Range(0, Invitation.Most + 1).Select(n => $"p{n}@acme.example"))));

    [Theory]
    [InlineData("cal", true, false, "", "send samples")]
    [InlineData("cal online", true, true, "", "send samples")]
    [InlineData("cal teams invite maria@acme.example", true, true, "maria@acme.example", "send samples")]
    [InlineData("cal invite maria@acme.example,otto@acme.example online", true, true, "maria@acme.example, otto@acme.example", "send samples")]
    [InlineData("日历线上 邀请 maria@acme.example", true, true, "maria@acme.example", "send samples")]
    [InlineData("online", false, false, "", "send samples")]
    [InlineData("cal invite everybody", true, false, "", "send samples")]
    public async Task What_stands_behind_cal_is_read(string words, bool calendar, bool online, string invited, string text)
    {
        await using var workspace = await Workspace.Open();

        await workspace.Mei.Say($"follow C-1001 tue 15:00 \"send samples\" {words}");

        var kept = FollowUpStore.Read(Assert.Single(await workspace.Rows(Keys.Under("customer", Workspace.Acme, "followup"))));
        Assert.Equal((calendar, online, invited, text), (kept.Calendar, kept.Online, kept.Invited, kept.Text));
    }

    /// <summary>The errands that wait, which are taken away as if they were done.</summary>
    private static async Task<IReadOnlyList<OutboxRow>> Sent(Workspace workspace)
    {
        var rows = await workspace.Rows("outbox|");
        await workspace.Store.Commit(Workspace.Id, "sent", [.. rows.Select(row => new Change.Delete(row.Key))]);
        return [.. rows.Select(row => row.Read(TurnJson.Default.OutboxRow)).Where(notice => notice.Drawing == FollowUpStore.Mirror)];
    }
}
