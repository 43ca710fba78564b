using System.Text;
using System.Text.Json;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Teams;

/// <summary>Cards and lines as messages: in a room, in somebody's direct chat. Text and card go apart: together they may come back without an id.</summary>
internal sealed class Posts(ConnectorClient connector, Chats chats, Members members, ServiceHosts hosts, Drawings drawings)
{
    private const int LongestSummary = 200;

    private static readonly Duration Again = Duration.FromSeconds(5);

    /// <summary>In somebody's direct chat, which is opened where there is none.</summary>
    /// <param name="room">The room that it was asked in; empty for none.</param>
    public ValueTask<Delivery> ToPerson(Spot person, Card card, string room, CancellationToken cancel) =>
        ToPerson(person, Activity(card.Plain(), drawings.Of(card, room: room)), cancel);

    /// <summary>A form on a card, for where no dialog can be had.</summary>
    public ValueTask<Delivery> ToPerson(Spot person, Form form, string room, CancellationToken cancel) =>
        ToPerson(person, Activity(form.Title, drawings.Of(form, room: room)), cancel);

    public ValueTask<Delivery> LineToPerson(Spot person, string line, CancellationToken cancel) => ToPerson(person, Line(line), cancel);

    /// <summary>For all in a room.</summary>
    /// <param name="chat">With the thread that it goes into, where there is one.</param>
    public async ValueTask<Delivery> ToRoom(Chat chat, ChatKind kind, Card card, CancellationToken cancel)
    {
        var body = await ForRoom(chat, kind, card, cancel);
        return Sent(chat, await connector.Send(chat, body, cancel));
    }

    /// <summary>For all in a channel, as the beginning of a thread.</summary>
    public async ValueTask<Delivery> NewThread(Chat channel, Card card, CancellationToken cancel)
    {
        var body = await ForRoom(channel, ChatKind.Channel, card, cancel);
        var answer = await connector.Create(channel.Tenant, channel.Service, InvokeAnswer.Of(json =>
        {
            json.WriteBoolean("isGroup", true);
            json.WriteStartObject("channelData");
            json.WriteStartObject("channel");
            json.WriteString("id", channel.Conversation);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WritePropertyName("activity");
            json.WriteRawValue(body.Span, skipInputValidation: true);
        }), cancel);
        return answer is ConnectorAnswer.Done { Body: var made } ? new Delivery.Sent(made.Text("activityId") is { Length: > 0 } id ? id : null) : Sent(channel, answer);
    }

    public async ValueTask<Delivery> LineToRoom(Chat chat, string line, CancellationToken cancel) => Sent(chat, await connector.Send(chat, Line(line), cancel));

    public async ValueTask Typing(Chat chat, CancellationToken cancel) => await connector.Send(chat, InvokeAnswer.Of(json => json.WriteString("type", "typing")), cancel);

    /// <summary>Puts another card in the place of a message, for all who see it.</summary>
    /// <param name="message">As <see cref="MessageId"/> writes it.</param>
    public async ValueTask<Delivery> Update(Spot spot, string message, Card card, string room, CancellationToken cancel)
    {
        if (await At(spot, message, cancel) is not var (chat, kind, id)) return new Delivery.Refused("room-gone");
        var body = kind == ChatKind.Personal ? Activity(card.Plain(), drawings.Of(card, room: room)) : await ForRoom(chat, kind, card, cancel);
        return Sent(chat, await connector.Update(chat, id, body, cancel), message);
    }

    public async ValueTask<Delivery> Update(Spot spot, string message, Form form, string room, CancellationToken cancel)
    {
        if (await At(spot, message, cancel) is not var (chat, _, id)) return new Delivery.Refused("room-gone");
        return Sent(chat, await connector.Update(chat, id, Activity(form.Title, drawings.Of(form, room: room)), cancel), message);
    }

    public async ValueTask<Delivery> Delete(Spot spot, string message, CancellationToken cancel) => await At(spot, message, cancel) is var (chat, _, id)
        ? Sent(chat, await connector.Delete(chat, id, cancel), message)
        : new Delivery.Refused("room-gone");

    /// <summary>Who can read there now; null where it is gone, or the app is not in it any more.</summary>
    public async ValueTask<Audience?> AudienceOf(Spot spot, CancellationToken cancel)
    {
        if (spot.IsDirect) return Audience.Direct;
        if (await chats.Of(spot.Conversation, cancel) is not { Gone: null } row || row.Tenant != spot.Tenant || hosts.Read(row.Service) is not { } service) return null;
        return await members.Now(new(spot.Tenant, service, spot.Conversation), row.Shared, cancel);
    }

