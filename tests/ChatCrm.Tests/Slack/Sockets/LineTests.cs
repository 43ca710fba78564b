using System.Net.WebSockets;
using ChatCrm.Bot.Slack.Sockets;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>A socket takes one message at a time: whoever sends beside another waits.</summary>
public class LineTests
{
    [Fact]
    public async Task Two_acknowledgements_at_once_go_out_one_after_the_other()
    {
        using var socket = new SlowSocket();
        using var line = new Line(socket);

        var first = line.Send("one"u8.ToArray());
        var second = line.Send("two"u8.ToArray());
        Assert.Equal(["one"], socket.Begun);
        socket.Ends();
        Assert.True(await first);
        socket.Ends();

        Assert.True(await second);
        Assert.Equal(["one", "two"], socket.Begun);
    }

    [Fact]
    public async Task An_acknowledgement_that_is_on_its_way_is_sent_to_its_end_before_the_line_closes()
    {
        using var socket = new SlowSocket();
        using var line = new Line(socket);

        var sent = line.Send("one"u8.ToArray());
        var closed = line.Close();
        Assert.Equal(["one"], socket.Begun);
        socket.Ends();
        Assert.True(await sent);
        socket.Ends();

        await closed;
        Assert.Equal(["one", "close"], socket.Begun);
    }

    /// <summary>A socket whose sends end when the test says so.</summary>
    private sealed class SlowSocket : WebSocket
    {
        private readonly SemaphoreSlim ends = new(0);

        public List<string> Begun { get; } = [];

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        /// <summary>The send that began first ends.</summary>
        public void Ends() => ends.Release();

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => Begin(System.Text.Encoding.UTF8.GetString(buffer));

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Begin("close");

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override void Abort() => throw new NotSupportedException();

        public override void Dispose() => ends.Dispose();

        private Task Begin(string what)
        {
            Begun.Add(what);
            return ends.WaitAsync();
        }
    }
}
