using ChatCrm.Storage;

namespace ChatCrm.Tests.House;

/// <summary>A store whose next answer can be held up: what was read is of the past by the time that it arrives.</summary>
internal sealed class HeldStore(IRowStore store) : IRowStore
{
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _held;
    private int _before;

    /// <summary>Ends when the read is held up.</summary>
    public Task Reached => _reached.Task;

    /// <summary>The next read, or the one behind so many, is done at once, and answered when what this gives is called.</summary>
    public Action Hold(int behind = 0)
    {
        (_before, _reached) = (behind, new(TaskCreationOptions.RunContinuationsAsynchronously));
        var held = _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return () => held.TrySetResult();
    }

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => Answer(store.Get(partition, key, cancel));

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => Answer(store.GetMany(partition, keys, cancel));

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => Answer(store.List(partition, ranges, cancel));

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) => store.Commit(partition, turn, changes, cancel);

    private async ValueTask<T> Answer<T>(ValueTask<T> read)
    {
        var held = Interlocked.Decrement(ref _before) < 0 ? Interlocked.Exchange(ref _held, null) : null;
        var answer = await read;
        if (held is null) return answer;
        _reached.TrySetResult();
        await held.Task;
        return answer;
    }
}
