using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>What comes by itself: to a person, to a channel, to a group chat; and whom nothing reaches.</summary>
public class ProactiveTests
{
    private static readonly Duration Night = Duration.FromHours(18);

    [Fact]
    public async Task A_reminder_reaches_somebody_who_never_spoke_to_the_bot_and_their_chat_is_opened_once()
    {
        await using var stage = await Stage.Open(installedFor: ["priya"]);
        await stage.Say("priya", "sales", "follow Acme GmbH tomorrow 10:00 for @mei \"one\"");
        await stage.Say("priya", "sales", "follow C-1003 tomorrow 11:00 for @mei \"two\"");

        await stage.Pass(Duration.FromDays(1));

        var cards = stage.Posts("mei").Select(post => stage.Seen("mei", post)).ToList();
        Assert.Contains(cards, card => card.Contains("hours: Acme GmbH — “one”", StringComparison.Ordinal));
        Assert.Contains(cards, card => card.Contains("hours: 华为技术有限公司 — “two”", StringComparison.Ordinal));
        Assert.Single(stage.Teams.Calls, call => call.Kind == "create");
    }

    [Fact]
    public async Task Who_asks_in_a_room_before_they_ever_opened_the_chat_is_answered_in_it()
    {
        await using var stage = await Stage.Open(installedFor: ["priya"]);

        await stage.Say("mei", "sales", "acme gmbh");

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
    }

    [Fact]
    public async Task A_reminder_reaches_who_spoke_last_before_the_service_started_anew()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        await stage.App.Restart();

        await stage.Pass(Night);

