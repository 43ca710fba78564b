using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatCrm.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace ChatCrm.Bot.Secrets;

public static class SecretsRegistration
{
    // A changed name makes all that is protected unreadable.
    private const string Application = "ChatCrm";

    /// <summary>
    /// Adds data protection whose keys lie in the row store. Without a certificate they lie there as they are, so that whoever reads the store reads
    /// all of it; <c>Secrets:Certificate</c> (a PFX file with an RSA key) and <c>Secrets:CertificatePassword</c> seal the keys with what is outside of it.
    /// </summary>
    /// <param name="root">What a relative path of the certificate begins at.</param>
    /// <exception cref="InvalidOperationException">The certificate cannot be used; the message says why.</exception>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration, string root)
    {
        var protection = services.AddDataProtection().SetApplicationName(Application);
        services.AddSingleton(KeyRows.Kind);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new KeyRows(provider.GetRequiredService<IRowStore>())));
        var options = Settings.Of<SecretsOptions>(configuration, SecretsOptions.Section);
        if (options.Certificate is { Length: > 0 } file) protection.ProtectKeysWithCertificate(Load(Path.GetFullPath(file, root), options.CertificatePassword));
        // It warns that keys are not sealed: that is this setting, said above.
        else services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services;
    }

    private static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            // Elsewhere the private key would be copied into the user's own store; macOS cannot do without.
            var flags = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password, flags);
            if (certificate.GetRSAPrivateKey() is not null) return certificate;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Secrets:Certificate ({file}) cannot be opened: it is a PFX file, and Secrets:CertificatePassword is its password.", failure);
        }
        throw new InvalidOperationException($"Secrets:Certificate ({file}) has no RSA private key: keys could be sealed with it, but not opened again.");
    }
}
