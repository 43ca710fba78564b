using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatCrm.Bot.Slack.Install;
using NodaTime;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>
/// One request to Slack, once: the only class that opens a connection to it. Follows no redirect, keeps no cookie, reads at most 4 MB, and tells
/// what a failure means: nothing was sent (<see cref="ApiAnswer.Later"/>), or nobody knows (<see cref="ApiAnswer.Unknown"/>). Logs nothing.
/// </summary>
internal sealed class Wire : IDisposable
{
    private const int LongestBody = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Duration Unreachable = Duration.FromSeconds(5), Unsaid = Duration.FromSeconds(30);
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private readonly SlackOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    public Wire(SlackOptions options, Resolve resolve, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        // The clock of the tests cannot drive the client's own timeout: Send has one.
        http = new(new Dial(resolve).Handler(proxied: !ThisComputer.Is(options.Api.IdnHost))) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestBody };
        http.DefaultRequestHeaders.UserAgent.Add(new("ChatCrm", null));
    }

    /// <summary>Calls a method of the Web API.</summary>
    public ValueTask<ApiAnswer> Call(string method, AuthenticationHeaderValue? sender, Letter letter, CancellationToken cancel) => Send(new(options.Api, method), sender, letter, Read, cancel);

    /// <summary>Posts to a <c>response_url</c>. Its host comes out of a request's body, so it is checked before each use.</summary>
    public async ValueTask<ApiAnswer> Respond(Uri hook, Letter letter, CancellationToken cancel) =>
        IsHook(hook) ? await Send(hook, null, letter, ReadHook, cancel) : new ApiAnswer.Refused("host_not_allowed", Nothing);

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    public void Dispose() => http.Dispose();

    internal bool IsHook(Uri hook) =>
        hook.IsAbsoluteUri && hook.UserInfo.Length == 0 && options.Hooks.Contains(hook.IdnHost, StringComparer.Ordinal)
        && (ThisComputer.Is(hook.IdnHost) ? hook.Scheme is "http" or "https" : hook.Scheme == "https" && hook.IsDefaultPort);

    private async ValueTask<ApiAnswer> Send(Uri to, AuthenticationHeaderValue? sender, Letter letter, Func<HttpResponseMessage, byte[], ApiAnswer> read, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = letter, Headers = { Authorization = sender } };
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return read(response, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        // Whoever waits no more hears that nothing was sent, where that is sure.
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && (!cancel.IsCancellationRequested || !letter.Left)))
        {
            return letter.Left ? new ApiAnswer.Unknown() : new ApiAnswer.Later(Unreachable);
        }
    }

    private static ApiAnswer Read(HttpResponseMessage response, byte[] bytes)
    {
        if (ReadStatus(response) is { } answer) return answer;
        if (ReadJson(bytes) is not { } body) return new ApiAnswer.Unknown();
        return IsOk(body) ? new ApiAnswer.Done(body, Scopes(response)) : ReadError(response, body);
    }

    /// <summary>A hook answers "ok" in plain text, or an error as the Web API does, with a status or without.</summary>
    private static ApiAnswer ReadHook(HttpResponseMessage response, byte[] bytes)
    {
        var body = ReadJson(bytes);
        if (body is { } error && error.TryGetProperty("error", out _) && !IsOk(error) && (int)response.StatusCode < 500) return ReadError(response, error);
        return ReadStatus(response) ?? new ApiAnswer.Done(body ?? Nothing, Scopes(response));
    }

    /// <summary>What a status alone says; null where the body counts.</summary>
    private static ApiAnswer? ReadStatus(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        429 => new ApiAnswer.Later(RetryAfter(response), Told: true),
        >= 500 or 408 => new ApiAnswer.Unknown(),
        >= 300 => new ApiAnswer.Refused(string.Create(CultureInfo.InvariantCulture, $"http_{(int)response.StatusCode}"), Nothing),
        _ => null,
    };

    // https://docs.slack.dev/reference/methods/chat.postMessage#errors: after an internal or fatal error "some aspect of the operation" may have succeeded.
    private static ApiAnswer ReadError(HttpResponseMessage response, JsonElement body) => ErrorOf(body) switch
    {
        "ratelimited" or "rate_limited" => new ApiAnswer.Later(RetryAfter(response), Told: true),
        "service_unavailable" or "request_timeout" => new ApiAnswer.Later(Unreachable),
        "internal_error" or "fatal_error" => new ApiAnswer.Unknown(),
        var error => new ApiAnswer.Refused(error, body),
    };

    private static bool IsOk(JsonElement body) => body.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True;

    /// <summary>The error's constant. It goes into logs and reasons, so nothing passes that is no constant.</summary>
    private static string ErrorOf(JsonElement body) =>
        body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String && error.GetString() is { Length: > 0 and <= 64 } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? text
            : "unnamed_error";

    private static JsonElement? ReadJson(byte[] bytes)
    {
        try
        {
            return JsonElement.Parse(bytes) is { ValueKind: JsonValueKind.Object } body ? body : null;
        }
        catch (JsonException) { return null; }
    }

    private static Duration RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta is { } after ? Duration.Max(Duration.FromTimeSpan(after), Duration.FromSeconds(1)) : Unsaid;

    private static HashSet<string> Scopes(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-oauth-scopes", out var values) ? [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))] : [];
}
