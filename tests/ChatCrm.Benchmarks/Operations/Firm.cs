using ChatCrm.Bot.Commands;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Benchmarks.Operations;

/// <summary>The demo's company with as many customers as are wanted, over a store that is counted. Its clock stands, so that what is kept for half a minute stays kept.</summary>
public sealed class Firm : IAsyncDisposable
{
    private readonly Product _product;

    private Firm(CountedRowStore store) => (Store, _product) = (store, new(store, Standing.Clock, DemoWorkspace.Id, "jonas"));

    public CountedRowStore Store { get; }

    /// <param name="output">Where the filling is reported.</param>
    public static async Task<Firm> Open(IRowStore store, int customers, TextWriter output)
    {
        var firm = new Firm(new(store));
        await DemoWorkspace.FillIfMissing(store, firm._product.Kinds, Standing.Clock);
        await new ManyCustomers(store, firm._product.Kinds, Standing.Clock, DemoWorkspace.Id).Fill(customers, new(output, TimeProvider.System, redrawn: false), default);
        return firm;
    }

    /// <inheritdoc cref="Product.Send"/>
    public Task<Reply> Send(Input what) => _product.Send(what);

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>A Monday morning in Berlin.</summary>
    private sealed class Standing : IClock
    {
        public static readonly Standing Clock = new();

        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 23, 8, 0);
    }
}
