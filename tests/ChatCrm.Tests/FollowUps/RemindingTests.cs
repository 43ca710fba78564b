using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

public class RemindingTests
{
    private static readonly Instant Due = Instant.FromUtc(2026, 11, 24, 7, 0);

    [Fact]
    public async Task A_reminder_reaches_the_assignee_and_the_room()
    {
        await using var workspace = await WhenDue();
        await Wake(workspace);
        Assert.Empty(await workspace.Rows("wake|"));
        var mine = await workspace.Drawn(Assert.Single(await workspace.Notices(), notice => notice is { Drawing: "follow-up.reminder", Member: "mei" }));
        Assert.Equal("Due now: Acme GmbH — “send samples” · set by you, Sun 22 Nov\nTue 08:00 in Berlin, opens in an hour (09:00–17:30) · you 15:00 · zone assumed from the city", mine.Plain());
        Assert.Equal(["Done", "Log", "Snooze", "Give to …", "Open"], mine.Presses.Select(press => press.Label));
        var room = await workspace.Drawn(Assert.Single(await workspace.Notices(), notice => notice is { Drawing: "follow-up.room-reminder", Room: "console:sales" }));
        Assert.Equal("Due now: Acme GmbH — “send samples”\nfor Mei Lin · Tue 24 Nov 15:00 Shanghai · Tue 08:00 Berlin · now Tue 08:00 in Berlin · zone assumed from the city", room.Plain());
    }

    [Fact]
    public async Task B5_a_room_with_outsiders_reads_neither_words_nor_times()
    {
        await using var workspace = await WhenDue("partners");
        await Wake(workspace);
        var notice = Assert.Single(await workspace.Notices(), notice => notice.Room == "console:partners");
        var (roster, rooms) = await workspace.Get<ChatCrm.Workspaces.People>().Of(Workspace.Id, TestContext.Current.CancellationToken);
        var reader = Drawer.For(rooms.Single(room => room.Id == notice.Room), roster, Audience.External);
        var card = await workspace.Get<Drawer>().Draw(notice.Drawing, new(reader, roster, new(workspace.Store, Workspace.Id), workspace.Clock.Now, notice.Turn, notice.Records, TestContext.Current.CancellationToken));
        Assert.Equal("Due now: Acme GmbH\nfor Mei Lin", card.Plain());
        Assert.Empty(card.Presses);
    }

