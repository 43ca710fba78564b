using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatCrm.Tests.App;

/// <summary>Requests that are written by hand, byte by byte.</summary>
internal static class RawRequest
{
    public static string Head(string route, string headers) => $"POST {route} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}\r\n\r\n";

    /// <summary>The status of the answer; 0 where the service has hung up.</summary>
    /// <param name="end">True where nothing more will come, and the service is told so.</param>
    public static async Task<HttpStatusCode> Send(Uri to, bool end, params IReadOnlyList<string> parts)
    {
        using var line = await Connected(to);
        var stream = line.GetStream();
        try
        {
            foreach (var part in parts) await stream.WriteAsync(Encoding.ASCII.GetBytes(part), TestContext.Current.CancellationToken);
            if (end) line.Client.Shutdown(SocketShutdown.Send);
        }
        catch (IOException)
        {
            // Refused before all of it was written: the answer is on its way.
        }
        return await Status(stream);
    }

    public static async Task<TcpClient> Connected(Uri to)
    {
        var line = new TcpClient();
        await line.ConnectAsync(to.Host, to.Port, TestContext.Current.CancellationToken);
        return line;
    }

    private static async Task<HttpStatusCode> Status(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        try
        {
            var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            return line?.Split(' ') is [_, var code, ..] ? (HttpStatusCode)int.Parse(code, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
