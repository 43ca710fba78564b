using System.Globalization;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// The one connection that writes, and a transaction on it: <see cref="Begin"/>, any number of <see cref="Write"/>, <see cref="Commit"/>.
/// After an exception it is disposed, which rolls back, and a new one is opened.
/// </summary>
internal sealed class SqliteBatch : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, commit, savepoint, release, undo, last, number, insert, put, replace, deleteTagged, delete;
    private long version;

    public SqliteBatch(SqliteConnection connection)
    {
        this.connection = connection;
        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        savepoint = new(connection, "SAVEPOINT one");
        release = new(connection, "RELEASE one");
        undo = new(connection, "ROLLBACK TO one");
        last = new(connection, "SELECT last FROM version");
        number = new(connection, "UPDATE version SET last = ?1", 1);
        const string add = "INSERT INTO rows(partition, key, value, turn, etag) VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(partition, key) DO ";
        insert = new(connection, add + "NOTHING", 5);
        put = new(connection, add + "UPDATE SET value = ?3, turn = ?4, etag = ?5", 5);
        replace = new(connection, "UPDATE rows SET value = ?3, turn = ?4, etag = ?5 WHERE partition = ?1 AND key = ?2 AND etag = ?6", 6);
        delete = new(connection, "DELETE FROM rows WHERE partition = ?1 AND key = ?2", 2);
        deleteTagged = new(connection, "DELETE FROM rows WHERE partition = ?1 AND key = ?2 AND etag = ?3", 3);
    }

    /// <summary>Waits for other processes' writes, and reads the number of the file's last commit: tags come from it, so no process ever gives one twice.</summary>
    public void Begin()
    {
        begin.Run();
        version = last.Number();
    }

    /// <summary>All of these changes, or none of them with the key whose condition failed. The others of this transaction stay as they are.</summary>
    public CommitResult Write(string partition, string turn, IReadOnlyList<Change> changes)
    {
        savepoint.Run();
        version++;
        var broken = changes.FirstOrDefault(change => !Apply(partition, turn, change));
        if (broken is not null) undo.Run();
        release.Run();
        return broken is null ? new CommitResult.Committed() : new CommitResult.Conflict(broken.Key);
    }

    /// <summary>Notes the last number used; the last step that can fail without a doubt about what is in the file.</summary>
    public void Close() => number.Run(version);

    public void Commit() => commit.Run();

    public void Dispose() => connection.Dispose();

    private bool Apply(string partition, string turn, Change change) => change switch
    {
        Change.Insert c => insert.Run(partition, c.Key, c.Value, turn, version) == 1,
        Change.Put c => put.Run(partition, c.Key, c.Value, c.Turn ?? turn, version) == 1,
        Change.Replace c => replace.Run(partition, c.Key, c.Value, c.Turn ?? turn, version, Number(c.ETag)) == 1,
        Change.Delete { ETag: { } etag } c => deleteTagged.Run(partition, c.Key, Number(etag)) == 1,
        _ => delete.Run(partition, change.Key) >= 0,
    };

    /// <summary>A tag that this store never gave is no row's.</summary>
    private static long Number(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
