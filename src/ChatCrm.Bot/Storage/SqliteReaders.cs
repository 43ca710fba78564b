using System.Collections.Concurrent;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// The threads that read, each with a connection of its own: one more whenever all are busy, up to one for each processor; who asks beyond that waits in a queue.
/// They are none of the pool's: a file that stands still holds up those who ask it, and nobody else.
/// </summary>
internal sealed class SqliteReaders(SqliteFile file) : IAsyncDisposable
{
    private static readonly int Most = Environment.ProcessorCount;

    private readonly BlockingCollection<Func<Func<SqliteReader>, bool>> queue = [];

    /// <summary>Each ends with its thread. Who holds them may also change <see cref="busy"/>.</summary>
    private readonly List<Task> threads = [];

    private int busy;

    /// <param name="read">Is called on one of the threads, and gets its connection by calling what it is given.</param>
    /// <param name="cancel">The caller stops waiting; what is being read is read to its end.</param>
    /// <exception cref="StoreUnavailableException">The file cannot be read, or not in time, or this is closed.</exception>
    public Task<T> Ask<T>(Func<Func<SqliteReader>, T> read, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try { queue.Add(connection => Answer(answer, read, connection, cancel)); }
        catch (InvalidOperationException e) { throw new StoreUnavailableException("The database is closed.", mayHaveHappened: false, e); }
        lock (threads)
        {
            if (++busy > threads.Count && threads.Count < Most) threads.Add(Started());
        }
        return answer.Task.WaitAsync(cancel);
    }

    /// <summary>Takes no more, and ends when those taken are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        List<Task> ends;
        lock (threads) ends = [.. threads];
        await Task.WhenAll(ends);
    }

    private Task Started()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Work(ended)) { IsBackground = true, Name = "SQLite reader" }.UnsafeStart();
        return ended.Task;
    }

    private void Work(TaskCompletionSource ended)
    {
        SqliteReader? own = null;
        foreach (var answer in queue.GetConsumingEnumerable())
        {
            if (answer(() => own ??= new(file.Open()))) continue;
            // Whatever went wrong, the thread lives on, with a new connection.
            own?.Dispose();
            own = null;
        }
        own?.Dispose();
        ended.SetResult();
    }

    /// <returns>Whether the connection may be used again.</returns>
    private bool Answer<T>(TaskCompletionSource<T> answer, Func<Func<SqliteReader>, T> read, Func<SqliteReader> connection, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            Rest();
            return answer.TrySetCanceled(cancel);
        }
        try
        {
            var result = read(connection);
            Rest();
            answer.SetResult(result);
            return true;
        }
        catch (Exception e)
        {
            Rest();
            answer.SetException(e is SqliteException sqlite ? SqliteRowStore.Unavailable(sqlite, mayHaveHappened: false) : e);
            return false;
        }
    }

    private void Rest()
    {
        lock (threads) busy--;
    }
}
