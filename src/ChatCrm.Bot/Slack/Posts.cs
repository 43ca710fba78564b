using System.Collections.Concurrent;
using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>Cards as messages: in a room, for one person alone in a room, in a direct chat.</summary>
internal sealed class Posts(Api api)
{
    /// <summary>More is forgotten: asking Slack once more does no harm.</summary>
    private const int MostKept = 20_000;

    private static readonly string[] NotThere = ["not-in-room", "room-gone"];

    private readonly ConcurrentDictionary<(string On, string User), string> _direct = new();

    /// <summary>The channel of the bot's direct chat with a person; opens it where there is none. Null where they cannot be reached.</summary>
    public async ValueTask<string?> DirectWith(Installation on, string user, CancellationToken cancel) => (await Direct(on, user, cancel)).Channel;

    /// <summary>The same, and how long to wait where Slack cannot be asked now.</summary>
    public async ValueTask<(string? Channel, Duration? Wait)> Direct(Installation on, string user, CancellationToken cancel)
    {
        if (_direct.TryGetValue((on.On, user), out var known)) return (known, null);
        var answer = await api.Post(on, "conversations.open", Body.Of(json => json.WriteString("users", user)), cancel);
        if (answer is not ApiAnswer.Done { Body: var body } || body.Text("channel", "id") is not { Length: > 0 } channel) return (null, answer.Unanswered);
        if (_direct.Count >= MostKept) _direct.Clear();
        return (_direct[(on.On, user)] = channel, null);
    }

    /// <summary>How long a post in a channel would have to wait now.</summary>
    public Duration RestOf(string on, string channel) => api.RestOf(on, channel);

    public async ValueTask<Delivery> Post(Installation on, string channel, string thread, Card card, CancellationToken cancel) =>
        Sent(await api.Post(on, "chat.postMessage", Body.Of(json =>
        {
            json.WriteString("channel", channel);
            if (thread.Length > 0) json.WriteString("thread_ts", thread);
            json.WriteBoolean("unfurl_links", false);
            json.WriteBoolean("unfurl_media", false);
            Blocks.Message(json, card);
        }), cancel));

    /// <summary>For one person alone. Where the bot may not speak there, it goes to the direct chat.</summary>
    public async ValueTask<Delivery> Only(Installation on, string channel, string user, string thread, Card card, CancellationToken cancel)
    {
        var delivery = Sent(await api.Post(on, "chat.postEphemeral", Body.Of(json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("user", user);
            if (thread.Length > 0) json.WriteString("thread_ts", thread);
            Blocks.Message(json, card);
        }), cancel));
        // Nobody can change such a message later: it has no id.
        if (delivery is Delivery.Sent) return new Delivery.Sent(null);
        return delivery is Delivery.Refused(var reason) && NotThere.Contains(reason) && await DirectWith(on, user, cancel) is { } direct
            ? await Post(on, direct, "", card, cancel)
            : delivery;
    }

    public async ValueTask<Delivery> Update(Installation on, string channel, string message, Card card, CancellationToken cancel) =>
        Sent(await api.Post(on, "chat.update", Body.Of(json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("ts", message);
            Blocks.Message(json, card);
        }), cancel));

    public async ValueTask<Delivery> Delete(Installation on, string channel, string message, CancellationToken cancel) =>
        Sent(await api.Post(on, "chat.delete", Body.Of(json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("ts", message);
        }), cancel));

    /// <summary>The answer to an act, where Slack gave an address for it.</summary>
    /// <param name="replace">True to put it in the place of the message that was acted on.</param>
    public async ValueTask<bool> Respond(Uri to, Card card, bool replace, string thread, CancellationToken cancel) =>
        await api.Respond(to, Body.Of(json =>
        {
            json.WriteString("response_type", "ephemeral");
            json.WriteBoolean("replace_original", replace);
            if (thread.Length > 0 && !replace) json.WriteString("thread_ts", thread);
            Blocks.Message(json, card);
        }), cancel) is ApiAnswer.Done;

    /// <summary>A message that is written already.</summary>
    public async ValueTask<bool> Respond(Uri to, ReadOnlyMemory<byte> message) => await api.Respond(to, message, default) is ApiAnswer.Done;

    private static Delivery Sent(ApiAnswer answer) => answer switch
    {
        ApiAnswer.Done { Body: var body } => new Delivery.Sent(body.Text("ts")),
        ApiAnswer.Refused { Error: var error } => new Delivery.Refused(Refusals.Reason(error)),
        ApiAnswer.Later { After: var after } => new Delivery.Later(after),
        _ => new Delivery.Unknown(),
    };
}
