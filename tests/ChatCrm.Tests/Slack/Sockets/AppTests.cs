using System.Net;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Tests.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>The whole service with an app-level token and no signing secret.</summary>
public class AppTests
{
    [Fact]
    public async Task A3_with_an_app_token_alone_no_endpoint_of_Slack_exists()
    {
        await using var hub = await Hub.Start();
        using var folder = new Folder();
        using var app = new App(hub, folder);
        Assert.NotEmpty(app.Paths);
        Assert.DoesNotContain(app.Paths, path => path.Contains("slack", StringComparison.OrdinalIgnoreCase));
        using var http = app.CreateClient();
        foreach (var path in new[] { "commands", "interactions", "options", "events" })
            Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync(new Uri($"/slack/{path}", UriKind.Relative), new StringContent("{}"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_command_over_a_socket_is_answered_by_the_product()
    {
        await using var hub = await Hub.Start();
        using var folder = new Folder();
        using var app = new App(hub, folder);
        var link = await hub.Greeted();
        await link.Envelope("e1", "slash_commands", """{"command":"/crm","text":"due","team_id":"T1","channel_id":"C1","user_id":"U1","is_enterprise_install":"false"}""");
        var acknowledged = await link.Acknowledged();
        Assert.Equal("e1", acknowledged["envelope_id"]!.ToString());
        Assert.Equal("ephemeral", acknowledged["payload"]!["response_type"]!.ToString());
        Assert.NotEmpty(acknowledged["payload"]!["text"]!.ToString());
    }

    private sealed class App : WebApplicationFactory<Program>
    {
        private readonly Hub hub;
        private readonly Folder folder;

        public App(Hub hub, Folder folder)
        {
            (this.hub, this.folder) = (hub, folder);
            UseKestrel();
            StartServer();
        }

        public IReadOnlyList<string> Paths => [.. Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText ?? "").Distinct()];

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseEnvironment("Development")
            .UseSetting("Storage:Path", folder.File("chatcrm.db"))
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting($"{SlackOptions.Section}:{nameof(SlackOptions.AppToken)}", Rig.AppToken)
            .UseSetting($"{SlackOptions.Section}:{nameof(SlackOptions.BotToken)}", "xoxb-1")
            .UseSetting($"{SlackOptions.Section}:{nameof(SlackOptions.Connections)}", "1")
            .UseSetting($"{SlackOptions.Section}:{nameof(SlackOptions.Api)}", hub.Api.ToString())
            .ConfigureLogging(logging => logging.ClearProviders());
    }
}
