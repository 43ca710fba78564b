using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using ChatCrm.Tests.Slack.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Teams.Tokens;

/// <summary>
/// What gives tokens to services, on this computer: over https with a certificate of its own in a login host's place, over http in the place of the host
/// that serves managed identities. <see cref="Transport"/> leads here, whatever host is called.
/// </summary>
internal sealed class Entra : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<(string Host, string Path, string Query, string Body)> calls = [];

    private Entra(WebApplication app) => this.app = app;

    public HttpClientTransport Transport { get; private set; } = null!;

    /// <summary>What was asked, but for questions about the host itself.</summary>
    public IReadOnlyList<(string Host, string Path, string Query, string Body)> Calls
    {
        get
        {
            lock (calls) return [.. calls];
        }
    }

    public Func<HttpContext, Task> Answers { get; set; } = http => Loopback.Say(http, Given("token-1"));

    public static string Given(string token, int seconds = 3600) => $$"""{"token_type":"Bearer","expires_in":{{seconds}},"access_token":"{{token}}","resource":"r"}""";

    public static async Task<Entra> Start()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=entra", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
        {
            server.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            server.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        builder.Services.AddLogging(log => log.SetMinimumLevel(LogLevel.None));
        var entra = new Entra(builder.Build());
        entra.app.Run(entra.Take);
        await entra.app.StartAsync();
        var ports = entra.app.Urls.Select(url => new Uri(url)).ToDictionary(url => url.Scheme, url => url.Port);
        entra.Transport = new(new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() },
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(System.Net.IPAddress.Loopback, ports[context.DnsEndPoint.Port == 443 ? "https" : "http"], cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }));
        return entra;
    }

    public async ValueTask DisposeAsync()
    {
        Transport.Dispose();
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        if (http.Request.Path.Value!.EndsWith("/discovery/instance", StringComparison.Ordinal))
        {
            lock (calls) calls.Add((http.Request.Host.Value!, "discovery", "", ""));
            await Loopback.Say(http, """{"error":"invalid_instance"}""", 400);
            return;
        }
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        lock (calls) calls.Add((http.Request.Host.Value!, http.Request.Path.Value!, http.Request.QueryString.Value!, Uri.UnescapeDataString(body)));
        await Answers(http);
    }
}
