using ChatCrm.Bot.Teams.Tokens;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// Refuses to start with settings that would leave the channel open to strangers or mute; the message says what to do. Without tokens (the Playground) it
/// starts in Development alone, on loopback alone, and where no app id is configured.
/// </summary>
internal sealed class Guard(TeamsOptions options, IHostEnvironment environment, IServer server) : IHostedLifecycleService
{
    private const string S = TeamsOptions.Section;
    private const string Undo = $"Remove {S}:Metadata, {S}:Login and {S}:Services";

    /// <summary>Before the server listens.</summary>
    public Task StartingAsync(CancellationToken cancel) => (Problem(options) ?? Misplaced()) is { } problem ? throw new InvalidOperationException(problem) : Task.CompletedTask;

    /// <summary>When it listens: only the server knows its addresses.</summary>
    public Task StartedAsync(CancellationToken cancel)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.FirstOrDefault(address => !IsLocal(address)) is not { } open) return Task.CompletedTask;
        if (options.Playground) throw new InvalidOperationException($"{S}:Playground answers whoever asks, and {open} can be reached by others. Use http://127.0.0.1:5080, or switch it off.");
        return LoopbackHost(options) is { } host
            ? throw new InvalidOperationException($"{S} trusts {host}, which is this computer: that is for tests alone, and {open} can be reached by others. Use http://127.0.0.1:5080, or: {Undo}.")
            : Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>What is wrong with the settings alone; null where nothing is. Never holds a secret.</summary>
    internal static string? Problem(TeamsOptions options) => options.Playground
        ? Crowded(options) ?? Unsafe(options)
        : Missing(options) ?? (options.Speaks ? Misspelt(options) ?? Unsafe(options) ?? Credential.Identity(options).Unreadable(S) : null);

    /// <summary>Settings that are for another environment than this.</summary>
    private string? Misplaced()
    {
        if (options.Playground && !environment.IsDevelopment())
            return $"{S}:Playground answers whoever asks: it is for the Development environment alone; this is {environment.EnvironmentName}. Switch it off here.";
        return environment.IsProduction() && LoopbackHost(options) is { } host
            ? $"{S} trusts {host}, which is this computer: that is for tests alone, and this is Production. {Undo}."
            : null;
    }

    private static string? Crowded(TeamsOptions options) => Credentials(options) is { Count: > 0 } || options.AppId.Length + options.TenantId.Length + options.CertificatePassword.Length > 0
        ? $"{S}:Playground knows no tokens, so it is not for a service that has an app: remove {S}:AppId, {S}:TenantId and the secrets, or switch {S}:Playground off."
        : null;

    private static string? Missing(TeamsOptions options) => (options.AppId.Length > 0, Credentials(options)) switch
    {
        (false, { Count: > 0 } set) => $"{S}:{set[0]} is set, and {S}:AppId is not: set the app id of the bot registration (Azure Bot, Configuration), or remove {S}:{set[0]}.",
        (false, _) => null,
        _ when options.TenantId.Length == 0 => $"{S}:AppId needs {S}:TenantId, the tenant of the bot registration (Azure Bot, Configuration, App Tenant ID).",
        (_, { Count: 0 }) => $"{S} cannot answer: set one of {S}:ClientSecret, {S}:CertificatePath and {S}:ManagedIdentity.",
        (_, { Count: > 1 } set) => $"{S} has several ways to sign in, of which one counts: keep one of {string.Join(" and ", set.Select(name => $"{S}:{name}"))}.",
        _ when options is { CertificatePassword.Length: > 0, CertificatePath: "" } => $"{S}:CertificatePassword is for {S}:CertificatePath, which is not set.",
        _ => null,
    };

    private static string? Misspelt(TeamsOptions options)
    {
        if (Clouds.Find(options.Cloud) is null) return $"{S}:Cloud is one of {string.Join(", ", Clouds.Names)}.";
        (string Name, string Value)[] ids = [("AppId", options.AppId), ("ManagedIdentity", options.ManagedIdentity)];
        if (ids.FirstOrDefault(id => !id.Value.All(IsOfId)) is { Name: { } name }) return $"{S}:{name} has a character that no id has: copy it again.";
        if (!options.TenantId.All(c => IsOfId(c) || c == '.')) return $"{S}:TenantId has a character that no tenant has: copy it again.";
        if (!options.ClientSecret.All(c => c is > ' ' and < '\x7f')) return $"{S}:ClientSecret has a space or another character that no secret has: copy it again.";
        if (BadTenants(options)) return $"{S}:Tenants holds tenant ids (Entra, Overview, Tenant ID; no domain names), or * alone for any tenant.";
        if (options.Issuers.Any(string.IsNullOrWhiteSpace)) return $"{S}:Issuers holds the exact issuers of tokens, such as https://api.botframework.com.";
        if (!options.Scope.EndsWith("/.default", StringComparison.Ordinal)) return $"{S}:Scope ends with /.default, as in https://api.botframework.com/.default.";
        return options.Patience <= TimeSpan.Zero || options.TypingAfter <= TimeSpan.Zero ? $"{S}:Patience and {S}:TypingAfter are times such as 00:00:02." : null;
    }

    private static bool BadTenants(TeamsOptions options) => options.Tenants is not ["*"] && (options.Tenants.Count == 0 || options.Tenants.Any(tenant => tenant.Length == 0 || !tenant.All(IsOfId)));

    private static bool IsOfId(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static string? Unsafe(TeamsOptions options)
    {
        foreach (var (name, address) in Addresses(options))
            if (!address.IsAbsoluteUri || address.UserInfo.Length > 0 || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && ThisComputer.Is(address.IdnHost))))
                return $"{S}:{name} must be an https address.";
        if (options.Login.Scheme != Uri.UriSchemeHttps || options.Login.PathAndQuery != "/") return $"{S}:Login is an https address without a path: https://login.microsoftonline.com/.";
        return options.Services.Count > 0 && options.Services.All(IsHost) ? null : $"{S}:Services holds host names alone, in small letters: smba.trafficmanager.net.";
    }

    private static bool IsHost(string host) => Uri.CheckHostName(host) != UriHostNameType.Unknown && host.All(c => char.IsAscii(c) && !char.IsAsciiLetterUpper(c));

    private static List<string> Credentials(TeamsOptions options) =>
        [.. new[] { (nameof(options.ClientSecret), options.ClientSecret), (nameof(options.CertificatePath), options.CertificatePath), (nameof(options.ManagedIdentity), options.ManagedIdentity) }
            .Where(way => way.Item2.Length > 0).Select(way => way.Item1)];

    private static IEnumerable<(string Name, Uri Address)> Addresses(TeamsOptions options)
    {
        yield return (nameof(options.Metadata), options.Metadata);
        yield return (nameof(options.Login), options.Login);
        yield return (nameof(options.AppUrl), options.AppUrl);
        if (options.PublicAddress is { } address) yield return (nameof(options.PublicAddress), address);
    }

    /// <summary>A host that is this computer where one of Microsoft's should be. The Playground is meant to be one, and has rules of its own.</summary>
    private static string? LoopbackHost(TeamsOptions options) => !options.Speaks || options.Playground
        ? null
        : options.Services.Append(options.Metadata.IdnHost).Append(options.Login.IdnHost).FirstOrDefault(ThisComputer.Is);

    private static bool IsLocal(string address) =>
        BindingAddress.Parse(address) is var binding && (binding.IsUnixPipe || binding.IsNamedPipe || ThisComputer.Is(binding.Host));
}
