using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatCrm.Bot.Secrets;

/// <summary>The certificate that seals the keys of data protection: from a file, or from a setting that a vault can give.</summary>
internal static class SealingCertificate
{
    private const string File = $"{SecretsOptions.Section}:{nameof(SecretsOptions.Certificate)}", Data = $"{SecretsOptions.Section}:{nameof(SecretsOptions.CertificateData)}",
        Password = $"{SecretsOptions.Section}:{nameof(SecretsOptions.CertificatePassword)}";

    // Elsewhere the private key would be copied into the user's own store; macOS cannot do without.
    private static readonly X509KeyStorageFlags Flags = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;

    /// <summary>Null where none is set.</summary>
    /// <param name="root">What a relative path begins at.</param>
    /// <exception cref="InvalidOperationException">It cannot be used; the message says why, and holds no secret.</exception>
    public static X509Certificate2? Of(SecretsOptions options, string root) => (options.Certificate is { Length: > 0 }, options.CertificateData is { Length: > 0 }) switch
    {
        (true, true) => throw new InvalidOperationException($"{File} and {Data} are both set, of which one counts: remove one of them."),
        (true, false) => Load($"{File} ({options.Certificate}) cannot be opened: it is a PFX file", () => X509CertificateLoader.LoadPkcs12FromFile(Path.GetFullPath(options.Certificate, root), options.CertificatePassword, Flags)),
        (false, true) => Load($"{Data} cannot be opened: it is a PFX file in base64", () => X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(options.CertificateData), options.CertificatePassword, Flags)),
        _ => null,
    };

    private static X509Certificate2 Load(string otherwise, Func<X509Certificate2> load)
    {
        try
        {
            var certificate = load();
            if (certificate.GetRSAPrivateKey() is not null) return certificate;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{otherwise}, and {Password} is its password.", failure);
        }
        throw new InvalidOperationException($"{otherwise} with an RSA private key, without which keys could be sealed, but not opened again.");
    }
}
