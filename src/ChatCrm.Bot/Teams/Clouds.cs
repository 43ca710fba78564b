namespace ChatCrm.Bot.Teams;

/// <summary>Who signs what arrives from Teams in one of Microsoft's clouds, where the service gets its own tokens, and which hosts take its answers.</summary>
/// <param name="Issuer">Whom a token names as its issuer.</param>
/// <param name="Metadata">The OpenID document of that issuer's keys.</param>
/// <param name="Login">The authority host that gives the service its own tokens.</param>
/// <param name="Scope">What those tokens are asked for.</param>
/// <param name="Services">The exact hosts that a <c>serviceUrl</c> may have.</param>
/// <param name="Client">Where people have Teams in the browser.</param>
internal sealed record CloudHosts(string Issuer, Uri Metadata, Uri Login, string Scope, IReadOnlyList<string> Services, Uri Client);

/// <summary>
/// Microsoft's clouds by name. Issuers, metadata, scopes and authority hosts:
/// https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high (GCC High, DoD), https://learn.microsoft.com/azure/bot-service/how-to-deploy-china-cloud
/// (21Vianet), botbuilder-dotnet AuthenticationConstants.cs and GovernmentAuthenticationConstants.cs. Service hosts: microsoft/teams.net CloudEnvironment.cs and
/// Agents-for-net TeamsProactiveServiceEndpoints.cs. Browser clients: https://learn.microsoft.com/microsoftteams/platform/teams-sdk/essentials/app-configuration/sovereign-cloud.
/// </summary>
internal static class Clouds
{
    public const string Usual = "Public";

    private const string CommercialClient = "https://teams.microsoft.com/";

    private static readonly Dictionary<string, CloudHosts> Named = new(StringComparer.Ordinal)
    {
        [Usual] = Commercial(["smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"]),
        // GCC signs in and registers its bots in the commercial cloud; only its connector stands elsewhere.
        ["GCC"] = Commercial(["smba.infra.gcc.teams.microsoft.com", "smba.trafficmanager.net"]),
        ["USGov"] = Government("smba.infra.gov.teams.microsoft.us", "https://gov.teams.microsoft.us/"),
        ["DoD"] = Government("smba.infra.dod.teams.microsoft.us", "https://dod.teams.microsoft.us/"),
        ["China"] = new("https://api.botframework.azure.cn", new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"), new("https://login.partner.microsoftonline.cn/"),
            "https://api.botframework.azure.cn/.default", ["frontend.botapi.msg.infra.teams.microsoftonline.cn"], new("https://teams.microsoftonline.cn/")),
    };

    public static IEnumerable<string> Names => Named.Keys;

    /// <summary>A cloud by its exact name; null where it has no such name.</summary>
    public static CloudHosts? Find(string name) => Named.GetValueOrDefault(name);

    private static CloudHosts Commercial(IReadOnlyList<string> services) =>
        new("https://api.botframework.com", new("https://login.botframework.com/v1/.well-known/openidconfiguration"), new("https://login.microsoftonline.com/"), "https://api.botframework.com/.default", services, new(CommercialClient));

    private static CloudHosts Government(string service, string client) =>
        new("https://api.botframework.us", new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"), new("https://login.microsoftonline.us/"), "https://api.botframework.us/.default", [service], new(client));
}
