using System.Text.Json.Nodes;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>The app comes to conversations and is taken away; Teams tells so twice, late, and in any order.</summary>
public class ArrivalTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Told_in_either_order_and_again_whoever_adds_the_app_is_welcomed_once(bool updateFirst)
    {
        await using var house = await Premises.Begin();

        await house.Install("mei", null, updateFirst);
        await house.Teams.Install("mei", null, !updateFirst);
        await house.Teams.Tell(Happened(house, "mei", null, "add-upgrade"));

        await FakeTeams.Until(() => house.Teams.Connector.IsIdle);
        Assert.Single(house.Teams.Messages("mei"), post => !post.IsTyped);
    }

    [Fact]
    public async Task A10_What_is_told_late_of_a_coming_before_the_end_connects_nothing_again()
    {
        await using var house = await Premises.Begin();
        await house.Install("mei", null);
        var came = Happened(house, "mei", null, "add");
        house.Pass(Minute);
        await house.Teams.Uninstall("mei", null);
        Assert.NotNull((await ConnectionOf(house))!.Gone);

        Assert.True((await house.Teams.Tell(came)).Ok);

        Assert.NotNull((await ConnectionOf(house))!.Gone);
        Assert.Empty(await Tenants(house));
    }

    [Fact]
    public async Task A10_A_coming_that_is_told_after_the_leaving_that_followed_it_changes_nothing()
    {
        await using var house = await Premises.Begin();
        await house.Install("mei", null);
        var came = Happened(house, "priya", null, "add");
        house.Pass(Minute);
        await house.Teams.Uninstall("priya", null);

        Assert.True((await house.Teams.Tell(came)).Ok);

        Assert.Single(await Tenants(house));
        Assert.DoesNotContain(house.Teams.Messages("priya"), post => !post.IsTyped);
    }

    [Fact]
    public async Task G7_A_leaving_that_is_told_late_makes_nobody_unreachable_who_came_back()
    {
        await using var house = await Premises.Open();
        var left = Happened(house, "mei", null, "remove");
        house.Pass(Minute);
        await house.Teams.Uninstall("mei", null);
        house.Pass(Minute);
        await house.Install("mei", null);

        Assert.True((await house.Teams.Tell(left)).Ok);

        await house.Says("mei", "follow Acme GmbH tomorrow 10:00 \"send samples\"", "sales");
        house.Pass(Duration.FromHours(18));
        await house.Delivered();
        await house.Sees("mei", null, "Due now: Acme GmbH — “send samples”");
    }

    [Fact]
    public async Task After_the_last_conversation_the_tenant_is_disconnected_and_a_reinstall_finds_all_of_it()
    {
        await using var house = await Premises.Open();
        Assert.Contains(Deeds.Saved, await house.Says("mei", Deeds.Line));
        house.Pass(Minute);
        foreach (var (user, room) in new[] { ("mei", (string?)null), ("priya", null), ("sam", "sales") }) await house.Teams.Uninstall(user, room);
        Assert.Null((await ConnectionOf(house))!.Gone);

        await house.Teams.Uninstall("sam", null);
        await house.Teams.Uninstall("sam", null);

        Assert.NotNull((await ConnectionOf(house))!.Gone);
        house.Pass(Minute);
        await house.Install("mei", null);
        Assert.Null((await ConnectionOf(house))!.Gone);
        Assert.Equal(RunningApp.Workspace, (await ConnectionOf(house))!.Workspace);
        Assert.Contains("asked for FOB price", await house.Says("mei", "Acme GmbH"));
    }

    [Fact]
    public async Task Whoever_speaks_before_the_coming_is_told_keeps_the_tenant_connected()
    {
        await using var house = await Premises.Begin();
        await house.Install("mei", null);
        await house.Says("sam", "help");
        await house.Install("sam", null);
        house.Pass(Minute);

        await house.Teams.Uninstall("mei", null);

        Assert.Null((await ConnectionOf(house))!.Gone);
        Assert.Single(await Tenants(house));
        Assert.Contains("What you can type", await house.Says("sam", "help"));
    }

    [Theory]
    [InlineData("teamDeleted")]
    [InlineData("teamHardDeleted")]
    public async Task A_team_that_is_deleted_is_left_and_one_that_is_restored_is_served_again(string ends)
    {
        await using var house = await Premises.Begin();
        await house.Install("mei", null);
        await house.Install("sam", "sales");
        house.Pass(Minute);

        Assert.True((await house.Teams.Changed("sam", "sales", ends)).Ok);
        Assert.Single(await Tenants(house));
        house.Pass(Minute);
        Assert.True((await house.Teams.Changed("sam", "sales", "teamRestored")).Ok);

        Assert.Equal(2, (await Tenants(house)).Count);
        await house.Says("mei", "find acme", "sales");
    }

    /// <summary>What tells of a channel comes from its team's first one.</summary>
    [Fact]
    public async Task A_channel_that_is_deleted_is_left_alone_and_its_team_is_not()
    {
        await using var house = await Premises.Begin();
        await house.Install("mei", null);
        await house.Install("sam", "sales");
        await house.Says("mei", "help", "japan");
        house.Pass(Minute);
        house.Teams.AddRoom("general", RoomKind.Channel, "mei");
        JsonObject Told(string what)
        {
            var activity = Happened(house, "sam", "sales", "add");
            (activity["type"], activity["action"]) = ("conversationUpdate", null);
            (activity["channelData"]!["eventType"], activity["channelData"]!["channel"]!["id"]) = (what, Company.RoomIdOf("japan"));
            return activity;
        }

        Assert.True((await house.Teams.Tell(Told("channelDeleted"))).Ok);

        Assert.NotNull((await Chat(house, "japan")).Gone);
        Assert.Null((await Chat(house, "sales")).Gone);
        Assert.Equal(2, (await Tenants(house)).Count);
        house.Pass(Minute);
        Assert.True((await house.Teams.Tell(Told("channelRestored"))).Ok);
        Assert.Null((await Chat(house, "japan")).Gone);
        await house.Says("mei", "help", "japan");
    }

    [Fact]
    public async Task A10_B3_A_tenant_that_is_not_listed_is_refused_and_leaves_no_row()
    {
        await using var house = await Premises.Begin();
        await house.Install("mei", null);
        var before = await Directory(house);

        await house.Teams.Install("olga", null);
        Assert.True((await house.Teams.Write("olga", null, "find acme")).Status is 200 or 403);
        await house.Teams.Uninstall("olga", null);

        Assert.Equal(before, await Directory(house));
        Assert.DoesNotContain(house.Teams.Messages("olga"), post => !post.IsTyped && house.Teams.Shown("olga", post).ToString().Contains("Acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B3_Two_tenants_in_one_service_see_their_own_alone()
    {
        await using var house = await Premises.Begin(null, ("Tenants:1", Company.Other.Id));
        await house.Install("mei", null);
        await house.Install("olga", null);
        Assert.Contains("Kanari Beta", await house.Says("olga", "new \"Kanari Beta\" country:CH city:Zurich"));

        foreach (var line in new[] { "find kanari", "find acme", "Acme GmbH", "C-1001", "due week", "admin people", "log \"Acme GmbH\" call 5m \"x\"" })
            Assert.DoesNotMatch("Maria|Berlin|Priya|Jonas", await house.Says("olga", line));
        foreach (var line in new[] { "find kanari", "admin people" }) Assert.DoesNotMatch("Beta|Olga", await house.Says("mei", line));

        Assert.NotEqual(RunningApp.Workspace, DirectoryRows.Connection((await house.App.Rows(DirectoryRows.ConnectionKey($"teams:{Company.Other.Id}"), DirectoryRows.Partition))[0]).Workspace);
    }

    private static async Task<Connection?> ConnectionOf(Premises house) => DirectoryRows.Connection((await house.App.Rows(DirectoryRows.ConnectionKey(FakeTeams.Connection), DirectoryRows.Partition))[0]);

    private static async Task<IReadOnlyList<Row>> Directory(Premises house)
    {
        var rows = new List<Row>();
        foreach (var prefix in new[] { "connect", "teams-", "workspace|" }) rows.AddRange(await house.App.Rows(prefix, DirectoryRows.Partition));
        return rows;
    }

    private static Task<IReadOnlyList<Row>> Tenants(Premises house) => house.App.Rows(ChatRow.ByTenant, DirectoryRows.Partition);

    private static async Task<ChatRow> Chat(Premises house, string room) => (await house.App.Rows(ChatRow.KeyOf(Company.RoomIdOf(room)), DirectoryRows.Partition))[0].Read(ChatJson.Default.ChatRow);

    /// <summary>What Teams would tell now.</summary>
    private static JsonObject Happened(Premises house, string user, string? room, string action)
    {
        var activity = house.Teams.Message(user, room, "x");
        foreach (var not in new[] { "text", "textFormat", "attachments" }) activity.Remove(not);
        (activity["type"], activity["action"], activity["id"]) = ("installationUpdate", action, $"f:{Guid.NewGuid():N}");
        return activity;
    }
}
