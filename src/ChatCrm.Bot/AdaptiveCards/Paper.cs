using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>What JSON is written on, as UTF-8. Each thread keeps one for the next drawing.</summary>
internal sealed class Paper : IDisposable
{
    /// <summary>The most bytes that are kept.</summary>
    private const int MostKept = 1 << 20;

    [ThreadStatic]
    private static Paper? kept;

    private readonly ArrayBufferWriter<byte> _written = new(16_384);
    private byte[] _utf8 = new byte[4096];

    private Paper() => Json = new(_written, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Json { get; }

    /// <summary>An empty one, for nobody else until it is disposed.</summary>
    public static Paper Take()
    {
        var paper = kept ?? new();
        kept = null;
        paper._written.ResetWrittenCount();
        paper.Json.Reset(paper._written);
        return paper;
    }

    public void Dispose()
    {
        if (_written.Capacity + _utf8.Length <= MostKept) kept = this;
    }

    /// <summary>What is written, as UTF-8.</summary>
    public byte[] ToArray()
    {
        Json.Flush();
        var copy = GC.AllocateUninitializedArray<byte>(_written.WrittenCount);
        _written.WrittenSpan.CopyTo(copy);
        return copy;
    }

    /// <summary>A text as UTF-8, until the next one is. Half a surrogate pair becomes U+FFFD on the way; the writer itself would refuse it.</summary>
    public ReadOnlySpan<byte> Utf8(string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) is var most && most > _utf8.Length) _utf8 = new byte[most];
        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }
}
