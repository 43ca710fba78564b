using System.Globalization;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Contracts;

/// <summary>What every store keeps to. A store joins by a subclass that opens it.</summary>
public abstract partial class RowStoreContract : IAsyncLifetime
{
    protected const string Workspace = "w1";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IRowStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await Open();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_row_comes_back_as_written_with_the_turn_that_wrote_it()
    {
        await Put("customer|1", "{\"v\":1}", turn: "turn7");
        var row = await Get("customer|1");
        Assert.Equal(("customer|1", "{\"v\":1}", "turn7"), (row!.Key, row.Value, row.Turn));
        Assert.NotEmpty(row.ETag);
    }

    [Fact]
    public async Task A_row_that_is_copied_keeps_the_turn_that_wrote_it()
    {
        await Commit(new Change.Put("customer|1", "{}") { Turn = "turn7" }, new Change.Put("customer|2", "{}"));

        Assert.Equal(("turn7", true), ((await Get("customer|1"))!.Turn, (await Get("customer|2"))!.Turn != "turn7"));
    }

    [Fact]
    public async Task A_row_that_is_replaced_keeps_the_turn_that_it_is_to_keep()
    {
        await Put("customer|1", "{}", turn: "turn7");
        var row = (await Get("customer|1"))!;

        await Commit(new Change.Replace(row.Key, "{\"v\":2}", row.ETag) { Turn = row.Turn });

        Assert.Equal(("{\"v\":2}", "turn7"), ((await Get("customer|1"))!.Value, (await Get("customer|1"))!.Turn));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_null() => Assert.Null(await Get("customer|1"));

    [Fact]
    public async Task Many_rows_come_in_the_order_asked_for_null_where_there_is_none()
    {
        await Put("a", "1");
        await Put("c", "3");
        var rows = await Store.GetMany(Workspace, ["c", "b", "a", "c"], Cancel);
        Assert.Equal(["3", null, "1", "3"], rows.Select(row => row?.Value));
        Assert.Empty(await Store.GetMany(Workspace, [], Cancel));
    }

    [Fact]
    public async Task A_partition_knows_nothing_of_another()
    {
        await Put("a", "1");
        Assert.Null(await Store.Get("w2", "a", Cancel));
        Assert.Empty((await Store.List("w2", [KeyRange.Prefix("a", 10)], Cancel))[0].Rows);
        await Store.Commit("w2", "turn", [new Change.Delete("a")], Cancel);
        Assert.NotNull(await Get("a"));
    }

    [Fact]
    public async Task Several_ranges_give_a_page_each_in_the_order_asked_for()
    {
        foreach (var key in new[] { "b|2", "a|1", "b|1", "a|2", "ab", "c" }) await Put(key, "0");
        var pages = await Store.List(Workspace, [KeyRange.Prefix("b|", 10), new("x", "z", 10), new("ab", "b|2", 10)], Cancel);
        Assert.Equal(["b|1,b|2", "", "ab,a|1,a|2,b|1"], pages.Select(page => string.Join(',', page.Rows.Select(row => row.Key))));
        Assert.All(pages, page => Assert.Null(page.Continue));
    }

    [Theory]
    [InlineData("b", "b")]
    [InlineData("c", "a")]
    [InlineData("a", "")]
    public async Task A_range_that_ends_before_it_begins_is_empty(string from, string to)
    {
        await Put("b", "0");
        Assert.Empty((await Store.List(Workspace, [new(from, to, 10)], Cancel))[0].Rows);
    }

    [Fact]
    public async Task Rows_are_listed_in_ordinal_order()
    {
        string[] keys = [.. new[] { "Z", "a", "ä", "I", "i", "ı", "张", "\uE000", "\uFFFD", "😀", "\uD7FF", "-", "_", "co-op", "coop", "x", "x ", "" }.Select(part => Keys.Of("n", part))];
        foreach (var key in keys) await Put(key, "0");
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await All(KeyRange.Prefix("n|", 100))).Select(row => row.Key));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task Pages_go_on_until_the_end_of_the_range_and_hold_every_row_once(int limit)
    {
        string[] keys = [.. Enumerable.Range(10, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"n|{i}"))];
        await Commit([.. keys.Select(key => new Change.Insert(key, "0")), new Change.Insert("m", "0"), new Change.Insert("o", "0")]);
        Assert.Equal(keys, (await All(KeyRange.Prefix("n|", limit))).Select(row => row.Key));
    }

    [Fact]
    public async Task A_row_written_between_two_pages_and_behind_the_first_is_on_the_second()
    {
        await Commit([new Change.Insert("a", "0"), new Change.Insert("b", "0"), new Change.Insert("d", "0")]);
        var range = new KeyRange("a", "z", 2);
        var first = (await Store.List(Workspace, [range], Cancel))[0];
        await Commit([new Change.Insert("c", "0"), new Change.Delete("b")]);
        Assert.Equal(["c", "d"], (await All(range with { Continue = first.Continue })).Select(row => row.Key));
    }

    [Fact]
    public async Task C9_A_continuation_from_elsewhere_never_leads_out_of_its_range()
    {
        foreach (var key in new[] { "a", "b", "c", "d" }) await Put(key, "0");
        var everything = new KeyRange("a", "z", 1);
        var early = (await Store.List(Workspace, [everything], Cancel))[0].Continue;
        var late = (await Store.List(Workspace, [everything with { From = "c" }], Cancel))[0].Continue;
        var pages = await Store.List(Workspace, [new("c", "d", 9, early), new("a", "c", 9, late)], Cancel);
        Assert.Equal(["c", ""], pages.Select(page => string.Join(',', page.Rows.Select(row => row.Key))));
    }

    [Fact]
    public async Task Insert_makes_a_new_row_and_conflicts_with_one_that_is_there()
    {
        Assert.IsType<CommitResult.Committed>(await Commit(new Change.Insert("a", "1")));
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new Change.Insert("a", "2")));
        Assert.Equal("1", (await Get("a"))!.Value);
    }

    [Fact]
    public async Task Put_inserts_and_replaces()
    {
        await Put("a", "1", "turn1");
        var first = await Get("a");
        await Put("a", "2", "turn2");
        var second = await Get("a");
        Assert.Equal(("2", "turn2"), (second!.Value, second.Turn));
        Assert.NotEqual(first!.ETag, second.ETag);
    }

    [Fact]
    public async Task Replace_wants_the_row_as_it_was_read()
    {
        await Put("a", "1", "turn1");
        var read = (await Get("a"))!;
        Assert.IsType<CommitResult.Committed>(await Commit(new Change.Replace("a", "2", read.ETag)));
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new Change.Replace("a", "3", read.ETag)));
        var now = (await Get("a"))!;
        Assert.Equal(("2", "turn"), (now.Value, now.Turn));
        Assert.NotEqual(read.ETag, now.ETag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("-1")]
    [InlineData("W/\"datetime'2026'\"")]
    [InlineData("' OR 1=1 --")]
    public async Task C9_A_tag_that_no_row_ever_had_conflicts(string etag)
    {
        await Put("a", "1");
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new Change.Replace("a", "2", etag)));
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new Change.Delete("a", etag)));
        Assert.Equal(new CommitResult.Conflict("b"), await Commit(new Change.Replace("b", "2", etag)));
        Assert.Equal("1", (await Get("a"))!.Value);
    }

    [Fact]
    public async Task Delete_with_a_tag_wants_the_row_as_it_was_read()
    {
        await Put("a", "1");
        var old = (await Get("a"))!.ETag;
        await Put("a", "2");
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new Change.Delete("a", old)));
        Assert.IsType<CommitResult.Committed>(await Commit(new Change.Delete("a", (await Get("a"))!.ETag)));
        Assert.Null(await Get("a"));
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new Change.Delete("a", old)));
    }

    [Fact]
    public async Task Delete_without_a_tag_does_not_mind_whether_the_row_is_there()
    {
        await Put("a", "1");
        Assert.IsType<CommitResult.Committed>(await Commit(new Change.Delete("a"), new Change.Delete("b")));
        Assert.Null(await Get("a"));
    }

    [Fact]
    public async Task A_row_deleted_and_written_again_has_another_tag()
    {
        await Put("a", "1");
        var old = (await Get("a"))!.ETag;
        await Commit(new Change.Delete("a"));
        await Put("a", "1");
        Assert.Equal(new CommitResult.Conflict("a"), await Commit(new Change.Replace("a", "2", old)));
    }

    public static TheoryData<string> Breaks => new("insert", "replace", "delete");

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task One_condition_that_fails_leaves_nothing_of_the_batch(string kind)
    {
        await Commit(new Change.Insert("b", "1"), new Change.Insert("d", "1"), new Change.Insert("e", "1"));
        Change broken = kind switch
        {
            "insert" => new Change.Insert("d", "2"),
            "replace" => new Change.Replace("d", "2", "0"),
            _ => new Change.Delete("d", "0"),
        };
        var tag = (await Get("e"))!.ETag;
        var result = await Commit(new Change.Insert("a", "2"), new Change.Put("b", "2"), new Change.Replace("e", "2", tag), broken, new Change.Insert("z", "2"));
        Assert.Equal(new CommitResult.Conflict("d"), result);
        Assert.Equal(["b=1", "d=1", "e=1"], (await All(new("a", "zz", 10))).Select(row => $"{row.Key}={row.Value}"));
    }

    [Fact]
    public async Task A_hundred_rows_are_one_commit()
    {
        await Commit([.. Enumerable.Range(0, RowLimits.RowsPerCommit).Select(i => new Change.Insert($"n|{i:D3}", "0"))]);
        Assert.Equal(100, (await All(KeyRange.Prefix("n|", 1000))).Count);
    }

    [Theory]
    [MemberData(nameof(TooMuch.Commits), MemberType = typeof(TooMuch))]
    public async Task A_commit_over_a_limit_is_refused_with_the_reason_and_nothing_written(string what, string reason)
    {
        var (partition, turn, changes) = TooMuch.Commit(what);
        var refused = await Assert.ThrowsAsync<RowLimitException>(async () => await Store.Commit(partition, turn, changes, Cancel));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await All(new("", "\uFFFD", 1000)));
    }

    [Theory]
    [MemberData(nameof(TooMuch.Reads), MemberType = typeof(TooMuch))]
    public async Task A_read_over_a_limit_is_refused_with_the_reason(string what, string reason)
    {
        var refused = await Assert.ThrowsAsync<RowLimitException>(() => TooMuch.Read(Store, what));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exactly_at_a_limit_is_taken()
    {
        var key = new string('k', RowLimits.CharsPerKey);
        var value = new string('x', RowLimits.BytesPerRow / 2 - key.Length);
        await Commit(new Change.Insert(key, value), new Change.Insert(key[1..] + "z", value));
        Assert.Equal(value, (await Get(key))!.Value);
        Assert.Equal(1000, (await Store.GetMany(Workspace, [.. Enumerable.Repeat(key, 1000).Select((_, i) => $"{i}")], Cancel)).Count);
    }

    [Fact]
    public async Task A_call_cancelled_beforehand_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Commit(Workspace, "turn", [new Change.Insert("a", "0")], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Get(Workspace, "a", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.GetMany(Workspace, ["a"], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.List(Workspace, [new("a", "b", 1)], cancelled));
        Assert.Null(await Get("a"));
    }

    protected abstract ValueTask<IRowStore> Open();

    protected async Task<Row?> Get(string key) => await Store.Get(Workspace, key, Cancel);

    protected async Task<CommitResult> Commit(params Change[] changes) => await Store.Commit(Workspace, "turn", changes, Cancel);

    protected async Task Put(string key, string value, string turn = "turn") =>
        Assert.IsType<CommitResult.Committed>(await Store.Commit(Workspace, turn, [new Change.Put(key, value)], Cancel));

    /// <summary>All rows of a range, page by page; no page exceeds its limit.</summary>
    protected async Task<List<Row>> All(KeyRange range)
    {
        List<Row> rows = [];
        for (KeyRange? next = range; next is not null;)
        {
            var page = (await Store.List(Workspace, [next], Cancel))[0];
            Assert.InRange(page.Rows.Count, 0, range.Limit);
            rows.AddRange(page.Rows);
            next = page.Continue is null ? null : next with { Continue = page.Continue };
        }
        return rows;
    }
}
