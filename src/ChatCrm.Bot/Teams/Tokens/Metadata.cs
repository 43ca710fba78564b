using System.Globalization;
using System.Net;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>Fetches the issuer's keys: from the configured OpenID document, and the one address in it that names them, on the same host. Follows no redirect.</summary>
internal sealed partial class Metadata : IDisposable
{
    private const int LongestBody = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), ToConnect = TimeSpan.FromSeconds(3);

    private readonly Uri address;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly HttpClient http;

    public Metadata(TeamsOptions options, TimeProvider time, ILogger<Metadata> log)
    {
        (address, this.time, this.log) = (options.Metadata, time, log);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !ThisComputer.Is(address.IdnHost),
            ConnectTimeout = ToConnect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        };
        // The clock of the tests cannot drive the client's own timeout: Keys has one.
        http = new(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestBody };
        http.DefaultRequestHeaders.UserAgent.Add(new("ChatCrm", null));
    }

    /// <summary>The issuer's keys; null where they cannot be had now.</summary>
    public async Task<KeyRing?> Keys()
    {
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            var document = OpenIdConnectConfiguration.Create(await Get(address, late.Token));
            return KeyRing.Read(await Get(KeysOf(document), late.Token));
        }
        // Whatever a host sends in place of its keys, those of before count.
        catch (Exception failure)
        {
            LogUnreadable(log, address.IdnHost, Reason(failure));
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private Uri KeysOf(OpenIdConnectConfiguration document) =>
        Uri.TryCreate(document.JwksUri, UriKind.Absolute, out var keys) && keys.UserInfo.Length == 0 && (keys.Scheme, keys.IdnHost, keys.Port) == (address.Scheme, address.IdnHost, address.Port)
            ? keys
            : throw new IOException("The document names keys on another host.");

    private async Task<string> Get(Uri from, CancellationToken cancel)
    {
        using var response = await http.GetAsync(from, cancel);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync(cancel)
            : throw new IOException(string.Create(CultureInfo.InvariantCulture, $"The host answered {(int)response.StatusCode}."));
    }

    private static string Reason(Exception failure) => failure is IOException ? failure.Message : failure.GetType().Name;

    [LoggerMessage(LogLevel.Warning, "The keys of tokens from Teams cannot be fetched from {Address}: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string address, string reason);
}