    /// <summary>The direct chat with somebody; opens it where there is none. Null where they cannot be reached.</summary>
    /// <exception cref="NotNowException">Teams does not say so now.</exception>
    public async ValueTask<Chat?> DirectWith(Spot person, CancellationToken cancel)
    {
        if (await chats.Person(person.Tenant, person.Account, cancel) is not { Unreachable: null } known || hosts.Read(known.Service) is not { } service) return null;
        if (known.Conversation.Length > 0) return new(person.Tenant, service, known.Conversation);
        var answer = await connector.Create(person.Tenant, service, InvokeAnswer.Of(json =>
        {
            json.WriteBoolean("isGroup", false);
            json.WriteString("tenantId", person.Tenant);
            json.WriteStartArray("members");
            json.WriteStartObject();
            json.WriteString("id", known.Mri);
            json.WriteEndObject();
            json.WriteEndArray();
        }), cancel);
        if (answer is ConnectorAnswer.Later(var after)) throw new NotNowException(after);
        // Perhaps opened: asked again, Teams gives the same chat.
        if (answer is ConnectorAnswer.Unknown) throw new NotNowException(Again);
        if (answer is ConnectorAnswer.Refused { Status: 403 or 404 }) await chats.Unreachable(person.Tenant, person.Account, cancel);
        if (answer is not ConnectorAnswer.Done { Body: var made } || made.Text("id") is not { Length: > 0 } conversation || !Spot.IsId(conversation)) return null;
        await chats.Opened(person.Tenant, person.Account, conversation, cancel);
        return new(person.Tenant, service, conversation);
    }

    private async ValueTask<Delivery> ToPerson(Spot person, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (await DirectWith(person, cancel) is not { } chat) return new Delivery.Refused("account-unreachable");
        var answer = await connector.Send(chat, body, cancel);
        if (answer is not ConnectorAnswer.Refused { Status: 403 or 404 }) return Sent(chat, answer);
        await chats.Unreachable(person.Tenant, person.Account, cancel);
        return new Delivery.Refused("account-unreachable");
    }

    /// <summary>The conversation that a message stands in, and its own id.</summary>
    private async ValueTask<(Chat Chat, ChatKind Kind, string Id)?> At(Spot spot, string message, CancellationToken cancel)
    {
        if (spot.IsDirect) return await DirectWith(spot, cancel) is { } direct ? (direct, ChatKind.Personal, message) : null;
        if (await chats.Of(spot.Conversation, cancel) is not { Gone: null } row || hosts.Read(row.Service) is not { } service) return null;
        var (root, id) = MessageId.Read(message);
        return (new(spot.Tenant, service, row.Kind == ChatKind.Channel ? Chat.InThread(spot.Conversation, root) : spot.Conversation), row.Kind, id);
    }

    /// <summary>In a group chat each sees their own copy; in a channel, and in a group of too many, a button asks for it.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ForRoom(Chat chat, ChatKind kind, Card card, CancellationToken cancel)
    {
        if (kind == ChatKind.Channel) return Activity(card.Plain(), drawings.WithShowToMe(card));
        var viewers = await members.Viewers(chat with { Conversation = Chat.Split(chat.Conversation).Conversation }, cancel);
        return Activity(card.Plain(), viewers.Count > 0 ? drawings.Of(card, viewers: viewers) : drawings.WithShowToMe(card));
    }

    private static ReadOnlyMemory<byte> Activity(string plain, byte[] card) => InvokeAnswer.Of(json =>
    {
        json.WriteString("type", "message");
        json.WritePropertyName("summary");
        InvokeAnswer.Shown(json, InvokeAnswer.OneLine(plain, LongestSummary));
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        InvokeAnswer.Attachment(json, card);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static ReadOnlyMemory<byte> Line(string line) => InvokeAnswer.Of(json =>
    {
        json.WriteString("type", "message");
        json.WriteString("textFormat", "plain");
        json.WritePropertyName("text");
        InvokeAnswer.Shown(json, line);
    });

    /// <param name="message">The message that was changed; null for a new one.</param>
    private static Delivery Sent(Chat chat, ConnectorAnswer answer, string? message = null) => answer switch
    {
        ConnectorAnswer.Done { Body: var body } => new Delivery.Sent(message ?? (body.Text("id") is { Length: > 0 } id ? MessageId.Of(Chat.Split(chat.Conversation).Root, id) : null)),
        ConnectorAnswer.Refused refused => new Delivery.Refused(Refusals.Reason(refused)),
        ConnectorAnswer.Later(var after) => new Delivery.Later(after),
        _ => new Delivery.Unknown(),
    };
}

/// <summary>Teams' refusals in the words of <see cref="Delivery.Refused"/>. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages</summary>
internal static class Refusals
{
    public static string Reason(ConnectorAnswer.Refused refused) => refused switch
    {
        { Code: "BotNotInConversationRoster" or "ConversationBlockedByUser" } => "not-in-room",
        { Status: 404 } => "room-gone",
        { Status: 401 } => "missing-right",
        { Status: 403 } => "not-allowed",
        { Status: 413 } => "too-large",
        _ => "refused",
    };
}
