using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>The service killed while it does what somebody said, started again on its file, and told once more by Teams' own schedule.</summary>
public sealed class KilledTests : IAsyncLifetime
{
    private readonly Folder folder = new();
    private FakeTeams teams = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Whole => folder.File("chatcrm.db");

    public async ValueTask InitializeAsync()
    {
        teams = await FakeTeams.Start();
        // Before the service knows the member it speaks as Teams does.
        teams.Put(teams.World.Person("mei") with { Locale = "en-US" });
        await using var store = new SqliteRowStore(Whole);
        await using var product = new ServiceCollection().AddChatCrm().BuildServiceProvider();
        await Cast.Seed(store, RunningApp.Workspace, product.GetRequiredService<RowKinds>(), new(FakeTeams.IdentityOf, FakeTeams.RoomOf, FakeTeams.RoomOf));
        await store.Commit(DirectoryRows.Partition, "seed",
        [
            new Change.Insert(DirectoryRows.WorkspaceKey(RunningApp.Workspace), "{}"),
            new Change.Insert(DirectoryRows.ConnectionKey(FakeTeams.Connection), DirectoryRows.Value(new Connection { Workspace = RunningApp.Workspace, Name = "Company", At = 1 })),
        ], Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        var faults = teams.Faults;
        await teams.DisposeAsync();
        folder.Dispose();
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("task/submit")]
    public async Task E3_E4_Killed_before_or_after_any_commit_what_Teams_sends_again_is_done_once_and_answered(string deed)
    {
        Func<Task<Answer?>> act = async () => await teams.Write("mei", null, Deeds.Line);
        if (deed != "message") act = await Dialog();
        var steps = await Steps(act);
        Assert.Contains(true, steps);
        // What lies on the disk changes at a commit alone: two reads one after the other are the same death.
        var deaths = steps.Select((isCommit, n) => (Number: n + 1, isCommit)).Where(step => step.isCommit).SelectMany(step => new[] { $"before {step.Number}", $"after {step.Number}" });
        foreach (var death in deaths.Prepend("before 1").Append($"after {steps.Count}").Distinct())
        {
            var file = Copy(Whole, $"{death}.db");
            await using (var first = await TeamsApp.StartChild(teams, file, death))
            {
                var done = act();
                await first.Dead;
                Assert.False((await done)!.Ok, death);
            }
            var before = teams.Messages("mei").Count(IsSaved);
            await using var second = await TeamsApp.StartChild(teams, file, "never");

            Assert.All(await teams.Pass(Duration.FromSeconds(15)), answer => Assert.True(answer.Ok, $"{death}: {answer}"));

            Assert.True(await FakeTeams.Until(() => teams.Connector.IsIdle && teams.Messages("mei").Count(IsSaved) == before + 1), $"{death}: no answer, or more than one");
            Assert.Equal(1, await Kept(file));
            Assert.Empty(teams.Retries);
        }
    }

    [Fact]
    public async Task E4_Killed_when_the_answer_stood_and_was_not_acknowledged_the_turn_is_kept_once_and_its_answer_seen()
    {
        await using (var first = await TeamsApp.StartChild(teams, Whole, "never"))
        {
            teams.Mishaps.Weather = kind =>
            {
                if (kind == "send") first.Kill();
                return null;
            };
            Assert.False((await teams.Write("mei", null, Deeds.Line)).Ok);
            teams.Mishaps.Weather = null;
        }
        Assert.Equal(1, await Kept(Whole));
        await using var second = await TeamsApp.StartChild(teams, Whole, "never");

        Assert.Single(await teams.Pass(Duration.FromSeconds(15)), answer => answer.Ok);

        // One possible repeat of the post that was in flight.
        Assert.True(await FakeTeams.Until(() => teams.Messages("mei").Count(IsSaved) is 1 or 2));
        Assert.Equal(1, await Kept(Whole));
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task E4_Killed_after_it_said_that_it_takes_longer_only_what_is_saved_is_ever_called_so_and_its_answer_comes_after_the_restart(string death, int kept)
    {
        await using (var first = await TeamsApp.StartChild(teams, Whole, death, ("Patience", "00:00:00.300")))
        {
            Assert.True((await teams.Write("mei", null, Deeds.Line)).Ok);
            await first.AtTheTurn;
            Assert.True(await FakeTeams.Until(() => teams.Messages("mei").Any(post => post.Text.Contains("Still working on it", StringComparison.Ordinal))));
            await first.Die();
        }
        Assert.Equal((kept, 0), (await Kept(Whole), teams.Messages("mei").Count(IsSaved)));

        await using var second = await TeamsApp.StartChild(teams, Whole, "never");
        await teams.Pass(Duration.FromSeconds(30));

        Assert.True(await FakeTeams.Until(() => teams.Messages("mei").Count(IsSaved) == kept));
        Assert.Equal(kept, await Kept(Whole));
    }

    [Fact]
    public async Task Two_processes_on_one_file_know_the_conversations_that_either_was_told_of()
    {
        await using var first = await TeamsApp.StartChild(teams, Whole, "never");
        Assert.True((await teams.Write("mei", null, "follow Acme GmbH today 17:00 \"send samples\"")).Ok);
        await using var second = await TeamsApp.StartChild(teams, Whole, "never");

        Assert.True((await teams.Write("mei", "lunch", Deeds.Line)).Ok);

        Assert.True(await FakeTeams.Until(() => teams.Messages("mei").Count(IsSaved) == 1));
        Assert.DoesNotContain(teams.Calls, call => call.Kind == "create");
    }

    private bool IsSaved(Post post) => !post.IsTyped && teams.Shown("mei", post).ToString() is var shown && shown.Contains("✓ Call 15 min", StringComparison.Ordinal) && shown.Contains("FOB price", StringComparison.Ordinal);

    /// <summary>A dialog that a service has opened which lives no more.</summary>
    private async Task<Func<Task<Answer?>>> Dialog()
    {
        await using var service = await TeamsApp.StartChild(teams, Whole, "never");
        Assert.True((await teams.Write("mei", null, "Acme GmbH")).Ok);
        await teams.Press("mei", teams.Messages("mei").Last(post => !post.IsTyped), "Log");
        var dialog = teams.Open("mei")!;
        (dialog.Typed.Values["text"], dialog.Typed.Values["minutes"]) = ("asked for FOB price", "15");
        dialog.Typed.Values["kind"] = "Call";
        service.Kill();
        return () => teams.Submit("mei", dialog);
    }

    /// <summary>The calls of the store for a request, by a service that lives on: which are commits.</summary>
    private async Task<IReadOnlyList<bool>> Steps(Func<Task<Answer?>> act)
    {
        await using var service = await TeamsApp.StartChild(teams, Copy(Whole, "counted.db"), "count");
        Assert.True((await act())!.Ok);
        await FakeTeams.Until(() => teams.Connector.IsIdle);
        return service.Steps;
    }

    private string Copy(string from, string name)
    {
        using (var open = new SqliteConnection($"Data Source={from};Pooling=False"))
        {
            open.Open();
            using var fold = open.CreateCommand();
            fold.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            fold.ExecuteNonQuery();
        }
        var to = folder.File(name.Replace(' ', '-'));
        File.Copy(from, to);
        return to;
    }

    /// <summary>How many interactions of the deed are there.</summary>
    private static async Task<int> Kept(string file)
    {
        await using var store = new SqliteRowStore(file);
        var pages = await store.List(RunningApp.Workspace, [KeyRange.Prefix(Keys.Under("customer", Cast.Acme, "interaction"), RowLimits.RowsPerPage)], Cancel);
        return pages[0].Rows.Count(row => row.Value.Contains("asked for FOB price", StringComparison.Ordinal));
    }
}
