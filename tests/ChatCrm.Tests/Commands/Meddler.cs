using ChatCrm.Bot.Storage;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Commands;

/// <summary>A store in which somebody else writes between a read and the commit that follows from it.</summary>
internal sealed class Meddler : IRowStore
{
    private readonly MemoryRowStore _inner = new();

    /// <summary>Asked before each commit; what it gives back is committed first. Asked no more once it gave something.</summary>
    public Func<IReadOnlyList<Change>, Change[]?>? Meanwhile { get; set; }

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => _inner.Get(partition, key, cancel);

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => _inner.GetMany(partition, keys, cancel);

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => _inner.List(partition, ranges, cancel);

    public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        if (Meanwhile?.Invoke(changes) is { } first)
        {
            Meanwhile = null;
            Assert.IsType<CommitResult.Committed>(await _inner.Commit(partition, "somebody", first, cancel));
        }
        return await _inner.Commit(partition, turn, changes, cancel);
    }
}
