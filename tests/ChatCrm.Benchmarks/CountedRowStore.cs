using ChatCrm.Storage;

namespace ChatCrm.Benchmarks;

/// <summary>What was asked of a store.</summary>
/// <param name="Waves">Calls that read, each one trip to the database.</param>
/// <param name="Read">Rows that came back.</param>
/// <param name="Commits">Batches that were tried.</param>
/// <param name="Written">Rows in those batches.</param>
public readonly record struct Counts(int Waves, int Read, int Commits, int Written)
{
    /// <summary>What that comes to in a store that is asked over a wire: one request for each key, each range and each batch.</summary>
    public int Requests { get; init; }
}

/// <summary>Counts what is asked of a store: the cost of a command without a clock.</summary>
public sealed class CountedRowStore(IRowStore store) : IRowStore, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Counts _counts;
    private List<string> _reads = [];

    /// <summary>What was asked since the last look.</summary>
    public Counts Take() => TakeWithReads().Counts;

    /// <summary>The same, with a line for each wave that says what it asked for.</summary>
    public (Counts Counts, IReadOnlyList<string> Reads) TakeWithReads()
    {
        lock (_gate)
        {
            var taken = (_counts, _reads);
            (_counts, _reads) = (default, []);
            return taken;
        }
    }

    public async ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default)
    {
        var row = await store.Get(partition, key, cancel);
        Read($"get {key}", 1, row is null ? 0 : 1);
        return row;
    }

    public async ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        var rows = await store.GetMany(partition, keys, cancel);
        Read($"get {string.Join(", ", keys)}", keys.Count, rows.Count(row => row is not null));
        return rows;
    }

    public async ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        var pages = await store.List(partition, ranges, cancel);
        Read($"list {string.Join(", ", ranges.Select(range => range.From))}", ranges.Count, pages.Sum(page => page.Rows.Count));
        return pages;
    }

    public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        lock (_gate) _counts = _counts with { Commits = _counts.Commits + 1, Written = _counts.Written + changes.Count, Requests = _counts.Requests + 1 };
        return await store.Commit(partition, turn, changes, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (store is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    private void Read(string what, int requests, int rows)
    {
        lock (_gate)
        {
            _counts = _counts with { Waves = _counts.Waves + 1, Read = _counts.Read + rows, Requests = _counts.Requests + requests };
            _reads.Add($"{what} -> {rows}");
        }
    }
}
