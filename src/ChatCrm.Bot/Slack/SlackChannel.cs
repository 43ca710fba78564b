using ChatCrm.Bot.Slack.Sockets;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm.Bot.Slack;

/// <summary>The Slack channel, as a whole.</summary>
internal static class SlackChannel
{
    /// <summary>Nothing where no setting of the section is set. Needs the product, a row store, a clock and data protection among the services.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSlackClient(configuration);
        if (!SlackOptions.From(configuration).Speaks) return services;
        services.TryAddSingleton<UnderWay>();
        services.AddSingleton<Posts>().AddSingleton<MetadataSeal>().AddSingleton<Reception>().AddSingleton<Windows>().AddSingleton<Placing>();
        services.AddSingleton<Homes>().AddSingleton<Previews>().AddSingleton<Answers>().AddSingleton<Inbound>();
        // They stop the other way round: homes are drawn again for what late turns change, too.
        services.AddHostedService<HomeRounds>().AddHostedService(provider => provider.GetRequiredService<UnderWay>()).AddHostedService<WarmUp>();
        if (SlackOptions.From(configuration).PublicAddress is { } address) services.TryAddSingleton(new CustomerLink(address));
        services.AddSocketMode(SlackOptions.From(configuration));
        return services.AddSingleton<IMessenger, Outbound>();
    }
}
