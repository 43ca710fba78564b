namespace ChatCrm.Storage;

/// <summary>Another store's rows for reading alone: whoever is given this cannot write.</summary>
public sealed class ReadOnlyRowStore(IRowStore store) : IRowStore
{
    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

    /// <exception cref="InvalidOperationException">Always.</exception>
    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) =>
        throw new InvalidOperationException("These rows are for reading.");
}
