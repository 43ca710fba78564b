using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>The issuer's keys that may sign for Teams, as they were fetched together, and the tokens that were found good with them.</summary>
internal sealed class KeyRing
{
    private const int Weakest = 2048, MostRemembered = 4096;

    // 65537 has three. Under the exponent 1 everybody can sign.
    private const int LeastExponentBytes = 3;

    private readonly FrozenDictionary<string, SecurityKey> keys;
    private readonly ConcurrentDictionary<string, (Caller Caller, Instant Until)> remembered = new(StringComparer.Ordinal);

    private KeyRing(string document, FrozenDictionary<string, SecurityKey> keys) => (Document, this.keys) = (document, keys);

    /// <summary>The JWKS document that the keys are from.</summary>
    public string Document { get; }

    /// <summary>The usable keys of a JWKS document: RSA of 2,048 bits or more, for signatures, endorsed for Teams, and no two with one id.</summary>
    /// <exception cref="ArgumentException">It is no such document; <see cref="JsonException"/>: no JSON.</exception>
    public static KeyRing Read(string document) =>
        new(document, new JsonWebKeySet(document).Keys.Where(key => key.Kid is { Length: > 0 }).GroupBy(key => key.Kid, StringComparer.Ordinal)
            .Where(alike => alike.Count() == 1).Select(alike => Usable(alike.Single())).OfType<SecurityKey>().ToFrozenDictionary(key => key.KeyId, StringComparer.Ordinal));

    public SecurityKey? Find(string id) => keys.GetValueOrDefault(id);

    /// <summary>Whom a token speaks for that was found good before, where it still is.</summary>
    public Caller? Recall(string token, Instant now) => remembered.TryGetValue(token, out var known) && now < known.Until ? known.Caller : null;

    public void Remember(string token, Caller caller, Instant until)
    {
        // Teams uses one token for an hour or more: the few that are in use come back at once.
        if (remembered.Count >= MostRemembered) remembered.Clear();
        remembered[token] = (caller, until);
    }

    private static RsaSecurityKey? Usable(JsonWebKey key) =>
        key is { Kty: "RSA", Use: "sig", Alg: null or "" or SecurityAlgorithms.RsaSha256 } && IsEndorsed(key) && Numbers(key) is { Exponent.Length: >= LeastExponentBytes } numbers && Bits(numbers.Modulus!) >= Weakest
            ? new(numbers) { KeyId = key.Kid }
            : null;

    private static bool IsEndorsed(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } list
        && list.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals("msteams"));

    /// <summary>The public half alone, and from these two members alone: a certificate beside them might be another key's.</summary>
    private static RSAParameters? Numbers(JsonWebKey key)
    {
        try
        {
            return new() { Modulus = Plain(Base64UrlEncoder.DecodeBytes(key.N)), Exponent = Plain(Base64UrlEncoder.DecodeBytes(key.E)) };
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException) { return null; }
    }

    private static byte[] Plain(byte[] number) => number.AsSpan().TrimStart((byte)0).ToArray();

    private static int Bits(byte[] number) => number.Length == 0 ? 0 : (number.Length * 8) - byte.LeadingZeroCount(number[0]);
}
