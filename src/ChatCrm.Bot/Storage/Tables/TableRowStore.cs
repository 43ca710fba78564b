using Azure.Core.Pipeline;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>
/// Rows in one table of Azure Table Storage, or of what speaks its protocol: a partition is a PartitionKey, a row's key its RowKey, a commit one entity group
/// transaction. A wave of reads is no snapshot. A cancelled commit may still happen.
/// </summary>
internal sealed class TableRowStore : IRowStore, IDisposable
{
    /// <summary>Of a commit's time, what is left for finding out what became of it.</summary>
    private const double ForFindingOut = 0.2;

    private readonly TableClient client;
    private readonly TableUrls urls;
    private readonly EntityReads reads;
    private readonly TableOptions options;
    private readonly TimeProvider time;

    /// <summary>Does nothing yet: the first call connects, the first commit makes the table.</summary>
    /// <param name="transport">What carries the requests, disposed with the store; null is the usual one.</param>
    /// <exception cref="InvalidOperationException">The settings name no account; the message says what to do.</exception>
    public TableRowStore(TableOptions options, TimeProvider time, HttpPipelineTransport? transport = null, Pause? pause = null)
    {
        var account = TableAccount.Of(options);
        (this.options, this.time, urls) = (options, time, new(account, options.Name));
        client = new(account, options, time, transport ?? TableClient.Wire(), pause);
        reads = new(client, urls);
    }

    public async ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default)
    {
        RowLimits.CheckGet(partition, [key]);
        using var deadline = Within(cancel);
        return (await reads.One(partition, key, deadline))?.Row;
    }

    public async ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        RowLimits.CheckGet(partition, keys);
        using var deadline = Within(cancel);
        return Array.ConvertAll(await reads.Many(partition, keys, deadline), entity => entity?.Row);
    }

    public async ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        RowLimits.CheckList(partition, ranges);
        using var deadline = Within(cancel);
        return await reads.Pages(partition, ranges, deadline);
    }

    public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        RowLimits.Check(partition, turn, changes);
        using var whole = Within(cancel);
        using var sending = new Deadline(options.Patience * (1 - ForFindingOut), time, cancel);
        return await new TableCommit(client, urls, reads, sending, whole, partition, turn).Run(changes);
    }

    public void Dispose() => client.Dispose();

    private Deadline Within(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(options.Patience, time, cancel);
    }
}
