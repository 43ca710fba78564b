using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Bot.Storage;

/// <summary>A statement that is prepared once; its parameters are ?1, ?2 …, so that no text ever becomes SQL. Belongs to one thread at a time.</summary>
internal sealed class SqliteStatement
{
    private readonly SqliteCommand command;

    public SqliteStatement(SqliteConnection connection, string sql, int parameters = 0)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = "?" + i.ToString(CultureInfo.InvariantCulture), Value = "" });
        command.Prepare();
    }

    /// <summary>Runs it and returns how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object> values) => Bind(values).ExecuteNonQuery();

    public long Number() => (long)command.ExecuteScalar()!;

    public SqliteDataReader Query(params ReadOnlySpan<object> values) => Bind(values).ExecuteReader();

    private SqliteCommand Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
