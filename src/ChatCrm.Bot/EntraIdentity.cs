using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace ChatCrm.Bot;

/// <summary>Who the service is in Entra, and the one way in which it proves that: there is no list of ways that are tried in turn.</summary>
internal sealed record EntraIdentity
{
    /// <summary>The managed identity that Azure made for the service.</summary>
    public const string OfMachine = "system";

    /// <summary>The identity of the Kubernetes pod, by the variables that AKS sets (https://learn.microsoft.com/azure/aks/workload-identity-overview).</summary>
    public const string OfWorkload = "workload";

    /// <summary>What can be a <see cref="ManagedIdentity"/>, in words.</summary>
    public const string Managing = $"{OfMachine}, {OfWorkload}, or the client id of a managed identity (Managed Identity, Overview, Client ID)";

    // https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud; China has an old name and a new one.
    private static readonly string[] Logins = ["https://login.microsoftonline.com/", "https://login.microsoftonline.us/", "https://login.partner.microsoftonline.cn/", "https://login.chinacloudapi.cn/"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string TenantId { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>A PFX or PEM file.</summary>
    public string CertificatePath { get; init; } = "";

    public string CertificatePassword { get; init; } = "";

    /// <summary>The client id of a managed identity, <see cref="OfMachine"/> (or nothing), or <see cref="OfWorkload"/>; what counts where neither a secret nor a certificate is set.</summary>
    public string ManagedIdentity { get; init; } = "";

    /// <summary>The authority host; null: what <c>AZURE_AUTHORITY_HOST</c> says, which Kubernetes sets in other clouds, and without it the public one.</summary>
    public Uri? Login { get; init; }

    /// <summary>Whether to trust the authority host as configured: one that Microsoft's list of authorities does not know would be refused after asking there.</summary>
    public bool IsUnlisted { get; init; }

    /// <param name="transport">What carries the requests; null is the usual one.</param>
    public TokenCredential Credential(HttpPipelineTransport? transport = null) => this switch
    {
        { ClientSecret.Length: > 0 } => new ClientSecretCredential(TenantId, ClientId, ClientSecret, With(new ClientSecretCredentialOptions { DisableInstanceDiscovery = IsUnlisted }, transport)),
        { CertificatePath.Length: > 0 } => new ClientCertificateCredential(TenantId, ClientId, Certificate(), With(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = IsUnlisted }, transport)),
        { ManagedIdentity: OfWorkload } => new WorkloadIdentityCredential(With(new WorkloadIdentityCredentialOptions { DisableInstanceDiscovery = IsUnlisted }, transport)),
        _ => new ManagedIdentityCredential(With(new ManagedIdentityCredentialOptions(Managed()), transport)),
    };

    /// <summary>The certificate of <see cref="CertificatePath"/>.</summary>
    /// <exception cref="CryptographicException">The file holds none, or the password is another.</exception>
    public X509Certificate2 Certificate() => (X509Certificate2.GetCertContentType(CertificatePath), CertificatePassword) switch
    {
        (X509ContentType.Pfx, var password) => X509CertificateLoader.LoadPkcs12FromFile(CertificatePath, password),
        (_, "") => X509Certificate2.CreateFromPemFile(CertificatePath),
        var (_, password) => X509Certificate2.CreateFromEncryptedPemFile(CertificatePath, password),
    };

    /// <summary>The settings that say how it proves who it is; exactly one of them counts.</summary>
    public IReadOnlyList<string> Ways =>
        [.. new[] { (nameof(ClientSecret), ClientSecret), (nameof(CertificatePath), CertificatePath), (nameof(ManagedIdentity), ManagedIdentity) }.Where(way => way.Item2.Length > 0).Select(way => way.Item1)];

    /// <summary>What is wrong with the way that is set; null where nothing is, or none is set.</summary>
    /// <param name="section">The section of the settings that it is from.</param>
    public string? Unclear(string section) => Ways switch
    {
        [_, _, ..] => $"{section} has several ways to sign in, of which one counts: keep one of {string.Join(" and ", Ways.Select(way => $"{section}:{way}"))}.",
        [nameof(ClientSecret) or nameof(CertificatePath)] when TenantId.Length == 0 || ClientId.Length == 0 => $"{section}:{Ways[0]} needs {section}:TenantId and {section}:ClientId, of the app registration that it belongs to.",
        [nameof(ManagedIdentity)] when !IsManaged(ManagedIdentity) => $"{section}:{nameof(ManagedIdentity)} is {Managing}.",
        _ => null,
    };

    /// <summary>What is wrong with <see cref="CertificatePath"/>, where it is set; null where nothing is.</summary>
    /// <param name="section">The section of the settings that it is from.</param>
    public string? Unreadable(string section)
    {
        if (CertificatePath.Length == 0) return null;
        try
        {
            using var certificate = Certificate();
            return certificate.HasPrivateKey ? null : $"{section}:CertificatePath holds a certificate without its private key.";
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"{section}:CertificatePath cannot be read: it is the path of a PFX or PEM file with the private key in it, and {section}:CertificatePassword its password.";
        }
    }

    /// <summary>Microsoft's authority hosts, in words.</summary>
    public static string Authorities => string.Join(", ", Logins);

    /// <summary>Whether it is one of Microsoft's authority hosts, in any of its clouds, and no more than that.</summary>
    public static bool IsAuthority(Uri login) => login.IsAbsoluteUri && Logins.Contains(login.AbsoluteUri);

    /// <summary>Whether it can be a <see cref="ManagedIdentity"/>.</summary>
    public static bool IsManaged(string identity) => identity is OfMachine or OfWorkload || Guid.TryParse(identity, out _);

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => nameof(EntraIdentity);

    private ManagedIdentityId Managed() => ManagedIdentity is "" or OfMachine ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(ManagedIdentity);

    private T With<T>(T settings, HttpPipelineTransport? transport)
        where T : TokenCredentialOptions
    {
        if (Login is not null) settings.AuthorityHost = Login;
        settings.Retry.MaxRetries = 2;
        settings.Retry.NetworkTimeout = Patience;
        if (transport is not null) settings.Transport = transport;
        return settings;
    }
}
