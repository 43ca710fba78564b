using System.Globalization;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Contracts;

/// <summary>Several callers at once.</summary>
public abstract partial class RowStoreContract
{
    [Fact]
    public async Task Sixteen_claims_with_one_tag_have_one_winner()
    {
        await Put("outbox|1", "0");
        var tag = (await Get("outbox|1"))!.ETag;
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
            await Store.Commit(Workspace, $"turn{i}", [new Change.Replace("outbox|1", $"{i}", tag)], Cancel))));
        var winner = Assert.Single(Enumerable.Range(0, 16), i => results[i] is CommitResult.Committed);
        var row = (await Get("outbox|1"))!;
        Assert.Equal(($"{winner}", $"turn{winner}"), (row.Value, row.Turn));
    }

    [Fact]
    public async Task E1_Sixteen_writers_of_one_row_lose_no_update()
    {
        const int writers = 16, tries = 40;
        await Put("counter", "0");
        var results = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() => Raise(tries))));
        var accepted = results.SelectMany(r => r).Count(r => r is CommitResult.Committed);
        var conflicts = results.SelectMany(r => r).Count(r => r is CommitResult.Conflict);
        Assert.Equal(writers * tries, accepted + conflicts);
        Assert.Equal(accepted.ToString(CultureInfo.InvariantCulture), (await Get("counter"))!.Value);
    }

    [Fact]
    public async Task A_wave_sees_all_of_a_commit_or_nothing_of_it()
    {
        await Commit(new Change.Put("a", "0"), new Change.Put("z", "0"));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 200; i++) await Commit(new Change.Put("a", $"{i}"), new Change.Put("z", $"{i}"));
        }, Cancel);
        while (!writing.IsCompleted)
        {
            var rows = await Store.GetMany(Workspace, ["a", "z"], Cancel);
            Assert.Equal(rows[0]!.Value, rows[1]!.Value);
            var pages = await Store.List(Workspace, [new("z", "zz", 1), new("a", "b", 1)], Cancel);
            Assert.Equal(pages[0].Rows[0].Value, pages[1].Rows[0].Value);
        }
        await writing;
    }

    private async Task<List<CommitResult>> Raise(int tries)
    {
        List<CommitResult> results = [];
        for (var i = 0; i < tries; i++)
        {
            var row = (await Get("counter"))!;
            var next = int.Parse(row.Value, CultureInfo.InvariantCulture) + 1;
            results.Add(await Commit(new Change.Replace("counter", next.ToString(CultureInfo.InvariantCulture), row.ETag)));
        }
        return results;
    }
}
