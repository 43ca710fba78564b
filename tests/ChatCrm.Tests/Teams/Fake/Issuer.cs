using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>A key that tokens are signed with, and the channels that it is endorsed for.</summary>
internal sealed record SigningKey(string Kid, RSA Rsa, IReadOnlyList<string> Endorsements)
{
    /// <summary>Keys cost a moment to make: all tests share a few.</summary>
    private static readonly Lazy<RSA>[] Pool = [new(() => RSA.Create(2048)), new(() => RSA.Create(2048)), new(() => RSA.Create(2048))];

    public static SigningKey Of(int number, params IReadOnlyList<string> endorsements) => new($"key-{number}", Pool[number % Pool.Length].Value, endorsements);

    public JsonObject Public()
    {
        var own = Rsa.ExportParameters(false);
        var key = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = Kid, ["n"] = Issuer.Base64(own.Modulus!), ["e"] = Issuer.Base64(own.Exponent!) };
        if (Endorsements.Count > 0) key["endorsements"] = new JsonArray([.. Endorsements.Select(channel => JsonValue.Create(channel))]);
        return key;
    }
}

/// <summary>A token before it is signed. A test changes what it wants to be wrong.</summary>
internal sealed record Claims(string Issuer, string Audience, string? ServiceUrl, Instant NotBefore, Instant Expires, SigningKey Key)
{
    public string Algorithm { get; init; } = "RS256";

    /// <summary>Header entries besides.</summary>
    public JsonObject Header { get; init; } = [];

    /// <summary>Claims besides.</summary>
    public JsonObject Besides { get; init; } = [];

    /// <summary>Signs the bytes; null is the key's RS256.</summary>
    public Func<byte[], byte[]>? Signature { get; init; }
}

/// <summary>The Bot Framework's issuer: its OpenID document, its keys, its tokens.</summary>
internal sealed class Issuer(World world)
{
    public const string Name = "https://api.botframework.com";

    private int made;

    /// <summary>The keys that it publishes; the last one signs.</summary>
    public List<SigningKey> Keys { get; } = [SigningKey.Of(0, "msteams", "webchat")];

    /// <summary>How often each document was asked for.</summary>
    public Dictionary<string, int> Asked { get; } = new() { ["metadata"] = 0, ["keys"] = 0 };

    /// <summary>The next tokens are signed with a new key, and the old one is published no more.</summary>
    public SigningKey Rotate(params IReadOnlyList<string> endorsements)
    {
        lock (world.Gate)
        {
            Keys.Clear();
            Keys.Add(SigningKey.Of(++made, endorsements.Count > 0 ? endorsements : ["msteams"]));
            return Keys[^1];
        }
    }

    public JsonObject Metadata()
    {
        Asked["metadata"]++;
        return new()
        {
            ["issuer"] = Name, ["authorization_endpoint"] = "https://invalid.botframework.com", ["jwks_uri"] = new Uri(world.Address, "v1/.well-known/keys").AbsoluteUri,
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"), ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        };
    }

    public JsonObject Published()
    {
        Asked["keys"]++;
        return new() { ["keys"] = new JsonArray([.. Keys.Select(key => key.Public())]) };
    }

    /// <summary>What a good token for a delivery says.</summary>
    public Claims For(string serviceUrl) => new(Name, World.AppId, serviceUrl, world.Now - Duration.FromMinutes(5), world.Now + Duration.FromHours(1), Keys[^1]);

    public static string Sign(Claims claims)
    {
        var header = new JsonObject { ["alg"] = claims.Algorithm, ["kid"] = claims.Key.Kid, ["x5t"] = claims.Key.Kid, ["typ"] = "JWT" };
        foreach (var (name, value) in claims.Header) header[name] = value?.DeepClone();
        var body = new JsonObject { ["iss"] = claims.Issuer, ["aud"] = claims.Audience, ["nbf"] = claims.NotBefore.ToUnixTimeSeconds(), ["exp"] = claims.Expires.ToUnixTimeSeconds() };
        if (claims.ServiceUrl is not null) body["serviceurl"] = claims.ServiceUrl;
        foreach (var (name, value) in claims.Besides) body[name] = value?.DeepClone();
        var signed = Encoding.ASCII.GetBytes($"{Base64(header)}.{Base64(body)}");
        var signature = claims.Signature?.Invoke(signed) ?? claims.Key.Rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{Encoding.ASCII.GetString(signed)}.{Base64(signature)}";
    }

    public static string Base64(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string Base64(JsonObject json) => Base64(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
