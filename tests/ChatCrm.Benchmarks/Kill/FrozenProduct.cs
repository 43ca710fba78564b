using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Benchmarks.Kill;

/// <summary>The product over a store, without a channel, at one moment: two runs of the same turns write the same rows.</summary>
public sealed class FrozenProduct : IAsyncDisposable, IClock
{
    public const string Workspace = "w1";

    private readonly ServiceProvider services;

    public FrozenProduct(IRowStore store) =>
        services = new ServiceCollection().AddLogging().AddSingleton(store).AddSingleton<IClock>(this).AddChatCrm().BuildServiceProvider();

    public RowKinds Kinds => services.GetRequiredService<RowKinds>();

    public Task<Reply> Answer(PlainTurn turn) => services.GetRequiredService<Dispatcher>().Answer(turn.Turn()).AsTask();

    /// <summary>Sunday 2026-11-22 at 16:05 in Shanghai.</summary>
    public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 22, 8, 5);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <summary>A turn in somebody's direct chat, as a line of JSON can say it: something typed, a button pressed, or a form sent.</summary>
/// <param name="Who">The handle.</param>
public sealed record PlainTurn(string Id, string Who)
{
    public string? Line { get; init; }

    public Input.Pressed? Pressed { get; init; }

    public Input.Submitted? Submitted { get; init; }

    public Turn Turn()
    {
        var room = $"console:direct/{Who}";
        Input what = (Input?)Pressed ?? (Input?)Submitted ?? new Input.Said(Line ?? "");
        return new(Id, FrozenProduct.Workspace, new($"console:{Who}", Who), new(room, Audience.Direct, new(room)), what) { ReplyId = $"m-{Id}" };
    }
}
