using ChatCrm.Storage;

namespace ChatCrm.Tests.HouseRules;

public enum Break { Reads, Commits, Unknown, Defect }

/// <summary>A store that fails once it is broken, with words in its exceptions that must reach nobody.</summary>
internal sealed class BreakingRowStore(IRowStore store, Break how, string secret) : IRowStore
{
    public bool Broken { get; set; }

    /// <summary>It answers, and says that nobody may.</summary>
    public bool Refuses { get; init; }

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => Reading(() => store.Get(partition, key, cancel));

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => Reading(() => store.GetMany(partition, keys, cancel));

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => Reading(() => store.List(partition, ranges, cancel));

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) => !Broken
        ? store.Commit(partition, turn, changes, cancel)
        : throw (how is Break.Defect ? new InvalidOperationException(secret) : new StoreUnavailableException(secret, how == Break.Unknown, new IOException(secret)));

    private ValueTask<T> Reading<T>(Func<ValueTask<T>> read) => !Broken || how is Break.Commits or Break.Unknown
        ? read()
        : throw (how is Break.Defect ? new InvalidOperationException(secret) : new StoreUnavailableException(secret, false, new IOException(secret)) { Refused = Refuses });
}
