using System.Net;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;
using NodaTime;

namespace ChatCrm.Bot.Graph;

/// <summary>
/// Calls Graph by its SDK, over one connection pool for good. At most four at once for a mailbox, which is Graph's limit (https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits);
/// while it asks to be left alone nothing is sent. Logs neither names, bodies nor tokens.
/// </summary>
internal sealed partial class GraphCalls : IDisposable
{
    private const int AtOnce = 4, Lanes = 64;
    private const string Everybody = "";

    /// <summary>What the SDK waits and tries again for by itself; a longer wait is the caller's.</summary>
    private static readonly TimeSpan Retries = TimeSpan.FromSeconds(3);

    private readonly GraphOptions options;
    private readonly IClock clock;
    private readonly TimeProvider time;
    private readonly ILogger<GraphCalls> log;
    private readonly Throttle throttle;
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(AtOnce))];
    private readonly Lazy<HttpClient> http;
    private readonly Lazy<GraphServiceClient> graph;

    public GraphCalls(GraphOptions options, OwnToken token, Resolve resolve, IClock clock, TimeProvider time, ILogger<GraphCalls> log)
    {
        (this.options, this.clock, this.time, this.log, throttle) = (options, clock, time, log, new(time));
        http = new(() => Client(options, resolve));
        graph = new(() => new(http.Value, new BaseBearerTokenAuthenticationProvider(token), new Uri(options.Endpoint, "v1.0").AbsoluteUri));
    }

    /// <summary>One call; its value, or how it failed. Throws for nothing but <paramref name="cancel"/>.</summary>
    /// <param name="kind">What it does, for the log.</param>
    public async ValueTask<(T? Value, Failure? Failure)> Make<T>(string kind, string mailbox, Func<GraphServiceClient, CancellationToken, Task<T?>> call, CancellationToken cancel)
    {
        if ((throttle.Left(mailbox, "") ?? throttle.Left(Everybody, "")) is { } left) return (default, new(FailureKind.Passing, "waiting", left));
        var lane = lanes[(uint)StringComparer.OrdinalIgnoreCase.GetHashCode(mailbox) % Lanes];
        await lane.WaitAsync(cancel);
        try
        {
            using var patience = new CancellationTokenSource(options.Patience, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
            return (await call(graph.Value, both.Token), null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancel.IsCancellationRequested)
        {
            return (default, Failed(kind, mailbox, Failure.Of(failure, clock.GetCurrentInstant())));
        }
        finally
        {
            lane.Release();
        }
    }

    public void Dispose()
    {
        if (http.IsValueCreated) http.Value.Dispose();
        foreach (var lane in lanes) lane.Dispose();
    }

    private Failure Failed(string kind, string mailbox, Failure failure)
    {
        // A throttled mailbox is left alone; where nothing answers at all, so is everybody's, or each would be waited for.
        if (failure.Reason.StartsWith("429", StringComparison.Ordinal)) throttle.Wait(mailbox, "", failure.After);
        if (failure.Kind == FailureKind.Slow) throttle.Wait(Everybody, "", failure.After);
        LogFailed(log, kind, failure.Reason);
        return failure;
    }

    /// <summary>The SDK's own handlers, but for its redirects (a token goes to the listed host alone) and its patience, which is longer than ours.</summary>
    private static HttpClient Client(GraphOptions options, Resolve resolve)
    {
        var retry = new RetryHandler(new RetryHandlerOption { MaxRetry = 2, Delay = 1, RetriesTimeLimit = Retries });
        var handlers = GraphClientFactory.CreateDefaultHandlers(new GraphClientOptions { GraphServiceLibraryClientVersion = "" }).Where(handler => handler is not (RedirectHandler or RetryHandler)).Append(retry);
        var client = GraphClientFactory.Create(handlers, finalHandler: new Dial(resolve).Handler(proxied: true));
        client.Timeout = options.Patience;
        return client;
    }

    [LoggerMessage(LogLevel.Warning, "Microsoft Graph did not {Kind}: {Reason}")]
    private static partial void LogFailed(ILogger log, string kind, string reason);
}
