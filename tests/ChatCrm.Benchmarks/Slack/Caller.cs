using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>One kept-alive connection that asks and waits: plain sockets, so that little of the machine goes to asking.</summary>
internal sealed class Caller : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _answer = new byte[64 * 1024];

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Caller(int port)
    {
        try
        {
            _socket.Connect(IPAddress.Loopback, port);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>The answer's body.</summary>
    /// <exception cref="InvalidOperationException">The answer's status is not 200.</exception>
    public ReadOnlySpan<byte> Ask(byte[] request)
    {
        _socket.Send(request);
        var (read, head) = (0, -1);
        while (head < 0)
        {
            read += Receive(read);
            head = _answer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }
        var whole = head + 4 + Length(_answer.AsSpan(0, head));
        if (whole > _answer.Length) Array.Resize(ref _answer, whole);
        while (read < whole) read += Receive(read);
        return _answer.AsSpan(0, read)[(head + 4)..];
    }

    public void Dispose() => _socket.Dispose();

    private int Receive(int at) => _socket.Receive(_answer.AsSpan(at)) is var read and > 0 ? read : throw new IOException("The connection was closed.");

    private static int Length(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(head));
        var at = head.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
        var end = head[at..].IndexOf((byte)'\r');
        return int.Parse(end < 0 ? head[at..] : head[at..][..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
