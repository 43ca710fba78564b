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

    private readonly BlockingCollection<Action<Connection>> queue = [];

    /// <summary>Each ends with its thread. Who holds them may also change <see cref="busy"/>, take and close the queue.</summary>
    private readonly List<Task> threads = [];

    /// <summary>How many questions are asked and not answered.</summary>
    private int busy;

    /// <param name="read">Is called on one of the threads, and gets its connection by calling what it is given.</param>
    /// <param name="cancel">The caller stops waiting; what is being read is read to its end.</param>
    /// <exception cref="StoreUnavailableException">The file cannot be read, or not in time, or this is closed.</exception>
    public Task<T> Ask<T>(Func<Func<SqliteReader>, T> read, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (threads)
        {
            if (queue.IsAddingCompleted) throw new StoreUnavailableException("The database is closed.", mayHaveHappened: false);
            queue.Add(connection => Answer(answer, read, connection, cancel), CancellationToken.None);
            if (++busy > threads.Count && threads.Count < Most) threads.Add(Started());
        }
        return answer.Task.WaitAsync(cancel);
    }

    /// <summary>Takes no more, and ends when those taken are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Task> ends;
        lock (threads)
        {
            queue.CompleteAdding();
            ends = [.. threads];
        }
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
        using (var own = new Connection(file))
        {
            foreach (var answer in queue.GetConsumingEnumerable()) answer(own);
        }
        ended.SetResult();
    }

    // A thread is free before its answer is told: whoever then asks again finds it, instead of starting another.
    private void Answer<T>(TaskCompletionSource<T> answer, Func<Func<SqliteReader>, T> read, Connection own, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            Rest();
            answer.SetCanceled(cancel);
            return;
        }
        T result;
        try
        {
            result = read(own.Reader);
        }
        catch (Exception e)
        {
            // Whatever went wrong, the thread lives on, with a new connection.
            own.Dispose();
            Rest();
            answer.SetException(e is SqliteException sqlite ? SqliteRowStore.Unavailable(sqlite, mayHaveHappened: false) : e);
            return;
        }
        Rest();
        answer.SetResult(result);
    }

    private void Rest()
    {
        lock (threads) busy--;
    }

    /// <summary>What one thread reads by; opened when it is first asked for, and again after it was closed.</summary>
    private sealed class Connection : IDisposable
    {
        private SqliteReader? reader;

        public Connection(SqliteFile file) => Reader = () => reader ??= file.Open(connection => new SqliteReader(connection));

        public Func<SqliteReader> Reader { get; }

        public void Dispose()
        {
            reader?.Dispose();
            reader = null;
        }
    }
}
