using System.Net;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Places;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm.Bot.Slack.Web;

internal static class Client
{
    /// <summary>Adds what calls Slack, and the guard of its settings. Needs a row store, a clock, a <see cref="TimeProvider"/> and data protection.</summary>
    public static IServiceCollection AddSlackClient(this IServiceCollection services, IConfiguration configuration)
    {
        var options = SlackOptions.From(configuration);
        services.AddSingleton(options).AddHostedService<Guard>();
        // Rows of an install outlive the settings: what is kept is known though the channel is off.
        services.AddSingleton(InstallRow.Kind).AddSingleton(Install.States.Kind);
        if (!options.Speaks) return services;
        services.TryAddSingleton<Resolve>(Dns.GetHostAddressesAsync);
        services.AddSingleton<Wire>().AddSingleton<Vault>().AddSingleton<Renewal>().AddSingleton<OwnWorkspace>().AddSingleton<Installations>();
        services.AddSingleton<Api>().AddSingleton<Users>().AddSingleton<Colleagues>().AddSingleton<Channels>();
        return services.AddSingleton<Install.States>().AddSingleton<Install.InstallPages>();
    }
}
