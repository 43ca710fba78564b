using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm.Bot.Teams.Connector;

internal static class ConnectorRegistration
{
    /// <summary>Adds what calls the Connector.</summary>
    /// <param name="hosts">The exact hosts that a service may have.</param>
    /// <param name="bearer">Where our token for them comes from.</param>
    /// <param name="paced">False for a measurement alone: then the Connector's limits are not kept.</param>
    public static IServiceCollection AddConnector(this IServiceCollection services, IReadOnlyList<string> hosts, Func<IServiceProvider, Bearer> bearer, bool paced = true)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Resolve>(Dns.GetHostAddressesAsync);
        services.AddSingleton(new ServiceHosts(hosts)).AddSingleton(bearer);
        return services.AddSingleton(provider => new Rates(paced, provider.GetRequiredService<TimeProvider>())).AddSingleton<Wire>().AddSingleton<ConnectorClient>();
    }
}
