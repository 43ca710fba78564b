using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>JSON that goes to Slack. A body is its taker's alone, and may be given back once it was sent.</summary>
internal static class Body
{
    /// <summary>The most bytes that are kept for the next body.</summary>
    private const int MostKept = 1 << 18;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Paper, Utf8JsonWriter Json)? kept;

    [ThreadStatic]
    private static byte[]? free;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An object with what is written into it, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> write) => Of(write, static (json, write) => write(json));

    /// <summary>The same, with what is written handed through.</summary>
    public static ReadOnlyMemory<byte> Of<T>(T what, Action<Utf8JsonWriter, T> write) => Whole((what, write), static (json, all) =>
    {
        json.WriteStartObject();
        all.write(json, all.what);
        json.WriteEndObject();
    });

    /// <summary>What is written, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Whole<T>(T what, Action<Utf8JsonWriter, T> write)
    {
        // Taken while it is written on: what is written may be a body of its own.
        var (paper, json) = kept ?? (new(8192), new(Stream.Null, Options));
        kept = null;
        json.Reset(paper);
        write(json, what);
        json.Flush();
        var written = Copy(paper.WrittenSpan);
        if (paper.Capacity <= MostKept)
        {
            paper.ResetWrittenCount();
            kept = (paper, json);
        }
        return written;
    }

    /// <summary>Gives back the memory of a body that was sent; this thread's next one is written over it. Whoever calls this is the last who has it.</summary>
    public static void GiveBack(ReadOnlyMemory<byte> body)
    {
        if (MemoryMarshal.TryGetArray(body, out var all) && all.Array is { Length: <= MostKept } array && array.Length > (free?.Length ?? 0)) free = array;
    }

    private static ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> written)
    {
        var memory = free is { } enough && enough.Length >= written.Length ? enough : new byte[written.Length];
        if (memory == free) free = null;
        written.CopyTo(memory);
        return memory.AsMemory(0, written.Length);
    }
}
