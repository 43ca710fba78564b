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
