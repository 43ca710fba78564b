using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>A service that keeps what Teams sends it, answers as a test says, and calls the Connector.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient http = new();

    private StubService(FakeTeams teams)
    {
        Teams = teams;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(Take);
    }

    public FakeTeams Teams { get; }

    public ConcurrentQueue<(JsonObject Activity, string Authorization)> Got { get; } = [];

    /// <summary>What it answers.</summary>
    public Func<JsonObject, Task<(int Status, string Body)>> Answers { get; set; } = _ => Task.FromResult((200, ""));

    public Uri Address => new(server.Urls.Single());

    public static async Task<StubService> Start()
    {
        var stub = new StubService(await FakeTeams.Start());
        await stub.server.StartAsync(TestContext.Current.CancellationToken);
        stub.Teams.Service = stub.Address;
        return stub;
    }

    public void AnswersWith(int status, JsonNode? body = null) => Answers = _ => Task.FromResult((status, body?.ToJsonString() ?? ""));

    /// <summary>Posts a message to a conversation: its id.</summary>
    public async Task<string> Post(Room room, JsonObject activity, string? root = null)
    {
        var (status, body) = await Call(HttpMethod.Post, room, "activities", activity, root);
        Assert.True(status == 201, $"{status} {body}");
        return (string)body!["id"]!;
    }

    /// <summary>Calls the Connector about a conversation: the status and what came back.</summary>
    public Task<(int Status, JsonNode? Body)> Call(HttpMethod method, Room room, string path, JsonObject? body = null, string? root = null, string? token = null) =>
        Call(method, $"{Teams.World.ServiceUrl(room)}v3/conversations/{Uri.EscapeDataString(root is null ? room.Id : $"{room.Id};messageid={root}")}/{path}", body, token);

    public async Task<(int Status, JsonNode? Body)> Call(HttpMethod method, string address, JsonObject? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? Teams.Login.Give()) } };
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async ValueTask DisposeAsync()
    {
        await Teams.DisposeAsync();
        await server.StopAsync(new CancellationToken(true));
        await server.DisposeAsync();
        http.Dispose();
    }

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var activity = (JsonObject)JsonNode.Parse(await reader.ReadToEndAsync(context.RequestAborted))!;
        Got.Enqueue((activity, context.Request.Headers.Authorization.ToString()));
        var (status, text) = await Answers(activity);
        context.Response.StatusCode = status;
        if (text.Length == 0) return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
