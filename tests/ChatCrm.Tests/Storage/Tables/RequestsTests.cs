using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>How many requests a call takes.</summary>
public sealed class RequestsTests(Azurite azurite)
{
    [Fact]
    public async Task A_row_and_a_commit_take_one_request_each()
    {
        using var table = await Filled(30);
        var before = table.Wire.Asked.Count;
        await table.Get("n|10");
        await table.Commit(new Change.Insert("a", "1"), new Change.Put("n|10", "2"), new Change.Delete("n|11"));
        Assert.Equal(["GET", "POST $batch"], table.Wire.Asked.Skip(before));
    }

    [Fact]
    public async Task Three_ranges_take_three_requests_side_by_side()
    {
        using var table = await Filled(30);
        var before = table.Wire.Asked.Count;
        var (arrived, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        table.Wire.Always = async (_, pass) =>
        {
            if (Interlocked.Increment(ref arrived) == 3) all.SetResult();
            await all.Task;
            return await pass();
        };
        await table.List(KeyRange.Prefix("n|1", 5), KeyRange.Prefix("n|2", 100), new KeyRange("x", "y", 10));
        Assert.Equal(["GET", "GET", "GET"], table.Wire.Asked.Skip(before));
    }

    [Fact]
    public async Task Many_rows_are_read_side_by_side_sixteen_at_once()
    {
        using var table = await Filled(100);
        var before = table.Wire.Asked.Count;
        var rows = await table.Store.GetMany(OneTable.Partition, [.. Enumerable.Range(0, 100).Select(n => $"n|{n}")], TestContext.Current.CancellationToken);
        Assert.Equal((100, 100), (rows.Count(row => row is not null), table.Wire.Asked.Count - before));
        Assert.InRange(table.Wire.MostAtOnce, 2, 16);
    }

    [Fact]
    public async Task A_page_of_a_thousand_rows_takes_one_request()
    {
        using var table = await Filled(100);
        for (var n = 1; n <= 10; n++) await table.Commit([.. Enumerable.Range(0, 100).Select(i => new Change.Insert($"p|{n:D2}|{i:D2}", "0"))]);
        var before = table.Wire.Asked.Count;
        var page = (await table.List(KeyRange.Prefix("p|", 1000)))[0];
        Assert.Equal((1000, 1), (page.Rows.Count, table.Wire.Asked.Count - before));
        Assert.Null(page.Continue);
        var wider = (await table.List(new KeyRange("a", "z", 1000)))[0];
        Assert.Equal((1000, "p|09|99"), (wider.Rows.Count, wider.Continue));
        Assert.Equal(100, (await table.List(new KeyRange("a", "z", 1000, wider.Continue)))[0].Rows.Count);
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_takes_none()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        Assert.Empty((await table.List(new KeyRange("b", "a", 10), new KeyRange("a", "b", 10, "b")))[0].Rows);
        Assert.Empty(table.Wire.Asked);
    }

    private async Task<OneTable> Filled(int rows)
    {
        var table = await OneTable.In(azurite);
        await table.Commit([.. Enumerable.Range(0, rows).Select(n => new Change.Insert($"n|{n}", "0"))]);
        return table;
    }
}
