using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>One connection, from Slack's side.</summary>
internal sealed class Link
{
    private readonly WebSocket socket;
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();

    public Link(WebSocket socket, bool deaf)
    {
        this.socket = socket;
        Ended = deaf ? new TaskCompletionSource().Task : Listen();
    }

    /// <summary>Ends when the service closes, or is gone.</summary>
    public Task Ended { get; }

    /// <summary>True where the service closed as one does.</summary>
    public bool Closed => socket.CloseStatus == WebSocketCloseStatus.NormalClosure;

    public Task Say(string message) => SayInParts(message, int.MaxValue);

    /// <summary>A message in fragments of that many bytes.</summary>
    public async Task SayInParts(string message, int size)
    {
        var left = Encoding.UTF8.GetBytes(message).AsMemory();
        do
        {
            var part = left[..Math.Min(size, left.Length)];
            left = left[part.Length..];
            await socket.SendAsync(part, WebSocketMessageType.Text, left.IsEmpty, CancellationToken.None);
        }
        while (!left.IsEmpty);
    }

    public Task SayBytes(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);

    public Task Envelope(string id, string type, string payload, string more = ",\"accepts_response_payload\":true") =>
        Say($$"""{"envelope_id":"{{id}}","type":"{{type}}","payload":{{payload}}{{more}}}""");

    public Task Disconnect(string reason) => Say($$"""{"type":"disconnect","reason":"{{reason}}","debug_info":{} }""");

    /// <summary>The next acknowledgement.</summary>
    public async Task<JsonObject> Acknowledged() => JsonNode.Parse(await Hub.Soon(heard.Reader.ReadAsync().AsTask()))!.AsObject();

    public Task Close() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    /// <summary>Without a word.</summary>
    public void Cut() => socket.Abort();

    private async Task Listen()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: WebSocketMessageType.Text } part)
            {
                Assert.True(part.EndOfMessage);
                await heard.Writer.WriteAsync(Encoding.UTF8.GetString(buffer.AsSpan(0, part.Count)));
            }
        }
        catch (WebSocketException) { }
    }
}
