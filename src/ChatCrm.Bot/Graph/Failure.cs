using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using NodaTime;

namespace ChatCrm.Bot.Graph;

/// <summary>What a call that failed means.</summary>
internal enum FailureKind
{
    /// <summary>It may work later: too many calls, an outage, an answer that was lost.</summary>
    Passing,

    /// <summary>It took longer than our patience: whoever asks next would wait as long.</summary>
    Slow,
    NoAccess, NotSignedIn, NoMailbox, NoEvent, Conflict, BadZone, NotTaken,
}

/// <summary>A failed call. The SDK throws <see cref="ODataError"/> for what Graph refuses, and <see cref="AggregateException"/> where its own tries are used up.</summary>
/// <param name="Reason">The status and Graph's code of it, for the log: no words of Graph's, which may repeat ours.</param>
/// <param name="After">How long to wait at least.</param>
internal sealed record Failure(FailureKind Kind, string Reason, Duration After)
{
    private static readonly Duration Soon = Duration.FromSeconds(5), InAWhile = Duration.FromSeconds(30), Longest = Duration.FromHours(1);

    public static Failure Of(Exception failure, Instant now) => failure switch
    {
        AggregateException { InnerExceptions: { Count: > 0 } tries } => Of(tries[^1], now),
        ODataError error => Of(error, error.Error?.Code ?? "", now),
        ApiException answer => Of(answer, "", now),
        // A secret that has ended does not come back by itself; anything else about tokens may.
        NoTokenException { Code: var code } => new(code.StartsWith("AADSTS7000", StringComparison.Ordinal) || code == "AADSTS700016" ? FailureKind.NotSignedIn : FailureKind.Passing, code, Duration.FromMinutes(1)),
        OperationCanceledException => new(FailureKind.Slow, "no answer in time", InAWhile),
        _ => new(FailureKind.Passing, failure.GetBaseException().GetType().Name, Soon),
    };

    private static Failure Of(ApiException answer, string code, Instant now) =>
        new(KindOf(answer.ResponseStatusCode, code), $"{answer.ResponseStatusCode.ToString(CultureInfo.InvariantCulture)} {Clean(code)}".TrimEnd(), RetryAfter(answer, now) ?? InAWhile);

    // https://learn.microsoft.com/graph/errors, https://learn.microsoft.com/graph/resolve-auth-errors
    private static FailureKind KindOf(int status, string code) => (status, code) switch
    {
        (0 or 408 or 425 or 429 or >= 500, not "ErrorInvalidTimeZone") => FailureKind.Passing,
        (401, _) => FailureKind.NotSignedIn,
        (403, _) => FailureKind.NoAccess,
        (404, "ErrorItemNotFound" or "ErrorInvalidItemId") or (410, _) => FailureKind.NoEvent,
        (404, _) => FailureKind.NoMailbox,
        // Another change came between: the next try sees it.
        (409, "ErrorIrresolvableConflict") or (412, _) => FailureKind.Passing,
        (409, _) => FailureKind.Conflict,
        (_, "ErrorInvalidTimeZone" or "TimeZoneNotSupportedException" or "ErrorTimeZone") => FailureKind.BadZone,
        _ => FailureKind.NotTaken,
    };

    private static Duration? RetryAfter(ApiException answer, Instant now)
    {
        if (answer.ResponseHeaders?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is not { } told) return null;
        if (!RetryConditionHeaderValue.TryParse(told, out var value)) return null;
        var wait = value.Delta is { } delta ? Duration.FromTimeSpan(delta) : value.Date is { } date ? Instant.FromDateTimeOffset(date) - now : Duration.Zero;
        return Duration.Min(Longest, Duration.Max(Duration.FromSeconds(1), wait));
    }

    private static string Clean(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Take(60)]);
}
