using System.Net;
using ChatCrm.Bot;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Tests.HouseRules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>The client as the service has it, in front of a <see cref="Switchboard"/>; time stands until it is moved.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Token = "bearer-canary", Acme = "acme-tenant";

    private readonly ServiceProvider services;

    private Desk(Switchboard board, ServiceProvider services, Waits time, CapturedLog log) => (Board, this.services, Time, Log) = (board, services, time, log);

    public Switchboard Board { get; }

    public Waits Time { get; }

    public CapturedLog Log { get; }

    public int Asked { get; private set; }

    public ConnectorClient Client => services.GetRequiredService<ConnectorClient>();

    public ServiceHosts Hosts => services.GetRequiredService<ServiceHosts>();

    public Chat Chat => At("a:1");

    public Chat At(string conversation, string tenant = Acme) => new(tenant, Board.Address, conversation);

    public static async Task<Desk> Open(string[]? hosts = null, Resolve? resolve = null, bool paced = false, Func<string?>? token = null)
    {
        var (board, time, log) = (await Switchboard.Start(), new Waits(), new CapturedLog());
        Desk desk = null!;
        var collection = new ServiceCollection().AddSingleton<TimeProvider>(time).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        if (resolve is not null) collection.AddSingleton(resolve);
        collection.AddConnector(hosts ?? ["127.0.0.1"], _ => _ =>
        {
            desk.Asked++;
            return new((token ?? (() => Token))());
        }, paced);
        return desk = new(board, collection.BuildServiceProvider(), time, log);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Board.DisposeAsync();
    }

    public static Resolve Leading(params string[] addresses) => (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
}
