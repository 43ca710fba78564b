using System.Net;
using ChatCrm.Bot;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

/// <summary>The client as the service has it, in front of a <see cref="Loopback"/>; time stands until it is moved.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Bot = "xoxb-1-canary", ClientSecret = "client-secret-canary", SigningSecret = "signing-secret-canary";

    public static readonly Installation Acme = new("T1", Bot, "UBOT", "A1", "Acme", false, new HashSet<string>());

    private readonly ServiceProvider services;

    private Desk(Loopback slack, ServiceProvider services, HandTime time, CapturedLog log, IRowStore store) => (Slack, this.services, Time, Log, Store) = (slack, services, time, log, store);

    public Loopback Slack { get; }

    public HandTime Time { get; }

    public CapturedLog Log { get; }

    public IRowStore Store { get; }

    public Api Api => Get<Api>();

    public Installations Installations => Get<Installations>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A desk; several with one store and one protection are several processes.</summary>
    public static async Task<Desk> Open(Dictionary<string, string?>? settings = null, IRowStore? store = null, Resolve? resolve = null, Loopback? slack = null, HandTime? time = null, IDataProtectionProvider? protection = null)
    {
        slack ??= await Loopback.Start();
        time ??= new();
        store ??= new MemoryRowStore();
        var log = new CapturedLog();
        var collection = new ServiceCollection().AddSingleton(store).AddSingleton<IClock>(time).AddSingleton<TimeProvider>(time)
            .AddSingleton(protection ?? new EphemeralDataProtectionProvider()).AddSingleton<Connections>()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        if (resolve is not null) collection.AddSingleton(resolve);
        collection.AddSlackClient(new ConfigurationBuilder().AddInMemoryCollection(Settings(slack, settings)).Build());
        return new(slack, collection.BuildServiceProvider(), time, log, store);
    }

    public static Dictionary<string, string?> Settings(Loopback slack, Dictionary<string, string?>? more = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Slack:Api"] = new Uri(slack.Address, "api/").ToString(),
            ["Slack:Authorize"] = new Uri(slack.Address, "oauth/v2/authorize").ToString(),
            ["Slack:Hooks:0"] = "127.0.0.1",
            ["Slack:SigningSecret"] = SigningSecret,
            ["Slack:ClientId"] = "1.2",
            ["Slack:ClientSecret"] = ClientSecret,
            ["Slack:PublicAddress"] = "http://127.0.0.1:5080",
        };
        foreach (var (name, value) in more ?? []) settings[name] = value;
        return settings;
    }

    /// <summary>What Slack gives for an install of team T1; with a lifetime, a token that ends.</summary>
    public static OAuthAccess Access(string token = Bot, string refresh = "", Duration? lasts = null) => new("T1", token, refresh, lasts, "UBOT", "A1", "Acme", "", false, ["commands"], "U1");

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Slack.DisposeAsync();
    }

    public static Resolve Leading(params string[] addresses) => (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
}
