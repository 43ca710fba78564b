using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Bot;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Connector;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>The mode that knows no tokens: for a client on this computer that is no page in a browser.</summary>
public class PlaygroundTests
{
    private const string Tenant = "00000000-0000-0000-0000-0000000000001", Path = "/teams/messages";

    [Fact]
    public async Task I2_a_client_on_this_computer_is_served_without_a_token()
    {
        await using var board = await Board();
        await using var service = await Started(board);
        Assert.Equal([Path], service.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<LocalEndpoint>() is not null && endpoint.RoutePattern.RawText!.StartsWith("/teams", StringComparison.Ordinal)).Select(endpoint => endpoint.RoutePattern.RawText));
        Assert.Equal(HttpStatusCode.OK, await Post(service, Installed(board)));
        Assert.Equal(HttpStatusCode.OK, await Post(service, Said(board, "help")));
        Assert.Contains(board.Calls, call => call.Method == "POST" && call.Body.Contains("AdaptiveCard", StringComparison.Ordinal));
        Assert.All(board.Calls, call => Assert.Equal("", call.Authorization));
        Assert.Empty(service.Errors);
    }

    public static TheoryData<string, string> Strangers => new()
    {
        { "Host", "evil.example" }, { "Host", "evil.example:80" }, { "Host", "localhost.evil.example" }, { "Host", "127.0.0.1.evil.example" }, { "Host", "127.0.0.1.nip.io" }, { "Host", "10.0.0.1" }, { "Host", "0.0.0.0" }, { "Host", "crm.example.com" },
        { "Origin", "https://evil.example" }, { "Origin", "null" }, { "Origin", "http://127.0.0.1:56150" }, { "Origin", "" },
        { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Site", "same-site" }, { "Sec-Fetch-Site", "same-origin" }, { "Sec-Fetch-Site", "none" },
        { "Content-Type", "text/plain" }, { "Content-Type", "application/x-www-form-urlencoded" }, { "Content-Type", "multipart/form-data; boundary=x" }, { "Content-Type", "" }, { "Content-Type", "text/json-not" }, { "Content-Type", "text/plain; application/json" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task I2_whoever_comes_from_elsewhere_is_refused(string header, string value)
    {
        await using var board = await Board();
        await using var service = await Started(board);
        Assert.Equal(HttpStatusCode.OK, await Post(service, Installed(board)));
        var (rows, calls) = (await Rows(service), board.Calls.Count);
        foreach (var authorization in new[] { null, "Bearer x" })
            Assert.Equal(HttpStatusCode.Unauthorized, await Post(service, Said(board, "log call"), header, value, authorization));
        Assert.Equal(rows, await Rows(service));
        Assert.Equal(calls, board.Calls.Count);
    }

    [Theory]
    [InlineData("Host", "localhost")]
    [InlineData("Host", "LOCALHOST:5080")]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("Host", "[::1]:5080")]
    [InlineData("Content-Type", "application/json; charset=utf-8")]
    [InlineData("Content-Type", "APPLICATION/JSON")]
    public async Task I2_names_of_this_computer_are_its_own(string header, string value)
    {
        await using var board = await Board();
        await using var service = await Started(board);
        Assert.Equal(HttpStatusCode.OK, await Post(service, Installed(board), header, value));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://evil.example/")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://localhost@evil.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task G1_answers_go_nowhere_but_to_this_computer(string address)
    {
        await using var board = await Board();
        await using var service = await Started(board);
        var activity = Installed(board);
        activity["serviceUrl"] = address;
        var rows = await Rows(service);
        Assert.Equal(HttpStatusCode.Forbidden, await Post(service, activity));
        Assert.Equal(rows, await Rows(service));
        Assert.Empty(board.Calls);
    }

    private static Task<IReadOnlyList<string>> Rows(OpenedService service) => service.Rows(OpenedService.Workspace, DirectoryRows.Partition);

    private static Task<OpenedService> Started(Switchboard board)
    {
        Assert.NotNull(board);
        var settings = new Dictionary<string, string> { ["Teams:Playground"] = "true", ["Teams:Patience"] = "00:05:00", ["Teams:TypingAfter"] = "00:05:00" };
        var platform = new Platform($"teams:{Tenant}", new(handle => $"teams:{Tenant}/{handle}", name => $"teams:{Tenant}/{name}", name => $"teams:{Tenant}/{name}"), settings)
        {
            Add = services => services.AddSingleton(provider => new Rates(paced: false, provider.GetRequiredService<TimeProvider>())),
        };
        return OpenedService.Start(platform, (_, _) => Task.CompletedTask);
    }

    /// <summary>A Connector that knows one member, as the playground's does.</summary>
    private static async Task<Switchboard> Board()
    {
        var board = await Switchboard.Start();
        board.Answers = (http, call) =>
        {
            http.Response.ContentType = "application/json";
            return Switchboard.Say(http, call.Method == "POST" ? """{"id":"1"}""" : Member.ToJsonString());
        };
        return board;
    }

    private static JsonObject Member => new() { ["id"] = "user-id-0", ["aadObjectId"] = "mei", ["name"] = "Alex Wilber", ["userPrincipalName"] = "alexw@company.com", ["tenantId"] = Tenant };

    private static JsonObject Installed(Switchboard board)
    {
        var activity = Said(board, "");
        (activity["type"], activity["action"]) = ("installationUpdate", "add");
        return activity;
    }

    private static JsonObject Said(Switchboard board, string line) => new()
    {
        ["type"] = "message", ["id"] = Guid.NewGuid().ToString(), ["timestamp"] = "2026-11-22T08:05:00.000Z", ["channelId"] = "msteams", ["serviceUrl"] = new Uri(board.Address, "_connector").AbsoluteUri,
        ["from"] = new JsonObject { ["id"] = "user-id-0", ["name"] = "Alex Wilber", ["aadObjectId"] = "mei" }, ["recipient"] = new JsonObject { ["id"] = "bot-id", ["name"] = "Test Bot" },
        ["conversation"] = new JsonObject { ["id"] = "personal-chat-id", ["conversationType"] = "personal", ["tenantId"] = Tenant }, ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } }, ["text"] = line,
    };

    private static async Task<HttpStatusCode> Post(OpenedService service, JsonNode activity, string header = "", string value = "", string? authorization = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, Path)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(activity.ToJsonString())) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", header == "Content-Type" ? value : "application/json");
        if (header is not ("" or "Content-Type")) request.Headers.TryAddWithoutValidation(header, value);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
