using System.Text.Json.Nodes;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>
/// The opened service with the fake of Teams behind it; every activity that Teams sent it, so that a test can send the same again, or nearly the same; and
/// every byte that it answered. It sends as fast as it can: tests of its pace are elsewhere.
/// </summary>
internal sealed class EdgeApp : IAsyncDisposable
{
    public const string Workspace = OpenedService.Workspace;

    private readonly OpenedService service;
    private readonly Recorder<string> recorder;
    private readonly AnswersKept answers;
    private int fresh;

    private EdgeApp(FakeTeams teams, OpenedService service, Recorder<string> recorder, AnswersKept answers)
    {
        (Teams, this.service, this.recorder, this.answers) = (teams, service, recorder, answers);
        (teams.World.Clock, teams.Service, teams.IsJudged) = (service.Clock, service.Address, true);
    }

    public FakeTeams Teams { get; }

    /// <summary>The activities that came, the oldest first.</summary>
    public IReadOnlyList<JsonObject> Activities => [.. recorder.All.Select(body => (JsonObject)JsonNode.Parse(body)!)];

    public IReadOnlyList<byte[]> Answers => answers.All;

    public FakeClock Clock => service.Clock;

    public IReadOnlyCollection<string> Log => service.Log;

    public IReadOnlyCollection<string> Errors => service.Errors;

    public IServiceProvider Services => service.Services;

    public IRowStore Store => service.Store;

    public Uri Address => service.Address;

    public IReadOnlyList<RouteEndpoint> Endpoints => service.Endpoints;

    /// <param name="records">False where nothing may stand before the service, not even what keeps its requests.</param>
    /// <param name="fill">Writes rows besides, before it starts.</param>
    public static async Task<EdgeApp> Start(bool records = true, Func<IRowStore, RowKinds, Task>? fill = null, params (string Name, string Value)[] more)
    {
        var teams = await FakeTeams.Start();
        Rival.Settle(teams);
        var platform = TeamsApp.PlatformOf(teams, [("Tenants:1", Company.Other.Id), .. more]);
        var (recorder, answers) = (new Recorder<string>("/teams", (_, body) => System.Text.Encoding.UTF8.GetString(body)), new AnswersKept("/teams"));
        var service = await OpenedService.Start(platform with { Add = services => Unpaced(platform, services) }, Filled, records ? [recorder, answers] : []);
        var app = new EdgeApp(teams, service, recorder, answers);
        foreach (var handle in new[] { "mei", "jonas", "priya", "sam", "tomo" }) await teams.Install(handle, null);
        foreach (var room in new[] { "sales", "japan", "board", "alliance", "lunch", "partners" }) await teams.Install("sam", room);
        await app.Settled();
        teams.Wipe();
        return app;

        async Task Filled(IRowStore store, RowKinds kinds)
        {
            await Twins.Seed(store, kinds, Rival.Workspace, Rival.IdentityOf);
            if (fill is not null) await fill(store, kinds);
        }
    }

    /// <summary>Posts an activity with a good token for its service, changed as a test says.</summary>
    public Task<Answer> Deliver(JsonObject activity, Func<Claims, Claims>? change = null) => Deliver(activity.ToJsonString(), (string)activity["serviceUrl"]!, change);

    /// <summary>The same with any text for a body.</summary>
    public Task<Answer> Deliver(string body, string serviceUrl, Func<Claims, Claims>? change = null) => Teams.Send(body, Bearer(serviceUrl, change));

    public string Bearer(string serviceUrl, Func<Claims, Claims>? change = null) => $"Bearer {Issuer.Sign((change ?? (claims => claims))(Teams.Issuer.For(serviceUrl)))}";

    /// <summary>A good token for the company's own service.</summary>
    public string Bearer() => Bearer(Teams.World.ServiceUrl(Teams.RoomFor("mei", null)));

    /// <summary>A copy with an id of its own: else it is only answered as the first time.</summary>
    public JsonObject Fresh(JsonObject activity)
    {
        var copy = (JsonObject)activity.DeepClone();
        if (copy.ContainsKey("id")) copy["id"] = $"fresh-{Interlocked.Increment(ref fresh)}";
        return copy;
    }

    /// <summary>Every row of these partitions; of all that are known, where none is named.</summary>
    public Task<IReadOnlyList<string>> Rows(params IReadOnlyList<string> partitions) => service.Rows(partitions.Count > 0 ? partitions : [Workspace, DirectoryRows.Partition, Rival.Workspace]);

    /// <summary>What was entered about the company's customers. A note for its owner may be left at anybody's.</summary>
    public async Task<IReadOnlyList<string>> Customers() =>
        [.. (await Rows(Workspace)).Where(row => row.Split(' ')[1].Split('|') is ["customer", _, var what, ..] && what is not ("sent" or "note"))];

    /// <summary>Waits until nothing is left to be sent now, and nothing is on its way to Teams.</summary>
    public Task Settled() => service.Settled(() => Teams.Connector.IsIdle, Workspace, Rival.Workspace);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await Teams.DisposeAsync();
    }

    private static void Unpaced(Platform platform, IServiceCollection services)
    {
        platform.Add?.Invoke(services);
        services.AddSingleton(provider => new Rates(paced: false, provider.GetRequiredService<TimeProvider>()));
    }
}
