using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>Posting to the console by ourselves. A post counts as sent whether or not a page is open: the transcript keeps it.</summary>
public sealed class Outbound(BrowserChatOptions options, Transcripts transcripts, Drawing drawing, IClock clock) : IMessenger
{
    private static readonly Delivery Gone = new Delivery.Refused("gone");

    public string Channel => Room.Channel;

    public ValueTask<Address?> OpenDirect(string identity, CancellationToken cancel) =>
        new(options.People.FirstOrDefault(person => person.Identity == identity) is { } person ? Room.DirectOf(person).Address : null);

    public ValueTask<Delivery> Post(Address to, Card card, CancellationToken cancel)
    {
        if (options.RoomOf(to) is not { } room) return new(Gone);
        var id = $"p-{Guid.NewGuid():N}";
        transcripts.Add(new(id, room.Key, null, clock.GetCurrentInstant(), null, card.Plain(), drawing.Of(card)));
        return new(new Delivery.Sent(id));
    }

    public ValueTask<Delivery> Update(Address to, string message, Card card, CancellationToken cancel) => new(
        options.RoomOf(to) is { } room && transcripts.Update(room.Key, message, card.Plain(), drawing.Of(card))
            ? new Delivery.Sent(message)
            : Gone);

    public ValueTask<Delivery> Delete(Address to, string message, CancellationToken cancel) =>
        new(options.RoomOf(to) is { } room && transcripts.Delete(room.Key, message) ? new Delivery.Sent(message) : Gone);

    public ValueTask<Audience?> AudienceOf(Address to, CancellationToken cancel) => new(options.RoomOf(to)?.Audience);
}
