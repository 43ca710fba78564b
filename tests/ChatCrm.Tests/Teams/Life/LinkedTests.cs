using System.Text.RegularExpressions;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>A company that has both: its Slack team and its Teams tenant in one workspace, brought together by a code.</summary>
public class LinkedTests
{
    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    public async Task A_code_of_one_platform_taken_on_the_other_makes_one_workspace(string from)
    {
        await using var both = await Both.Open(from);

        Assert.Contains("is connected now", await both.Says(both.Other, "sam", $"admin connect {await both.Code()}"), StringComparison.Ordinal);

        Assert.Contains("Acme GmbH", await both.Says(both.Other, "sam", "C-1001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_one_verified_address_on_both_is_one_member_with_the_same_rights()
    {
        await using var both = await Both.Open("slack");
        await both.Says("teams", "sam", $"admin connect {await both.Code()}");

        Assert.Contains(Deeds.Saved, await both.Says("teams", "mei", Deeds.Line), StringComparison.Ordinal);

        Assert.Contains("asked for FOB price", await both.Says("slack", "mei", "Acme GmbH"), StringComparison.Ordinal);
        await both.Says("teams", "sam", "me tz Europe/London");
        var roster = await WorkspaceRows.Roster(new(both.App.Services.GetRequiredService<IRowStore>(), RunningApp.Workspace), TestContext.Current.CancellationToken);
        foreach (var handle in new[] { "mei", "sam" })
            Assert.Equal(roster.WithIdentity(FakeSlack.IdentityOf(handle))!.Id, roster.WithIdentity(FakeTeams.IdentityOf(handle))!.Id);
        Assert.Equal(Role.Admin, roster.WithIdentity(FakeTeams.IdentityOf("sam"))!.Role);
    }

    [Fact]
    public async Task What_is_told_to_somebody_reaches_them_on_both()
    {
        await using var both = await Both.Open("slack");
        await both.Says("teams", "sam", $"admin connect {await both.Code()}");
        await both.Says("teams", "mei", "follow Acme GmbH tomorrow 10:00 \"send samples\"");

        both.App.Clock.Move(Duration.FromHours(18));
        await both.App.Settled();

        Assert.True(await FakeTeams.Until(() => both.Seen("teams", "mei", "Due now: Acme GmbH") == 1 && both.Seen("slack", "mei", "Due now: Acme GmbH") == 1));
    }

    [Fact]
    public async Task B5_A_tenant_that_was_disconnected_sees_nothing_of_the_workspace_that_it_left_and_hears_nothing_more()
    {
        await using var both = await Both.Open("slack");
        await both.Says("teams", "sam", $"admin connect {await both.Code()}");
        await both.Says("teams", "mei", "follow Acme GmbH tomorrow 10:00 \"send samples\"");

        var left = await both.Says("slack", "sam", "admin disconnect");
        var name = DirectoryRows.Connection((await both.App.Rows(DirectoryRows.ConnectionKey(FakeTeams.Connection), DirectoryRows.Partition))[0]).Name;
        Assert.Contains(name, left, StringComparison.Ordinal);
        await both.Says("slack", "sam", $"admin disconnect {name}");
        both.App.Clock.Move(Duration.FromHours(18));
        await both.App.Settled();

        Assert.DoesNotContain("Acme", (await both.Says("teams", "mei", "C-1001")).Replace("C-1001", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(await FakeTeams.Until(() => both.Seen("slack", "mei", "Due now: Acme GmbH") == 1));
        Assert.Equal(0, both.Seen("teams", "mei", "Due now"));
    }

    /// <summary>The cast's workspace is one platform's; on the other one the app has just been installed, by Sam.</summary>
    private sealed class Both : IAsyncDisposable
    {
        private FakeSlack Slack { get; init; } = null!;

        private FakeTeams Teams { get; init; } = null!;

        public RunningApp App { get; private init; } = null!;

        private string From { get; init; } = "";

        public string Other => From == "slack" ? "teams" : "slack";

        public static async Task<Both> Open(string from)
        {
            var (slack, teams) = (await FakeSlack.Start(), await FakeTeams.Start());
            var (inSlack, inTeams) = (SlackApp.PlatformOf(slack), TeamsApp.PlatformOf(teams));
            var platform = (from == "slack" ? inSlack : inTeams) with { Settings = inSlack.Settings.Concat(inTeams.Settings).ToDictionary(), Add = inTeams.Add };
            var both = new Both { Slack = slack, Teams = teams, App = await RunningApp.Start(null, platform), From = from };
            (slack.World.Clock, slack.Service, slack.IsJudged) = (both.App.Clock, both.App.Address, true);
            (teams.World.Clock, teams.Service, teams.IsJudged) = (both.App.Clock, both.App.Address, true);
            // As it is written down when somebody joins.
            await both.App.Services.GetRequiredService<IRowStore>().Commit(RunningApp.Workspace, "seed",
                [.. new[] { "sam", "mei" }.Select(handle => new Change.Insert(WorkspaceRows.EmailKey($"{handle}@company.example"), WorkspaceRows.Value(new Identity { Member = handle })))], TestContext.Current.CancellationToken);
            foreach (var handle in new[] { "sam", "mei" }) await teams.Install(handle, null);
            foreach (var handle in new[] { "sam", "mei" }) await both.Says("slack", handle, "help");
            return both;
        }

        public async Task<string> Code()
        {
            var shown = await Says(From, "sam", "admin connect");
            var code = Regex.Match(shown, "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            Assert.True(code.Success, shown);
            return code.Value;
        }

        /// <summary>Writes to the bot: what it answers.</summary>
        public async Task<string> Says(string on, string user, string line)
        {
            var before = Posts(on, user).Count;
            if (on == "slack") Assert.True((await Slack.Dm(user, line)).Ok);
            else Assert.True((await Teams.Write(user, null, line)).Ok);
            Assert.True(await FakeTeams.Until(() => Posts(on, user).Count > before && Teams.Connector.IsIdle && Slack.Api.IsIdle));
            return Posts(on, user)[^1];
        }

        public int Seen(string on, string user, string text) => Posts(on, user).Count(post => post.Contains(text, StringComparison.Ordinal));

        public async ValueTask DisposeAsync()
        {
            var (faults, errors) = (Slack.Faults.Concat(Teams.Faults).ToList(), App.Errors);
            await App.DisposeAsync();
            await Slack.DisposeAsync();
            await Teams.DisposeAsync();
            Assert.Empty(faults);
            Assert.All(errors, error => Assert.Contains("was parked", error, StringComparison.Ordinal));
        }

        private IReadOnlyList<string> Posts(string on, string user) => on == "slack"
            ? [.. Slack.Messages(user).Where(post => !post.IsTyped).Select(post => Slack.Shown(post).ToString())]
            : [.. Teams.Messages(user).Where(post => !post.IsTyped).Select(post => Teams.Shown(user, post).ToString())];
    }
}
