using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>
/// Anybody who reaches the console may be anybody in it, so it serves this computer's own browser alone: the service does not start with it outside
/// Development or on an address that others reach, and each request is checked again.
/// </summary>
internal sealed class Guard(BrowserChatOptions options, IHostEnvironment environment, IServer server) : IHostedLifecycleService
{
    public const int LongestBody = 64 * 1024;

    /// <summary>Before the server listens.</summary>
    public Task StartingAsync(CancellationToken cancel) => options.Enabled && !environment.IsDevelopment()
        ? throw new InvalidOperationException($"The console ({BrowserChatOptions.Section}:Enabled) is for the Development environment alone; this is {environment.EnvironmentName}. Switch it off here.")
        : Task.CompletedTask;

    /// <summary>When it listens: settings, variables and code all give addresses, and only the server knows which of them count.</summary>
    public Task StartedAsync(CancellationToken cancel)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return options.Enabled && addresses.FirstOrDefault(address => !IsLocalAddress(address)) is { } other
            ? throw new InvalidOperationException($"The console ({BrowserChatOptions.Section}:Enabled) needs loopback addresses alone; {other} can be reached by others. Use http://127.0.0.1:5080, or switch the console off.")
            : Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Why a request is not served; null where it is.</summary>
    public static (int Status, string Reason)? Refuse(HttpContext http)
    {
        // No remote address: an in-process server without a network.
        if (http.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote))
            return (StatusCodes.Status403Forbidden, "The console answers this computer alone.");
        // A foreign name that resolves to 127.0.0.1 (DNS rebinding) makes its page same-origin with ours; its Host gives it away.
        if (!IsLocal(http.Request.Host.Host))
            return (StatusCodes.Status403Forbidden, "The console is reached by localhost or 127.0.0.1 alone.");
        if (!HttpMethods.IsPost(http.Request.Method)) return null;
        if (!IsOwnPage(http.Request))
            return (StatusCodes.Status403Forbidden, "Only the console's own page may post here.");
        return http.Request.HasJsonContentType() ? null : (StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.");
    }

    /// <summary>Browsers send one of the two with every POST, and pages cannot forge them.</summary>
    private static bool IsOwnPage(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        string? site = request.Headers["Sec-Fetch-Site"];
        if (origin is null && site is null) return false;
        return (origin is null || origin == $"{request.Scheme}://{request.Host}") && site is null or "same-origin" or "none";
    }

    private static bool IsLocalAddress(string address) =>
        BindingAddress.Parse(address) is var binding && (binding.IsUnixPipe || binding.IsNamedPipe || IsLocal(binding.Host));

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
