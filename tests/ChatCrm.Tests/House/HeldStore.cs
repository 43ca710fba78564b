using ChatCrm.Storage;

namespace ChatCrm.Tests.House;

/// <summary>A store whose next answer can be held up: what was read is of the past by the time that it arrives.</summary>
internal sealed class HeldStore(IRowStore store) : IRowStore
{
    private TaskCompletionSource? next;

    /// <summary>The next read is done at once, and answered when what this gives is called.</summary>
    public Action Hold()
    {
        var held = next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return held.SetResult;
    }

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => Answer(store.Get(partition, key, cancel));

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => Answer(store.GetMany(partition, keys, cancel));

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => Answer(store.List(partition, ranges, cancel));

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) => store.Commit(partition, turn, changes, cancel);

    private async ValueTask<T> Answer<T>(ValueTask<T> read)
    {
        var held = Interlocked.Exchange(ref next, null);
        var answer = await read;
        if (held is not null) await held.Task;
        return answer;
    }
}
