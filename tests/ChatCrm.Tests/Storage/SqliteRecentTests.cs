using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Storage;

/// <summary>What the store keeps of its reads is never older than the file.</summary>
public sealed class SqliteRecentTests : IDisposable
{
    private static readonly KeyRange All = KeyRange.Prefix("row|", 100);

    private readonly Folder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_read_once_is_handed_out_again_while_nobody_commits()
    {
        await using var store = new SqliteRowStore(folder.File("rows.db"));
        await Put(store, "row|a", "1");
        Assert.Same((await Read(store)).Rows[0], (await Read(store)).Rows[0]);
        Assert.Same(await store.Get("w1", "row|a", Cancel), await store.Get("w1", "row|a", Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_is_seen_by_the_next_read_whichever_store_made_it(bool own)
    {
        await using var store = new SqliteRowStore(folder.File("rows.db"));
        await using var other = new SqliteRowStore(folder.File("rows.db"));
        await Put(store, "row|a", "1");
        for (var number = 2; number < 20; number++)
        {
            Assert.Null(await store.Get("w1", $"row|{number}", Cancel));
            await Read(store);
            await Put(own ? store : other, "row|a", $"{number}");
            await Put(own ? store : other, $"row|{number}", "new");
            Assert.Equal($"{number}", (await store.Get("w1", "row|a", Cancel))?.Value);
            Assert.Equal("new", (await store.Get("w1", $"row|{number}", Cancel))?.Value);
            Assert.Contains((await Read(store)).Rows, row => row.Value == $"{number}");
        }
    }

    [Fact]
    public void An_index_that_is_not_written_yet_says_nothing() => Assert.False(default(SqliteIndex.Head).IsWritten);

    [Fact]
    public void What_is_kept_has_an_end()
    {
        var kept = new SqliteRecent.Snapshot(default);
        for (var n = 0; n < 40; n++)
        {
            Assert.False(kept.IsFull);
            kept.Keep("w1", [$"row|{n}"], [new($"row|{n}", new('x', 1_000_000), "", "")]);
            if (kept.IsFull) return;
        }
        Assert.Fail("Forty rows of a million characters are kept.");
    }

    [Fact]
    public async Task A_commit_is_seen_through_a_link_to_the_file()
    {
        await using var store = new SqliteRowStore(folder.File("rows.db"));
        await Put(store, "row|a", "1");
        File.CreateSymbolicLink(folder.File("link.db"), folder.File("rows.db"));
        // What a database that once lay there left behind.
        File.Copy(folder.File("rows.db-shm"), folder.File("link.db-shm"));
        await using var linked = new SqliteRowStore(folder.File("link.db"));
        Assert.Equal("1", (await linked.Get("w1", "row|a", Cancel))?.Value);
        await Put(linked, "row|a", "2");
        Assert.Equal("2", (await linked.Get("w1", "row|a", Cancel))?.Value);
        await Put(store, "row|a", "3");
        Assert.Equal("3", (await linked.Get("w1", "row|a", Cancel))?.Value);
    }

    [Fact]
    public async Task A_store_that_is_closed_twice_leaves_the_others_of_its_file_as_they_are()
    {
        await using var store = new SqliteRowStore(folder.File("rows.db"));
        await Put(store, "row|a", "1");
        var other = new SqliteRowStore(folder.File("rows.db"));
        await Read(other);
        await other.DisposeAsync();
        await other.DisposeAsync();
        await Read(store);
        Assert.Same((await Read(store)).Rows[0], (await Read(store)).Rows[0]);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Read(other));
    }

    [Fact]
    public void A_copy_of_a_row_with_another_value_is_read_anew()
    {
        var row = new Row("member|a", """{"v":1,"id":"a","name":"Mei","handle":"mei","zone":"Etc/UTC"}""", "", "");
        Assert.Equal("Mei", WorkspaceRows.Member(row).Name);
        var copy = row with { Value = row.Value.Replace("Mei", "Jonas", StringComparison.Ordinal) };
        Assert.Equal("Jonas", WorkspaceRows.Member(copy).Name);
        Assert.Equal(row with { Value = "1" }, copy with { Value = "1" });
    }

    private static async Task Put(SqliteRowStore store, string key, string value) => await store.Commit("w1", "turn", [new Change.Put(key, value)], Cancel);

    private static async Task<Page> Read(SqliteRowStore store) => (await store.List("w1", [All], Cancel))[0];
}
