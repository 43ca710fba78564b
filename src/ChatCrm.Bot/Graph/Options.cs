namespace ChatCrm.Bot.Graph;

/// <summary>Microsoft Graph's settings, from the configuration section <c>Graph</c>. Nothing set: there are no calendars.</summary>
internal sealed record GraphOptions
{
    public const string Section = "Graph";

    /// <summary>The tenant whose mailboxes they are.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The app registration that may write to calendars.</summary>
    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>A PFX or PEM file with the certificate of <see cref="ClientId"/>.</summary>
    public string CertificatePath { get; init; } = "";

    public string CertificatePassword { get; init; } = "";

    /// <summary>The client id of a managed identity, <c>system</c> or <c>workload</c>: see <see cref="EntraIdentity.ManagedIdentity"/>.</summary>
    public string ManagedIdentity { get; init; } = "";

    /// <summary><c>Public</c>, <c>GCC</c>, <c>USGov</c>, <c>DoD</c> or <c>China</c>: which Graph is called, and who signs the service in.</summary>
    public string Cloud { get; init; } = GraphHosts.Usual;

    /// <summary>Graph's address: https, one of the known hosts, and no path.</summary>
    public Uri Endpoint { get => field ?? Hosts.Graph; init; }

    /// <summary>The authority host that gives the service its tokens: https, and no path.</summary>
    public Uri Login { get => field ?? Hosts.Login; init; }

    /// <summary>How long one call may take with all its tries.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether there are calendars.</summary>
    public bool IsSet => Identity().Ways.Count > 0;

    /// <summary>What tokens are asked for: what an admin granted, in that cloud.</summary>
    public string Scope => new Uri(Hosts.Graph, ".default").AbsoluteUri;

    // A cloud that does not exist does not start.
    private GraphHosts Hosts => GraphHosts.Find(Cloud) ?? GraphHosts.Find(GraphHosts.Usual)!;

    /// <summary>The settings of the section.</summary>
    public static GraphOptions From(IConfiguration configuration) => Settings.Of<GraphOptions>(configuration, Section);

    public EntraIdentity Identity() => new()
    {
        TenantId = TenantId,
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        CertificatePath = CertificatePath,
        CertificatePassword = CertificatePassword,
        ManagedIdentity = ManagedIdentity,
        Login = Login,
        IsUnlisted = !EntraIdentity.IsAuthority(Login),
    };

    /// <summary>What is wrong with the settings; null where nothing is. Never holds a secret.</summary>
    public string? Problem() => Missing() ?? (IsSet ? Misspelt() ?? Unsafe() ?? Identity().Unreadable(Section) : null);

    /// <summary>A host that is this computer where one of Microsoft's should be; null where none is.</summary>
    public string? LoopbackHost() => IsSet ? new[] { Endpoint.IdnHost, Login.IdnHost }.FirstOrDefault(ThisComputer.Is) : null;

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => Section;

    private string? Missing()
    {
        if (!IsSet && TenantId.Length + ClientId.Length + CertificatePassword.Length > 0)
            return $"{Section} cannot sign in: set one of {Section}:ClientSecret, {Section}:CertificatePath and {Section}:ManagedIdentity, or remove the section.";
        return Identity().Unclear(Section) ?? (CertificatePassword.Length > 0 && CertificatePath.Length == 0 ? $"{Section}:CertificatePassword is for {Section}:CertificatePath, which is not set." : null);
    }

    private string? Misspelt()
    {
        if (GraphHosts.Find(Cloud) is null) return $"{Section}:Cloud is one of {string.Join(", ", GraphHosts.Names)}.";
        if (!ClientId.All(IsOfId)) return $"{Section}:ClientId has a character that no id has: copy it again.";
        if (!TenantId.All(c => IsOfId(c) || c == '.')) return $"{Section}:TenantId has a character that no tenant has: copy it again.";
        if (!ClientSecret.All(c => c is > ' ' and < '\x7f')) return $"{Section}:ClientSecret has a space or another character that no secret has: copy it again.";
        return Patience < TimeSpan.FromSeconds(1) || Patience > TimeSpan.FromSeconds(30) ? $"{Section}:Patience is a time from 00:00:01 to 00:00:30." : null;
    }

    private string? Unsafe()
    {
        if (!GraphHosts.IsGraph(Endpoint) && !IsLocal(Endpoint)) return $"{Section}:Endpoint is one of {GraphHosts.Addresses}, and no more: better set {Section}:Cloud, and remove it.";
        return EntraIdentity.IsAuthority(Login) || IsLocal(Login) && Login.Scheme == Uri.UriSchemeHttps ? null : $"{Section}:Login is one of {EntraIdentity.Authorities}.";
    }

    private static bool IsLocal(Uri address) => address is { IsAbsoluteUri: true, UserInfo: "", PathAndQuery: "/", Fragment: "" } && ThisComputer.Is(address.IdnHost);

    private static bool IsOfId(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
