using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>Entra's token endpoint, over https with a certificate of its own: client credentials in, a bearer for the Connector out.</summary>
internal sealed class Login : IAsyncDisposable
{
    public const string Secret = "s3cret~of-the-tests", Scope = "https://api.botframework.com/.default";

    private static readonly Lazy<X509Certificate2> Certificate = new(OwnCertificate);

    private readonly World world;
    private readonly Mishaps mishaps;
    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, bool> given = [];
    private int count;

    public Login(World world, Mishaps mishaps)
    {
        (this.world, this.mishaps) = (world, mishaps);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate.Value)));
        server = builder.Build();
        server.Run(Answer);
    }

    /// <summary>"https://127.0.0.1:41235/": the authority's host.</summary>
    public Uri Address => new(server.Urls.Single() + "/");

    /// <summary>Its certificate, for a process that is to trust it.</summary>
    public static string Pem => Certificate.Value.ExportCertificatePem();

    /// <summary>How long a token is said to last.</summary>
    public int Lasts { get; set; } = 3599;

    /// <summary>How many tokens it gave.</summary>
    public int Given => given.Count;

    public Task Start() => server.StartAsync();

    /// <summary>The way to it: nothing but its certificate is trusted.</summary>
    public static HttpPipelineTransport Transport() => new HttpClientTransport(new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(Certificate.Value.RawData) },
    }));

    public bool IsGood(string authorization) => authorization.StartsWith("Bearer ", StringComparison.Ordinal) && given.GetValueOrDefault(authorization["Bearer ".Length..]);

    /// <summary>What was given counts no more.</summary>
    public void Revoke()
    {
        foreach (var token in given.Keys) given[token] = false;
    }

    /// <summary>A bearer without asking, for a test that plays the service.</summary>
    public string Give()
    {
        var token = $"connector-{Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        given[token] = true;
        return token;
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(true));
        await server.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        var mishap = mishaps.Next("token");
        if (mishap is not null && await Server.Went(context, mishap)) return;
        try
        {
            await Check(context.Request);
            await Server.Write(context, 200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = Lasts, ["ext_expires_in"] = Lasts, ["access_token"] = Give() });
        }
        catch (ConnectorError error)
        {
            world.Fault(error, "token");
            await Server.Write(context, error.Status, new JsonObject { ["error"] = error.Code, ["error_description"] = error.Message, ["error_codes"] = new JsonArray(7000215), ["correlation_id"] = "0" });
        }
    }

    private static async Task Check(HttpRequest request)
    {
        if (request.Path != $"/{Company.HomeTenant}/oauth2/v2.0/token" || request.Method != "POST") throw ConnectorError.Fault($"{request.Method} {request.Path}: nothing is here", 404, "not_found");
        if (!request.HasFormContentType) throw ConnectorError.Fault("no form", 400, "invalid_request");
        var form = await request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials") throw ConnectorError.Fault($"grant_type {form["grant_type"]}", 400, "unsupported_grant_type");
        if (form["client_id"] != World.AppId) throw ConnectorError.Fault($"client_id {form["client_id"]}", 400, "unauthorized_client");
        if (form["scope"] != Scope) throw ConnectorError.Fault($"scope {form["scope"]}", 400, "invalid_scope");
        if (form["client_secret"] != Secret) throw ConnectorError.Fault("AADSTS7000215: Invalid client secret provided", 401, "invalid_client");
    }

    private static X509Certificate2 OwnCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        // Through a PFX: a key that was never stored does for no server on every system.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
