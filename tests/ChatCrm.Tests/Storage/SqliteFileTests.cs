using System.Globalization;
using System.Text;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ChatCrm.Tests.Storage;

/// <summary>What is SQLite's alone: its settings, its errors, several stores on one file, and the bytes it leaves behind.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly Folder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => folder.File("rows.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void E6_Every_connection_has_the_settings_that_keep_what_is_acknowledged()
    {
        var file = new SqliteFile(Database, Duration.FromSeconds(5));
        file.Create();
        using var connection = file.Open();
        string[] names = ["journal_mode", "synchronous", "secure_delete", "trusted_schema", "busy_timeout"];
        Assert.Equal(["wal", "2", "1", "0", "5000"], names.Select(name => Ask(connection, $"PRAGMA {name}")));
    }

    [Theory]
    [InlineData("journal_mode=DELETE", "journal_mode=wal but has delete")]
    [InlineData("synchronous=NORMAL", "synchronous=2 but has 1")]
    [InlineData("synchronous=OFF", "synchronous=2 but has 0")]
    [InlineData("secure_delete=OFF", "secure_delete=1 but has 0")]
    [InlineData("temp_store=FILE", "temp_store=2 but has 1")]
    [InlineData("secure_delete=FAST", "secure_delete=1 but has 2")]
    [InlineData("trusted_schema=ON", "trusted_schema=0 but has 1")]
    public void E6_A_connection_that_lacks_a_setting_is_refused_by_name(string pragma, string reason)
    {
        using var connection = Connect();
        SqliteFile.SetUp(connection);
        SqliteFile.Require(connection);
        Ask(connection, $"PRAGMA {pragma}");
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => SqliteFile.Require(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void E6_A_database_that_cannot_keep_a_log_is_refused()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteFile.SetUp(connection);
        Assert.Throws<InvalidOperationException>(() => SqliteFile.Require(connection));
    }

    [Fact]
    public async Task The_folder_is_made_and_the_rows_are_there_when_opened_again()
    {
        var path = Path.Combine(folder.File("data"), "deeper", "rows.db");
        await using (var store = new SqliteRowStore(path))
        {
            await Put(store, "a", "1");
            await store.Get("w1", "a", Cancel);
        }
        // Closed, it is one file that can be copied: no log is left beside it.
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        await using var again = new SqliteRowStore(path);
        Assert.Equal("1", (await again.Get("w1", "a", Cancel))!.Value);
    }

    [Fact]
    public async Task A_tag_is_never_given_twice_by_two_stores_or_after_opening_again()
    {
        HashSet<string> tags = [];
        for (var time = 0; time < 2; time++)
        {
            await using var one = new SqliteRowStore(Database);
            await using var other = new SqliteRowStore(Database);
            for (var i = 0; i < 20; i++)
            {
                await Put(i % 2 == 0 ? one : other, "a", "1");
                Assert.True(tags.Add((await (i % 3 == 0 ? one : other).Get("w1", "a", Cancel))!.ETag));
                await one.Commit("w1", "turn", [new Change.Delete("a")], Cancel);
            }
        }
    }

    [Fact]
    public async Task What_is_no_database_is_reported_as_unavailable()
    {
        await File.WriteAllTextAsync(Database, new string('x', 5000), Cancel);
        Assert.False(Assert.Throws<StoreUnavailableException>(() => new SqliteRowStore(Database)).MayHaveHappened);
    }

    [Fact]
    public async Task A_commit_that_cannot_begin_has_surely_not_happened_and_the_next_one_works()
    {
        await using var store = new SqliteRowStore(Database, Duration.FromMilliseconds(20));
        using (var other = Connect())
        {
            Ask(other, "BEGIN IMMEDIATE");
            var busy = await Assert.ThrowsAsync<StoreUnavailableException>(() => Put(store, "a", "1"));
            Assert.False(busy.MayHaveHappened);
            Assert.Null(await store.Get("w1", "a", Cancel));
        }
        await Put(store, "b", "1");
        Assert.Null(await store.Get("w1", "a", Cancel));
    }

    [Fact]
    public async Task A_failed_COMMIT_may_have_happened_and_the_next_one_works()
    {
        await using var store = new SqliteRowStore(Database);
        using var other = Connect();
        Ask(other, FailsAtCommit);
        Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => Put(store, "bad", "1"))).MayHaveHappened);
        await Put(store, "good", "1");
        Assert.Null(await store.Get("w1", "bad", Cancel));
    }

    [Fact]
    public async Task A_damaged_table_is_reported_by_reads_and_commits()
    {
        await using var store = new SqliteRowStore(Database);
        using var other = Connect();
        Ask(other, "DROP TABLE rows");
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Get("w1", "a", Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.GetMany("w1", ["a", "b"], Cancel));
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => Put(store, "a", "1"))).MayHaveHappened);
    }

    [Fact]
    public async Task Closing_answers_the_commits_that_were_taken_and_refuses_later_ones()
    {
        var store = new SqliteRowStore(Database);
        var taken = Enumerable.Range(0, 100).Select(i => Put(store, $"n{i}", "1")).ToList();
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Task.WhenAll(taken);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Put(store, "late", "1"));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Get("w1", "n1", Cancel));
        await using var again = new SqliteRowStore(Database);
        Assert.Equal(100, (await again.List("w1", [new("n", "o", 1000)], Cancel))[0].Rows.Count);
    }

    [Fact]
    public async Task A_caller_who_stops_waiting_does_not_stop_the_writer()
    {
        await using var store = new SqliteRowStore(Database);
        using var other = Connect();
        Ask(other, "BEGIN IMMEDIATE");
        using var patience = new CancellationTokenSource();
        var left = store.Commit("w1", "turn", [new Change.Put("left", "1")], patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Ask(other, "ROLLBACK");
        await Put(store, "b", "1");
        Assert.NotNull(await store.Get("w1", "left", Cancel));
    }

    [Fact]
    public async Task Of_commits_that_share_a_transaction_only_the_one_whose_condition_fails_is_undone()
    {
        await using var store = new SqliteRowStore(Database);
        await Put(store, "taken", "1");
        using var other = Connect();
        Ask(other, "BEGIN IMMEDIATE");
        // The first waits for the other process; all that come meanwhile share the transaction after it.
        var first = Put(store, "a", "1");
        var second = Put(store, "b", "1");
        var broken = store.Commit("w1", "turn", [new Change.Put("b", "2"), new Change.Insert("c", "2"), new Change.Insert("taken", "2")], Cancel);
        var last = Put(store, "d", "1");
        Ask(other, "ROLLBACK");
        await Task.WhenAll(first, second, last);
        Assert.Equal(new CommitResult.Conflict("taken"), await broken);
        var rows = (await store.List("w1", [new("a", "z", 10)], Cancel))[0].Rows;
        Assert.Equal(["a=1", "b=1", "d=1", "taken=1"], rows.Select(row => $"{row.Key}={row.Value}"));
    }

    [Fact]
    public async Task M3_Of_a_deleted_row_no_byte_is_left_once_the_log_is_emptied()
    {
        const string marker = "Zebra-4711-Marker";
        await using var store = new SqliteRowStore(Database);
        for (var i = 0; i < 300; i++) await Put(store, $"n|{marker}|{i}", $"\"{marker}{new string('x', i * 20)}\"");
        for (var i = 0; i < 300; i++) await Put(store, $"n|{marker}|{i}", $"\"{marker}\"");
        Assert.NotEqual(0, Copies(marker));
        for (var i = 0; i < 300; i++) await store.Commit("w1", "turn", [new Change.Delete($"n|{marker}|{i}")], Cancel);
        Assert.NotEqual(0, Copies(marker));
        store.EmptyLog();
        Assert.Equal(0, Copies(marker));
        Assert.Equal(0, new FileInfo(Database + "-wal").Length);
    }

    // A constraint that SQLite checks only in COMMIT: the one failure of a COMMIT that can be had without a broken disk.
    private const string FailsAtCommit = """
        CREATE TABLE parent(id TEXT PRIMARY KEY);
        CREATE TABLE child(id TEXT REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER bad AFTER INSERT ON rows WHEN new.key = 'bad' BEGIN INSERT INTO child VALUES('orphan'); END;
        """;

    private static async Task Put(SqliteRowStore store, string key, string value) =>
        Assert.IsType<CommitResult.Committed>(await store.Commit("w1", "turn", [new Change.Put(key, value)], Cancel));

    private int Copies(string marker) => new[] { Database, Database + "-wal" }.Sum(path => Count(path, Encoding.UTF8.GetBytes(marker)));

    private static int Count(string path, byte[] marker)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray().AsSpan().Count(marker);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static string Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
