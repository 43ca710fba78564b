using System.Net;
using ChatCrm.Bot;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.HouseRules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

/// <summary>The install pages over real HTTP, with a <see cref="Loopback"/> for Slack behind them.</summary>
internal sealed class InstallHost : IAsyncDisposable
{
    public const string Granted = """
        {"ok":true,"app_id":"A1","token_type":"bot","access_token":"xoxb-canary","bot_user_id":"UBOT","scope":"commands,chat:write","team":{"id":"T1","name":"Acme"},
         "enterprise":null,"is_enterprise_install":false,"authed_user":{"id":"U1"}}
        """;

    private readonly WebApplication app;

    private InstallHost(WebApplication app, Loopback slack) => (this.app, Slack) = (app, slack);

    public Loopback Slack { get; }

    /// <summary>The codes that were exchanged: whoever installs the app is welcomed besides.</summary>
    public IEnumerable<Asked> Exchanges => Slack.Calls.Where(call => call.Method == "oauth.v2.access");

    public Uri Address => new(app.Urls.Single());

    public HandTime Time => (HandTime)app.Services.GetRequiredService<IClock>();

    public IRowStore Store => app.Services.GetRequiredService<IRowStore>();

    public Installations Installations => app.Services.GetRequiredService<Installations>();

    public CapturedLog Log { get; private init; } = new();

    public static async Task<InstallHost> Start(Dictionary<string, string?>? settings = null, IRowStore? store = null, HandTime? time = null, Loopback? slack = null, IDataProtectionProvider? keys = null)
    {
        slack ??= await Loopback.Start();
        slack.Answers = (http, _) => Loopback.Say(http, Granted);
        var log = new CapturedLog();
        var app = Build(Desk.Settings(slack, settings), log, store, time, keys: keys);
        await app.StartAsync();
        return new(app, slack) { Log = log };
    }

    public static WebApplication Build(Dictionary<string, string?> settings, CapturedLog log, IRowStore? store = null, HandTime? time = null, string environment = "Development", string urls = "http://127.0.0.1:0", IDataProtectionProvider? keys = null)
    {
        time ??= new();
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls(urls);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRoutingCore().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        builder.Services.AddSingleton(store ?? new MemoryRowStore()).AddSingleton<IClock>(time).AddSingleton<TimeProvider>(time).AddSingleton(keys ?? new EphemeralDataProtectionProvider());
        builder.Services.AddChatCrm().AddSlack(builder.Configuration);
        var app = builder.Build();
        app.MapSlackInstall();
        app.MapCustomerLinks(null);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Slack.DisposeAsync();
    }
}

/// <summary>A browser that follows nothing by itself, with its own cookies.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly Uri site;
    private readonly HttpClient http;

    public Visitor(Uri site) => (this.site, http) = (site, new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = Cookies }));

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(new Uri(site, path), TestContext.Current.CancellationToken);

    /// <summary>Begins an install; gives the state.</summary>
    public async Task<string> Begin()
    {
        using var response = await Get("/slack/install");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return Query(response.Headers.Location!)["state"];
    }

    public static IReadOnlyDictionary<string, string> Query(Uri address) =>
        address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    public void Dispose() => http.Dispose();
}
