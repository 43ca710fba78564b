using ChatCrm.Bot.Storage;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Courier;

/// <summary>Rows in memory that can be made to fail.</summary>
public sealed class BrittleStore : IRowStore
{
    private readonly MemoryRowStore _rows = new();

    public Func<IReadOnlyList<Change>, bool> FailsCommit { get; set; } = _ => false;

    public Func<string, bool> FailsList { get; set; } = _ => false;

    /// <summary>How a commit fails.</summary>
    public Func<Exception> Failure { get; set; } = () => new StoreUnavailableException("down", false);

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => _rows.Get(partition, key, cancel);

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => _rows.GetMany(partition, keys, cancel);

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) =>
        FailsList(partition) ? throw new StoreUnavailableException("down", false) : _rows.List(partition, ranges, cancel);

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) =>
        FailsCommit(changes) ? throw Failure() : _rows.Commit(partition, turn, changes, cancel);
}
