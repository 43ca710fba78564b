using System.Collections.Concurrent;
using Azure.Core.Pipeline;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>A store of a table of its own in Azurite, the wire to it, and the pauses that it made (none lasts).</summary>
internal sealed class OneTable : IDisposable
{
    public const string Partition = "w1";

    private readonly ConcurrentQueue<TimeSpan> pauses = [];

    private OneTable(TableOptions options, Wire wire)
    {
        (Options, Wire) = (options, wire);
        Store = new(options, TimeProvider.System, new HttpClientTransport(wire), (span, _) =>
        {
            pauses.Enqueue(span);
            return Task.CompletedTask;
        });
    }

    public TableOptions Options { get; }

    public Wire Wire { get; }

    public TableRowStore Store { get; }

    public IReadOnlyList<TimeSpan> Pauses => [.. pauses];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OneTable> In(Azurite azurite) => new(await azurite.NewTable(), new());

    /// <summary>A store whose service is what the wire says; nobody else is asked.</summary>
    public static OneTable Nowhere(TimeSpan patience) => new(new() { ConnectionString = $"AccountName=a;AccountKey={Azurite.Key};TableEndpoint=http://127.0.0.1:1", Patience = patience, PatienceOfOneTry = patience / 2 }, new());

    public async Task<CommitResult> Commit(params Change[] changes) => await Store.Commit(Partition, "turn", changes, Cancel);

    public async Task<Row?> Get(string key) => await Store.Get(Partition, key, Cancel);

    public async Task<IReadOnlyList<Page>> List(params KeyRange[] ranges) => await Store.List(Partition, ranges, Cancel);

    public void Dispose() => Store.Dispose();
}
