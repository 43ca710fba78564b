using Azure.Core;
using Azure.Core.Pipeline;

namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>How the bot proves to Entra who it is.</summary>
internal static class Credential
{
    /// <param name="transport">What carries the requests; null is the usual one.</param>
    public static TokenCredential Of(TeamsOptions options, HttpPipelineTransport? transport) => Identity(options).Credential(transport);

    public static EntraIdentity Identity(TeamsOptions options) => new()
    {
        TenantId = options.TenantId,
        ClientId = options.AppId,
        ClientSecret = options.ClientSecret,
        CertificatePath = options.CertificatePath,
        CertificatePassword = options.CertificatePassword,
        ManagedIdentity = options.ManagedIdentity,
        Login = options.Login,
        IsUnlisted = !EntraIdentity.IsAuthority(options.Login),
    };
}
