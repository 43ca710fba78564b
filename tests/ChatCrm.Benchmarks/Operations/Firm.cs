using ChatCrm.Bot.Commands;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Benchmarks.Operations;

/// <summary>The demo's company with as many customers as are wanted, over a store that is counted. Its clock stands, so that what is kept for half a minute stays kept.</summary>
public sealed class Firm : IAsyncDisposable
{
    private const string Rep = "console:jonas", Direct = "console:direct/jonas";

    private readonly ServiceProvider _services;
    private int _turns;

    private Firm(CountedRowStore store)
    {
        Store = store;
        _services = new ServiceCollection().AddSingleton<IRowStore>(store).AddSingleton<IClock>(new Standing()).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddChatCrm().BuildServiceProvider();
    }

    public CountedRowStore Store { get; }

    /// <param name="output">Where the filling is reported.</param>
    public static async Task<Firm> Open(IRowStore store, int customers, TextWriter output)
    {
        var firm = new Firm(new(store));
        var (kinds, clock) = (firm._services.GetRequiredService<RowKinds>(), firm._services.GetRequiredService<IClock>());
        await DemoWorkspace.FillIfMissing(store, kinds, clock);
        await new ManyCustomers(store, kinds, clock, DemoWorkspace.Id).Fill(customers, new(output, TimeProvider.System, redrawn: false), default);
        return firm;
    }

    /// <summary>What its rep is answered; a line, or what else they may do.</summary>
    public Task<Reply> Send(Input what) => _services.GetRequiredService<Dispatcher>().Answer(
        new($"e{++_turns}", DemoWorkspace.Id, new(Rep, "Jonas Weber"), new(Direct, Audience.Direct, new(Direct)), what));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>A Monday morning in Berlin.</summary>
    private sealed class Standing : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 23, 8, 0);
    }
}
