namespace ChatCrm.Bot.Teams;

/// <summary>Teams' settings, from the configuration section <c>Teams</c>. Nothing set: the channel is off.</summary>
internal sealed record TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The bot registration's app id: whom tokens from Teams are for, and who speaks.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The tenant of the bot registration: it gives the service its own tokens.</summary>
    public string TenantId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>A PFX or PEM file with the app's certificate.</summary>
    public string CertificatePath { get; init; } = "";

    public string CertificatePassword { get; init; } = "";

    /// <summary>The client id of a managed identity, <c>system</c> or <c>workload</c>: see <see cref="EntraIdentity.ManagedIdentity"/>.</summary>
    public string ManagedIdentity { get; init; } = "";

    /// <summary>The exact ids of the tenants whose people may use this service; <c>*</c> alone is any. None: the bot registration's own; in the Playground any.</summary>
    public IReadOnlyList<string> Tenants { get => field ?? (Playground ? [AnyTenant] : TenantId.Length > 0 ? [TenantId] : []); init; }

    /// <summary><c>Public</c>, <c>GCC</c>, <c>USGov</c>, <c>DoD</c> or <c>China</c>: which hosts are trusted and called. The next five, where they are set, go before it.</summary>
    public string Cloud { get; init; } = Clouds.Usual;

    /// <summary>Who may have issued a token that arrives, exactly.</summary>
    public IReadOnlyList<string> Issuers { get => field ?? [Hosts.Issuer]; init; }

    /// <summary>The OpenID document of the issuer's keys.</summary>
    public Uri Metadata { get => field ?? Hosts.Metadata; init; }

    /// <summary>The authority host that gives the service its own tokens: https, and no path.</summary>
    public Uri Login { get => field ?? Hosts.Login; init; }

    /// <summary>What those tokens are asked for: ends with <c>/.default</c>.</summary>
    public string Scope { get => field ?? Hosts.Scope; init; }

    /// <summary>The exact hosts that a <c>serviceUrl</c> may have, as <see cref="Uri.IdnHost"/> writes them.</summary>
    public IReadOnlyList<string> Services { get => field ?? (Playground ? ["localhost", "127.0.0.1", "::1"] : Hosts.Services); init; }

    /// <summary>Where this service is reached from outside, <c>https://crm.example.com</c>: customer links lead there.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Where a person adds the app to their Teams.</summary>
    public Uri AppUrl { get => field ?? new(Hosts.Client, $"l/app/{AppId}"); init; }

    /// <summary>How long a turn may take before the person hears "still saving".</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long before they see that the bot is typing.</summary>
    public TimeSpan TypingAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether a client on this computer that knows no tokens (Microsoft's Agents Playground) is served. Development alone, and without an app id.</summary>
    public bool Playground { get; init; }

    /// <summary>Whether the channel is on.</summary>
    public bool Speaks => AppId.Length > 0 || Playground;

    private const string AnyTenant = "*";

    // A cloud that does not exist does not start (see Guard).
    private CloudHosts Hosts => Clouds.Find(Cloud) ?? Clouds.Find(Clouds.Usual)!;

    /// <summary>Whether the people of a tenant may use this service.</summary>
    public bool Admits(string tenant) => Tenants is [AnyTenant] || Tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings of the section.</summary>
    public static TeamsOptions From(IConfiguration configuration) => Settings.Of<TeamsOptions>(configuration, Section);

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => Section;
}
