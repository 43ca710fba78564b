using Azure.Core;
using ChatCrm.Bot.Teams;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Bot.Teams.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ChatCrm.Benchmarks.Teams;

/// <summary>The service with two parts replaced: nobody on this computer gives it a token of its own, and it sends as fast as it can, where one chat may have two messages a second.</summary>
internal static class UnpacedService
{
    public static int Run(string[] settings) => HostedProgram.Run(services =>
    {
        services.AddSingleton(provider => new OutboundToken(
            new GivenToken(), provider.GetRequiredService<TeamsOptions>(), provider.GetRequiredService<IClock>(), provider.GetRequiredService<ILogger<OutboundToken>>()));
        services.AddConnector(["127.0.0.1"], provider => Bearer(provider.GetRequiredService<OutboundToken>()), paced: false);
    }, settings);

    private static Bearer Bearer(OutboundToken own) => async cancel => await own.Get(cancel);

    private sealed class GivenToken : TokenCredential
    {
        /// <summary>As long as a real one.</summary>
        private static readonly AccessToken Token = new(new('t', 1200), DateTimeOffset.UtcNow.AddDays(1));

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
    }
}
