using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace ChatCrm.Tests.Slack.Client;

public class SettingsTests
{
    private const string Local = "http://127.0.0.1:0";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Dictionary<string, string?> Real => new()
    {
        ["Slack:SigningSecret"] = "signing-canary",
        ["Slack:ClientId"] = "1.2",
        ["Slack:ClientSecret"] = "client-canary",
        ["Slack:PublicAddress"] = "https://crm.example.com",
    };

    /// <summary>What is changed in settings that work ("Name=value"), and what the refusal must name.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "SigningSecret=", "Slack:SigningSecret" },
        { "SigningSecret= ClientId= ClientSecret= BotToken=xoxb-canary", "Slack:AppToken" },
        { "SigningSecret= AppToken=xapp-canary", "Slack:SigningSecret" },
        { "BotToken=xoxe.xoxb-1-canary", "token_rotation_enabled" },
        { "ClientSecret=", "Slack:ClientSecret" },
        { "PublicAddress=", "Slack:PublicAddress" },
        { "ClientId= ClientSecret= PublicAddress=", "Slack:BotToken" },
        { "Cloud=Slock", "Slack:Cloud" },
        { "AppToken=xoxb-canary", "Slack:AppToken" },
        { "SigningSecret=signing-canary\n", "Slack:SigningSecret" },
        { "BotToken=xoxb-canary\u00a0", "Slack:BotToken" },
        { "Api=https://slack.com/api", "Slack:Api" },
        { "Api=http://slack.com/api/", "Slack:Api" },
        { "Api=https://user:canary@slack.com/api/", "Slack:Api" },
        { "Authorize=http://slack.com/oauth/v2/authorize", "Slack:Authorize" },
        { "PublicAddress=http://crm.example.com", "Slack:PublicAddress" },
        { "Hooks:0=https://hooks.slack.com", "Slack:Hooks" },
        { "Connections=0", "Slack:Connections" },
        { "Connections=11", "Slack:Connections" },
        { "Patience=00:00:00", "Slack:Patience" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task I2_settings_that_leave_it_open_or_mute_do_not_start(string change, string named)
    {
        await using var app = Built(change);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancel));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Api=http://127.0.0.1:1/api/", "Production", Local)]
    [InlineData("Api=https://localhost/api/", "Production", Local)]
    [InlineData("Authorize=http://127.0.0.1:1/x", "Production", Local)]
    [InlineData("Hooks:0=127.0.0.1", "Production", Local)]
    [InlineData("Hooks:0=hooks.slack.com Hooks:1=localhost", "Production", Local)]
    [InlineData("Api=http://127.0.0.1:1/api/", "Development", "http://0.0.0.0:0")]
    [InlineData("Hooks:0=127.0.0.1", "Development", "http://[::]:0")]
    public async Task I2_this_computer_in_slacks_place_is_for_tests_alone(string change, string environment, string urls)
    {
        await using var app = Built(change, environment, urls);
        Assert.Contains("that is for tests alone", (await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Production", "http://0.0.0.0:0")]
    [InlineData("Cloud=GovSlack", "Production", "http://0.0.0.0:0")]
    [InlineData("SigningSecret= ClientId= ClientSecret= AppToken=xapp-canary BotToken=xoxb-canary", "Production", Local)]
    [InlineData("ClientId= ClientSecret= BotToken=xoxb-canary", "Production", Local)]
    [InlineData("Api=http://127.0.0.1:1/api/ Hooks:0=127.0.0.1", "Development", Local)]
    [InlineData("SigningSecret= ClientId= ClientSecret= PublicAddress= Cloud=", "Production", "http://0.0.0.0:0")]
    public async Task Settings_that_work_start(string change, string environment, string urls)
    {
        await using var app = Built(change, environment, urls);
        await app.StartAsync(Cancel);
        await app.StopAsync(Cancel);
    }

    [Fact]
    public void Nothing_set_is_the_channel_off() => Assert.False(From([]).Speaks);

    [Fact]
    public void A_cloud_says_which_hosts_are_called()
    {
        var (usual, gov) = (From([]), From(new() { ["Slack:Cloud"] = "GovSlack" }));
        Assert.Equal(("https://slack.com/api/", "https://slack.com/oauth/v2/authorize", "hooks.slack.com"), (usual.Api.ToString(), usual.Authorize.ToString(), Assert.Single(usual.Hooks)));
        Assert.Equal(("https://slack-gov.com/api/", "https://slack-gov.com/oauth/v2/authorize", "hooks.slack-gov.com"), (gov.Api.ToString(), gov.Authorize.ToString(), Assert.Single(gov.Hooks)));
    }

    [Fact]
    public void G1_configured_hooks_stand_in_place_of_the_usual_ones() => Assert.Equal(["hooks.example"], From(new() { ["Slack:Hooks:0"] = "hooks.example" }).Hooks);

    private static SlackOptions From(Dictionary<string, string?> settings) => SlackOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static WebApplication Built(string changes, string environment = "Production", string urls = Local)
    {
        var settings = Real;
        foreach (var change in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) settings[$"Slack:{change[..change.IndexOf('=')]}"] = change[(change.IndexOf('=') + 1)..];
        return InstallHost.Build(settings, new(), environment: environment, urls: urls);
    }
}
