using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>JSON that goes to Slack.</summary>
internal static class Body
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An object with what is written into it, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> write) => Whole(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    /// <summary>What is written, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Whole(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return buffer.WrittenMemory;
    }
}