        Assert.StartsWith("Due now: Acme GmbH", stage.Seen("mei"));
        Assert.DoesNotContain(stage.Teams.Calls, call => call.Kind == "create");
    }

    [Theory]
    [InlineData("send samples")]
    [InlineData("send samples remind #sales")]
    public async Task A_tenant_that_is_admitted_no_more_is_told_nothing(string what)
    {
        var teams = await FakeTeams.Start();
        var platform = TeamsApp.PlatformOf(teams);
        var settings = platform.Settings.ToDictionary();
        await using var stage = await Stage.Open(teams, platform with { Settings = settings });
        stage.Fails = true;
        await stage.Say("mei", null, $"follow Acme GmbH tomorrow 10:00 {what}");
        var before = teams.Calls.Count;
        settings["Teams:Tenants:0"] = Company.Other.Id;
        await stage.App.Restart();

        await stage.Pass(Night);

        Assert.Equal(before, teams.Calls.Count);
        Assert.NotEmpty(await stage.App.Parked());
    }

    [Fact]
    public async Task Who_is_a_guest_by_now_is_told_nothing_and_of_whom_Teams_says_nothing_later()
    {
        await using var stage = await Stage.Open();
        stage.Fails = true;
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"one\"");
        await stage.Say("jonas", null, "follow Bergmann tomorrow 10:00 \"two\"");
        var before = stage.Posts("jonas").Count;
        stage.Teams.Put(stage.Teams.World.Person("jonas") with { Guest = true });
        stage.Teams.Mishaps.Weather = kind => kind == "member" ? new Mishap.Refused(503, "ServiceUnavailable") : null;

        await stage.Pass(Night);
        Assert.Single(stage.Posts("mei"));
        stage.Teams.Mishaps.Weather = null;
        await stage.Pass(Duration.FromHours(1));

        Assert.StartsWith("Overdue by 1 hour: Acme GmbH", stage.Seen("mei"));
        Assert.Equal(before, stage.Posts("jonas").Count);
    }

    [Fact]
    public async Task A_channel_s_reminder_begins_a_thread_of_its_own()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "sales", "morning", mentions: false);

        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        await stage.Pass(Night);

        var reminder = stage.Last("jonas", "sales");
        Assert.StartsWith("Due now: Acme GmbH", stage.Seen("jonas", reminder));
        Assert.Equal(reminder.Id, reminder.Root);
        Assert.DoesNotContain("+49", stage.Sent("jonas", "sales"));
    }

    [Fact]
    public async Task A_group_chat_s_reminder_stands_in_it_and_is_each_viewer_s_own()
    {
        await using var stage = await Stage.Open();
        await stage.Named("mei", "lunch");

        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #lunch");
        await stage.Pass(Night);

        var reminder = Assert.Single(stage.Posts("jonas", "lunch"));
        Assert.StartsWith("Due now: Acme GmbH", stage.Seen("jonas", reminder));
        Assert.Equal(4, ViewersOwnCardsTests.Viewers(reminder).Count);
    }

    [Fact]
    public async Task Each_conversation_is_written_to_at_its_own_address()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "follow C-1003 tomorrow 10:00 \"one\" remind #japan");
        await stage.Say("mei", null, "follow C-1003 tomorrow 10:30 \"two\" remind #sales");

        await stage.Pass(Night + Duration.FromHours(1));

        Assert.Contains(stage.Posts("jonas", "japan"), post => stage.Seen("jonas", post).Contains("one", StringComparison.Ordinal));
        Assert.Contains(stage.Posts("jonas", "sales"), post => stage.Seen("jonas", post).Contains("two", StringComparison.Ordinal));
        Assert.Equal(["amer", "apac"], stage.Teams.Calls.Select(call => call.Region).Distinct().Order());
    }

    [Fact]
    public async Task A_conversation_that_moved_is_written_to_where_it_was_heard_from_last()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"one\" remind #sales");
        Move(stage, "sales", "emea");
        await stage.Say("jonas", "sales", "help");

        await stage.Pass(Night);

        Assert.StartsWith("Due now: Acme GmbH", stage.Seen("jonas", "sales"));
    }

    [Fact]
    public async Task Who_speaks_in_a_room_of_another_region_is_answered_in_their_chat_where_that_is()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", "japan", "acme gmbh");

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("removed")]
    [InlineData("gone from the company")]
    public async Task G7_Who_cannot_be_written_to_any_more_has_their_manager_told_once(string what)
    {
        await using var stage = await Stage.Open();
        stage.Fails = true;
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        stage.Teams.Wipe();
        if (what == "blocked") stage.Teams.Block("mei");
        else if (what == "gone from the company") stage.Teams.Mishaps.Add("member", new Mishap.Refused(404, "MemberNotFoundInConversation"));
        else await stage.Teams.Uninstall("mei", null);

        await stage.Pass(Night);
        await stage.Pass(Duration.FromDays(3));

        Assert.Empty(stage.Posts("mei"));
        Assert.Single(stage.Posts("priya"), post => stage.Seen("priya", post).Contains("Mei Lin could not be told this", StringComparison.Ordinal));
        Assert.Single(stage.Posts("priya"), post => stage.Seen("priya", post).Contains("send samples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task G7_Whom_nothing_reaches_is_not_tried_again_and_is_reached_when_they_come_back()
    {
        await using var stage = await Stage.Open();
        stage.Fails = true;
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"one\"");
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 11:00 \"two\"");
        await stage.Say("mei", null, "follow Acme GmbH in 3 days \"three\"");
        stage.Teams.Block("mei");
        await stage.Pass(Night);
        var tried = Tries(stage);
        await stage.Pass(Duration.FromHours(1));
        Assert.Equal(tried, Tries(stage));

        await stage.Teams.Install("mei", null);
        await stage.Pass(Duration.FromDays(3));

        Assert.Contains(stage.Posts("mei"), post => stage.Seen("mei", post).Contains("three", StringComparison.Ordinal));

        static int Tries(Stage stage) => stage.Teams.Calls.Count(call => call.Room == stage.Teams.RoomFor("mei", null).Id && call.Kind == "send");
    }

    [Fact]
    public async Task G7_Who_writes_again_is_reachable_again()
    {
        await using var stage = await Stage.Open();
        stage.Fails = true;
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"one\"");
        stage.Teams.Block("mei");
        await stage.Pass(Night);
        stage.Teams.RoomFor("mei", null).Blocked = false;

        await stage.Say("mei", null, "acme gmbh");

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
    }

    [Fact]
    public async Task G7_A_channel_that_the_app_was_taken_out_of_has_its_reminder_told_to_who_set_it()
    {
        await using var stage = await Stage.Open();
        stage.Fails = true;
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        stage.Teams.RoomFor("mei", "sales").Installed = false;

        await stage.Pass(Night);

        Assert.Contains(stage.Posts("mei"), post => stage.Seen("mei", post).StartsWith("Not posted: #sales is gone, or I am not in it.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_that_is_moved_is_drawn_again_in_its_thread_and_no_other_stands_beside_it()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        await stage.Pass(Night);
        var reminder = stage.Last("jonas", "sales");

        await stage.Press("mei", stage.Last("mei"), "1 h");

        Assert.Contains("Mei Lin moved it", stage.Seen("jonas", reminder));
        Assert.Single(stage.Posts("jonas", "sales"));
    }

    private static void Move(Stage stage, string room, string region)
    {
        var before = stage.Teams.World.Room(room);
        stage.Teams.World.Rooms[before.Id] = before with { Region = region };
    }
}
