namespace ChatCrm.Conversation;

/// <summary>
/// Posting by ourselves, one implementation per channel. A message's id is the channel's own, unique within it.
/// No call retries blindly: an ambiguous result is <see cref="Delivery.Unknown"/>.
/// </summary>
public interface IMessenger
{
    /// <summary>The name that <see cref="Address.Channel"/> has for this channel's addresses.</summary>
    string Channel { get; }

    /// <summary>The connection that an address or an identity belongs to; null on a channel that has none.</summary>
    string? ConnectionOf(string of) => null;

    /// <summary>The address of the direct chat with an account; opens it where there is none. Null where that account cannot be reached.</summary>
    /// <exception cref="NotNowException">Whether it can be reached is not known now.</exception>
    ValueTask<Address?> OpenDirect(string identity, CancellationToken cancel);

    ValueTask<Delivery> Post(Address to, Card card, CancellationToken cancel);

    /// <summary>Puts another card in a posted one's place, for everybody who sees it.</summary>
    ValueTask<Delivery> Update(Address to, string message, Card card, CancellationToken cancel);

    ValueTask<Delivery> Delete(Address to, string message, CancellationToken cancel);

    /// <summary>Who can read there now; null where the room is gone. Asked before each post, because rooms change.</summary>
    ValueTask<Audience?> AudienceOf(Address to, CancellationToken cancel);

    /// <summary>How long another post there would have to wait now, by the channel's own pace; zero where it would leave at once. Asked so that nobody waits for it who could do something else.</summary>
    NodaTime.Duration RestAt(Address to) => NodaTime.Duration.Zero;
}

/// <summary>How a post ended.</summary>
public abstract record Delivery
{
    /// <summary>It stands; <paramref name="Message"/> is its id, null where the platform tells none.</summary>
    public sealed record Sent(string? Message) : Delivery;

    /// <summary>Not now (throttled, unreachable): nothing was posted; try again then.</summary>
    public sealed record Later(NodaTime.Duration After) : Delivery;

    /// <summary>
    /// Never. The reason is a short constant, no text of people; people read words of their own for <c>not-in-room</c>, <c>archived</c>, <c>room-gone</c>,
    /// <c>not-allowed</c>, <c>missing-right</c> and <c>revoked</c>.
    /// </summary>
    public sealed record Refused(string Reason) : Delivery;

    /// <summary>Perhaps posted: the answer was lost.</summary>
    public sealed record Unknown : Delivery;
}
