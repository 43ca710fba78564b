using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Tests.Slack.Client;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Teams.Tokens;

/// <summary>An issuer on this computer: a document, a key set, and nothing that it would not say to anybody.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private readonly Loopback loopback;

    private Issuer(Loopback loopback)
    {
        this.loopback = loopback;
        loopback.Answers = Answer;
    }

    public Uri Metadata => new(loopback.Address, "v1/.well-known/openidconfiguration");

    /// <summary>What the key set holds; <see cref="Text"/>, where it is set, goes before it.</summary>
    public List<JsonObject> Keys { get; set; } = [];

    public string? Text { get; set; }

    /// <summary>Where the document says that the keys are.</summary>
    public string? KeysAt { get; set; }

    /// <summary>What is done in place of an answer.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>How often somebody began to fetch.</summary>
    public int Fetches => loopback.Count("openidconfiguration");

    public static async Task<Issuer> Start() => new(await Loopback.Start());

    public ValueTask DisposeAsync() => loopback.DisposeAsync();

    /// <summary>A key as real key sets write it.</summary>
    public static JsonObject Jwk(RSA key, string id, params string[] endorsements)
    {
        var numbers = key.ExportParameters(false);
        return new()
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["x5t"] = id, ["n"] = Base64Url.EncodeToString(numbers.Modulus), ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            ["endorsements"] = new JsonArray([.. (endorsements.Length == 0 ? ["msteams", "webchat"] : endorsements).Select(name => JsonValue.Create(name))]),
        };
    }

    private Task Answer(HttpContext http, Asked asked) => Instead is { } instead
        ? instead(http)
        : Loopback.Say(http, asked.Method == "keys" ? Set() : new JsonObject { ["issuer"] = Bench.Signer, ["jwks_uri"] = KeysAt ?? new Uri(loopback.Address, "v1/.well-known/keys").ToString(), ["id_token_signing_alg_values_supported"] = new JsonArray("RS256") }.ToJsonString());

    private string Set() => Text ?? new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.DeepClone())]) }.ToJsonString();
}

/// <summary>Writes tokens by hand, right ones and others.</summary>
internal static class Jwt
{
    public static string Write(RSA key, JsonObject header, JsonNode? payload) => Write(header, payload, content => key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Write(JsonObject header, JsonNode? payload, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(header.ToJsonString())}.{Encode(payload?.ToJsonString() ?? "null")}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Decode(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    /// <summary>An object with members replaced; null takes one away.</summary>
    public static JsonObject With(this JsonObject original, params (string Name, JsonNode? Value)[] changes)
    {
        var changed = (JsonObject)original.DeepClone();
        foreach (var (name, value) in changes)
            if (value is null) changed.Remove(name);
            else changed[name] = value;
        return changed;
    }
}
