using ChatCrm.Storage;

namespace ChatCrm.Bot.Commands;

/// <summary>A store without rows: what is drafted over it depends on nothing that was there before.</summary>
internal sealed class NoRows : IRowStore
{
    public static readonly NoRows Store = new();

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => new((Row?)null);

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => new(new Row?[keys.Count]);

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) =>
        new([.. ranges.Select(_ => new Page([], null))]);

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) =>
        throw new NotSupportedException("Drafts are put by Putting.");
}
