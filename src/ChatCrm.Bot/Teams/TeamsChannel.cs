using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Bot.Teams.Tokens;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm.Bot.Teams;

/// <summary>The Teams channel, as a whole.</summary>
internal static class TeamsChannel
{
    /// <summary>Nothing but the guard where no setting of the section is set. Needs the product, a row store, a clock and the words of cards among the services.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        var options = TeamsOptions.From(configuration);
        services.AddTeamsTokens(options);
        if (!options.Speaks) return services;
        services.AddSingleton(ChatRow.RowKind).AddSingleton(ChatRow.TenantKind).AddSingleton(PersonRow.RowKind);
        // Asked for when it is needed: settings of which none can be made are for the guard to refuse, in words.
        services.AddConnector(options.Services, provider => async cancel => provider.GetService<OutboundToken>() is { } own ? await own.Get(cancel) : null);
        services.AddSingleton<Chats>().AddSingleton<Members>().AddSingleton<RoomNames>().AddSingleton<Drawings>().AddSingleton<Forms>().AddSingleton<Posts>().AddSingleton<Given>();
        services.AddSingleton<ExtensionLines>().AddSingleton<Reception>().AddSingleton<Messages>().AddSingleton<Searches>().AddSingleton<Placing>().AddSingleton<Answers>().AddSingleton<Arrivals>().AddSingleton<Inbound>();
        services.TryAddSingleton<UnderWay>();
        services.AddHostedService(provider => provider.GetRequiredService<UnderWay>());
        if (options.PublicAddress is { } address) services.TryAddSingleton(new CustomerLink(address));
        return services.AddSingleton<IMessenger, Outbound>();
    }
}
