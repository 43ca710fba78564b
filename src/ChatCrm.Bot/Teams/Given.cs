using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// Answers that were posted lately. Teams sends a press again under another id half a minute later, and people press twice: what the same turn shows once
/// more stands there already.
/// </summary>
internal sealed class Given(IClock clock)
{
    /// <summary>Longer than both layers of Teams' retries take.</summary>
    private static readonly Duration Lately = Duration.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Kept<(Spot At, string Turn, string Text), Lazy<Task<Delivery>>> _posted = new(Lately, 5_000, clock);

    /// <summary>Posts it, or gives what became of the same answer before.</summary>
    /// <param name="turn">What drew it; empty for what no turn drew, which is posted each time.</param>
    public Task<Delivery> Once(Spot at, string turn, string text, Func<Task<Delivery>> post) => turn.Length == 0 ? post() : Posted((at, turn, Fingerprint.Of(text)), post).Value;

    private Lazy<Task<Delivery>> Posted((Spot, string, string) key, Func<Task<Delivery>> post)
    {
        lock (_gate) return _posted.TryGet(key, out var before) && Stands(before) ? before : _posted.Keep(key, new(post));
    }

    private static bool Stands(Lazy<Task<Delivery>> posted) =>
        posted is { IsValueCreated: false } or { Value.IsCompleted: false } || (posted.Value.IsCompletedSuccessfully && posted.Value.Result is Delivery.Sent or Delivery.Unknown);
}
