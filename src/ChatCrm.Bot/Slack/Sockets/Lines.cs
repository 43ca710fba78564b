using System.Net.WebSockets;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>Opens sockets to Slack, and to nobody else: encrypted, to public addresses, no redirect followed, no cookie kept. A line that has gone dead is noticed within half a minute.</summary>
internal sealed partial class Lines : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SlackOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<Lines> log;
    private readonly HttpMessageInvoker http;

    public Lines(SlackOptions options, Resolve resolve, TimeProvider time, ILogger<Lines> log)
    {
        (this.options, this.time, this.log) = (options, time, log);
        http = new(new Dial(resolve).Handler(proxied: !ThisComputer.Is(options.Api.IdnHost)));
    }

    /// <summary>How often a quiet line is asked whether it is alive.</summary>
    internal TimeSpan AskAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to that may take.</summary>
    internal TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A line to an address that Slack gave; null where none could be opened. The address holds a ticket: it is a secret.</summary>
    public async Task<Line?> Open(Uri address, CancellationToken cancel)
    {
        if (!Allows(options, address))
        {
            LogElsewhere(log);
            return null;
        }
        var socket = new ClientWebSocket { Options = { KeepAliveInterval = AskAfter, KeepAliveTimeout = AnswerWithin } };
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await socket.ConnectAsync(address, http, either.Token);
            return new(socket);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancel.ThrowIfCancellationRequested();
            LogNotOpened(log, failure.GetType().Name);
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Whether an address is one of Slack's cloud; on this computer only where the Web API is, which the guard allows for tests alone.</summary>
    internal static bool Allows(SlackOptions options, Uri address)
    {
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0) return false;
        if (ThisComputer.Is(options.Api.IdnHost)) return ThisComputer.Is(address.IdnHost) && address.Scheme is "ws" or "wss";
        var slack = options.Cloud == SlackOptions.Gov ? "slack-gov.com" : "slack.com";
        return address is { Scheme: "wss", IsDefaultPort: true } && (address.IdnHost == slack || address.IdnHost.EndsWith($".{slack}", StringComparison.Ordinal));
    }

    [LoggerMessage(LogLevel.Error, "Slack named an address for Socket Mode that is not one of its own; it was not called")]
    private static partial void LogElsewhere(ILogger log);

    [LoggerMessage(LogLevel.Warning, "A Socket Mode connection could not be opened: {Failure}")]
    private static partial void LogNotOpened(ILogger log, string failure);
}
