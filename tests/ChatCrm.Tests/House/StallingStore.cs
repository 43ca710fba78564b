using ChatCrm.Storage;

namespace ChatCrm.Tests.House;

/// <summary>A store that stands still between <see cref="Stall"/> and <see cref="GoOn"/>, for reads and commits alike; nothing fails.</summary>
internal sealed class StallingStore(IRowStore store) : IRowStore
{
    private volatile TaskCompletionSource? stalled;
    private int waiting;

    /// <summary>How many calls stand still.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>True: commits alone stand still.</summary>
    public bool CommitsAlone { get; set; }

    public void Stall() => stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn()
    {
        stalled?.SetResult();
        stalled = null;
    }

    public async ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default)
    {
        if (!CommitsAlone) await Wait();
        return await store.Get(partition, key, cancel);
    }

    public async ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        if (!CommitsAlone) await Wait();
        return await store.GetMany(partition, keys, cancel);
    }

    public async ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        if (!CommitsAlone) await Wait();
        return await store.List(partition, ranges, cancel);
    }

    public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        await Wait();
        return await store.Commit(partition, turn, changes, cancel);
    }

    private async Task Wait()
    {
        if (stalled is not { } until) return;
        Interlocked.Increment(ref waiting);
        await until.Task;
        Interlocked.Decrement(ref waiting);
    }
}
