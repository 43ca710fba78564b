using System.Collections.Concurrent;
using ChatCrm.Bot.BrowserChat;
using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Change = ChatCrm.Storage.Change;

namespace ChatCrm.Tests.App;

/// <summary>The whole service, as <c>dotnet run</c> starts it, on a loopback port of its own: a SQLite file with the <see cref="Cast"/>, and a clock that stands until it is moved.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string Workspace = "w1";

    private readonly Folder folder;
    private readonly Func<Factory> begin;
    private Factory factory;

    private RunningApp(Folder folder, string file, Func<Factory> begin) => (this.folder, File, this.begin, factory) = (folder, file, begin, begin());

    /// <summary>Where its rows are.</summary>
    public string File { get; }

    public required FakeClock Clock { get; init; }

    /// <summary>Where its pages are: "http://127.0.0.1:41234". Another place after each <see cref="Restart"/>.</summary>
    public Uri Address => factory.ClientOptions.BaseAddress;

    /// <summary>What it logged as an error: empty in a service that is well.</summary>
    public IReadOnlyCollection<string> Errors => Log.Errors;

    /// <summary>All that it logged, at the levels that the settings of the service name.</summary>
    public IReadOnlyCollection<string> Logged => Log.Told;

    private KeptLog Log { get; init; } = new();

    public IServiceProvider Services => factory.Services;

    private IRowStore Store => factory.Services.GetRequiredService<IRowStore>();

    /// <summary>Starts it.</summary>
    /// <param name="inFrontOf">Puts another store in front of the file's.</param>
    /// <param name="platform">The chat platform that it is connected to, besides the console.</param>
    /// <param name="shelf">Where its rows are, if not in a file of its own.</param>
    /// <param name="beside">Another instance runs on the shelf already.</param>
    public static async Task<RunningApp> Start(Func<IRowStore, IRowStore>? inFrontOf = null, Platform? platform = null, Shelf? shelf = null, bool beside = false)
    {
        var folder = new Folder();
        var file = folder.File("chatcrm.db");
        shelf ??= Shelf.File(file);
        if (!beside) await using (var rows = shelf.Open()) await Fill(rows.Store, platform);
        var (clock, log) = (new FakeClock(), new KeptLog());
        return new(folder, file, () => Factory.Begin(new(shelf, clock, log, inFrontOf, platform))) { Clock = clock, Log = log };
    }

    /// <summary>Ends the service, and starts it again on the same file.</summary>
    public async Task Restart()
    {
        await factory.DisposeAsync();
        factory = begin();
    }

    /// <summary>Waits until nothing is left to be sent or woken now.</summary>
    public async Task Settled(string workspace = Workspace)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        factory.Services.GetRequiredService<Bell>().Ring(workspace);
        IReadOnlyList<Row> waiting = [];
        try
        {
            while ((waiting = await Waiting(workspace, patience.Token)).Count > 0) await Task.Delay(5, patience.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Still there after half a minute: {string.Join('\n', waiting.Select(row => $"{row.Key} {row.Value}"))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        folder.Dispose();
    }

    private async Task<IReadOnlyList<Row>> Waiting(string workspace, CancellationToken cancel)
    {
        var now = Clock.GetCurrentInstant();
        return [.. (await Store.List(workspace, [Pages.Until("outbox", now, 1), Pages.Until("wake", now, 1)], cancel)).SelectMany(page => page.Rows)];
    }

    /// <summary>Writes the cast and its connection into an empty store.</summary>
    public static async Task Fill(IRowStore store, Platform? platform)
    {
        await using var product = new ServiceCollection().AddChatCrm().BuildServiceProvider();
        await Cast.Seed(store, Workspace, product.GetRequiredService<RowKinds>(), platform?.Accounts);
        await store.Commit(DirectoryRows.Partition, "seed", [new Change.Insert(DirectoryRows.WorkspaceKey(Workspace), "{}")]);
        if (platform is { Connection.Length: > 0 })
            await store.Commit(DirectoryRows.Partition, "seed", [new Change.Insert(DirectoryRows.ConnectionKey(platform.Connection), DirectoryRows.Value(new Connection { Workspace = Workspace, Name = "Company", At = 1 }))]);
    }

    private sealed class Factory(Shelf shelf, FakeClock clock, KeptLog log, Func<IRowStore, IRowStore>? inFrontOf, Platform? platform) : WebApplicationFactory<Program>
    {
        public static Factory Begin(Factory factory)
        {
            factory.UseKestrel();
            factory.StartServer();
            return factory;
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseEnvironment("Development")
            // By setting: the factory's own way to choose a port races with Program, which starts the server by itself.
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting($"{BrowserChatOptions.Section}:{nameof(BrowserChatOptions.Workspace)}", Workspace)
            // Nobody waits here for an answer to come late: a slow machine is no reason to say "still saving".
            .UseSetting($"{BrowserChatOptions.Section}:{nameof(BrowserChatOptions.Patience)}", "00:05:00")
            .Configured(shelf.Settings)
            .ConfigureLogging(logging => logging.ClearProviders().AddProvider(log))
            .ConfigureTestServices(services =>
            {
                services.AddSingleton<IClock>(clock);
                // The container owns the store, so that its connections end with the service.
                if (inFrontOf is not null) services.AddSingleton(_ => shelf.Open()).AddSingleton(own => inFrontOf(own.GetRequiredService<OpenedShelf>().Store));
                platform?.Add?.Invoke(services);
            })
            .Configured(platform?.Settings);
    }

    /// <summary>Keeps what is logged, and of that the errors.</summary>
    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> told = [], errors = [];

        public IReadOnlyCollection<string> Told => told;

        public IReadOnlyCollection<string> Errors => errors;

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            told.Enqueue(formatter(state, exception) + exception);
            if (logLevel >= LogLevel.Error) errors.Enqueue(formatter(state, exception) + exception);
        }

        public void Dispose() { }
    }
}

/// <summary>A chat platform that the service is connected to: the settings, the connection of the cast's workspace, what it calls the cast's accounts.</summary>
/// <param name="Connection">Empty where nothing is connected yet.</param>
internal sealed record Platform(string Connection, Accounts Accounts, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>What a test puts in the place of the service's own.</summary>
    public Action<IServiceCollection>? Add { get; init; }
}

internal static class Configuring
{
    public static IWebHostBuilder Configured(this IWebHostBuilder builder, IReadOnlyDictionary<string, string>? settings)
    {
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) builder.UseSetting(name, value);
        return builder;
    }
}
