using System.Buffers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>
/// Checks the token of a request from Teams (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication): RS256 by a
/// key of the pinned document that is endorsed for Teams, issuer, audience, lifetime and the service's address. Whatever is amiss is a refusal.
/// </summary>
internal sealed class BearerCheck(TeamsOptions options, SigningKeys keys, IClock clock)
{
    private const string Scheme = "Bearer ";

    // Real ones have about 1,000 characters.
    private const int Longest = 8 * 1024;

    private static readonly Duration Skew = Duration.FromMinutes(5);
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = Longest };

    private readonly string[] audiences = [options.AppId, $"api://{options.AppId}", $"api://botid-{options.AppId}"];

    /// <summary>Whom the request speaks for; null refuses it.</summary>
    /// <param name="authorization">The Authorization header.</param>
    public async ValueTask<Caller?> Check(string? authorization, CancellationToken cancel)
    {
        if (TokenOf(authorization) is not { } text) return null;
        if (keys.Known?.Recall(text, clock.GetCurrentInstant()) is { } known) return known;
        return Parse(text) is { } token && await keys.Holding(token.Kid, cancel) is { } ring ? await Check(text, token, ring) : null;
    }

    private async ValueTask<Caller?> Check(string text, JsonWebToken token, KeyRing ring)
    {
        if (!await IsValid(token, ring.Find(token.Kid)!) || CallerOf(token) is not { } caller) return null;
        ring.Remember(text, caller, Instant.FromDateTimeUtc(token.ValidTo));
        return caller;
    }

    private static string? TokenOf(string? authorization) =>
        authorization is { Length: <= Longest } && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && !authorization.AsSpan(Scheme.Length).ContainsAnyExcept(Alphabet)
            ? authorization[Scheme.Length..]
            : null;

    /// <summary>A token that may be worth a look at its signature; nothing in it is believed yet.</summary>
    private static JsonWebToken? Parse(string text)
    {
        try
        {
            var token = new JsonWebToken(text);
            return token is { IsSigned: true, IsEncrypted: false, Alg: SecurityAlgorithms.RsaSha256, Kid.Length: > 0 } && !token.TryGetHeaderValue<object>("crit", out _) ? token : null;
        }
        // The parser tells by many kinds of exceptions that a text is no token.
        catch (Exception) { return null; }
    }

    private async ValueTask<bool> IsValid(JsonWebToken token, SecurityKey key)
    {
        try
        {
            return (await Handler.ValidateTokenAsync(token, Requirements(key))).IsValid;
        }
        // As above: a claim of the wrong type, say, is thrown and not told.
        catch (Exception) { return false; }
    }

    private TokenValidationParameters Requirements(SecurityKey key) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKeyResolver = (_, _, _, _) => [key],
        TryAllIssuerSigningKeys = false,
        ValidIssuers = options.Issuers,
        AudienceValidator = (named, _, _) => named.ToArray() is [var one] && audiences.Contains(one, StringComparer.OrdinalIgnoreCase),
        LifetimeValidator = (notBefore, expires, _, _) => expires is { } end && Lasts(notBefore, end),
        LogValidationExceptions = false,
    };

    private bool Lasts(DateTime? notBefore, DateTime expires)
    {
        var now = clock.GetCurrentInstant();
        return now - Skew <= Instant.FromDateTimeUtc(expires) && (notBefore is null || Instant.FromDateTimeUtc(notBefore.Value) <= now + Skew);
    }

    private static Caller? CallerOf(JsonWebToken token) => Text(token, "serviceurl") is { Length: > 0 } service ? new(service.TrimEnd('/'), Text(token, "tid")?.ToLowerInvariant()) : null;

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<object>(claim, out var value) ? value as string : null;
}
