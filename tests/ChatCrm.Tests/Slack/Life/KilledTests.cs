using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Storage;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The service killed while it does what somebody said, started again, and told once more by Slack's own schedule.</summary>
public sealed class KilledTests : IAsyncLifetime
{
    private const string Line = "log Acme GmbH call 15m \"asked for FOB price\"", Saved = "✓ Call 15 min";

    private readonly Folder folder = new();
    private FakeSlack slack = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => folder.File("chatcrm.db");

    public async ValueTask InitializeAsync()
    {
        slack = await FakeSlack.Start();
        // Before the service knows the member it speaks as Slack does.
        slack.Change("mei", mei => mei with { Locale = "en-US" });
        await using var store = new SqliteRowStore(File);
        await using var product = new ServiceCollection().AddChatCrm().BuildServiceProvider();
        await Cast.Seed(store, RunningApp.Workspace, product.GetRequiredService<RowKinds>(), new(FakeSlack.IdentityOf, FakeSlack.RoomOf, FakeSlack.RoomOf));
        await store.Commit(DirectoryRows.Partition, "seed",
        [
            new Change.Insert(DirectoryRows.WorkspaceKey(RunningApp.Workspace), "{}"),
            new Change.Insert(DirectoryRows.ConnectionKey($"slack:{Company.Team.Id}"), DirectoryRows.Value(new Connection { Workspace = RunningApp.Workspace, Name = "Company", At = 1 })),
        ], Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        var faults = slack.Faults;
        await slack.DisposeAsync();
        folder.Dispose();
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task E3_Killed_around_the_commit_the_event_that_Slack_sends_again_is_kept_once_and_answered(string death)
    {
        await using (var first = await SlackApp.StartChild(slack, File, death))
        {
            var said = slack.Dm("mei", Line);
            await first.AtTheTurn;
            await first.Die();
            Assert.False((await said).Ok);
        }
        Assert.Equal(death == "after" ? 1 : 0, await Kept());
        await using var second = await SlackApp.StartChild(slack, File, "never");

        Assert.Single(await slack.Pass(Duration.FromSeconds(1)), answer => answer.Ok);

        Assert.True(await slack.Until(() => Seen(Saved) == 1));
        Assert.Equal(1, await Kept());
        await slack.Pass(Duration.FromMinutes(6));
        Assert.Equal((1, 0), (Seen(Saved), slack.Retries.Count));
    }

    [Fact]
    public async Task E4_Killed_when_the_answer_stood_and_was_not_acknowledged_the_turn_is_kept_once_and_its_answer_seen()
    {
        await using (var first = await SlackApp.StartChild(slack, File, "never"))
        {
            slack.Mishaps.Weather = method =>
            {
                if (method == "chat.postMessage") first.Kill();
                return null;
            };
            Assert.False((await slack.Dm("mei", Line)).Ok);
            slack.Mishaps.Weather = null;
        }
        Assert.Equal(1, await Kept());
        await using var second = await SlackApp.StartChild(slack, File, "never");

        Assert.Single(await slack.Pass(Duration.FromSeconds(1)), answer => answer.Ok);

        // One possible repeat of the post that was in flight.
        Assert.True(await slack.Until(() => Seen(Saved) is 1 or 2));
        Assert.Equal(1, await Kept());
    }

    [Fact]
    public async Task E4_Killed_before_the_commit_after_it_said_that_it_takes_longer_the_turn_is_lost_and_was_never_called_saved()
    {
        await using (var first = await SlackApp.StartChild(slack, File, "before", ("Patience", "00:00:00.300")))
        {
            Assert.True((await slack.Dm("mei", Line)).Ok);
            await first.AtTheTurn;
            Assert.True(await slack.Until(() => Seen("Still working on it") == 1));
            await first.Die();
        }
        await using var second = await SlackApp.StartChild(slack, File, "never");
        await slack.Pass(Duration.FromMinutes(6));

        Assert.Equal((0, 0), (await Kept(), Seen("✓")));
        Assert.DoesNotContain(slack.Messages("mei"), post => !post.IsTyped && post.Text.Contains("saved", StringComparison.OrdinalIgnoreCase) && !post.Text.Contains("Nothing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task E4_Killed_after_the_commit_after_it_said_that_it_takes_longer_the_answer_comes_after_the_restart()
    {
        await using (var first = await SlackApp.StartChild(slack, File, "after", ("Patience", "00:00:00.300")))
        {
            Assert.True((await slack.Dm("mei", Line)).Ok);
            await first.AtTheTurn;
            Assert.True(await slack.Until(() => Seen("Still working on it") == 1));
            await first.Die();
        }
        Assert.Equal((1, 0), (await Kept(), Seen(Saved)));

        await using var second = await SlackApp.StartChild(slack, File, "never");

        Assert.True(await slack.Until(() => Seen(Saved) == 1));
        Assert.Equal(1, await Kept());
    }

    private int Seen(string text) => slack.Messages("mei").Count(post => !post.IsTyped && slack.Shown(post).ToString().Contains(text, StringComparison.Ordinal));

    /// <summary>How many interactions of the line are there.</summary>
    private async Task<int> Kept()
    {
        await using var store = new SqliteRowStore(File);
        var pages = await store.List(RunningApp.Workspace, [KeyRange.Prefix(Keys.Under("customer", Cast.Acme, "interaction"), RowLimits.RowsPerPage)], Cancel);
        return pages[0].Rows.Count(row => row.Value.Contains("asked for FOB price", StringComparison.Ordinal));
    }
}
