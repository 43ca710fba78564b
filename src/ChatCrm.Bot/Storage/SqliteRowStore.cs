using ChatCrm.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// Rows in one SQLite file, which several processes may open. What was read since the last commit is answered at once; other reads (some 10 µs) run on
/// the threads of the readers, commits on that of the writer: so a file that stands still never holds a caller's thread.
/// A cancelled commit may still happen: the caller stops waiting, the writer does not stop.
/// </summary>
public sealed class SqliteRowStore : IRowStore, IAsyncDisposable
{
    private readonly SqliteFile file;
    private readonly SqliteReaders readers;
    private readonly SqliteWriter writer;
    private readonly SqliteIndex index;
    private readonly SqliteRecent recent;
    private bool closed;

    /// <summary>Opens the file, or makes it and its folder.</summary>
    /// <param name="path">The file; beside it lie its log (-wal) and index (-shm) while it is open. A local disk: WAL does not work over a network.</param>
    /// <param name="patience">How long to wait for another process that writes, before <see cref="StoreUnavailableException"/>; 5 s where null.</param>
    /// <exception cref="InvalidOperationException">The file cannot be opened so that an acknowledged commit is on disk.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be opened, or is no database.</exception>
    public SqliteRowStore(string path, Duration? patience = null)
    {
        file = new(Path.GetFullPath(path), patience ?? Duration.FromSeconds(5));
        try
        {
            file.Create();
            index = SqliteIndex.Of(file);
            recent = new(index);
            recent.Now();
        }
        catch (SqliteException e) { throw Unavailable(e, mayHaveHappened: false); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw new StoreUnavailableException("The file cannot be opened.", mayHaveHappened: false, e); }
        readers = new(file);
        writer = new(file);
    }

    public async ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => (await GetMany(partition, [key], cancel))[0];

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        RowLimits.CheckGet(partition, keys);
        return Known()?.Rows(partition, keys) is { } known ? new(known) : Fresh(partition, keys, cancel);
    }

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        RowLimits.CheckList(partition, ranges);
        return Known()?.Pages(partition, ranges) is { } known ? new(known) : Fresh(partition, ranges, cancel);
    }

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        RowLimits.Check(partition, turn, changes);
        cancel.ThrowIfCancellationRequested();
        return new(writer.Commit(partition, turn, changes).WaitAsync(cancel));
    }

    /// <summary>
    /// Copies the log into the main file and empties it. Only then are the bytes of deleted and replaced rows in neither of the two.
    /// Throws <see cref="StoreUnavailableException"/> where a reader or another process holds on to the log for too long; it can be repeated.
    /// </summary>
    public void EmptyLog()
    {
        try
        {
            using var connection = file.Open();
            if (new SqliteStatement(connection, "PRAGMA wal_checkpoint(TRUNCATE)").Number() != 0)
                throw new StoreUnavailableException("The log is in use.", mayHaveHappened: false);
        }
        catch (SqliteException e)
        {
            throw Unavailable(e, mayHaveHappened: false);
        }
    }

    /// <summary>Finishes the commits that it has taken, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, true)) return;
        await writer.DisposeAsync();
        // What is being read comes to its end first.
        await readers.DisposeAsync();
        index.Dispose();
    }

    internal static StoreUnavailableException Unavailable(SqliteException e, bool mayHaveHappened) =>
        new($"SQLite error {e.SqliteErrorCode} ({e.SqliteExtendedErrorCode}).", mayHaveHappened, e);

    /// <summary>A wave is answered from what is known as a whole, or else as a whole from the file: so it never sees a commit in half.</summary>
    private SqliteRecent.Snapshot? Known() => Volatile.Read(ref closed) ? null : recent.Now();

    private ValueTask<IReadOnlyList<Row?>> Fresh(string partition, IReadOnlyList<string> keys, CancellationToken cancel) =>
        Fresh(known => known.Rows(partition, keys), reader => reader.GetMany(partition, keys), (known, read) => known.Keep(partition, keys, read), cancel);

    private ValueTask<IReadOnlyList<Page>> Fresh(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel) =>
        Fresh(known => known.Pages(partition, ranges), reader => reader.List(partition, ranges), (known, read) => known.Keep(partition, ranges, read), cancel);

    private ValueTask<T> Fresh<T>(Func<SqliteRecent.Snapshot, T?> find, Func<SqliteReader, T> read, Action<SqliteRecent.Snapshot, T> keep, CancellationToken cancel) where T : class =>
        new(readers.Ask(connection => Kept(find, () => read(connection()), keep), cancel));

    private T Kept<T>(Func<SqliteRecent.Snapshot, T?> find, Func<T> read, Action<SqliteRecent.Snapshot, T> keep) where T : class
    {
        if (Volatile.Read(ref closed)) throw new StoreUnavailableException("The database is closed.", mayHaveHappened: false);
        var before = Known();
        // Others have waited for the same: whoever came first has read it.
        if (before is not null && find(before) is { } found) return found;
        var fresh = read();
        // Committed meanwhile: then it may be newer than what it would stand beside.
        if (before is not null && ReferenceEquals(Known(), before)) keep(before, fresh);
        return fresh;
    }
}
