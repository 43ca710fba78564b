using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>JSON that goes to Slack.</summary>
internal static class Body
{
    /// <summary>The most bytes that are kept for the next body.</summary>
    private const int MostKept = 1 << 18;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Paper, Utf8JsonWriter Json)? kept;

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
        // Taken while it is written on: what is written may be a body of its own.
        var (paper, json) = kept ?? (new(8192), new(Stream.Null, Options));
        kept = null;
        json.Reset(paper);
        write(json);
        json.Flush();
        var written = paper.WrittenSpan.ToArray();
        if (paper.Capacity <= MostKept)
        {
            paper.ResetWrittenCount();
            kept = (paper, json);
        }
        return written;
    }
}
