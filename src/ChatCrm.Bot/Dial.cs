using System.Net;
using System.Net.Sockets;

namespace ChatCrm.Bot;

/// <summary>A host's addresses.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancel);

/// <summary>
/// Opens connections to public addresses alone, so that no name, whatever it resolves to at this moment, leads into this network. A host that is
/// this computer by its own name is reached on loopback alone: whether such a host may be called at all is decided before.
/// </summary>
internal sealed class Dial(Resolve resolve)
{
    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3"), Embedding = IPNetwork.Parse("64:ff9b::/96");

    // https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>A handler whose connections are opened so. It follows no redirect, keeps no cookie and adds no header.</summary>
    /// <param name="proxied">Whether it goes through the proxy that whoever runs the service chose.</param>
    public SocketsHttpHandler Handler(bool proxied) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = proxied,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
        ConnectCallback = Connect,
    };

    /// <summary>The connect callback of a handler.</summary>
    /// <exception cref="IOException">No address of the host is one that may be called, or none answered.</exception>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var to = context.DnsEndPoint;
        // Another host than the request's is the proxy.
        var proxy = !to.Host.Equals(context.InitialRequestMessage.RequestUri?.IdnHost, StringComparison.OrdinalIgnoreCase);
        var addresses = await resolve(to.Host, cancel);
        IPAddress[] open = [.. addresses.Where(address => proxy || May(to.Host, address))];
        if (open.Length == 0) throw new IOException("The host has no address that may be called.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address may be called for a host.</summary>
    internal static bool May(string host, IPAddress address) => ThisComputer.Is(host) ? IPAddress.IsLoopback(address) : IsPublic(address);

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        if (Embedding.Contains(address)) return IsPublic(new IPAddress(address.GetAddressBytes()[12..]));
        return (address.AddressFamily == AddressFamily.InterNetwork || Unicast6.Contains(address)) && !Array.Exists(Special, network => network.Contains(address));
    }
}
