using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Teams;
using ChatCrm.Bot.Teams.Tokens;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Slack.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ChatCrm.Tests.Teams.Tokens;

/// <summary>The check as the service has it, in front of an <see cref="Issuer"/> that knows two keys; time stands until it is moved.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string App = "b8f3c2aa-0000-4000-8000-0000000000c1", Tenant = "72f988bf-0000-4000-8000-0000000000a1", Signer = "https://api.botframework.com", Service = "https://smba.trafficmanager.net/amer/";
    public const string First = "key-1", Second = "key-2";

    // Making a key takes longer than a test.
    public static readonly RSA FirstKey = RSA.Create(2048), SecondKey = RSA.Create(2048), ThirdKey = RSA.Create(2048), Stranger = RSA.Create(2048);

    private readonly ServiceProvider services;

    private Bench(Issuer issuer, ServiceProvider services, HandTime time, CapturedLog log) => (Issuer, this.services, Time, Log) = (issuer, services, time, log);

    public Issuer Issuer { get; }

    public HandTime Time { get; }

    public CapturedLog Log { get; }

    public SigningKeys Keys => services.GetRequiredService<SigningKeys>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Bench> Open(Func<TeamsOptions, TeamsOptions>? change = null)
    {
        var issuer = await Issuer.Start();
        issuer.Keys = [Issuer.Jwk(FirstKey, First), Issuer.Jwk(SecondKey, Second)];
        var (time, log) = (new HandTime(), new CapturedLog());
        var options = new TeamsOptions { AppId = App, TenantId = Tenant, ClientSecret = "secret", Metadata = issuer.Metadata };
        var collection = new ServiceCollection().AddSingleton<IClock>(time).AddSingleton<TimeProvider>(time).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        return new(issuer, collection.AddTeamsTokens(change?.Invoke(options) ?? options).BuildServiceProvider(), time, log);
    }

    public JsonObject Header(string kid = First) => new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = kid, ["x5t"] = kid };

    public JsonObject Claims() => new() { ["iss"] = Signer, ["aud"] = App, ["nbf"] = At(-60), ["exp"] = At(3600), ["serviceurl"] = Service };

    /// <summary>Now and some seconds, as tokens write it.</summary>
    public long At(long seconds) => Time.GetCurrentInstant().ToUnixTimeSeconds() + seconds;

    /// <summary>A right token, but for the claims that are changed.</summary>
    public string Token(params (string Name, JsonNode? Value)[] changes) => Jwt.Write(FirstKey, Header(), Claims().With(changes));

    public async Task<Caller?> Check(string? authorization) => await services.GetRequiredService<BearerCheck>().Check(authorization, Cancel);

    /// <summary>The same, for somebody who may hang up.</summary>
    public ValueTask<Caller?> CheckFor(string authorization, CancellationToken cancel) => services.GetRequiredService<BearerCheck>().Check(authorization, cancel);

    public async Task<bool> Takes(string token) => await Check($"Bearer {token}") is not null;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
