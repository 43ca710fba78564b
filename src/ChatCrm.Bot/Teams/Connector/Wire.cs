using System.Net.Http.Headers;
using NodaTime;

namespace ChatCrm.Bot.Teams.Connector;

/// <summary>Our own token for the Connector; null where it wants none.</summary>
internal delegate ValueTask<string?> Bearer(CancellationToken cancel);

/// <summary>
/// One request to the Connector, once: the only class that opens a connection to it, and where its host is checked before anything leaves. Follows no redirect,
/// keeps no cookie, reads at most 1 MB, and tells what a failure means: nothing was sent (<see cref="ConnectorAnswer.Later"/>), or nobody knows
/// (<see cref="ConnectorAnswer.Unknown"/>).
/// </summary>
internal sealed partial class Wire : IDisposable
{
    private const int LongestBody = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly Reply Unreachable = new(new ConnectorAnswer.Later(Duration.FromSeconds(5)), "not reached"), NoToken = new(new ConnectorAnswer.Later(Duration.FromSeconds(30)), "no token");

    private readonly ServiceHosts hosts;
    private readonly Bearer bearer;
    private readonly TimeProvider time;
    private readonly ILogger<Wire> log;
    private readonly HttpMessageInvoker http;

    public Wire(ServiceHosts hosts, Bearer bearer, Resolve resolve, TimeProvider time, ILogger<Wire> log)
    {
        (this.hosts, this.bearer, this.time, this.log) = (hosts, bearer, time, log);
        // Without a client around it: Exchange has a timeout of its own, which the clock of the tests can drive, and sets its headers itself.
        http = new(new Dial(resolve).Handler(proxied: !hosts.Local));
    }

    /// <summary>Sends it, with our token where its host may have it.</summary>
    public async ValueTask<Reply> Send(Errand errand, CancellationToken cancel)
    {
        if (!hosts.May(errand.To)) return Reply.HostNotAllowed;
        var (has, token) = await Token(cancel);
        return has ? await Exchange(errand, token, cancel) : NoToken;
    }

    public void Dispose() => http.Dispose();

    // Whatever it is that gives none: nothing was sent.
    private async ValueTask<(bool Has, string? Token)> Token(CancellationToken cancel)
    {
        try
        {
            return (true, await bearer(cancel));
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogNoToken(log, failure.GetType().Name);
            return (false, null);
        }
    }

    private async ValueTask<Reply> Exchange(Errand errand, string? token, CancellationToken cancel)
    {
        var letter = errand.Reads ? null : Letter.Json(errand.Body);
        using var request = new HttpRequestMessage(errand.Method, errand.To) { Content = letter, Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) } };
        request.Headers.TryAddWithoutValidation("User-Agent", "ChatCrm");
        using var late = new CancellationTokenSource(Patience, time);
        using var either = cancel.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel) : null;
        var end = (either ?? late).Token;
        try
        {
            using var response = await http.SendAsync(request, end);
            await response.Content.LoadIntoBufferAsync(LongestBody, end);
            return Reply.Read(response, await response.Content.ReadAsByteArrayAsync(end), errand.Reads, time);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && (!cancel.IsCancellationRequested || letter is { Left: false })))
        {
            // What waited in vain once does not wait again.
            return letter is { Left: true } ? new(new ConnectorAnswer.Unknown(), "no answer", Passing: !late.IsCancellationRequested) : Unreachable;
        }
    }

    [LoggerMessage(LogLevel.Warning, "There is no token for the Connector: {Failure}")]
    private static partial void LogNoToken(ILogger log, string failure);
}
