using ChatCrm.Bot.Slack.Install;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Change = ChatCrm.Storage.Change;
using Spot = ChatCrm.Bot.Slack.Places.Spot;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>App Home of the others whom a change concerns.</summary>
public class HomeRoundsTests
{
    [Theory]
    [InlineData("follow Acme GmbH today 17:00 \"bring the catalogue\" for @jonas")]
    [InlineData("log Acme GmbH call \"asked\" follow today 17:00 \"bring the catalogue\" for @jonas")]
    public async Task What_a_colleague_gives_somebody_is_on_their_home_at_once(string line)
    {
        await using var stage = await Stage.Open();
        await Open(stage, "jonas");
        var hash = stage.Slack.Home("jonas")!.Hash;

        await stage.Command("mei", "sales", line);

        Assert.Contains("bring the catalogue", stage.Home("jonas"));
        Assert.Equal(hash, stage.Slack.Calls.Last(call => call.Method == "views.publish" && call.Text("user_id") == Fake.Company.IdOf("jonas")).Text("hash"));
    }

    [Fact]
    public async Task What_somebody_gives_away_goes_from_their_home_and_comes_to_the_others()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\" for @jonas");
        await Open(stage, "jonas");
        await Open(stage, "priya");

        await stage.Press("mei", stage.Last("mei", "sales"), "Edit");
        await stage.Submit("mei", ("assignee", "priya"));

        Assert.StartsWith("Nothing is due today.", stage.Home("jonas"));
        Assert.Contains("bring the catalogue", stage.Home("priya"));
    }

    [Fact]
    public async Task What_a_colleague_closes_goes_from_the_home_and_comes_back_with_undo()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\"");
        await Open(stage, "mei");

        await stage.Command("priya", "sales", "done 1 \"left voicemail\"");
        Assert.StartsWith("Nothing is due today.", stage.Home("mei"));
        await stage.Command("priya", "sales", "undo");

        Assert.Contains("bring the catalogue", stage.Home("mei"));
        Assert.DoesNotContain("Nothing is due today.", stage.Home("mei"));
    }

    [Fact]
    public async Task What_a_colleague_logs_shows_on_the_home_of_whoever_owns_the_customer()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");

        await stage.Command("priya", "sales", "log Acme GmbH call \"asked\"");

        Assert.Contains("Priya", stage.Home("mei"));
    }

    [Fact]
    public async Task A_customer_that_gets_another_owner_goes_from_one_home_to_the_other()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");
        await Open(stage, "jonas");

        await stage.Command("priya", "sales", "set C-1001 owner:@jonas");

        Assert.DoesNotContain("C-1001", stage.Home("mei"));
        Assert.Contains("C-1001", stage.Home("jonas"));
    }

    [Fact]
    public async Task A_home_is_drawn_again_after_a_restart_that_forgot_who_opened_it()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "jonas");
        await stage.App.Restart();
        (stage.Slack.World.Clock, stage.Slack.Service) = (stage.App.Clock, stage.App.Address);

        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\" for @jonas");

        Assert.Contains("bring the catalogue", stage.Home("jonas"));
    }

    [Fact]
    public async Task Nobody_s_home_is_drawn_whom_a_change_does_not_concern()
    {
        await using var stage = await Stage.Open();
        foreach (var who in new[] { "mei", "jonas", "priya", "sam" }) await Open(stage, who);
        var hashes = new[] { "priya", "sam" }.Select(who => stage.Slack.Home(who)!.Hash).ToList();

        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\" for @jonas");

        Assert.Equal(hashes, new[] { "priya", "sam" }.Select(who => stage.Slack.Home(who)!.Hash));
    }

    [Fact]
    public async Task A_home_is_left_as_it_is_where_Slack_does_not_say_who_they_are()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "jonas");
        var hash = stage.Slack.Home("jonas")!.Hash;
        await stage.Pass(Duration.FromMinutes(4));
        await stage.Command("mei", "sales", "me");
        await stage.Pass(Duration.FromMinutes(2));
        for (var i = 0; i < 12; i++) stage.Slack.Fail("users.info", "internal_error");

        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\" for @jonas");

        Assert.Equal(hash, stage.Slack.Home("jonas")!.Hash);
    }

    [Fact]
    public async Task A_home_that_cannot_be_drawn_keeps_no_other_from_it()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");
        await Open(stage, "jonas");
        await HasUnreadableInstall(stage, "mei");

        await stage.Command("priya", "sales", "set C-1001 owner:@jonas");

        Assert.DoesNotContain("C-1001", stage.Home("mei"));
        Assert.Contains("C-1001", stage.Home("jonas"));
        Assert.Contains(stage.App.Logged, line => line.StartsWith("A home could not be drawn again", StringComparison.Ordinal));
    }

    /// <summary>Their first account is in a team whose install is no row that can be read.</summary>
    private static async Task HasUnreadableInstall(Stage stage, string who)
    {
        var (store, people, cancel) = (stage.App.Services.GetRequiredService<IRowStore>(), stage.App.Services.GetRequiredService<People>(), TestContext.Current.CancellationToken);
        var member = (await people.Of(RunningApp.Workspace, cancel)).Roster.Find(who)!;
        member = member with { Identities = [Spot.IdOf("T2OTHER", "U0OTHER"), .. member.Identities] };
        await store.Commit(RunningApp.Workspace, "seed", [new Change.Put(WorkspaceRows.MemberKey(who), WorkspaceRows.Value(member))], cancel);
        people.Forget(RunningApp.Workspace);
        await store.Commit(
            DirectoryRows.Partition, "seed",
            [
                new Change.Insert(DirectoryRows.ConnectionKey(Spot.ConnectionOf("T2OTHER")), DirectoryRows.Value(new Connection { Workspace = RunningApp.Workspace, Name = "Other", At = 1 })),
                new Change.Insert(InstallRow.KeyOf("T2OTHER"), "?"),
            ],
            cancel);
    }

    private static async Task Open(Stage stage, string who, string tab = "home")
    {
        Assert.True((await stage.Slack.OpenHome(who, tab)).Ok);
        await stage.Quiet();
    }
}
