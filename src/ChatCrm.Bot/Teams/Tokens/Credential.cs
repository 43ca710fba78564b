using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>How the service proves to Entra who it is: by the one of three ways that is configured.</summary>
internal static class Credential
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="transport">What carries the requests; null is the usual one.</param>
    public static TokenCredential Of(TeamsOptions options, HttpPipelineTransport? transport) => options switch
    {
        { ClientSecret.Length: > 0 } => new ClientSecretCredential(options.TenantId, options.AppId, options.ClientSecret, With(new ClientSecretCredentialOptions { DisableInstanceDiscovery = IsUnlisted(options) }, options, transport)),
        { CertificatePath.Length: > 0 } => new ClientCertificateCredential(options.TenantId, options.AppId, CertificateOf(options), With(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = IsUnlisted(options) }, options, transport)),
        _ => AzureLogin.Of(options.ManagedIdentity, settings => With(settings, options, transport)),
    };

    /// <summary>The certificate of <see cref="TeamsOptions.CertificatePath"/>.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file holds none, or the password is another.</exception>
    public static X509Certificate2 CertificateOf(TeamsOptions options) => (X509Certificate2.GetCertContentType(options.CertificatePath), options.CertificatePassword) switch
    {
        (X509ContentType.Pfx, var password) => X509CertificateLoader.LoadPkcs12FromFile(options.CertificatePath, password),
        (_, "") => X509Certificate2.CreateFromPemFile(options.CertificatePath),
        var (_, password) => X509Certificate2.CreateFromEncryptedPemFile(options.CertificatePath, password),
    };

    /// <summary>Whether to trust the host as configured: one that Microsoft's list of authorities does not know would be refused after asking there.</summary>
    private static bool IsUnlisted(TeamsOptions options) => !Clouds.IsAuthority(options.Login.IdnHost);

    private static T With<T>(T settings, TeamsOptions options, HttpPipelineTransport? transport)
        where T : TokenCredentialOptions
    {
        settings.AuthorityHost = options.Login;
        settings.Retry.MaxRetries = 2;
        settings.Retry.NetworkTimeout = Patience;
        if (transport is not null) settings.Transport = transport;
        return settings;
    }
}
