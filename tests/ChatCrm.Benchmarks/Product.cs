using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Benchmarks;

/// <summary>The product over a store, and its one rep.</summary>
internal sealed class Product(IRowStore store) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton(store).AddSingleton<IClock>(SystemClock.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddChatCrm().BuildServiceProvider();

    private int _turns;

    public RowKinds Kinds => _services.GetRequiredService<RowKinds>();

    public Task<Reply> Say(string line) => Send(new Input.Said(line));

    public Task<Reply> Send(Input what) => _services.GetRequiredService<Dispatcher>().Answer(
        new($"e{++_turns}", Crowd.Workspace, new(Crowd.Identity, "Mei Lin"), new("console:direct/mei", Audience.Direct, new("console:direct/mei")), what));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
