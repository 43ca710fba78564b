using ChatCrm.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ChatCrm.Benchmarks.Kill;

/// <summary>A store that tells of the calls that are made for a request, and of no others: the service's own errands run whenever they do.</summary>
internal sealed class RequestStore(IRowStore inner, Action<Step> tell) : IRowStore
{
    private static readonly AsyncLocal<bool> IsAsked = new();

    private readonly SteppedStore stepped = new(inner, tell);

    private IRowStore Store => IsAsked.Value ? stepped : inner;

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => Store.Get(partition, key, cancel);

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => Store.GetMany(partition, keys, cancel);

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => Store.List(partition, ranges, cancel);

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) => Store.Commit(partition, turn, changes, cancel);

    /// <summary>Marks what is done for a request.</summary>
    internal sealed class Mark : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((_, go) =>
            {
                IsAsked.Value = true;
                return go();
            });
            next(app);
        };
    }
}
