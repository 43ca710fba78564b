using System.Text.Json;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>Where envelopes are handed in: the entrances that HTTP uses, and the way for an answer that comes too late for its acknowledgement.</summary>
internal sealed record Entrances(
    Func<SlackForm, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> Command,
    Func<JsonElement, CancellationToken, Task<ReadOnlyMemory<byte>>> Interaction,
    Func<JsonElement, CancellationToken, Task<ReadOnlyMemory<byte>>> Event,
    Func<Uri, ReadOnlyMemory<byte>, CancellationToken, ValueTask<ApiAnswer>> Respond)
{
    public static Entrances Of(Inbound inbound, Api api) => new(inbound.Command, inbound.Interaction, inbound.Event, api.Respond);
}
