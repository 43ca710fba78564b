using System.Collections.Concurrent;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace ChatCrm.Bot.Secrets;

/// <summary>
/// Settings from an Azure Key Vault, read once, at start. A secret's name has <c>--</c> where a setting has a colon (<c>Slack--BotToken</c>); what has none is no
/// setting and is not read. A secret goes before the same setting elsewhere. One that was changed counts from the next start on.
/// </summary>
internal static class KeyVault
{
    private const string S = SecretsOptions.Section, Identity = $"{S}:{nameof(SecretsOptions.ManagedIdentity)}", Between = "--";

    private const int AtOnce = 8;

    // https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers
    private static readonly string[] Clouds = [".vault.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), PatienceInAll = TimeSpan.FromSeconds(60);

    /// <summary>Adds what the vault of the settings holds; nothing where none is set.</summary>
    /// <exception cref="InvalidOperationException">The vault cannot be read; the message says why, and holds no secret.</exception>
    public static async Task AddSecretsOfVault(this ConfigurationManager configuration)
    {
        var options = Settings.Of<SecretsOptions>(configuration, S);
        if (options.KeyVault is not { } vault) return;
        if (Problem(vault, options.ManagedIdentity) is { } problem) throw new InvalidOperationException(problem);
        var login = new EntraIdentity { ManagedIdentity = options.ManagedIdentity }.Credential();
        configuration.AddInMemoryCollection(await Read(new(vault, login, Options())));
    }

    /// <summary>How the vault is asked. It is not followed elsewhere: Azure's clients follow no redirect that they are not told to.</summary>
    internal static SecretClientOptions Options() => new() { Retry = { NetworkTimeout = Patience } };

    /// <summary>What is wrong with the settings alone; null where nothing is.</summary>
    internal static string? Problem(Uri vault, string identity)
    {
        if (!vault.IsAbsoluteUri || vault is not { Scheme: "https", IsDefaultPort: true, UserInfo: "", PathAndQuery: "/" } || !Array.Exists(Clouds, cloud => vault.IdnHost.EndsWith(cloud, StringComparison.Ordinal)))
            return $"{S}:KeyVault is the address of a vault and no more (Key Vault, Overview, Vault URI): https://company.vault.azure.net/.";
        return EntraIdentity.IsManaged(identity) ? null : $"{Identity} is {EntraIdentity.Managing}.";
    }

    /// <summary>All that is enabled, by the names of settings.</summary>
    /// <exception cref="InvalidOperationException">The vault cannot be read.</exception>
    internal static async Task<IReadOnlyDictionary<string, string?>> Read(SecretClient vault)
    {
        using var patience = new CancellationTokenSource(PatienceInAll);
        var settings = new ConcurrentDictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await Parallel.ForEachAsync(vault.GetPropertiesOfSecretsAsync(patience.Token), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = patience.Token }, async (secret, cancel) =>
            {
                if (secret.Enabled is false || !secret.Name.Contains(Between, StringComparison.Ordinal)) return;
                settings[secret.Name.Replace(Between, ":", StringComparison.Ordinal)] = (await vault.GetSecretAsync(secret.Name, cancellationToken: cancel)).Value.Value;
            });
            return settings;
        }
        // What a failure says may repeat what was answered: a code goes on alone.
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{S}:KeyVault ({vault.VaultUri.IdnHost}) cannot be read: {Why(failure)}");
        }
    }

    private static string Why(Exception failure) => failure switch
    {
        RequestFailedException { Status: 403 } => $"it refuses. Give the service's identity ({Identity}) the role Key Vault Secrets User, and its network access to the vault.",
        RequestFailedException { Status: > 0 } refused => FormattableString.Invariant($"it answers {refused.Status}. Compare the address with the vault's overview."),
        AuthenticationFailedException => $"the service cannot sign in to Azure. Set {Identity} to the identity that the service has there.",
        _ => "it does not answer. Check the address, and that the network lets the service reach it.",
    };
}
