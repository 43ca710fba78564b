namespace ChatCrm.Bot.Storage.Tables;

/// <summary>Azure Table Storage's settings, from the configuration section <c>Storage:Tables</c>.</summary>
internal sealed record TableOptions
{
    public const string Section = "Storage:Tables";

    /// <summary>As the portal shows it: with an account key or a shared access signature, or <c>UseDevelopmentStorage=true</c>. Instead of <see cref="Endpoint"/>.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>The account's address, <c>https://account.table.core.windows.net</c>: the service signs in as who it is in Entra.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The table. It is made when the first row is written.</summary>
    public string Name { get; init; } = "chatcrm";

    public string TenantId { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>A PFX or PEM file with the certificate of <see cref="ClientId"/>.</summary>
    public string CertificatePath { get; init; } = "";

    public string CertificatePassword { get; init; } = "";

    /// <summary>The client id of a managed identity, or <c>workload</c> for Kubernetes' own; <c>system</c>, or no way set at all, is the one of the machine.</summary>
    public string ManagedIdentity { get; init; } = "";

    /// <summary>Entra's address in another cloud, <c>https://login.microsoftonline.us/</c>: see <see cref="EntraIdentity.Login"/>.</summary>
    public Uri? Login { get; init; }

    /// <summary>The longest <see cref="Patience"/> while people wait: a turn must be answered within three seconds.</summary>
    public static readonly TimeSpan LongestInTurn = TimeSpan.FromSeconds(2.5);

    /// <summary>How long one call may take with all its tries.</summary>
    public TimeSpan Patience { get; init; } = LongestInTurn;

    /// <summary>How long one try may wait for the service.</summary>
    public TimeSpan PatienceOfOneTry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The same store for work that nobody waits for: a slow answer is better than none.</summary>
    public TableOptions Unhurried() => this with { Patience = TimeSpan.FromSeconds(30), PatienceOfOneTry = TimeSpan.FromSeconds(10) };

    /// <summary>The settings of the section.</summary>
    public static TableOptions From(IConfiguration configuration) => Settings.Of<TableOptions>(configuration, Section);

    /// <summary>What is wrong with the settings; null where nothing is. Never holds a secret.</summary>
    public string? Problem() => Account() ?? SigningIn() ?? Rest() ?? Identity().Unreadable(Section);

    /// <summary>Who the service is where no <see cref="ConnectionString"/> says so.</summary>
    public EntraIdentity Identity() => new()
    {
        TenantId = TenantId,
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        CertificatePath = CertificatePath,
        CertificatePassword = CertificatePassword,
        ManagedIdentity = ManagedIdentity,
        Login = Login,
    };

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => Section;

    private string? Account() => (ConnectionString.Length > 0, Endpoint.Length > 0) switch
    {
        (false, false) => $"Storage:Kind is Tables, and neither {Section}:Endpoint (https://account.table.core.windows.net) nor {Section}:ConnectionString is set: set one of them.",
        (true, true) => $"{Section} has both an Endpoint and a ConnectionString, of which one counts: remove one of them.",
        (false, true) when Address(Endpoint) is { } address && TableHosts.IsCosmos(address) => $"{Section}:Endpoint is Cosmos DB's, which this service opens with an account key alone: use {Section}:ConnectionString instead.",
        (false, true) when Address(Endpoint) is not { } address || !TableHosts.IsStorage(address) => $"{Section}:Endpoint is the https address of a storage account's tables, and no more: https://account.table.core.windows.net.",
        _ => null,
    };

    private string? SigningIn() => ConnectionString.Length > 0 && Identity().Ways is [var way, ..]
        ? $"{Section}:ConnectionString signs in by itself: remove {Section}:{way}, or set an Endpoint instead."
        : Identity().Unclear(Section);

    private string? Rest()
    {
        if (Login is not null && !EntraIdentity.IsAuthority(Login)) return $"{Section}:Login is one of {EntraIdentity.Authorities}.";
        // https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#table-names
        if (Name.Length is < 3 or > 63 || !char.IsAsciiLetter(Name[0]) || !Name.All(char.IsAsciiLetterOrDigit)) return $"{Section}:Name has 3 to 63 letters and digits, and begins with a letter.";
        return PatienceOfOneTry <= TimeSpan.Zero || Patience < PatienceOfOneTry ? $"{Section}:Patience and {Section}:PatienceOfOneTry are times such as 00:00:02.5, the first no shorter." : null;
    }

    private static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
}
