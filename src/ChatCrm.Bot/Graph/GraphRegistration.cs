using System.Net;
using Azure.Core.Pipeline;
using ChatCrm.Calendars;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm.Bot.Graph;

internal static class GraphRegistration
{
    /// <summary>Puts Outlook calendars in the place of none, where the section is set. Needs a clock and a <see cref="TimeProvider"/>. An <see cref="HttpPipelineTransport"/> among the services carries the requests for the own token.</summary>
    public static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration)
    {
        var options = GraphOptions.From(configuration);
        services.AddSingleton(options).AddHostedService<Guard>();
        if (!options.IsSet) return services;
        services.TryAddSingleton<Resolve>(Dns.GetHostAddressesAsync);
        // Asked for when it is needed: settings of which none can be made are for the guard to refuse, in words.
        services.AddSingleton(provider => new OwnToken(options.Identity().Credential(provider.GetService<HttpPipelineTransport>()), options)).AddSingleton<GraphCalls>();
        return services.AddSingleton<ICalendar>(provider => new GraphCalendar(new(provider.GetRequiredService<GraphCalls>)));
    }
}