    [Fact]
    public async Task A_second_waking_of_the_same_row_tells_nobody_again()
    {
        await using var workspace = await WhenDue();
        var row = Assert.Single(await workspace.Rows("wake|"));
        await Wake(workspace, row.Key, row.ETag);
        await Wake(workspace, row.Key, row.ETag);
        Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task A_waking_for_a_row_that_is_gone_tells_nobody()
    {
        await using var workspace = await WhenDue();
        var row = Assert.Single(await workspace.Rows("wake|"));
        await Wake(workspace, row.Key, row.ETag);
        await Wake(workspace, row.Key, "another-tag");
        Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task A_row_of_a_closed_or_moved_follow_up_only_goes()
    {
        await using var workspace = await WhenDue();
        var row = Assert.Single(await workspace.Rows("wake|"));
        await workspace.Mei.Press("follow-up.snooze", $"{(await workspace.Only()).Handle}/1h");
        await Wake(workspace, row.Key, row.ETag);
        Assert.DoesNotContain(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
        Assert.Single(await workspace.Rows("wake|"));
    }

    [Theory]
    [InlineData("/1h", "Mei Lin moved it to Tue 24 Nov 16:00 Shanghai · 09:00 Berlin, today 15:00.")]
    [InlineData("/jonas", "Mei Lin gave it to Jonas Weber, today 15:00.")]
    [InlineData("", "Mei Lin closed it, today 15:00.")]
    public async Task An_answered_reminder_says_by_whom_and_offers_nothing_that_is_gone(string choice, string said)
    {
        await using var workspace = await WhenDue();
        await Wake(workspace);
        var reminder = Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
        if (choice.Length == 0) await workspace.Mei.Say("done 1");
        else await workspace.Mei.Press(choice == "/1h" ? "follow-up.snooze" : "follow-up.give", (await workspace.Only()).Handle + choice);
        var card = await workspace.Drawn(reminder);
        Assert.Contains(said, card.Plain());
        Assert.Equal(["Open"], card.Buttons().Select(button => button.Label));
        Assert.Contains(await workspace.Notices(), notice => notice.Drawing == Drawer.Refresh && notice.About.Contains(reminder.Records[0].Split('/')[1]));
    }

    [Fact]
    public async Task A_done_that_is_undone_is_on_offer_again()
    {
        await using var workspace = await WhenDue();
        await Wake(workspace);
        var reminder = Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
        var done = (await workspace.Mei.Say("done 1")).Card();
        await workspace.Mei.Press(done, "Undo");
        Assert.Contains("Done", (await workspace.Drawn(reminder)).Buttons().Select(button => button.Label));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(48, 0)]
    public async Task The_room_hears_of_what_the_morning_list_shows_its_assignee_but_days_late(int hours, int heard)
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("me digest 8:30");
        await workspace.Mei.Say("follow C-1001 tue \"send samples\" remind #sales");
        workspace.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 1, 0) + Duration.FromHours(hours));

        await workspace.Wake();

        Assert.DoesNotContain(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
        var told = (await workspace.Notices()).Where(notice => notice is { Drawing: "follow-up.room-reminder", Room: "console:sales" }).ToList();
        Assert.Equal(heard, told.Count);
        foreach (var notice in told) Assert.StartsWith("Due now: Acme GmbH — “send samples”\nfor Mei Lin", (await workspace.Drawn(notice)).Plain());
    }

    [Fact]
    public async Task The_room_hears_once_of_what_the_morning_list_shows_though_an_undo_forgets_it()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("me digest 8:30");
        await workspace.Mei.Say("follow C-1001 tue \"send samples\" remind #sales");
        var form = (await workspace.Mei.Press("follow-up.edit", (await workspace.Only()).Handle)).Form();
        await workspace.Mei.Submit(form, ("text", "send more samples"));
        workspace.Clock.MoveTo(Due);
        await workspace.Wake();

        await workspace.Mei.Say("undo");
        await workspace.Wake();

        Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.room-reminder");
    }

    [Fact]
    public async Task A_list_that_is_switched_on_behind_its_hour_leaves_nothing_of_that_day_to_it()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("follow C-1001 mon \"send samples\"");
        workspace.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 0, 45));
        await workspace.Mei.Say("me digest 8:30");
        workspace.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 7, 0));

        await workspace.Wake();

        Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task A_list_that_is_called_off_before_its_hour_leaves_what_it_would_have_shown_to_a_reminder()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("me digest 10:00");
        await workspace.Mei.Say("follow C-1001 mon \"send samples\"");
        workspace.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 1, 0));
        await workspace.Wake();
        await workspace.Mei.Say("me digest off");

        workspace.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 2, 0));
        await workspace.Wake();

        Assert.Single(await workspace.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task B2_no_person_can_wake_the_service() =>
        Assert.Equal(ChatCrm.Workspaces.Permission.Service, (await Workspace.Open()).Get<Routes>().Find(RouteKind.Wake, "follow-up")!.Permission);

    private static async Task<Workspace> WhenDue(string room = "sales")
    {
        var workspace = await Workspace.Open();
        await workspace.Mei.Say($"follow C-1001 tue 15:00 \"send samples\" remind #{room}");
        workspace.Clock.MoveTo(Due);
        return workspace;
    }

    private static async Task Wake(Workspace workspace)
    {
        var row = Assert.Single(await workspace.Rows("wake|"));
        await Wake(workspace, row.Key, row.ETag);
    }

    private static Task<Reply> Wake(Workspace workspace, string key, string tag) => workspace.Send(workspace.Mei, new Input.Woke(key), tag);
}
