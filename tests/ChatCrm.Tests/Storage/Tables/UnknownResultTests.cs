using System.Globalization;
using System.Net;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>What becomes of a commit whose answer nobody heard.</summary>
public sealed class UnknownResultTests(Azurite azurite)
{
    private static readonly CommitResult Committed = new CommitResult.Committed();

    public static TheoryData<string> Answers => new("lost", "cut off", "timed out", "bad gateway");

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task E7_A_commit_whose_answer_is_lost_was_carried_out_once_and_says_so(string answer)
    {
        using var table = await Filled();
        var read = (await table.Get("there"))!;
        table.Wire.Next(answer switch { "lost" => Wire.LoseAnswer, "cut off" => Wire.CutOff, "timed out" => Wire.DoAndSay(500, "OperationTimedOut"), _ => Wire.DoAndSay(502, "") });
        Assert.Equal(Committed, await table.Commit(new Change.Insert("new", "1"), new Change.Replace("there", "2", read.ETag), new Change.Delete("gone")));
        Assert.Equal(("1", "2", null), ((await table.Get("new"))!.Value, (await table.Get("there"))!.Value, (await table.Get("gone"))?.Value));
    }

    [Fact]
    public async Task E7_A_commit_is_known_though_every_answer_to_it_is_lost()
    {
        using var table = await Filled();
        table.Wire.Always = (request, pass) => request.Method == HttpMethod.Post ? Wire.LoseAnswer(request, pass) : pass();
        Assert.Equal(Committed, await table.Commit(new Change.Insert("new", "1")));
    }

    [Fact]
    public async Task E7_A_commit_that_never_arrived_and_that_another_forestalled_is_a_conflict()
    {
        using var table = await Filled();
        using var other = await azurite.Store(table.Options);
        var read = (await table.Get("there"))!;
        table.Wire.Next(async (request, pass) =>
        {
            await other.Commit(OneTable.Partition, "turn", [new Change.Replace("there", "other", read.ETag)], TestContext.Current.CancellationToken);
            return await Wire.LoseRequest(request, pass);
        });
        Assert.Equal(new CommitResult.Conflict("there"), await table.Commit(new Change.Replace("there", "mine", read.ETag), new Change.Insert("new", "1")));
        Assert.Equal("other", (await table.Get("there"))!.Value);
        Assert.Null(await table.Get("new"));
    }

    [Fact]
    public async Task E7_The_same_turn_that_commits_twice_is_told_of_its_conflict()
    {
        using var table = await Filled();
        await table.Commit(new Change.Insert("new", "1"));
        table.Wire.Next(Wire.LoseRequest);
        Assert.Equal(new CommitResult.Conflict("new"), await table.Commit(new Change.Insert("new", "1")));
    }

    [Fact]
    public async Task E7_What_only_deletes_and_is_not_answered_may_have_happened()
    {
        using var table = await Filled();
        var read = (await table.Get("there"))!;
        table.Wire.Next(Wire.LoseAnswer);
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Commit(new Change.Delete("there", read.ETag)));
        Assert.True(failure.MayHaveHappened);
        Assert.Null(await table.Get("there"));
    }

    [Fact]
    public async Task E7_Where_nothing_answers_any_more_a_commit_may_have_happened()
    {
        using var table = await Filled();
        table.Wire.Always = Wire.LoseAnswer;
        Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Commit(new Change.Insert("new", "1")))).MayHaveHappened);
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get("there"))).MayHaveHappened);
    }

    [Fact]
    public async Task E7_An_answer_that_reports_nothing_done_is_no_success()
    {
        using var table = await Filled();
        table.Wire.Next(async (request, _) =>
        {
            await request.Content!.LoadIntoBufferAsync();
            return Wire.Answer(HttpStatusCode.Accepted, "--batchresponse_1--\r\n");
        });
        Assert.Equal(Committed, await table.Commit(new Change.Insert("new", "1")));
        Assert.Equal("1", (await table.Get("new"))!.Value);
    }

    [Fact]
    public async Task E7_A_service_that_hangs_is_waited_for_as_long_as_a_call_may_take_and_not_longer()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromMilliseconds(200));
        table.Wire.Hangs = true;
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get("there"))).MayHaveHappened);
        Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Commit(new Change.Insert("new", "1")))).MayHaveHappened);
    }

    [Fact]
    public async Task Whoever_leaves_meanwhile_is_not_told_of_an_outage()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromMinutes(1));
        table.Wire.Hangs = true;
        using var leaving = new CancellationTokenSource();
        var commit = table.Store.Commit(OneTable.Partition, "turn", [new Change.Insert("new", "1")], leaving.Token);
        var get = table.Store.Get(OneTable.Partition, "there", leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await commit);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await get);
    }

    [Fact]
    public async Task E7_What_was_never_sent_has_not_happened()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(30));
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Commit(new Change.Insert("new", "1")))).MayHaveHappened);
    }

    [Fact]
    public async Task E7_Of_many_answers_that_are_lost_none_makes_a_change_come_twice_or_not_at_all()
    {
        const int seed = 20261122;
        var chance = new Random(seed);
        using var table = await Filled();
        await table.Commit(new Change.Put("counter", "0"));
        table.Wire.Always = (request, pass) => chance.Next(4) switch { 0 => Wire.LoseAnswer(request, pass), 1 => Wire.LoseRequest(request, pass), _ => pass() };
        var done = 0;
        for (var n = 0; n < 100; n++)
        {
            var row = await Read(table);
            var next = (int.Parse(row.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            try
            {
                Assert.Equal(Committed, await table.Commit(new Change.Replace("counter", next, row.ETag)));
                done++;
            }
            catch (StoreUnavailableException unknown) when (unknown.MayHaveHappened)
            {
                if ((await Read(table)).Value == next) done++;
            }
        }
        table.Wire.Always = (_, pass) => pass();
        Assert.True((await table.Get("counter"))!.Value == done.ToString(CultureInfo.InvariantCulture), $"seed {seed}");
    }

    private static async Task<Row> Read(OneTable table)
    {
        while (true)
        {
            try
            {
                return (await table.Get("counter"))!;
            }
            catch (StoreUnavailableException) { }
        }
    }

    private async Task<OneTable> Filled()
    {
        var table = await OneTable.In(azurite);
        Assert.Equal(Committed, await table.Commit(new Change.Insert("there", "0"), new Change.Insert("gone", "0")));
        return table;
    }
}
