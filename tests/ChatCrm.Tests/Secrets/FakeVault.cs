using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Secrets;

/// <summary>
/// A Key Vault on a loopback port, over TLS: challenges, lists in pages of two, and gives secrets out by name
/// (https://learn.microsoft.com/rest/api/keyvault/secrets/get-secrets).
/// </summary>
internal sealed class FakeVault : IAsyncDisposable
{
    private const string Token = "vault-token-canary";

    private readonly WebApplication server;

    private FakeVault(WebApplication server) => this.server = server;

    public SortedDictionary<string, (string Value, bool Enabled)> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>The names that were read.</summary>
    public ConcurrentQueue<string> Given { get; } = [];

    /// <summary>Every answer is this, where it is set.</summary>
    public HttpStatusCode? Only { get; set; }

    /// <summary>Whether the service gets a token for it.</summary>
    public bool SignsIn { get; set; } = true;

    public static async Task<FakeVault> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var certificate = Certificate();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = builder.Build();
        var vault = new FakeVault(server);
        server.Run(vault.Answer);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return vault;
    }

    /// <summary>The official client, which is to trust this vault's certificate.</summary>
    /// <param name="verifies">Whether it checks, as it does elsewhere, that who challenges it is a vault of Azure's.</param>
    public SecretClient Client(bool verifies = false)
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        var options = new SecretClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)), DisableChallengeResourceVerification = !verifies, Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } };
        return new(new(server.Urls.Single()), new Signed(this), options);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var request = http.Request;
        if (Only is { } status)
        {
            http.Response.StatusCode = (int)status;
            await http.Response.WriteAsJsonAsync(new { error = new { code = "Refused", message = "message-canary" } });
        }
        else if (request.Headers.Authorization != $"Bearer {Token}")
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47\", resource=\"https://vault.azure.net\"";
        }
        else if (request.Path == "/secrets" || request.Path == "/secrets/") await http.Response.WriteAsJsonAsync(List(request.Query["skip"]));
        else await Give(http, request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    private object List(string? skip)
    {
        var from = int.Parse(skip ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var page = Secrets.Skip(from).Take(2).Select(secret => new { id = $"{server.Urls.Single()}/secrets/{secret.Key}", attributes = new { enabled = secret.Value.Enabled } });
        return new { value = page, nextLink = from + 2 < Secrets.Count ? $"{server.Urls.Single()}/secrets?api-version=7.6&skip={from + 2}" : null };
    }

    private Task Give(HttpContext http, string name)
    {
        Given.Enqueue(name);
        return http.Response.WriteAsJsonAsync(new { value = Secrets[name].Value, id = $"{server.Urls.Single()}/secrets/{name}/1", attributes = new { enabled = true } });
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Signed(FakeVault vault) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            vault.SignsIn ? new(Token, DateTimeOffset.MaxValue) : throw new AuthenticationFailedException("canary");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
