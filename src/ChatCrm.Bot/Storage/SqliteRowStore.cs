using System.Collections.Concurrent;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// Rows in one SQLite file, which several processes may open. Reads (some 10 µs, less where nothing was committed since) run on the caller's
/// thread; commits go to one writer thread.
/// A cancelled commit may still happen: the caller stops waiting, the writer does not stop.
/// </summary>
public sealed class SqliteRowStore : IRowStore, IAsyncDisposable
{
    private readonly SqliteFile file;
    private readonly SqliteWriter writer;
    private readonly SqliteRecent recent;
    private readonly ConcurrentStack<SqliteReader> idle = [];

    /// <summary>Whoever waits for a file that stands still waits in a queue and not on a thread, but for as many as have a processor.</summary>
    private readonly SemaphoreSlim reading = new(Environment.ProcessorCount);

    private volatile bool closed;

    /// <summary>Opens the file, or makes it and its folder.</summary>
    /// <param name="path">The file; beside it lie its log (-wal) and index (-shm) while it is open. A local disk: WAL does not work over a network.</param>
    /// <param name="patience">How long to wait for another process that writes, before <see cref="StoreUnavailableException"/>; 5 s where null.</param>
    /// <exception cref="InvalidOperationException">The file cannot be opened so that an acknowledged commit is on disk.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be opened, or is no database.</exception>
    public SqliteRowStore(string path, Duration? patience = null)
    {
        file = new(Path.GetFullPath(path), patience ?? Duration.FromSeconds(5));
        try { file.Create(); }
        catch (SqliteException e) { throw Unavailable(e, mayHaveHappened: false); }
        writer = new(file);
        recent = new(file);
    }

    public async ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => (await GetMany(partition, [key], cancel))[0];

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        RowLimits.CheckGet(partition, keys);
        return Recent(known => known.Rows(partition, keys), reader => reader.GetMany(partition, keys), (known, read) => known.Keep(partition, keys, read), cancel);
    }

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        RowLimits.CheckList(partition, ranges);
        return Recent(known => known.Pages(partition, ranges), reader => reader.List(partition, ranges), (known, read) => known.Keep(partition, ranges, read), cancel);
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
        closed = true;
        await writer.DisposeAsync();
        recent.Dispose();
        CloseIdle();
    }

    internal static StoreUnavailableException Unavailable(SqliteException e, bool mayHaveHappened) =>
        new($"SQLite error {e.SqliteErrorCode} ({e.SqliteExtendedErrorCode}).", mayHaveHappened, e);

    /// <summary>A wave, from what is known or else as a whole from the file: so it never sees a commit in half.</summary>
    private async ValueTask<T> Recent<T>(Func<SqliteRecent.Snapshot, T?> find, Func<SqliteReader, T> read, Action<SqliteRecent.Snapshot, T> keep, CancellationToken cancel) where T : class
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (closed) throw new StoreUnavailableException("The database is closed.", mayHaveHappened: false);
            var before = recent.Now();
            if (find(before) is { } found) return found;
            var fresh = Read(read);
            // Committed meanwhile: then it may be newer than what it would stand beside.
            if (ReferenceEquals(recent.Now(), before)) keep(before, fresh);
            return fresh;
        }
        catch (SqliteException e)
        {
            throw Unavailable(e, mayHaveHappened: false);
        }
        finally
        {
            reading.Release();
        }
    }

    private T Read<T>(Func<SqliteReader, T> read)
    {
        SqliteReader? reader = null;
        try
        {
            if (!idle.TryPop(out reader)) reader = new(file.Open());
            var result = read(reader);
            idle.Push(reader);
            // Closed meanwhile: then nobody else closes it.
            if (closed) CloseIdle();
            return result;
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }

    private void CloseIdle()
    {
        while (idle.TryPop(out var reader)) reader.Dispose();
    }
}
