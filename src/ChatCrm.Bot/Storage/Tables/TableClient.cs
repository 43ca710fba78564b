using System.Diagnostics;
using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>Waits; tests do not.</summary>
internal delegate Task Pause(TimeSpan time, CancellationToken cancel);

/// <summary>
/// Asks Table Storage (https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api), and again where that may help: each try is signed anew,
/// a service that is too busy is left alone for as long as it says, and nothing takes longer than the call's deadline. It throws where its caller leaves alone.
/// </summary>
internal sealed class TableClient : IDisposable
{
    /// <summary>With less, types and tags are missing.</summary>
    public const string Json = "application/json;odata=minimalmetadata";

    private const string Version = "2019-02-02";

    private const int MostTries = 5;

    private static readonly ActivitySource Trace = new("ChatCrm.Storage.Tables");

    private readonly HttpPipelineTransport transport;
    private readonly HttpPipeline pipeline;
    private readonly Pause pause;

    /// <param name="transport">What carries the requests; the client disposes it.</param>
    public TableClient(TableAccount account, TableOptions options, TimeProvider time, HttpPipelineTransport transport, Pause? pause = null)
    {
        (this.transport, this.pause) = (transport, pause ?? ((span, cancel) => Task.Delay(span, time, cancel)));
        var settings = new Settings { Transport = transport };
        // Who retries must know what is in an answer; and an address holds keys, which hold names.
        settings.Retry.MaxRetries = 0;
        settings.Retry.NetworkTimeout = options.PatienceOfOneTry;
        settings.Diagnostics.IsLoggingEnabled = settings.Diagnostics.IsDistributedTracingEnabled = settings.Diagnostics.IsTelemetryEnabled = false;
        pipeline = HttpPipelineBuilder.Build(settings, [], account.Signing(time) is { } signing ? [signing] : [], ResponseClassifier);
    }

    // 404, 409 and 412 are answers.
    private static ResponseClassifier ResponseClassifier { get; } = new StatusCodeClassifier([200, 201, 202, 204, 404, 409, 412]);

    /// <summary>The usual transport: one pool of connections, whose addresses are looked up again now and then.</summary>
    public static HttpPipelineTransport Wire() => new HttpClientTransport(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(1),
        // Against a service that hangs, each try costs a connection. So many carry far more than the 2,000 rows a second of a partition.
        MaxConnectionsPerServer = 128,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
        // No trace of its own: it would hold the address, and with that the key.
        ActivityHeadersPropagator = null,
    });

    /// <summary>The answer to a request, after as many tries as it takes; <see cref="TableRequest.IsInDoubt"/> says what the tries before the last leave open.</summary>
    public async Task<TableAnswer> Send(TableRequest request, Deadline deadline)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await Try(request, deadline);
            var delay = answer.RetryAfter + Delay(tries);
            if (!answer.IsTransient || tries == MostTries || delay >= deadline.Left || !await Paused(delay, deadline)) return answer;
        }
    }

    /// <summary>False where the deadline came first after all.</summary>
    private async Task<bool> Paused(TimeSpan delay, Deadline deadline)
    {
        try
        {
            await pause(delay, deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            deadline.ThrowIfLeft();
            return false;
        }
    }

    public void Dispose() => (transport as IDisposable)?.Dispose();

    private async Task<TableAnswer> Try(TableRequest request, Deadline deadline)
    {
        using var activity = Trace.StartActivity($"Tables {request.Method}", ActivityKind.Client);
        using var body = new SentBody(request.Body);
        var answer = await Try(request, body, deadline);
        if (!answer.IsSuccess && !answer.IsRefusal && body.Begun) request.IsInDoubt = true;
        activity?.SetTag("http.response.status_code", answer.Status).SetTag("error.type", answer.IsSuccess ? null : answer.Code);
        return answer;
    }

    private async Task<TableAnswer> Try(TableRequest request, SentBody body, Deadline deadline)
    {
        using var message = Message(request, body);
        try
        {
            await pipeline.SendAsync(message, deadline.Token);
            var answer = TableAnswer.Of(message.Response);
            return request.Changes == 0 ? answer : BatchAnswer.Read(answer, request.Changes);
        }
        // Connections, time-outs and credentials fail in many ways; all of them are no answer.
        catch (Exception failure)
        {
            deadline.ThrowIfLeft();
            return TableAnswer.None(failure);
        }
    }

    private HttpMessage Message(TableRequest request, SentBody body)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = request.Method;
        message.Request.Uri.Reset(request.Url);
        message.Request.Headers.Add("x-ms-version", Version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", Json);
        if (request.Body.IsEmpty) return message;
        message.Request.Headers.Add("Content-Type", request.ContentType);
        message.Request.Content = body;
        return message;
    }

    /// <summary>50 ms, doubled each time, and up to as much again, so that those who were refused together do not come back together.</summary>
    private static TimeSpan Delay(int tries) => TimeSpan.FromMilliseconds((50 << (tries - 1)) + RandomNumberGenerator.GetInt32(50 << (tries - 1)));

    private sealed class Settings : ClientOptions;
}
