using System.Net.Http.Headers;
using System.Text.Json;
using ChatCrm.Bot.Slack.Install;
using NodaTime;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>
/// Slack's Web API for an install. Waits where Slack says so, posts at a channel's pace, renews a token that has run out, destroys one that was revoked.
/// What posts is never sent twice: its lost answer is <see cref="ApiAnswer.Unknown"/>; the rest is asked once more. Logs neither bodies nor tokens.
/// </summary>
internal sealed partial class Api(Wire wire, Installations installations, SlackOptions options, TimeProvider time, ILogger<Api> log)
{
    private const string PostMessage = "chat.postMessage";

    private static readonly Duration NotRenewed = Duration.FromSeconds(30);

    /// <summary>What may be done twice with the effect of once. What is not here is sent at most once.</summary>
    private static readonly HashSet<string> Repeatable = ["chat.update", "chat.delete", "chat.unfurl", "conversations.open", "views.update", "views.publish"];

    private readonly Throttle throttle = new(time);
    private readonly Pace pace = new(time);

    // https://docs.slack.dev/apis/web-api/rate-limits: one message a second per channel; other calls are counted per method and workspace.
    private readonly Limit[] posts = [new(1, options.PostEvery)];

    /// <summary>Calls a method with a JSON body.</summary>
    public async ValueTask<ApiAnswer> Post(Installation on, string method, ReadOnlyMemory<byte> json, CancellationToken cancel)
    {
        if (method == PostMessage && throttle.Left(on.On, method) is null && await pace.Turn(cancel, In(on.On, ChannelOf(json.Span))) is { } wait) return new ApiAnswer.Later(wait);
        return await Call(on, method, () => Letter.Json(json), Repeatable.Contains(method), cancel);
    }

    /// <summary>How long a post in a channel would have to wait now.</summary>
    public Duration RestOf(string on, string channel) => Duration.Max(throttle.Left(on, PostMessage) ?? Duration.Zero, pace.Left(In(on, channel)));

    /// <summary>Calls a method that changes nothing, with the fields of a form.</summary>
    public ValueTask<ApiAnswer> Read(Installation on, string method, CancellationToken cancel, params (string Name, string Value)[] query) =>
        Call(on, method, () => Letter.Form(query), repeatable: true, cancel);

    /// <summary>Posts to a <c>response_url</c>; one whose host is not Slack's is refused with <c>host_not_allowed</c>, unsent.</summary>
    public async ValueTask<ApiAnswer> Respond(Uri responseUrl, ReadOnlyMemory<byte> json, CancellationToken cancel) =>
        Told("response_url", await wire.Respond(responseUrl, Letter.Json(json), cancel));

    private async ValueTask<ApiAnswer> Call(Installation on, string method, Func<Letter> letter, bool repeatable, CancellationToken cancel)
    {
        var answer = await Ask(on, method, letter, repeatable, cancel);
        if (answer is ApiAnswer.Refused { Error: "token_expired" } && await installations.Renewed(on, cancel) is { } renewed)
        {
            if (renewed.Token == on.Token) return new ApiAnswer.Later(NotRenewed);
            on = renewed;
            answer = await Ask(on, method, letter, repeatable, cancel);
        }
        if (answer is ApiAnswer.Refused refused && Refusals.IsRevoked(refused.Error)) await installations.Dropped(on, cancel);
        return Told(method, answer);
    }

    private async ValueTask<ApiAnswer> Ask(Installation on, string method, Func<Letter> letter, bool repeatable, CancellationToken cancel)
    {
        var answer = await Once(on, method, letter(), cancel);
        return answer is ApiAnswer.Unknown && repeatable ? await Once(on, method, letter(), cancel) : answer;
    }

    private async ValueTask<ApiAnswer> Once(Installation on, string method, Letter letter, CancellationToken cancel)
    {
        if (throttle.Left(on.On, method) is { } left) return new ApiAnswer.Later(left, Told: true);
        var answer = await wire.Call(method, Wire.Bearer(on.Token), letter, cancel);
        if (answer is ApiAnswer.Later { Told: true } later) throttle.Wait(on.On, method, later.After);
        return answer;
    }

    private Lane In(string on, string channel) => new($"{on}/{channel}", posts);

    private ApiAnswer Told(string method, ApiAnswer answer)
    {
        if (answer is ApiAnswer.Refused refused) LogRefused(log, method, refused.Error);
        if (answer is ApiAnswer.Unknown) LogUnknown(log, method);
        return answer;
    }

    /// <summary>The top-level <c>channel</c> of a body; empty where it has none.</summary>
    private static string ChannelOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            var isChannel = reader.ValueTextEquals("channel");
            reader.Read();
            if (isChannel && reader.TokenType == JsonTokenType.String) return reader.GetString()!;
            reader.Skip();
        }
        return "";
    }

    [LoggerMessage(LogLevel.Information, "Slack refused {Kind}: {Reason}")]
    private static partial void LogRefused(ILogger log, string kind, string reason);

    [LoggerMessage(LogLevel.Warning, "Slack did not say whether it did {Kind}")]
    private static partial void LogUnknown(ILogger log, string kind);
}
