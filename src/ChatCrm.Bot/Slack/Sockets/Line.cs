using System.Buffers;
using System.Net.WebSockets;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>One open socket: whole messages in, one message at a time out. One reader, any number of senders. Says by its results, never by an exception, that it is gone.</summary>
internal sealed class Line(WebSocket socket) : IDisposable
{
    /// <summary>The largest payload that is taken over HTTP, and its envelope.</summary>
    public const int LongestMessage = Endpoints.LongestBody + 64 * 1024;

    private const int Part = 16 * 1024;

    private readonly ArrayBufferWriter<byte> whole = new(Part);
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The next message, good until the one after it is asked for: empty where it was too long, null where the line has ended.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> Read()
    {
        try
        {
            return await ReadWhole();
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return null;
        }
    }

    /// <summary>False where the line is gone.</summary>
    public Task<bool> Send(ReadOnlyMemory<byte> message) => InTurn(() => socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).AsTask());

    /// <summary>Says that nothing more is sent; what the other side still says can be read.</summary>
    public Task Close() => InTurn(() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None));

    public void Dispose() => socket.Dispose();

    private async ValueTask<ReadOnlyMemory<byte>?> ReadWhole()
    {
        whole.ResetWrittenCount();
        var tooLong = false;
        ValueWebSocketReceiveResult part;
        do
        {
            // A cancelled read would break the socket, and with it what is still to be acknowledged: a reader is ended by closing.
            part = await socket.ReceiveAsync(whole.GetMemory(Part), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            tooLong |= whole.WrittenCount + part.Count > LongestMessage;
            if (!tooLong) whole.Advance(part.Count);
        }
        while (!part.EndOfMessage);
        return tooLong ? ReadOnlyMemory<byte>.Empty : whole.WrittenMemory;
    }

    private async Task<bool> InTurn(Func<Task> send)
    {
        await turn.WaitAsync();
        try
        {
            await send();
            return true;
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    private static bool IsGone(Exception failure) => failure is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;
}
