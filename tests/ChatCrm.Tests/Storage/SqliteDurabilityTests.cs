using System.Globalization;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Tests.Storage;

/// <summary>What a second process shows: that an acknowledged commit is on the disk, and that two services may share a file.</summary>
public sealed class SqliteDurabilityTests : IDisposable
{
    private const int Commits = 200;

    private readonly Folder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => folder.File("rows.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task E6_Before_each_acknowledgement_the_disk_was_waited_for()
    {
        var calls = await Trace(writers: 1);
        int acknowledged = 0, syncs = 0;
        foreach (var call in calls)
        {
            if (IsSync(call)) syncs++;
            if (call.Contains("\"acked ", StringComparison.Ordinal)) Assert.InRange(++acknowledged, 1, syncs);
        }
        Assert.Equal(Commits, acknowledged);
    }

    [Fact]
    public async Task Concurrent_commits_share_their_wait_for_the_disk()
    {
        var calls = await Trace(writers: 16);
        Assert.InRange(calls.Count(IsSync), Commits / 64, Commits / 2);
    }

    [Fact]
    public async Task E6_After_a_kill_every_acknowledged_commit_is_there_whole()
    {
        using var process = CommitsProcess.Start("insert", 8, 1_000_000, Database);
        List<string> said = [];
        while (said.Count < 500) said.Add(Assert.IsType<string>(await process.Says(Cancel)));
        said.AddRange(await process.Kill(Cancel));

        await using var store = new SqliteRowStore(Database);
        var kept = (await Rows(store)).GroupBy(row => Keys.Parts(row.Key)[1]).ToDictionary(rows => rows.Key, rows => rows.Count());
        Assert.All(kept.Values, rows => Assert.Equal(3, rows));
        // The last line may be cut off by the kill.
        foreach (var line in said.Where(line => line.Length == "acked 00000000".Length)) Assert.Contains(line["acked ".Length..], kept);
        Assert.Equal("ok", Ask("PRAGMA integrity_check"));
        Assert.IsType<CommitResult.Committed>(await store.Commit("w1", "turn", [new Change.Insert("after", "0")], Cancel));
    }

    [Fact]
    public async Task M6_Two_processes_on_one_file_lose_no_update()
    {
        using var one = CommitsProcess.Start("count", 4, 500, Database);
        using var other = CommitsProcess.Start("count", 4, 500, Database);
        await Task.WhenAll(one.Ends(Cancel), other.Ends(Cancel));
        await using var store = new SqliteRowStore(Database);
        Assert.Equal("1000", (await store.Get("w1", "counter", Cancel))!.Value);
    }

    /// <summary>The system calls once the file is open.</summary>
    private async Task<string[]> Trace(int writers)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed: it counts the waits for the disk.");
        var log = folder.File("strace.log");
        using var process = CommitsProcess.Start("insert", writers, Commits, Database, "/usr/bin/strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o", log);
        Assert.Equal(1 + Commits, (await process.Ends(Cancel)).Length);
        return [.. (await File.ReadAllLinesAsync(log, Cancel)).SkipWhile(call => !call.Contains("\"opened", StringComparison.Ordinal))];
    }

    /// <summary>A sync that has ended: "12 fdatasync(35) = 0", or "12 &lt;... fdatasync resumed&gt;) = 0" where another thread came between.</summary>
    private static bool IsSync(string call) =>
        (call.Contains("fsync", StringComparison.Ordinal) || call.Contains("fdatasync", StringComparison.Ordinal))
        && call.TrimEnd().EndsWith("= 0", StringComparison.Ordinal);

    private static async Task<List<Row>> Rows(SqliteRowStore store)
    {
        List<Row> rows = [];
        for (var range = KeyRange.Prefix("row|", 1000); ;)
        {
            var page = (await store.List("w1", [range], Cancel))[0];
            rows.AddRange(page.Rows);
            if (page.Continue is null) return rows;
            range = range with { Continue = page.Continue };
        }
    }

    private string Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
