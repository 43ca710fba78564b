using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Tokens;

/// <summary>What is no token of the issuer's, one way or another. The key and the claims are right wherever the name of the case does not say otherwise.</summary>
public class ForgeryTests
{
    private static readonly (string Name, HashAlgorithmName Hash, Func<byte[], byte[], byte[]> Sign)[] Macs =
    [
        ("HS256", HashAlgorithmName.SHA256, HMACSHA256.HashData), ("HS384", HashAlgorithmName.SHA384, HMACSHA384.HashData), ("HS512", HashAlgorithmName.SHA512, HMACSHA512.HashData),
    ];

    /// <summary>The public key in each form in which a careless verifier might take it for a shared secret.</summary>
    private static readonly (string Name, Func<RSA, byte[]> Bytes)[] PublicForms =
    [
        ("PEM", key => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())), ("PEM and a line", key => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n")), ("PKCS#1 PEM", key => Encoding.ASCII.GetBytes(key.ExportRSAPublicKeyPem())),
        ("DER", key => key.ExportSubjectPublicKeyInfo()), ("PKCS#1 DER", key => key.ExportRSAPublicKey()), ("modulus", key => key.ExportParameters(false).Modulus!),
        ("modulus text", key => Encoding.ASCII.GetBytes(Base64Url.EncodeToString(key.ExportParameters(false).Modulus))), ("JWK", key => Encoding.UTF8.GetBytes(Issuer.Jwk(key, Bench.First).ToJsonString())),
    ];

    private static readonly Dictionary<string, Func<Bench, string?>> Forged = All();

    public static TheoryData<string> Names => [.. Forged.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A4_a_forged_bearer_is_refused(string name)
    {
        await using var bench = await Bench.Open();
        Assert.True(await bench.Takes(bench.Token()));
        Assert.Null(await bench.Check(Forged[name](bench)));
    }

    [Fact]
    public void A4_the_table_is_no_short_one() => Assert.InRange(Forged.Count, 100, 1000);

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("BEARER ")]
    public async Task A4_a_right_bearer_is_taken(string scheme)
    {
        await using var bench = await Bench.Open();
        var caller = await bench.Check(scheme + bench.Token(("tid", "72F988BF-0000-4000-8000-0000000000A1")));
        Assert.Equal(new("https://smba.trafficmanager.net/amer", Bench.Tenant), caller);
        Assert.NotNull(await bench.Check(scheme + Jwt.Write(Bench.SecondKey, bench.Header(Bench.Second), bench.Claims())));
    }

    private static Dictionary<string, Func<Bench, string?>> All()
    {
        var all = new Dictionary<string, Func<Bench, string?>>(StringComparer.Ordinal);
        foreach (var (name, text) in Headers()) all[name] = text;
        foreach (var (name, token) in Algorithms().Concat(Signatures()).Concat(Contents()).Concat(Shapes())) all[name] = bench => $"Bearer {token(bench)}";
        return all;
    }

    private static IEnumerable<(string, Func<Bench, string?>)> Headers()
    {
        yield return ("no header", _ => null);
        foreach (var text in new[] { "", " ", "Bearer", "Bearer ", "Bearer null", "Basic dXNlcjpwYXNz", "Bearer undefined", "Bearer 💥" }) yield return ($"header '{text}'", _ => text);
        yield return ("no scheme", bench => bench.Token());
        yield return ("other scheme", bench => $"Token {bench.Token()}");
        yield return ("scheme run together", bench => $"Bearer{bench.Token()}");
        yield return ("two spaces", bench => $"Bearer  {bench.Token()}");
        yield return ("tab", bench => $"Bearer\t{bench.Token()}");
        yield return ("space before", bench => $" Bearer {bench.Token()}");
        yield return ("space after", bench => $"Bearer {bench.Token()} ");
        yield return ("line after", bench => $"Bearer {bench.Token()}\n");
        yield return ("quoted", bench => $"Bearer \"{bench.Token()}\"");
        yield return ("two headers", bench => $"Bearer {bench.Token()},Bearer {bench.Token()}");
        yield return ("two tokens", bench => $"Bearer {bench.Token()} {bench.Token()}");
        yield return ("parameter", bench => $"Bearer token={bench.Token()}");
        yield return ("too long", bench => $"Bearer {bench.Token(("pad", new string('x', 9000)))}");
    }

