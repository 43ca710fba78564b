using System.Diagnostics.CodeAnalysis;
using System.Net;

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

    /// <summary>The client id of a managed identity, or <c>system</c>.</summary>
    public string ManagedIdentity { get; init; } = "";

    /// <summary>The tenants whose people may use this service; <c>*</c> is any. None: the bot registration's own alone.</summary>
    [AllowNull]
    public IReadOnlyList<string> Tenants { get => field ?? (TenantId.Length > 0 ? [TenantId] : []); init; }

    /// <summary><c>Public</c>, <c>GCC</c>, <c>USGov</c>, <c>DoD</c> or <c>China</c>: which hosts are trusted and called. What is set by itself goes before it.</summary>
    public string Cloud { get; init; } = "Public";

    /// <summary>Where this service is reached from outside, <c>https://crm.example.com</c>: customer links lead there.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>How long a turn may take before the person hears "still saving".</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long before they see that the bot is typing.</summary>
    public TimeSpan TypingAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether a client on this computer that knows no tokens (Microsoft's Agents Playground) is served. Development alone, and without an app id.</summary>
    public bool Playground { get; init; }

    /// <summary>Whether the channel is on.</summary>
    public bool Speaks => AppId.Length > 0 || Playground;

    /// <summary>The settings of the section.</summary>
    public static TeamsOptions From(IConfiguration configuration) => configuration.GetSection(Section).Get<TeamsOptions>() ?? new();

    /// <summary>Whether a host is this computer by its own name.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => Section;
}
