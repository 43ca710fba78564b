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

    public string CertificatePassword { get; init; } = "";

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => Section;
}
