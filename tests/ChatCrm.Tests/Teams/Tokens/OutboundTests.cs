using Azure.Core;
using Azure.Core.Pipeline;
using ChatCrm.Bot.Teams;
using ChatCrm.Bot.Teams.Tokens;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Tests.Teams.Tokens;

public class OutboundTests
{
    private const string Secret = "secret-canary";

    private static readonly TeamsOptions Options = new() { AppId = Bench.App, TenantId = Bench.Tenant, ClientSecret = Secret };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Public", "login.microsoftonline.com", "https://api.botframework.com/.default")]
    [InlineData("USGov", "login.microsoftonline.us", "https://api.botframework.us/.default")]
    [InlineData("China", "login.partner.microsoftonline.cn", "https://api.botframework.azure.cn/.default")]
    public async Task The_homes_own_tenant_is_asked_for_the_clouds_scope(string cloud, string host, string scope)
    {
        await using var entra = await Entra.Start();
        await using var services = Services(entra, Options with { Cloud = cloud });
        Assert.Equal("token-1", await Token(services).Get(Cancel));
        var call = entra.Calls.Last();
        Assert.Equal((host, $"/{Bench.Tenant}/oauth2/v2.0/token"), (call.Host, call.Path));
        Assert.Contains($"client_id={Bench.App}", call.Body, StringComparison.Ordinal);
        Assert.Contains($"client_secret={Secret}", call.Body, StringComparison.Ordinal);
        Assert.Contains($"scope={scope}", call.Body, StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_host_of_ones_own_is_asked_and_no_other()
    {
        await using var entra = await Entra.Start();
        await using var services = Services(entra, Options with { Login = new("https://127.0.0.1/") });
        Assert.Equal("token-1", await Token(services).Get(Cancel));
        Assert.Equal(["127.0.0.1"], entra.Calls.Select(call => call.Host));
    }

    [Fact]
    public async Task A_certificate_signs_in_place_of_a_secret()
    {
        using var folder = new Folder();
        using var certificate = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=app", Bench.FirstKey, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await File.WriteAllTextAsync(folder.File("app.pem"), certificate.ExportCertificatePem() + "\n" + Bench.FirstKey.ExportPkcs8PrivateKeyPem(), Cancel);
        await using var entra = await Entra.Start();
        await using var services = Services(entra, Options with { ClientSecret = "", CertificatePath = folder.File("app.pem"), Login = new("https://127.0.0.1/") });
        Assert.Equal("token-1", await Token(services).Get(Cancel));
        Assert.Contains("client_assertion=", Assert.Single(entra.Calls).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("system", "")]
    [InlineData("b8f3c2aa-0000-4000-8000-0000000000d1", "client_id=b8f3c2aa-0000-4000-8000-0000000000d1")]
    public async Task A_managed_identity_is_asked_of_its_own_host(string identity, string named)
    {
        await using var entra = await Entra.Start();
        await using var services = Services(entra, Options with { ClientSecret = "", ManagedIdentity = identity });
        Assert.Equal("token-1", await Token(services).Get(Cancel));
        var call = entra.Calls.Last();
        Assert.Equal("169.254.169.254", call.Host);
        Assert.Contains("api.botframework.com", call.Query, StringComparison.Ordinal);
        Assert.Contains(named, call.Query, StringComparison.Ordinal);
        Assert.Equal(named.Length > 0, call.Query.Contains("client_id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fifty_who_ask_at_once_cause_one_request()
    {
        await using var entra = await Entra.Start();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        entra.Answers = async http =>
        {
            asked.TrySetResult();
            await answer.Task;
            await Loopback.Say(http, Entra.Given("token-1"));
        };
        await using var services = Services(entra, Options with { Login = new("https://127.0.0.1/") });
        var token = Token(services);
        using var hangUp = new CancellationTokenSource();
        var first = token.Get(hangUp.Token).AsTask();
        Task<string>[] others = [.. Enumerable.Range(0, 50).Select(_ => token.Get(Cancel).AsTask())];
        await asked.Task.WaitAsync(Cancel);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult();
        Assert.All(await Task.WhenAll(others), got => Assert.Equal("token-1", got));
        Assert.Single(entra.Calls);
    }

    [Fact]
    public async Task A_token_is_kept_until_five_minutes_before_its_end()
    {
        var (time, given) = (new HandTime(), new Giver());
        var token = new OutboundToken(given, Options, time, NullLogger<OutboundToken>.Instance);
        given.Next = () => new("one", time.GetUtcNow().AddHours(1));
        Assert.Equal("one", await token.Get(Cancel));
        time.Move(Duration.FromMinutes(55) - Duration.FromSeconds(1));
        given.Next = () => new("two", time.GetUtcNow().AddHours(1));
        Assert.Equal("one", await token.Get(Cancel));
        time.Move(Duration.FromSeconds(1));
        Assert.Equal("two", await token.Get(Cancel));
        Assert.Equal("two", await token.Get(Cancel));
        Assert.Equal(2, given.Count);
    }

    [Fact]
    public async Task A_token_that_still_lasts_is_used_while_none_is_given()
    {
        var (time, given) = (new HandTime(), new Giver());
        var token = new OutboundToken(given, Options, time, NullLogger<OutboundToken>.Instance);
        given.Next = () => new("one", time.GetUtcNow().AddHours(1));
        Assert.Equal("one", await token.Get(Cancel));
        given.Next = () => throw new InvalidOperationException("down");
        time.Move(Duration.FromMinutes(59));
        Assert.Equal("one", await token.Get(Cancel));
        time.Move(Duration.FromMinutes(1));
        await Assert.ThrowsAsync<NoTokenException>(() => token.Get(Cancel).AsTask());
        given.Next = () => new("two", time.GetUtcNow().AddHours(1));
        Assert.Equal("two", await token.Get(Cancel));
    }

    [Fact]
    public async Task I2_a_refusal_is_told_by_its_code_and_without_the_secret()
    {
        await using var entra = await Entra.Start();
        entra.Answers = http => Loopback.Say(http, $$"""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret {{Secret}} provided. Trace ID: 1"}""", 401);
        var log = new CapturedLog();
        await using var services = Services(entra, Options with { Login = new("https://127.0.0.1/") }, log);
        var refusal = await Assert.ThrowsAsync<NoTokenException>(() => Token(services).Get(Cancel).AsTask());
        Assert.Contains("AADSTS7000215", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains(log.Records, record => record.Contains("AADSTS7000215", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Records, record => record.Contains("canary", StringComparison.Ordinal));
        entra.Answers = http => Loopback.Say(http, Entra.Given("token-2"));
        Assert.Equal("token-2", await Token(services).Get(Cancel));
    }

    private static OutboundToken Token(IServiceProvider services) => services.GetRequiredService<OutboundToken>();

    /// <summary>With time at the token's: Entra's own library knows no clock but the computer's.</summary>
    private static ServiceProvider Services(Entra entra, TeamsOptions options, CapturedLog? log = null) => new ServiceCollection()
        .AddSingleton<IClock>(SystemClock.Instance).AddSingleton<HttpPipelineTransport>(entra.Transport)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log ?? new())).AddTeamsTokens(options).BuildServiceProvider();

    /// <summary>Gives tokens whose end the test's clock reaches.</summary>
    private sealed class Giver : TokenCredential
    {
        public Func<AccessToken> Next { get; set; } = () => default;

        public int Count { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Count++;
            return new(Next());
        }
    }
}
