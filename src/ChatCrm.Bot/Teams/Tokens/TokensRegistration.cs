using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ChatCrm.Bot.Teams.Tokens;

internal static class TokensRegistration
{
    /// <summary>
    /// Adds the settings, their guard, and where an app is configured the check of tokens that arrive and the service's own token; without an app neither is
    /// there. Needs a clock and a <see cref="TimeProvider"/>. An <see cref="HttpPipelineTransport"/> among the services carries the requests for the own token.
    /// </summary>
    public static IServiceCollection AddTeamsTokens(this IServiceCollection services, TeamsOptions options)
    {
        services.TryAddSingleton(options);
        services.AddHostedService<Guard>();
        if (options.AppId.Length == 0) return services;
        services.AddSingleton<Metadata>().AddSingleton<SigningKeys>().AddSingleton<BearerCheck>();
        return services.AddSingleton(provider => new OutboundToken(
            Credential.Of(options, provider.GetService<HttpPipelineTransport>()), options, provider.GetRequiredService<IClock>(), provider.GetRequiredService<ILogger<OutboundToken>>()));
    }
}
