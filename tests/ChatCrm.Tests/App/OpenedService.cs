using ChatCrm.Bot.BrowserChat;
using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules;
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

namespace ChatCrm.Tests.App;

/// <summary>The whole service over real HTTP, opened further than most tests need: its endpoints, all of its rows, and all that it logs, down to traces.</summary>
internal sealed class OpenedService : IAsyncDisposable
{
    public const string Workspace = RunningApp.Workspace;

    private readonly Folder folder = new();
    private readonly Factory factory;

    private OpenedService(Platform platform, IReadOnlyList<IStartupFilter> filters) => factory = new(folder.File("chatcrm.db"), platform, filters);

    public FakeClock Clock => factory.Clock;

    public IReadOnlyCollection<string> Log => factory.Log.Records;

    /// <summary>What it logged as an error: empty in a service that is well.</summary>
    public IReadOnlyCollection<string> Errors => factory.Errors.Told;

    public IServiceProvider Services => factory.Services;

    public IRowStore Store => Services.GetRequiredService<IRowStore>();

    public Uri Address => factory.ClientOptions.BaseAddress;

    /// <summary>Where it listens for anything: method, path and the endpoint itself.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().DistinctBy(endpoint => endpoint.DisplayName)];

    /// <summary>Starts it over the cast of the tests.</summary>
    /// <param name="fill">Writes rows besides, before it starts.</param>
    /// <param name="filters">What sees every request before anything of the service does.</param>
    public static async Task<OpenedService> Start(Platform platform, Func<IRowStore, RowKinds, Task> fill, params IReadOnlyList<IStartupFilter> filters)
    {
        var service = new OpenedService(platform, filters);
        await using (var store = new SqliteRowStore(service.folder.File("chatcrm.db"))) await Fill(store, platform, fill);
        service.factory.UseKestrel();
        service.factory.StartServer();
        return service;
    }

    /// <summary>Every row of these partitions, with the partition's name.</summary>
    public async Task<IReadOnlyList<string>> Rows(params IReadOnlyList<string> partitions)
    {
        var rows = new List<string>();
        foreach (var partition in partitions)
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

    /// <summary>Waits until nothing of these workspaces is left to be sent or woken now, nothing is on its way to the platform, and nothing goes on behind an answer.</summary>
    public async Task Settled(Func<bool> isIdle, params IReadOnlyList<string> workspaces)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        foreach (var workspace in workspaces)
        {
            Services.GetRequiredService<Bell>().Ring(workspace);
            while (await Waits(workspace, patience.Token) || !isIdle()) await Task.Delay(5, patience.Token);
        }
        await Services.GetRequiredService<Bot.UnderWay>().StopAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        folder.Dispose();
    }

    private async Task<Page> Page(string partition, KeyRange range) => (await Store.List(partition, [range], TestContext.Current.CancellationToken))[0];

    private async Task<bool> Waits(string workspace, CancellationToken cancel) =>
        (await Store.List(workspace, [Pages.Until("outbox", Clock.Now, 1), Pages.Until("wake", Clock.Now, 1)], cancel)).Any(page => page.Rows.Count > 0);

    private static async Task Fill(IRowStore store, Platform platform, Func<IRowStore, RowKinds, Task> fill)
    {
        await using var product = new ServiceCollection().AddChatCrm().BuildServiceProvider();
        var kinds = product.GetRequiredService<RowKinds>();
        await Cast.Seed(store, Workspace, kinds, platform.Accounts);
        await fill(store, kinds);
        await store.Commit(DirectoryRows.Partition, "seed", [new Change.Insert(DirectoryRows.WorkspaceKey(Workspace), "{}")]);
        await store.Commit(DirectoryRows.Partition, "seed", [new Change.Insert(DirectoryRows.ConnectionKey(platform.Connection), DirectoryRows.Value(new Connection { Workspace = Workspace, Name = "Company", At = 1 }))]);
    }

    private sealed class Factory(string file, Platform platform, IReadOnlyList<IStartupFilter> filters) : WebApplicationFactory<Program>
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
                foreach (var filter in filters) services.AddSingleton(filter);
                platform.Add?.Invoke(services);
            })
            .Configured(platform.Settings);
    }
}
