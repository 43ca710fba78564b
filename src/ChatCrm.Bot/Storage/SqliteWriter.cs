using System.Collections.Concurrent;
using ChatCrm.Storage;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// The one thread that writes. Commits that arrive while it is busy share the next transaction, and so one wait for the disk; each has a
/// savepoint of its own and is answered only when all of them are on the disk.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int CommitsPerTransaction = 64;

    private readonly BlockingCollection<Waiting> queue = [];
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteFile file;
    private SqliteBatch? batch;

    public SqliteWriter(SqliteFile file)
    {
        this.file = file;
        new Thread(Work) { IsBackground = true, Name = "SQLite writer" }.UnsafeStart();
    }

    public Task<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes)
    {
        var waiting = new Waiting(partition, turn, changes);
        try { queue.Add(waiting); }
        catch (InvalidOperationException e) { throw new StoreUnavailableException("The database is closed.", false, e); }
        return waiting.Answer.Task;
    }

    /// <summary>Takes no more commits, and ends when those taken are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        await drained.Task;
    }

    private void Work()
    {
        foreach (var first in queue.GetConsumingEnumerable())
        {
            List<Waiting> group = [first];
            while (group.Count < CommitsPerTransaction && queue.TryTake(out var next)) group.Add(next);
            Write(group);
        }
        batch?.Dispose();
        drained.SetResult();
    }

    private void Write(List<Waiting> group)
    {
        var sent = false;
        try
        {
            batch ??= file.Open(connection => new SqliteBatch(connection));
            batch.Begin();
            List<CommitResult> results = [.. group.Select(w => batch.Write(w.Partition, w.Turn, w.Changes))];
            batch.Close();
            sent = true;
            batch.Commit();
            foreach (var (waiting, result) in group.Zip(results)) waiting.Answer.SetResult(result);
        }
        catch (Exception e)
        {
            GiveUp(group, e, sent);
        }
    }

    /// <summary>
    /// A COMMIT that fails may be in the file all the same: SQLite also reports through it that copying the log into the main file failed.
    /// Whatever else happens to one group, the thread lives on, with a new connection.
    /// </summary>
    private void GiveUp(List<Waiting> group, Exception e, bool sent)
    {
        batch?.Dispose();
        batch = null;
        var told = e is SqliteException sqlite ? SqliteRowStore.Unavailable(sqlite, mayHaveHappened: sent) : e;
        foreach (var waiting in group) waiting.Answer.TrySetException(told);
    }

    private sealed record Waiting(string Partition, string Turn, IReadOnlyList<Change> Changes)
    {
        public TaskCompletionSource<CommitResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
