using System.Globalization;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// One SQLite file and how its connections are set up. Keys are TEXT in BINARY collation, so SQLite orders them by UTF-8 byte; that is the
/// port's order by UTF-16 unit, because no key holds a surrogate (<see cref="RowLimits.CheckKey"/>).
/// </summary>
internal sealed class SqliteFile(string path, Duration patience)
{
    /// <summary>The file itself, as SQLite names it: links are followed. Known once the file was opened.</summary>
    public string Path { get; private set; } = path;

    private const string Schema = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS rows(
            partition TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, turn TEXT NOT NULL, etag INTEGER NOT NULL,
            PRIMARY KEY(partition, key)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS version(one INTEGER PRIMARY KEY CHECK(one = 1), last INTEGER NOT NULL);
        INSERT OR IGNORE INTO version VALUES(1, 0);
        COMMIT;
        """;

    /// <summary>Without these an acknowledged commit could be lost, a deleted row stay readable (also in a savepoint's journal in the temporary folder), or a schema run code of its own (https://sqlite.org/pragma.html).</summary>
    private static readonly (string Name, string Setting, long Value)[] Required =
    [
        ("synchronous", "FULL", 2), ("fullfsync", "ON", 1), ("secure_delete", "ON", 1), ("trusted_schema", "OFF", 0), ("temp_store", "MEMORY", 2),
    ];

    /// <summary>Makes the folder, the file and its tables where they are missing.</summary>
    public void Create()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using var connection = Open();
        Run(connection, Schema);
        // Its log and index lie beside it and not beside a link to it.
        Path = Ask(connection, "database_list", column: 2) is { Length: > 0 } real ? real : Path;
    }

    /// <summary>A connection with every required setting. Throws <see cref="InvalidOperationException"/> where SQLite does not take one.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = Retries() }.ToString());
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout={(long)patience.TotalMilliseconds}");
            SetUp(connection);
            Require(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What is made with a new connection; where that fails the connection is closed.</summary>
    public T Open<T>(Func<SqliteConnection, T> make)
    {
        var connection = Open();
        try
        {
            return make(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static void SetUp(SqliteConnection connection)
    {
        Run(connection, "PRAGMA journal_mode=WAL");
        foreach (var (name, setting, _) in Required) Run(connection, $"PRAGMA {name}={setting}");
    }

    /// <summary>Refuses a connection that lacks a setting: SQLite itself ignores what it cannot do, silently.</summary>
    internal static void Require(SqliteConnection connection)
    {
        Require("journal_mode", "wal", Ask(connection, "journal_mode"));
        foreach (var (name, _, value) in Required) Require(name, value.ToString(CultureInfo.InvariantCulture), Ask(connection, name));
    }

    private static void Require(string name, string wanted, string found)
    {
        if (found != wanted) throw new InvalidOperationException($"The database must have {name}={wanted} but has {found}: it would not keep what it acknowledges, or not forget what is deleted.");
    }

    private static string Ask(SqliteConnection connection, string name, int column = 0)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        using var answer = command.ExecuteReader();
        return answer.Read() ? Convert.ToString(answer.GetValue(column), CultureInfo.InvariantCulture) ?? "nothing" : "nothing";
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Seconds in which Microsoft.Data.Sqlite itself repeats a busy statement, on top of SQLite's busy timeout: shorter than that, so that
    /// the two do not add up; never 0, which would mean forever.
    /// </summary>
    private int Retries() => Math.Max(1, (int)patience.TotalSeconds - 1);
}
