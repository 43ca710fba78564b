using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>One kept-alive connection that asks and waits.</summary>
internal sealed class Caller : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Messages _answers;

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Caller(int port)
    {
        _answers = new(_socket);
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
        if (!_answers.Next()) throw new IOException("The connection was closed.");
        return _answers.Head.StartsWith("HTTP/1.1 200"u8) ? _answers.Body.Span : throw new InvalidOperationException(Encoding.ASCII.GetString(_answers.Head));
    }

    public void Dispose() => _socket.Dispose();
}
