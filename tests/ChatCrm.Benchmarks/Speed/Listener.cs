using System.Net;
using System.Net.Sockets;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>Answers HTTP messages on this computer, on plain sockets: a thread for each connection.</summary>
internal sealed class Listener : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<Messages, byte[]> _answer;
    private readonly int _stack;

    /// <param name="answer">The whole answer to a message that came; called on the thread of its connection.</param>
    /// <param name="stack">Bytes of each thread's stack; 0 for the usual.</param>
    public Listener(Func<Messages, byte[]> answer, int stack = 0)
    {
        (_answer, _stack) = (answer, stack);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
    }

    public Uri Address { get; }

    /// <summary>From now on; what came before waits.</summary>
    public void Begin() => Start(Listen);

    public void Dispose() => _listener.Dispose();

    private void Listen()
    {
        while (true)
        {
            var socket = _listener.Accept();
            socket.NoDelay = true;
            Start(() => Serve(socket));
        }
    }

    private void Serve(Socket socket)
    {
        using var _ = socket;
        var messages = new Messages(socket);
        while (messages.Next()) socket.Send(_answer(messages));
    }

    /// <summary>Ends with its connection, at the latest with the program.</summary>
    private void Start(Action run) => new Thread(() =>
    {
        try
        {
            run();
        }
        catch (SocketException) { }
    }, _stack) { IsBackground = true }.Start();
}
