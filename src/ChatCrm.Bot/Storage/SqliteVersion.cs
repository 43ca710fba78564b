using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatCrm.Bot.Storage;

/// <summary>Tells whether another connection, of this process or another one, has committed (https://sqlite.org/pragma.html#pragma_data_version). Belongs to one thread at a time.</summary>
internal sealed class SqliteVersion : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt statement;

    public SqliteVersion(SqliteConnection connection)
    {
        this.connection = connection;
        var result = raw.sqlite3_prepare_v2(connection.Handle, "PRAGMA data_version", out statement);
        if (result != raw.SQLITE_OK) throw Failure(result);
    }

    /// <summary>Another number after every commit; only numbers of one object can be compared.</summary>
    public long Read()
    {
        var result = raw.sqlite3_step(statement);
        var version = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 0;
        raw.sqlite3_reset(statement);
        return result == raw.SQLITE_ROW ? version : throw Failure(result);
    }

    public void Dispose()
    {
        statement?.Dispose();
        connection.Dispose();
    }

    private static SqliteException Failure(int result) => new("The file's version cannot be read.", result);
}
