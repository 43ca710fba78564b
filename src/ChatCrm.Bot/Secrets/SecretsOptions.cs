namespace ChatCrm.Bot.Secrets;

/// <summary>The section <c>Secrets</c>: where secrets come from, and what seals those that are kept.</summary>
internal sealed record SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>The address of an Azure Key Vault whose secrets are settings: <c>https://company.vault.azure.net/</c>.</summary>
    public Uri? KeyVault { get; init; }

    /// <summary>Who asks the vault: see <see cref="EntraIdentity.ManagedIdentity"/>.</summary>
    public string ManagedIdentity { get; init; } = EntraIdentity.OfMachine;

    /// <summary>A PFX file with an RSA key: seals the keys of data protection.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>The same file in base64, instead of its path: as a vault keeps it.</summary>
    public string CertificateData { get; init; } = "";

    /// <summary>Of the one that is set; a vault's certificate has none.</summary>
    public string CertificatePassword { get; init; } = "";

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => Section;
}
