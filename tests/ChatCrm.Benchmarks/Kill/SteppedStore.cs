using ChatCrm.Storage;

namespace ChatCrm.Benchmarks.Kill;

/// <summary>One side of one call of a store; calls are numbered from 1.</summary>
public sealed record Step(int Number, bool IsAfter, bool IsCommit);

/// <summary>A store that tells before and after every call; after a commit, before its caller knows.</summary>
public sealed class SteppedStore(IRowStore inner, Action<Step> tell) : IRowStore
{
    private int calls;

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) =>
        Stepped(isCommit: false, () => inner.Get(partition, key, cancel));

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) =>
        Stepped(isCommit: false, () => inner.GetMany(partition, keys, cancel));

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) =>
        Stepped(isCommit: false, () => inner.List(partition, ranges, cancel));

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) =>
        Stepped(isCommit: true, () => inner.Commit(partition, turn, changes, cancel));

    private async ValueTask<T> Stepped<T>(bool isCommit, Func<ValueTask<T>> call)
    {
        var number = Interlocked.Increment(ref calls);
        tell(new(number, IsAfter: false, isCommit));
        var result = await call();
        tell(new(number, IsAfter: true, isCommit));
        return result;
    }
}
