using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>
/// Slack without an address of our own: connections that this service opens, over which the same payloads come as over HTTP
/// (https://docs.slack.dev/apis/events-api/using-socket-mode). Nothing of it is signed: what comes over a socket is Slack's because the socket leads to Slack.
/// </summary>
internal sealed class SocketMode(SlackOptions options, Tickets tickets, Lines lines, Intake intake, Pause pause, TimeProvider time, ILogger<SocketMode> log) : BackgroundService
{
    /// <summary>Envelopes that are worked on at once, over all connections; more wait in their sockets.</summary>
    public const int MostAtOnce = 64;

    private readonly SemaphoreSlim places = new(MostAtOnce);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => new Seat(tickets, lines, intake, places, pause, time, log).Keep(stoppingToken)));
}

internal static class SocketModeChannel
{
    /// <summary>Nothing without an app-level token.</summary>
    public static IServiceCollection AddSocketMode(this IServiceCollection services, SlackOptions options)
    {
        if (options.AppToken.Length == 0) return services;
        services.AddSingleton<Tickets>().AddSingleton<Lines>().AddSingleton<Intake>();
        services.AddSingleton(provider => Entrances.Of(provider.GetRequiredService<Inbound>(), provider.GetRequiredService<Api>()));
        services.AddSingleton<Pause>(provider => (wait, cancel) => Task.Delay(wait, provider.GetRequiredService<TimeProvider>(), cancel));
        return services.AddHostedService<SocketMode>();
    }
}
