using ChatCrm.Bot;
using ChatCrm.Bot.BrowserChat;
using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Change = ChatCrm.Storage.Change;
using Page = ChatCrm.Storage.Page;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>
/// The whole service over real HTTP with the fake of Slack behind it, opened further than other tests need: its endpoints, all of its rows, all that it
/// logs down to traces, and every request that Slack sent it, so that a test can send the same again, or nearly the same.
/// </summary>
internal sealed class EdgeApp : IAsyncDisposable
{
    public const string Workspace = "w1";

    private readonly Folder folder = new();
    private readonly Factory factory;

    private EdgeApp(FakeSlack slack, IReadOnlyDictionary<string, string> settings, bool records)
    {
        Slack = slack;
        factory = new(folder.File("chatcrm.db"), settings, records ? Recorder : null);
    }

    public FakeSlack Slack { get; }

    public Recorder Recorder { get; } = new();

    public FakeClock Clock => factory.Clock;

    public IReadOnlyCollection<string> Log => factory.Log.Records;

    /// <summary>What it logged as an error: empty in a service that is well.</summary>
    public IReadOnlyCollection<string> Errors => factory.Errors.Told;

    public IServiceProvider Services => factory.Services;

    public IRowStore Store => Services.GetRequiredService<IRowStore>();

    public Uri Address => factory.ClientOptions.BaseAddress;

    public Attacker Attacker { get; private set; } = null!;

    /// <summary>Where it listens for anything: method, path and the endpoint itself.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().DistinctBy(endpoint => endpoint.DisplayName)];

    /// <param name="records">True keeps every request that comes in.</param>
    public static async Task<EdgeApp> Start(bool records = true, params (string Name, string Value)[] more)
    {
        var slack = await FakeSlack.Start();
        var platform = SlackApp.PlatformOf(slack, more);
        var app = new EdgeApp(slack, platform.Settings, records);
        await using (var store = new SqliteRowStore(app.folder.File("chatcrm.db"))) await Fill(store, platform);
        app.factory.UseKestrel();
        app.factory.StartServer();
        (slack.World.Clock, slack.Service, app.Attacker) = (app.Clock, app.Address, new(app.Address, app.Clock));
        // What it asked when it started is no answer to what a test does.
        slack.Api.Calls.Clear();
        return app;
    }

    /// <summary>Every row of these partitions; of all that are known, where none is named.</summary>
    public async Task<IReadOnlyList<string>> Rows(params IReadOnlyList<string> partitions)
    {
        var rows = new List<string>();
        foreach (var partition in partitions.Count > 0 ? partitions : [Workspace, DirectoryRows.Partition, Rival.Workspace])
        {
            var range = new KeyRange("!", "~", RowLimits.RowsPerPage);
            for (var page = await Page(partition, range); ; page = await Page(partition, range with { Continue = page.Continue }))
            {
                rows.AddRange(page.Rows.Select(row => $"{partition} {row.Key} {row.Value}"));
                if (page.Continue is null) break;
            }
        }
        return rows;
    }

    /// <summary>Waits until nothing is left to be sent now, and nothing is on its way to Slack.</summary>
    public async Task Settled()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        foreach (var workspace in new[] { Workspace, Rival.Workspace })
        {
            Services.GetRequiredService<Bell>().Ring(workspace);
            while (await Waits(workspace, patience.Token) || !Slack.Api.IsIdle) await Task.Delay(5, patience.Token);
        }
        // A home is drawn again after the answer, by what stopping waits for.
        await Services.GetRequiredService<UnderWay>().StopAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Attacker?.Dispose();
        await factory.DisposeAsync();
        await Slack.DisposeAsync();
        folder.Dispose();
    }

    private async Task<Page> Page(string partition, KeyRange range) => (await Store.List(partition, [range], TestContext.Current.CancellationToken))[0];

    private async Task<bool> Waits(string workspace, CancellationToken cancel)
    {
        var until = "outbox|" + Keys.OldestFirst(Clock.Now) + "~";
        return (await Store.List(workspace, [new("outbox|", until, 1)], cancel))[0].Rows.Count > 0;
    }

    private static async Task Fill(IRowStore store, Platform platform)
    {
        await using var product = new ServiceCollection().AddChatCrm().BuildServiceProvider();
        var kinds = product.GetRequiredService<RowKinds>();
        await Cast.Seed(store, Workspace, kinds, platform.Accounts);
        await Rival.Seed(store, kinds);
        await store.Commit(DirectoryRows.Partition, "seed", [new Change.Insert(DirectoryRows.WorkspaceKey(Workspace), "{}")]);
        await store.Commit(DirectoryRows.Partition, "seed", [new Change.Insert(DirectoryRows.ConnectionKey(platform.Connection), DirectoryRows.Value(new Connection { Workspace = Workspace, Name = "Company", At = 1 }))]);
    }

    private sealed class Factory(string file, IReadOnlyDictionary<string, string> settings, Recorder? recorder) : WebApplicationFactory<Program>
    {
        public FakeClock Clock { get; } = new();

        public CapturedLog Log { get; } = new();

        public ErrorLog Errors { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseEnvironment("Development")
            .UseSetting("Storage:Path", file)
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting($"{BrowserChatOptions.Section}:{nameof(BrowserChatOptions.Workspace)}", Workspace)
            .ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace).AddProvider(Log).AddProvider(Errors))
            .ConfigureTestServices(services =>
            {
                services.AddSingleton<IClock>(Clock);
                if (recorder is not null) services.AddSingleton<IStartupFilter>(recorder);
            })
            .Configured(settings);
    }
}
