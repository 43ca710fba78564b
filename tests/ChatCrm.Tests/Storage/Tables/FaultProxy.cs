using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>What happens on the way to the store.</summary>
public enum Fault
{
    None,

    /// <summary>Nobody listens.</summary>
    Refuse,

    /// <summary>Connections are taken, and nothing is ever answered.</summary>
    Hang,

    /// <summary>Connections are cut as soon as something is sent.</summary>
    Reset,

    /// <summary>Requests arrive and are done; their answers do not come back.</summary>
    DropReply,

    /// <summary>One byte a second comes back.</summary>
    Slow,
}

/// <summary>A wire between the service and its store, on a loopback port, that can fail. What it fails at holds for connections that stand, too.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly IPEndPoint target;
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentDictionary<Socket, byte> open = new();
    private readonly ConcurrentBag<Task> work = [];
    private TcpListener listener = new(IPAddress.Loopback, 0);
    private volatile Fault fault;

    private FaultProxy(int port) => target = new(IPAddress.Loopback, port);

    public int Port { get; private set; }

    /// <summary>How many connections were taken.</summary>
    public int Taken { get; private set; }

    public static FaultProxy Start(int port)
    {
        var proxy = new FaultProxy(port);
        proxy.Listen();
        return proxy;
    }

    /// <summary>From now on. Connections that stand are cut, as a failing network does sooner or later, but where they are to hang or to drip.</summary>
    public void Be(Fault next)
    {
        var before = fault;
        fault = next;
        if (next == Fault.Refuse) listener.Stop();
        if (before == Fault.Refuse && next != Fault.Refuse) Listen();
        if (next is Fault.Refuse or Fault.Reset or Fault.None)
            foreach (var socket in open.Keys) Cut(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        foreach (var socket in open.Keys) Cut(socket);
        await Task.WhenAll(work);
        end.Dispose();
    }

    private void Listen()
    {
        listener = new(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        work.Add(Accept(listener));
    }

    private async Task Accept(TcpListener on)
    {
        try
        {
            while (true)
            {
                var client = await on.AcceptSocketAsync(end.Token);
                Taken++;
                work.Add(Serve(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It listens no more.
        }
    }

    private async Task Serve(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        open[client] = open[server] = 0;
        try
        {
            await server.ConnectAsync(target, end.Token);
            await Task.WhenAny(There(client, server), Back(server, client));
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The wire was cut.
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            Cut(client);
        }
    }

    private async Task There(Socket client, Socket server)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer, end.Token) is > 0 and var read)
        {
            if (fault == Fault.Reset) return;
            if (fault == Fault.Hang) await Task.Delay(Timeout.Infinite, end.Token);
            await Send(server, buffer.AsMemory(0, read));
        }
    }

    private async Task Back(Socket server, Socket client)
    {
        var buffer = new byte[64 * 1024];
        while (await server.ReceiveAsync(buffer, end.Token) is > 0 and var read)
        {
            if (fault == Fault.DropReply) return;
            if (fault != Fault.Slow) await Send(client, buffer.AsMemory(0, read));
            else
                for (var i = 0; i < read && fault == Fault.Slow; i++)
                {
                    await Send(client, buffer.AsMemory(i, 1));
                    await Task.Delay(TimeSpan.FromSeconds(1), end.Token);
                }
        }
    }

    private async Task Send(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, end.Token)..];
    }

    private static void Cut(Socket socket)
    {
        try
        {
            // With nothing left to linger for, the other side hears a reset.
            socket.LingerState = new(true, 0);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // It was cut already.
        }
        socket.Dispose();
    }
}
