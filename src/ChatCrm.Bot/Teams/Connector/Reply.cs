using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace ChatCrm.Bot.Teams.Connector;

/// <summary>What came back for one request, and what is to be done about it.</summary>
/// <param name="Trace">A status, a constant and the Connector's own mark of the request, for the log: nothing of a body.</param>
/// <param name="Passing">Whether it may be another answer in a moment.</param>
/// <param name="Throttled">Whether the Connector says that there are too many.</param>
internal sealed record Reply(ConnectorAnswer Answer, string Trace, bool Passing = false, bool Throttled = false)
{
    private const string Unnamed = "Unnamed";

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");
    private static readonly Duration Shortest = Duration.FromSeconds(1), Longest = Duration.FromHours(1);

    public static readonly Reply HostNotAllowed = Refuse(0, ConnectorAnswer.Refused.HostNotAllowed, "unsent");

    /// <summary>What a response says.</summary>
    /// <param name="reads">Whether it was asked for what the body holds.</param>
    /// <param name="body">The whole body; empty for none.</param>
    public static Reply Read(HttpResponseMessage response, byte[] body, bool reads, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        var trace = string.Create(CultureInfo.InvariantCulture, $"{status}{Mark(response)}");
        return status switch
        {
            >= 200 and < 300 when body.Length == 0 && !reads => new(new ConnectorAnswer.Done(Nothing), trace),
            >= 200 and < 300 => new(ReadJson(body) is { } told ? new ConnectorAnswer.Done(told) : new ConnectorAnswer.Unknown(), trace),
            429 => new(new ConnectorAnswer.Later(RetryAfter(response, time)), trace, Throttled: true),
            // 412 is a conflict with something else that goes on in the conversation: what it left done, nobody says.
            412 or 502 or 504 => new(new ConnectorAnswer.Unknown(), trace, Passing: true),
            408 or >= 500 => new(new ConnectorAnswer.Unknown(), trace),
            _ => Refuse(status, Code(body), trace),
        };
    }

    private static Reply Refuse(int status, string code, string trace) => new(new ConnectorAnswer.Refused(status, code), $"{code} {trace}");

    /// <summary>The error's constant. It goes into logs and reasons, so nothing passes that is no constant.</summary>
    private static string Code(byte[] body) => ReadJson(body) is { } told && told.Text("error", "code") is { Length: > 0 and <= 64 } code && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? code : Unnamed;

    private static JsonElement? ReadJson(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } told ? told : null;
        }
        catch (JsonException) { return null; }
    }

    // A limit of the Connector's counts over an hour at most.
    private static Duration RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var said = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return Duration.Max(Shortest, Duration.Min(Longest, Duration.FromTimeSpan(said ?? Backoff.After(2))));
    }

    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages: Microsoft's support asks for it.
    private static string Mark(HttpResponseMessage response) =>
        response.Headers.TryGetValues("MS-CV", out var values) && values.First() is { Length: > 0 and <= 128 } mark && mark.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '.' or '-' or '_') ? $" MS-CV {mark}" : "";
}
