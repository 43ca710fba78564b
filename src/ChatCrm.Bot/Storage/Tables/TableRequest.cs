using Azure.Core;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>What is asked of the service.</summary>
internal sealed class TableRequest(RequestMethod method, Uri url)
{
    public RequestMethod Method => method;

    public Uri Url => url;

    public ReadOnlyMemory<byte> Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>How many changes are in the body, where it is a batch; else 0.</summary>
    public int Changes { get; init; }

    /// <summary>Whether a try may have been carried out without an answer that says so: what a later one is told may be its own trace.</summary>
    public bool IsInDoubt { get; set; }
}

/// <summary>A body that tells whether any of it was sent: what never was has not happened.</summary>
internal sealed class SentBody(ReadOnlyMemory<byte> body) : RequestContent
{
    public bool Begun { get; private set; }

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation)
    {
        Begun = true;
        await stream.WriteAsync(body, cancellation);
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation)
    {
        Begun = true;
        stream.Write(body.Span);
    }

    public override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    public override void Dispose() { }
}
