using System.Net;
using System.Text;

namespace ChatCrm.Bot;

/// <summary>
/// A request's body that knows whether it was sent: before <see cref="Left"/> a failure means that nothing happened, after it nobody knows.
/// (The handler repeats no request whose body it has begun to send, so a letter leaves at most once.)
/// </summary>
internal sealed class Letter : HttpContent
{
    private readonly ReadOnlyMemory<byte> body;

    private Letter(ReadOnlyMemory<byte> body, string type)
    {
        this.body = body;
        Headers.TryAddWithoutValidation("Content-Type", type);
    }

    public bool Left { get; private set; }

    public static Letter Json(ReadOnlyMemory<byte> json) => new(json, "application/json; charset=utf-8");

    public static Letter Form(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var form = new StringBuilder();
        foreach (var (name, value) in fields) form.Append(form.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return new(Encoding.UTF8.GetBytes(form.ToString()), "application/x-www-form-urlencoded");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Left = true;
        return stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