    private static IEnumerable<(string, Func<Bench, string>)> Algorithms()
    {
        foreach (var none in new[] { "none", "None", "NONE", "nOnE", "", "null" })
        {
            yield return ($"alg '{none}', unsigned", bench => Jwt.Write(bench.Header().With(("alg", none)), bench.Claims(), _ => []));
            yield return ($"alg '{none}', signed", bench => Jwt.Write(Bench.FirstKey, bench.Header().With(("alg", none)), bench.Claims()));
        }
        foreach (var (name, _, sign) in Macs)
            foreach (var (form, bytes) in PublicForms)
                yield return ($"{name} with the {form} as the secret", bench => Jwt.Write(bench.Header().With(("alg", name)), bench.Claims(), content => sign(bytes(Bench.FirstKey), content)));
        foreach (var (name, hash, sign) in Macs)
        {
            yield return ($"{name} with no secret", bench => Jwt.Write(bench.Header().With(("alg", name)), bench.Claims(), content => sign([], content)));
            if (name != "HS256") yield return ($"RS{name[2..]}", bench => Rsa(bench, "RS" + name[2..], hash, RSASignaturePadding.Pkcs1));
            yield return ($"PS{name[2..]}", bench => Rsa(bench, "PS" + name[2..], hash, RSASignaturePadding.Pss));
            yield return ($"RS256 said, PS{name[2..]} meant", bench => Rsa(bench, "RS256", hash, RSASignaturePadding.Pss));
        }
        yield return ("RS256 said, RS512 meant", bench => Rsa(bench, "RS256", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
        foreach (var alg in new[] { "rs256", "Rs256", "RS256 ", "RS", "SHA256", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "ES256", "dir", "RSA-OAEP" })
            yield return ($"alg '{alg}', signed as RS256", bench => Jwt.Write(Bench.FirstKey, bench.Header().With(("alg", alg)), bench.Claims()));
        yield return ("no alg", bench => Jwt.Write(Bench.FirstKey, bench.Header().With(("alg", null)), bench.Claims()));
        yield return ("alg is a number", bench => Jwt.Write(Bench.FirstKey, bench.Header().With(("alg", 256)), bench.Claims()));
        yield return ("alg is a list", bench => Jwt.Write(Bench.FirstKey, bench.Header().With(("alg", new JsonArray("RS256"))), bench.Claims()));
        yield return ("ES256 by a key of its own", bench => Elliptic(bench));
    }

    private static IEnumerable<(string, Func<Bench, string>)> Signatures()
    {
        yield return ("by a stranger", bench => Jwt.Write(Bench.Stranger, bench.Header(), bench.Claims()));
        yield return ("by the other key", bench => Jwt.Write(Bench.SecondKey, bench.Header(), bench.Claims()));
        yield return ("of another token", bench => Signed(bench, _ => bench.Token(("jti", "2")).Split('.')[2]));
        yield return ("none", bench => Signed(bench, _ => ""));
        yield return ("zeros", bench => Signed(bench, _ => Base64Url.EncodeToString(new byte[256])));
        yield return ("ones", bench => Signed(bench, _ => Base64Url.EncodeToString(Enumerable.Repeat((byte)255, 256).ToArray())));
        yield return ("first byte changed", bench => Bytes(bench, bytes => [(byte)(bytes[0] ^ 1), .. bytes[1..]]));
        yield return ("middle bit changed", bench => Bytes(bench, bytes => [.. bytes[..128], (byte)(bytes[128] ^ 0x10), .. bytes[129..]]));
        yield return ("last bit changed", bench => Bytes(bench, bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]));
        yield return ("a byte short", bench => Bytes(bench, bytes => bytes[..^1]));
        yield return ("a byte long", bench => Bytes(bench, bytes => [.. bytes, 0]));
        yield return ("a zero before", bench => Bytes(bench, bytes => [0, .. bytes]));
        yield return ("backwards", bench => Bytes(bench, bytes => [.. bytes.Reverse()]));
        yield return ("twice", bench => Bytes(bench, bytes => [.. bytes, .. bytes]));
        yield return ("=", bench => Signed(bench, text => text + "="));
        yield return ("==", bench => Signed(bench, text => text + "=="));
        yield return ("%3D", bench => Signed(bench, text => text + "%3D%3D"));
        // 256 bytes leave four bits of the last character over: sixteen spellings of the same bytes.
        yield return ("unused bits set", bench => Signed(bench, text => text[..^1] + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".IndexOf(text[^1], StringComparison.Ordinal) | 1]));
        yield return ("plain base64", bench => Signed(bench, text => Convert.ToBase64String(Base64Url.DecodeFromChars(text))));
        yield return ("hexadecimal", bench => Bytes(bench, bytes => bytes, Convert.ToHexString));
        yield return ("a line within", bench => Signed(bench, text => text.Insert(100, "\n")));
        yield return ("a character less", bench => Signed(bench, text => text[..^1]));
        yield return ("a character more", bench => Signed(bench, text => text + "A"));
    }

    private static IEnumerable<(string, Func<Bench, string>)> Contents()
    {
        yield return ("header with a member more", bench => Header(bench, header => header.With(("cty", "JWT"))));
        yield return ("header with another key", bench => Header(bench, header => header.With(("kid", Bench.Second))));
        yield return ("header without a type", bench => Header(bench, header => header.With(("typ", null))));
        yield return ("header with a space", bench => Part(bench, 0, text => Jwt.Encode(Jwt.Decode(text).Replace(",", ", ", StringComparison.Ordinal))));
        yield return ("header padded", bench => Part(bench, 0, text => text + "="));
        yield return ("claims for longer", bench => Part(bench, 1, text => Jwt.Encode(((JsonObject)JsonNode.Parse(Jwt.Decode(text))!).With(("exp", bench.At(90_000))).ToJsonString())));
        yield return ("claims with a tenant", bench => Part(bench, 1, text => Jwt.Encode(((JsonObject)JsonNode.Parse(Jwt.Decode(text))!).With(("tid", "t")).ToJsonString())));
        yield return ("claims with a space", bench => Part(bench, 1, text => Jwt.Encode(Jwt.Decode(text) + " ")));
        yield return ("claims padded", bench => Part(bench, 1, text => text + "="));
        yield return ("claims of another token", bench => Part(bench, 1, _ => bench.Token(("serviceurl", "https://evil.example/")).Split('.')[1]));
        foreach (var crit in new JsonArray[] { [], ["exp"], ["b64"], ["http://example.com/unknown"] })
            yield return ($"critical {crit.ToJsonString()}", bench => Jwt.Write(Bench.FirstKey, bench.Header().With(("crit", crit.DeepClone()), ("b64", false)), bench.Claims()));
        foreach (var payload in new[] { "[]", "\"x\"", "7", "null", "true", "{}", """[{"iss":"https://api.botframework.com"}]""" })
            yield return ($"claims {payload}", bench => Jwt.Write(Bench.FirstKey, bench.Header(), JsonNode.Parse(payload)));
        foreach (var header in new[] { "", "{", "[]", "null", "\"RS256\"", "7", "\u0000" })
            yield return ($"header text '{header}'", bench => Part(bench, 0, _ => Jwt.Encode(header)));
    }

    private static IEnumerable<(string, Func<Bench, string>)> Shapes()
    {
        foreach (var shape in new[] { "h", "h.", "h.p", "h.p.", ".p.s", "h..s", "..s", "..", ".", "...", "h.p.s.", ".h.p.s", "h.p.s.s", "h.p.s.s.s", "p.h.s", "s.p.h", "h.h.s", "h.p.h", "a.b.c", "h,p,s" })
            yield return ($"shape {shape}", bench => Shape(bench, shape));
        foreach (var length in new[] { 1, 10, 37, 100, 250, 400 }) yield return ($"the first {length} characters", bench => bench.Token()[..length]);
        yield return ("without the first character", bench => bench.Token()[1..]);
        yield return ("in capitals", bench => bench.Token().ToUpperInvariant());
        yield return ("encoded once more", bench => Jwt.Encode(bench.Token()));
        yield return ("as JSON", bench => $$"""{"payload":"{{bench.Token().Split('.')[1]}}","protected":"{{bench.Token().Split('.')[0]}}","signature":"{{bench.Token().Split('.')[2]}}"}""");
        yield return ("within a token", bench => Jwt.Write(Bench.Stranger, bench.Header().With(("cty", "JWT")), JsonValue.Create(bench.Token())));
        yield return ("garbage", _ => Base64Url.EncodeToString(Enumerable.Range(0, 600).Select(n => (byte)(n * 37)).ToArray()));
    }

    private static string Rsa(Bench bench, string alg, HashAlgorithmName hash, RSASignaturePadding padding) =>
        Jwt.Write(bench.Header().With(("alg", alg)), bench.Claims(), content => Bench.FirstKey.SignData(content, hash, padding));

    private static string Elliptic(Bench bench)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Jwt.Write(bench.Header().With(("alg", "ES256")), bench.Claims(), content => key.SignData(content, HashAlgorithmName.SHA256));
    }

    private static string Part(Bench bench, int index, Func<string, string> change)
    {
        var parts = bench.Token().Split('.');
        parts[index] = change(parts[index]);
        return string.Join('.', parts);
    }

    private static string Header(Bench bench, Func<JsonObject, JsonObject> change) => Part(bench, 0, _ => Jwt.Encode(change(bench.Header()).ToJsonString()));

    private static string Signed(Bench bench, Func<string, string> change) => Part(bench, 2, change);

    private static string Bytes(Bench bench, Func<byte[], byte[]> change, Func<byte[], string>? write = null) => Part(bench, 2, text => (write ?? (bytes => Base64Url.EncodeToString(bytes)))(change(Base64Url.DecodeFromChars(text))));

    private static string Shape(Bench bench, string shape)
    {
        var parts = bench.Token().Split('.');
        return string.Concat(shape.Select(c => c switch { 'h' => parts[0], 'p' => parts[1], 's' => parts[2], _ => c.ToString() }));
    }
}
