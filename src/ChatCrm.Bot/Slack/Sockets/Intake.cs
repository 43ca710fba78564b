using System.Runtime.InteropServices;
using System.Text.Json;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>Envelope -> the entrance that its payload belongs to -> the JSON to acknowledge with.</summary>
internal sealed partial class Intake(Entrances entrances, ILogger<Intake> log)
{
    /// <summary>The answer, empty for none; null where Slack is to send the envelope again.</summary>
    public async Task<ReadOnlyMemory<byte>?> Take(Frame.Envelope envelope)
    {
        try
        {
            return await Enter(envelope);
        }
        // It would make no more sense the next time.
        catch (Exception odd) when (odd is JsonException or InvalidDataException or NotUnderstoodException)
        {
            LogOdd(log, envelope.Kind.ToString());
            return ReadOnlyMemory<byte>.Empty;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, envelope.Kind.ToString(), failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
            return null;
        }
    }

    /// <summary>The answer to an envelope whose connection was gone before it could be acknowledged. A command's answer still finds its way; the rest Slack asks for again.</summary>
    public async Task Late(Frame.Envelope envelope, ReadOnlyMemory<byte> answer)
    {
        if (envelope.Kind != EnvelopeKind.Command || answer.IsEmpty || !Uri.TryCreate(envelope.Payload.Text("response_url"), UriKind.Absolute, out var respond)) return;
        try
        {
            await entrances.Respond(respond, answer, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, envelope.Kind.ToString(), failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
        }
    }

    private ValueTask<ReadOnlyMemory<byte>> Enter(Frame.Envelope envelope) => envelope.Kind switch
    {
        EnvelopeKind.Command => entrances.Command(Form(Checked(envelope.Payload)), CancellationToken.None),
        EnvelopeKind.Interaction => new(entrances.Interaction(Checked(envelope.Payload), CancellationToken.None)),
        EnvelopeKind.Event => new(entrances.Event(Checked(envelope.Payload), CancellationToken.None)),
        _ => default,
    };

    /// <summary>The payload, read as strictly as a body over HTTP.</summary>
    private static JsonElement Checked(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Object ? RequestBody.Json(JsonMarshal.GetRawUtf8Value(payload)) : throw new NotUnderstoodException();

    /// <summary>A command's fields as the form over HTTP has them.</summary>
    private static SlackForm Form(JsonElement payload)
    {
        var form = new SlackForm();
        foreach (var field in payload.EnumerateObject())
            if (SlackForm.Named(field.Name) is { } read) form.Add(read, Text(field.Value));
        return form;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.Text(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    [LoggerMessage(LogLevel.Warning, "An envelope of the kind {Kind} was not understood, and acknowledged")]
    private static partial void LogOdd(ILogger log, string kind);

    [LoggerMessage(LogLevel.Error, "An envelope of the kind {Kind} failed with {Failure} at {Where}; it is not acknowledged")]
    private static partial void LogFailure(ILogger log, string kind, string failure, string where);
}
