using ChatCrm.Bot.Slack.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatCrm.Bot.Slack;

/// <summary>Refuses to start with settings that would leave the channel open to strangers or mute; the message says what to do.</summary>
internal sealed class Guard(SlackOptions options, IHostEnvironment environment, IServer server) : IHostedLifecycleService
{
    private const string S = SlackOptions.Section;

    /// <summary>Before the server listens.</summary>
    public Task StartingAsync(CancellationToken cancel)
    {
        if (Problem(options) is { } problem) throw new InvalidOperationException(problem);
        if (environment.IsProduction() && LoopbackHost(options) is { } host)
            throw new InvalidOperationException($"{S} calls {host}, which is this computer: that is for tests alone, and this is Production. Remove {S}:Api, {S}:Authorize and {S}:Hooks.");
        return Task.CompletedTask;
    }

    /// <summary>When it listens: only the server knows its addresses.</summary>
    public Task StartedAsync(CancellationToken cancel)
    {
        if (LoopbackHost(options) is not { } host) return Task.CompletedTask;
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.FirstOrDefault(address => !IsLocal(address)) is { } open
            ? throw new InvalidOperationException($"{S} calls {host}, which is this computer: that is for tests alone, and {open} can be reached by others. Use http://127.0.0.1:5080, or remove {S}:Api, {S}:Authorize and {S}:Hooks.")
            : Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>What is wrong with the settings alone; null where nothing is. Never holds a secret.</summary>
    internal static string? Problem(SlackOptions options) => !options.Speaks ? null : Missing(options) ?? Misspelt(options) ?? Unsafe(options);

    private static string? Missing(SlackOptions options) => options switch
    {
        { SigningSecret: "", AppToken: "" } => $"{S} is set up but hears nothing: set {S}:SigningSecret (the app's Basic Information page) for requests over HTTP, or {S}:AppToken for Socket Mode.",
        { SigningSecret: "", ClientId.Length: > 0 } => $"{S}:ClientId opens install pages over HTTP, which need {S}:SigningSecret. Set it, or use {S}:BotToken for one workspace.",
        { ClientId.Length: > 0, ClientSecret: "" } => $"{S}:ClientId needs {S}:ClientSecret (the app's Basic Information page).",
        { ClientId.Length: > 0, PublicAddress: null } => $"{S}:ClientId needs {S}:PublicAddress, the address to which Slack leads back after an install: https://crm.example.com.",
        { ClientId: "", BotToken: "" } => $"{S} cannot answer: set {S}:BotToken for one workspace, or {S}:ClientId, {S}:ClientSecret and {S}:PublicAddress so that workspaces can install the app.",
        _ => null,
    };

    private static string? Misspelt(SlackOptions options)
    {
        if (options.Cloud is not (SlackOptions.Commercial or SlackOptions.Gov)) return $"{S}:Cloud is {SlackOptions.Commercial} or {SlackOptions.Gov}.";
        if (options.BotToken.StartsWith("xoxe", StringComparison.Ordinal)) return $"{S}:BotToken ends after some hours, because token rotation is on: switch it off in the app's manifest (token_rotation_enabled: false) and install the app again, or let companies install it with {S}:ClientId.";
        if (options.AppToken.Length > 0 && !options.AppToken.StartsWith("xapp-", StringComparison.Ordinal)) return $"{S}:AppToken begins with xapp-; the token that is set is of another kind.";
        (string Name, string Value)[] secrets = [("SigningSecret", options.SigningSecret), ("ClientId", options.ClientId), ("ClientSecret", options.ClientSecret), ("AppToken", options.AppToken), ("BotToken", options.BotToken)];
        if (secrets.FirstOrDefault(secret => !secret.Value.All(c => c is > ' ' and < '\x7f')) is { Name: { } name }) return $"{S}:{name} has a space or another character that no such value has: copy it again.";
        if (!options.Api.IsAbsoluteUri || !options.Api.AbsolutePath.EndsWith('/')) return $"{S}:Api is an address that ends with a slash: https://slack.com/api/.";
        if (options.Connections is < 1 or > 10) return $"{S}:Connections is 1 to 10.";
        return options.Patience <= TimeSpan.Zero || options.PostEvery < TimeSpan.Zero ? $"{S}:Patience and {S}:PostEvery are times such as 00:00:02." : null;
    }

    private static string? Unsafe(SlackOptions options)
    {
        foreach (var (name, address) in Addresses(options))
            if (!address.IsAbsoluteUri || address.UserInfo.Length > 0 || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && ThisComputer.Is(address.IdnHost))))
                return $"{S}:{name} must be an https address.";
        return options.Hooks.FirstOrDefault(host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is null ? null : $"{S}:Hooks holds host names alone: hooks.slack.com.";
    }

    private static IEnumerable<(string Name, Uri Address)> Addresses(SlackOptions options)
    {
        yield return (nameof(options.Api), options.Api);
        yield return (nameof(options.Authorize), options.Authorize);
        if (options.PublicAddress is { } address) yield return (nameof(options.PublicAddress), address);
    }

    private static string? LoopbackHost(SlackOptions options) => !options.Speaks
        ? null
        : options.Hooks.Append(options.Api.IdnHost).Append(options.Authorize.IdnHost).FirstOrDefault(ThisComputer.Is);

    private static bool IsLocal(string address) =>
        BindingAddress.Parse(address) is var binding && (binding.IsUnixPipe || binding.IsNamedPipe || ThisComputer.Is(binding.Host));
}
