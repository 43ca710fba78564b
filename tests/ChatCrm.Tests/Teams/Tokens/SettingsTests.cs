using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatCrm.Bot.Teams;
using ChatCrm.Bot.Teams.Tokens;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Teams.Tokens;

public class SettingsTests
{
    private const string Local = "http://127.0.0.1:0", Open = "http://0.0.0.0:0";
    private const string NoApp = "AppId= TenantId= ClientSecret=";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Dictionary<string, string?> Real => new()
    {
        ["Teams:AppId"] = Bench.App,
        ["Teams:TenantId"] = Bench.Tenant,
        ["Teams:ClientSecret"] = "secret-canary",
        ["Teams:PublicAddress"] = "https://crm.example.com",
    };

    /// <summary>What is changed in settings that work ("Name=value"), and what the refusal must name.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "TenantId=", "Teams:TenantId" },
        { "AppId=", "Teams:AppId" },
        { "AppId= ClientSecret= ManagedIdentity=system", "Teams:AppId" },
        { "ClientSecret=", "Teams:ManagedIdentity" },
        { "ManagedIdentity=system", "Teams:ClientSecret and Teams:ManagedIdentity" },
        { "CertificatePath=canary.pfx", "Teams:ClientSecret and Teams:CertificatePath" },
        { "CertificatePath=canary.pfx ManagedIdentity=system", "Teams:CertificatePath and Teams:ManagedIdentity" },
        { "CertificatePassword=canary", "Teams:CertificatePath" },
        { "ClientSecret= CertificatePath=/nowhere/canary.pfx", "Teams:CertificatePath" },
        { "AppId=app\u00a0id", "Teams:AppId" },
        { "AppId=../x", "Teams:AppId" },
        { "ClientSecret= ManagedIdentity=sys/tem", "Teams:ManagedIdentity" },
        { "TenantId=a/b", "Teams:TenantId" },
        { "ClientSecret=secret-canary\n", "Teams:ClientSecret" },
        { "Cloud=Gov", "Public, GCC, USGov, DoD, China" },
        { "Cloud=public", "Teams:Cloud" },
        { "Cloud=", "Teams:Cloud" },
        { "TenantId=contoso.onmicrosoft.com", "Teams:Tenants" },
        { "Tenants:0=contoso.com", "Teams:Tenants" },
        { "Tenants:0=* Tenants:1=72f988bf", "Teams:Tenants" },
        { "Tenants:0=72f988bf Tenants:1=", "Teams:Tenants" },
        { "Tenants:0=72f988bf,a1b2", "Teams:Tenants" },
        { "Issuers:0=", "Teams:Issuers" },
        { "Scope=https://api.botframework.com", "Teams:Scope" },
        { "Metadata=http://login.botframework.com/x", "Teams:Metadata" },
        { "Metadata=https://user:canary@login.botframework.com/x", "Teams:Metadata" },
        { "Metadata=/v1/x", "Teams:Metadata" },
        { "Login=http://login.microsoftonline.com", "Teams:Login" },
        { "Login=http://127.0.0.1:1/", "Teams:Login" },
        { "Login=https://login.microsoftonline.com/tenant", "Teams:Login" },
        { "Services:0=https://smba.trafficmanager.net", "Teams:Services" },
        { "Services:0=smba.trafficmanager.net/teams", "Teams:Services" },
        { "Services:0=SMBA.trafficmanager.net", "Teams:Services" },
        { "Services:0=*.trafficmanager.net", "Teams:Services" },
        { "Services:0=smba.trafficmanager.net:443", "Teams:Services" },
        { "Services:0=", "Teams:Services" },
        { "PublicAddress=http://crm.example.com", "Teams:PublicAddress" },
        { "AppUrl=http://teams.microsoft.com/l/app/1", "Teams:AppUrl" },
        { "Patience=00:00:00", "Teams:Patience" },
        { "TypingAfter=-00:00:01", "Teams:TypingAfter" },
        { "Playground=true", "Teams:Playground" },
        { "Playground=true AppId=", "Teams:Playground" },
        { "Playground=true AppId= TenantId=", "Teams:Playground" },
        { "Playground=true ClientSecret= TenantId=", "Teams:Playground" },
        { $"{NoApp} Playground=true ManagedIdentity=system", "Teams:Playground" },
        { $"{NoApp} Playground=true CertificatePath=canary.pfx", "Teams:Playground" },
        { $"{NoApp} Playground=true CertificatePassword=canary", "Teams:Playground" },
        { $"{NoApp} Playground=true PublicAddress=http://crm.example.com", "Teams:PublicAddress" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task I2_settings_that_leave_it_open_or_mute_do_not_start(string change, string named)
    {
        await using var app = Built(change, "Development");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancel));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Metadata=http://127.0.0.1:1/x", "Production", Local)]
    [InlineData("Metadata=https://localhost/x", "Production", Local)]
    [InlineData("Metadata=https://LOCALHOST/x", "Production", Local)]
    [InlineData("Metadata=https://localhost./x", "Production", Local)]
    [InlineData("Metadata=https://[::1]/x", "Production", Local)]
    [InlineData("Metadata=https://[::ffff:127.0.0.1]/x", "Production", Local)]
    [InlineData("Metadata=https://127.1/x", "Production", Local)]
    [InlineData("Metadata=https://2130706433/x", "Production", Local)]
    [InlineData("Metadata=https://ⓛocalhost/x", "Production", Local)]
    [InlineData("Login=https://127.0.0.1:1", "Production", Local)]
    [InlineData("Services:0=127.0.0.1", "Production", Local)]
    [InlineData("Services:0=127.1", "Production", Local)]
    [InlineData("Services:0=::1", "Production", Local)]
    [InlineData("Services:0=smba.trafficmanager.net Services:1=localhost", "Production", Local)]
    [InlineData("Metadata=http://127.0.0.1:1/x", "Development", Open)]
    [InlineData("Login=https://127.0.0.1:1", "Development", Open)]
    [InlineData("Services:0=127.0.0.1", "Staging", "http://[::]:0")]
    public async Task I2_this_computer_in_microsofts_place_is_for_tests_alone(string change, string environment, string urls)
    {
        await using var app = Built(change, environment, urls);
        Assert.Contains("that is for tests alone", (await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", Local, "Development environment alone")]
    [InlineData("Staging", Local, "Development environment alone")]
    [InlineData("development2", Local, "Development environment alone")]
    [InlineData("Production", Open, "Development environment alone")]
    [InlineData("Development", Open, "can be reached by others")]
    [InlineData("Development", "http://[::]:0", "can be reached by others")]
    [InlineData("Development", "http://127.0.0.1:0;http://0.0.0.0:0", "can be reached by others")]
    public async Task I2_no_tokens_are_for_this_computer_and_development_alone(string environment, string urls, string says)
    {
        await using var app = Built($"{NoApp} Playground=true", environment, urls);
        Assert.Contains(says, (await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Production", Open)]
    [InlineData("Cloud=GCC", "Production", Open)]
    [InlineData("Cloud=USGov", "Production", Open)]
    [InlineData("Cloud=DoD", "Production", Open)]
    [InlineData("Cloud=China", "Production", Open)]
    [InlineData("ClientSecret= ManagedIdentity=system", "Production", Open)]
    [InlineData("ClientSecret= ManagedIdentity=b8f3c2aa-0000-4000-8000-0000000000d1", "Production", Open)]
    [InlineData("TenantId=botframework.com Tenants:0=*", "Production", Open)]
    [InlineData("Tenants:0=72f988bf Tenants:1=a1b2", "Production", Open)]
    [InlineData("Metadata=http://127.0.0.1:1/x Login=https://127.0.0.1:1 Services:0=127.0.0.1", "Development", Local)]
    [InlineData(NoApp, "Production", Open)]
    [InlineData($"{NoApp} Playground=true PublicAddress=http://127.0.0.1:5080", "Development", Local)]
    [InlineData($"{NoApp} Playground=true", "Development", "http://[::1]:0")]
    public async Task Settings_that_work_start(string change, string environment, string urls)
    {
        await using var app = Built(change, environment, urls);
        await app.StartAsync(Cancel);
        await app.StopAsync(Cancel);
    }

    [Theory]
    [InlineData("app.pfx", "pass-canary", true)]
    [InlineData("app.pfx", "", false)]
    [InlineData("app.pfx", "another", false)]
    [InlineData("app.pem", "", true)]
    [InlineData("locked.pem", "pass-canary", true)]
    [InlineData("locked.pem", "another", false)]
    [InlineData("public.pem", "", false)]
    [InlineData("text.pem", "", false)]
    [InlineData("missing.pem", "", false)]
    public async Task I2_a_certificate_must_be_one_that_can_sign(string file, string password, bool starts)
    {
        using var folder = new Folder();
        WriteCertificates(folder);
        await using var app = Built($"ClientSecret= CertificatePath={folder.File(file)} CertificatePassword={password}");
        if (starts)
        {
            await app.StartAsync(Cancel);
            return;
        }
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancel));
        Assert.Contains("Teams:CertificatePath", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Public", "https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://login.microsoftonline.com/", "smba.trafficmanager.net", "https://teams.microsoft.com/l/app/")]
    [InlineData("GCC", "https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://login.microsoftonline.com/", "smba.infra.gcc.teams.microsoft.com", "https://teams.microsoft.com/l/app/")]
    [InlineData("USGov", "https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://login.microsoftonline.us/", "smba.infra.gov.teams.microsoft.us", "https://gov.teams.microsoft.us/l/app/")]
    [InlineData("DoD", "https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://login.microsoftonline.us/", "smba.infra.dod.teams.microsoft.us", "https://dod.teams.microsoft.us/l/app/")]
    [InlineData("China", "https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "https://login.partner.microsoftonline.cn/", "frontend.botapi.msg.infra.teams.microsoftonline.cn", "https://teams.microsoftonline.cn/l/app/")]
    public void A_cloud_says_who_is_trusted_and_called(string cloud, string issuer, string metadata, string login, string service, string client)
    {
        var options = From(new(Real) { ["Teams:Cloud"] = cloud });
        Assert.Equal([issuer], options.Issuers);
        Assert.Equal((metadata, login, issuer + "/.default", client + Bench.App), (options.Metadata.ToString(), options.Login.ToString(), options.Scope, options.AppUrl.ToString()));
        Assert.Contains(service, options.Services);
        Assert.All(options.Services, host => Assert.Equal(host, new Uri($"https://{host}/").IdnHost));
    }

    [Fact]
    public void G1_configured_lists_stand_in_place_of_the_usual_ones()
    {
        var options = From(new(Real) { ["Teams:Services:0"] = "one.example", ["Teams:Issuers:0"] = "https://issuer.example", ["Teams:Tenants:0"] = "t1" });
        Assert.Equal(["one.example"], options.Services);
        Assert.Equal(["https://issuer.example"], options.Issuers);
        Assert.Equal(["t1"], options.Tenants);
    }

    [Fact]
    public void Nothing_set_is_the_channel_off() => Assert.False(From([]).Speaks);

    [Fact]
    public void The_registrations_own_tenant_alone_is_admitted_where_nothing_is_said()
    {
        var options = From(Real);
        Assert.True(options.Admits(Bench.Tenant.ToUpperInvariant()));
        Assert.False(options.Admits("another"));
        Assert.True((options with { Tenants = ["*"] }).Admits("another"));
        Assert.False((options with { Tenants = ["another"] }).Admits(Bench.Tenant));
        Assert.False((options with { Tenants = ["*", "another"] }).Admits(Bench.Tenant));
    }

    [Fact]
    public void I2_without_an_app_there_is_no_check_to_call_and_no_token_to_send()
    {
        using var services = new ServiceCollection().AddTeamsTokens(new() { Playground = true }).BuildServiceProvider();
        Assert.Null(services.GetService<BearerCheck>());
        Assert.Null(services.GetService<OutboundToken>());
    }

    [Fact]
    public void Settings_are_told_without_their_values() => Assert.Equal("Teams", From(Real).ToString());

    private static TeamsOptions From(Dictionary<string, string?> settings) => TeamsOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static WebApplication Built(string changes, string environment = "Production", string urls = Local)
    {
        var settings = Real;
        foreach (var change in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) settings[$"Teams:{change[..change.IndexOf('=')]}"] = change[(change.IndexOf('=') + 1)..];
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls(urls);
        var time = new HandTime();
        builder.Services.AddLogging().AddSingleton<IClock>(time).AddSingleton<TimeProvider>(time).AddTeamsTokens(From(settings));
        return builder.Build();
    }

    private static void WriteCertificates(Folder folder)
    {
        using var certificate = new CertificateRequest("CN=app", Bench.FirstKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pem = certificate.ExportCertificatePem() + "\n";
        File.WriteAllBytes(folder.File("app.pfx"), certificate.Export(X509ContentType.Pfx, "pass-canary"));
        File.WriteAllText(folder.File("app.pem"), pem + Bench.FirstKey.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(folder.File("locked.pem"), pem + Bench.FirstKey.ExportEncryptedPkcs8PrivateKeyPem("pass-canary", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllText(folder.File("public.pem"), pem);
        File.WriteAllText(folder.File("text.pem"), "canary");
    }
}
