using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>A service that keeps what Slack sends it, answers as a test says, and calls Slack's Web API.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient http = new();

    private StubService(FakeSlack slack)
    {
        Slack = slack;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(Take);
    }

    public FakeSlack Slack { get; }

    public ConcurrentQueue<(string Path, string Body, IReadOnlyDictionary<string, string> Headers)> Got { get; } = [];

    /// <summary>What it answers, given the path and the payload: a form's "payload", its fields, or JSON.</summary>
    public Func<string, JsonObject, Task<(int Status, string Body)>> Answers { get; set; } = (_, _) => Task.FromResult((200, ""));

    public (string Name, string Value)? Header { get; set; }

    public Uri Address => new(server.Urls.Single());

    public static async Task<StubService> Start()
    {
        var stub = new StubService(await FakeSlack.Start());
        await stub.server.StartAsync(TestContext.Current.CancellationToken);
        stub.Slack.Service = stub.Address;
        return stub;
    }

    public void AnswersWith(int status, string body = "") => Answers = (_, _) => Task.FromResult((status, body));

    /// <summary>Keeps the trigger of each payload.</summary>
    public List<string> Triggers { get; } = [];

    /// <summary>Posts JSON to the Web API with the company's token, or another.</summary>
    public async Task<JsonObject> Api(string method, JsonObject args, string? token = null)
    {
        using var response = await Post(method, args, token);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public async Task<HttpResponseMessage> Post(string method, JsonObject args, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.Address, $"api/{method}"))
        {
            Content = new StringContent(args.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? Slack.BotToken) },
        };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts a form to the Web API.</summary>
    public async Task<JsonObject> Read(string method, string? token, params (string Name, string Value)[] args)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.Address, $"api/{method}")) { Content = new FormUrlEncodedContent(args.Select(arg => KeyValuePair.Create(arg.Name, arg.Value))) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Posts to a response_url: the status and the text.</summary>
    public async Task<(int Status, string Body)> Respond(string url, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(url), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        await server.StopAsync(new CancellationToken(true));
        await server.DisposeAsync();
        http.Dispose();
    }

    public static JsonObject Parsed(string body)
    {
        if (body.StartsWith('{')) return (JsonObject)JsonNode.Parse(body)!;
        var form = System.Web.HttpUtility.ParseQueryString(body);
        return form["payload"] is { } payload ? (JsonObject)JsonNode.Parse(payload)! : new(form.AllKeys.Select(key => KeyValuePair.Create(key!, (JsonNode?)form[key])));
    }

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Got.Enqueue((context.Request.Path, body, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        var payload = Parsed(body);
        if (payload["trigger_id"] is { } trigger) Triggers.Add(trigger.ToString());
        var (status, text) = await Answers(context.Request.Path, payload);
        context.Response.StatusCode = status;
        if (Header is var (name, value)) context.Response.Headers[name] = value;
        if (text.Length == 0) return;
        context.Response.ContentType = text.StartsWith('{') ? "application/json" : "text/plain";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
