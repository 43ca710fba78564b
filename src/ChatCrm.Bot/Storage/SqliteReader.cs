using System.Globalization;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Bot.Storage;

/// <summary>One connection that reads. Several reads make one wave in one read transaction, so a wave sees all of a commit or nothing of it.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const string Columns = "SELECT key, value, turn, etag FROM rows WHERE partition = ?1 AND ";

    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, end, get, list;

    public SqliteReader(SqliteConnection connection)
    {
        this.connection = connection;
        new SqliteStatement(connection, "PRAGMA query_only=ON").Run();
        begin = new(connection, "BEGIN");
        end = new(connection, "COMMIT");
        get = new(connection, Columns + "key = ?2", 2);
        list = new(connection, Columns + "key >= ?2 AND key < ?3 ORDER BY key LIMIT ?4", 4);
    }

    private Row? Get(string partition, string key)
    {
        using var found = get.Query(partition, key);
        return found.Read() ? RowOf(found) : null;
    }

    public IReadOnlyList<Row?> GetMany(string partition, IReadOnlyList<string> keys) => Wave(keys, key => Get(partition, key));

    public IReadOnlyList<Page> List(string partition, IReadOnlyList<KeyRange> ranges) => Wave(ranges, range => List(partition, range));

    public void Dispose() => connection.Dispose();

    private Page List(string partition, KeyRange range)
    {
        var rows = new List<Row>();
        using var found = list.Query(partition, range.Start(), range.To, (long)range.Limit + 1);
        while (found.Read()) rows.Add(RowOf(found));
        return range.PageOf(rows);
    }

    private TResult[] Wave<TAsked, TResult>(IReadOnlyList<TAsked> asked, Func<TAsked, TResult> read)
    {
        // One statement is its own transaction.
        if (asked.Count == 1) return [read(asked[0])];
        begin.Run();
        TResult[] results = [.. asked.Select(read)];
        end.Run();
        return results;
    }

    private static Row RowOf(SqliteDataReader found) =>
        new(found.GetString(0), found.GetString(1), found.GetString(2), found.GetInt64(3).ToString(CultureInfo.InvariantCulture));
}
