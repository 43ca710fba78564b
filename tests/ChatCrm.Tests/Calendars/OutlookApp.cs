using System.Net;
using System.Net.Http.Json;
using Azure.Core.Pipeline;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Graph.Fake;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Calendars;

/// <summary>The whole service with its console, connected to a fake of Graph in which Mei and Jonas have mailboxes.</summary>
internal sealed class OutlookApp : IAsyncDisposable
{
    /// <summary>What Mei types most.</summary>
    public const string Follow = "follow Acme GmbH tue 15:00 \"send samples\" cal";

    public const string MeisBox = "mei@corp.example", JonasBox = "jonas@corp.example";

    public static readonly Spot Mei = new("mei", null), Jonas = new("jonas", null);

    private readonly ConsoleChannel channel;

    private OutlookApp(FakeGraph graph, RunningApp app) => (Graph, App, channel) = (graph, app, new(app));

    public FakeGraph Graph { get; }

    public RunningApp App { get; }

    /// <param name="without">Somebody who has no verified address.</param>
    public static async Task<OutlookApp> Start(string without = "")
    {
        var graph = await FakeGraph.Open(MeisBox, JonasBox);
        var app = await RunningApp.Start(platform: Settings(graph));
        var outlook = new OutlookApp(graph, app);
        if (without != "mei") await outlook.Address("mei", MeisBox);
        if (without != "jonas") await outlook.Address("jonas", JonasBox);
        return outlook;
    }

    /// <summary>Gives somebody a verified address, as their platform does.</summary>
    public async Task Address(string member, string email)
    {
        var store = App.Services.GetRequiredService<IRowStore>();
        var row = (await store.Get(RunningApp.Workspace, WorkspaceRows.MemberKey(member)))!;
        await store.Commit(RunningApp.Workspace, row.Turn, [new Change.Replace(row.Key, WorkspaceRows.Value(WorkspaceRows.Member(row) with { Email = email }), row.ETag)]);
        App.Services.GetRequiredService<People>().Forget(RunningApp.Workspace);
    }

    public Task<Shown> Say(string line, Spot? at = null) => channel.Say(at ?? Mei, line);

    public Task<Shown> Press(string label, Spot? at = null) => channel.Press(at ?? Mei, label);

    public Task<Shown> Submit(params (string Field, string Value)[] answers) => Submit(Mei, answers);

    public Task<Shown> Submit(Spot at, params (string Field, string Value)[] answers) => channel.Submit(at, answers.ToDictionary(pair => pair.Field, pair => pair.Value));

    public async Task<string> Pushed(Spot? at = null) => (await channel.Pushed(at ?? Mei))?.ToString() ?? "";

    /// <summary>The time passes after which what could not be done is tried again.</summary>
    public async Task Later(Duration after)
    {
        App.Clock.Move(after);
        await App.Settled();
    }

    /// <summary>So long that nothing is tried any more.</summary>
    public async Task HoursOn()
    {
        for (var tries = 0; tries < 12; tries++) await Later(Duration.FromHours(2));
    }

    /// <summary>Waits until Outlook was called so often.</summary>
    public async Task Called(int times)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (Graph.Calls.Count < times) await Task.Delay(5, patience.Token);
    }

    public OutlookEvent Only(string box = MeisBox) => Assert.Single(Graph[box].Events);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await App.DisposeAsync();
        await Graph.DisposeAsync();
        Assert.Empty(Graph.Faults);
    }

    private static Platform Settings(FakeGraph graph) => new("", new(handle => $"console:{handle}", name => $"console:{name}", name => $"console:room/{name}"), new Dictionary<string, string>
    {
        ["Graph:TenantId"] = "t1", ["Graph:ClientId"] = "c1", ["Graph:ClientSecret"] = "s3cret", ["Graph:Endpoint"] = graph.Address.AbsoluteUri, ["Graph:Login"] = "https://127.0.0.1:9/",
    })
    {
        Add = services => services.AddSingleton<HttpPipelineTransport>(_ => new HttpClientTransport(new HttpClient(new Entra()))),
    };

    /// <summary>Entra's token endpoint.</summary>
    private sealed class Entra : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = request.Content is null ? "" : WebUtility.UrlDecode(await request.Content.ReadAsStringAsync(cancellationToken));
            return request.RequestUri!.AbsolutePath == "/t1/oauth2/v2.0/token" && form.Contains("scope=https://graph.microsoft.com/.default", StringComparison.Ordinal) && form.Contains("client_secret=s3cret", StringComparison.Ordinal)
                ? new(HttpStatusCode.OK) { Content = JsonContent.Create(new { token_type = "Bearer", expires_in = 3599, access_token = FakeGraph.Token }) }
                : new(HttpStatusCode.BadRequest) { Content = JsonContent.Create(new { error = "invalid_request" }) };
        }
    }
}
