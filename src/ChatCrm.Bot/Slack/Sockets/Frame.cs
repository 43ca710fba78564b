using System.Text.Json;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>What a payload is; nothing else comes in an envelope today.</summary>
internal enum EnvelopeKind { Other, Event, Command, Interaction }

/// <summary>Why a connection ends.</summary>
internal enum Leave
{
    /// <summary>It broke, or was closed without a word.</summary>
    Lost,

    /// <summary>Slack closes it soon and wants another one opened before.</summary>
    Replace,

    /// <summary>Socket Mode is switched off in the app's settings.</summary>
    Off,

    /// <summary>Ten connections of the app are open already.</summary>
    Crowded,
}

/// <summary>A message that Slack sends over a socket: the closed list. https://docs.slack.dev/apis/events-api/using-socket-mode. Never prints what is in it.</summary>
internal abstract record Frame
{
    // Lenient, so that what is odd within a payload can still be acknowledged: the payload alone is read strictly, see Intake.
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 1024 };

    private Frame() { }

    /// <summary>The connection stands.</summary>
    public sealed record Hello : Frame;

    /// <summary>The connection ends.</summary>
    public sealed record Disconnect(Leave Why) : Frame;

    /// <summary>Something that happened; sent again, where it is an event, until it is acknowledged.</summary>
    /// <param name="TakesAnswer">Whether the acknowledgement may carry one.</param>
    public sealed record Envelope(string Id, EnvelopeKind Kind, JsonElement Payload, bool TakesAnswer) : Frame
    {
        /// <summary>The message that acknowledges it, with the JSON of an answer; without one where that is empty.</summary>
        public ReadOnlyMemory<byte> Acknowledged(ReadOnlyMemory<byte> answer) => Body.Of(json =>
        {
            json.WriteString("envelope_id", Id);
            if (answer.IsEmpty || !TakesAnswer) return;
            json.WritePropertyName("payload");
            json.WriteRawValue(answer.Span, skipInputValidation: true);
        });
    }

    /// <summary>The message, or null for one that is not known here.</summary>
    public static Frame? Read(ReadOnlySpan<byte> message)
    {
        try
        {
            return Read(JsonElement.Parse(message, Lenient));
        }
        // Half a surrogate pair in a name is told by the latter.
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public sealed override string ToString() => GetType().Name;

    private static Frame? Read(JsonElement message) => message.Text("type") switch
    {
        "hello" => new Hello(),
        "disconnect" => new Disconnect(WhyOf(message.Text("reason"))),
        var type when message.Text("envelope_id") is { Length: > 0 } id => new Envelope(id, KindOf(type), message.Part("payload"), message.Part("accepts_response_payload").ValueKind != JsonValueKind.False),
        _ => null,
    };

    private static EnvelopeKind KindOf(string type) => type switch
    {
        "events_api" => EnvelopeKind.Event,
        "slash_commands" => EnvelopeKind.Command,
        "interactive" => EnvelopeKind.Interaction,
        _ => EnvelopeKind.Other,
    };

    private static Leave WhyOf(string reason) => reason switch
    {
        "link_disabled" => Leave.Off,
        "too_many_websockets" => Leave.Crowded,
        // "warning", "refresh_requested", and what may come to be said for the same.
        _ => Leave.Replace,
    };
}
