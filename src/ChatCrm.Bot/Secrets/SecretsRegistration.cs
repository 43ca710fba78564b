using ChatCrm.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace ChatCrm.Bot.Secrets;

public static class SecretsRegistration
{
    // A changed name makes all that is protected unreadable.
    private const string Application = "ChatCrm";

    // Storage's own names: of the stores, only this one is read by others than who runs the service.
    private const string KindOfStore = "Storage:Kind", Table = "Tables";

    /// <summary>
    /// Adds data protection whose keys lie in the row store. Without a certificate they lie there as they are, so that whoever reads the store reads
    /// all of it; <c>Secrets:Certificate</c> (a PFX file with an RSA key) or <c>Secrets:CertificateData</c> (the same in base64), and
    /// <c>Secrets:CertificatePassword</c>, seal the keys with what is outside of it; those that lay open before, too.
    /// </summary>
    /// <param name="root">What a relative path of the certificate begins at.</param>
    /// <exception cref="InvalidOperationException">The certificate cannot be used; the message says why.</exception>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration, string root)
    {
        var protection = services.AddDataProtection().SetApplicationName(Application);
        services.AddSingleton(KeyRows.Kind);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new KeyRows(provider.GetRequiredService<IRowStore>())));
        if (SealingCertificate.Of(Settings.Of<SecretsOptions>(configuration, SecretsOptions.Section), root) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
            return services.AddHostedService<Sealing>();
        }
        // It warns again and again that keys are not sealed: where that matters, it is said once, with what to do.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return configuration[KindOfStore] == Table ? services.AddHostedService<UnsealedKeys>() : services;
    }
}
