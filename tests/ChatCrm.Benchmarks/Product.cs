using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Benchmarks;

/// <summary>The product over a store, and somebody who writes to it in their direct chat.</summary>
/// <param name="who">Their handle.</param>
public sealed class Product(IRowStore store, IClock clock, string workspace, string who) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton(store).AddSingleton(clock)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddChatCrm().BuildServiceProvider();

    private int _turns;

    public RowKinds Kinds => _services.GetRequiredService<RowKinds>();

    public Task<Reply> Say(string line) => Send(new Input.Said(line));

    /// <summary>What they are answered; a line, or what else they may do.</summary>
    public Task<Reply> Send(Input what)
    {
        var room = $"console:direct/{who}";
        return _services.GetRequiredService<Dispatcher>().Answer(new($"e{++_turns}", workspace, new($"console:{who}", who), new(room, Audience.Direct, new(room)), what)).AsTask();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
