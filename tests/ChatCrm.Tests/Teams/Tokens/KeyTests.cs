using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ChatCrm.Tests.Slack.Client;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace ChatCrm.Tests.Teams.Tokens;

public class KeyTests
{
    private static readonly RSA Weak = RSA.Create(1024);

    /// <summary>What is amiss with the only key that has the token's id.</summary>
    private static readonly Dictionary<string, Func<JsonObject, JsonObject>> Amiss = new(StringComparer.Ordinal)
    {
        ["for encryption"] = key => key.With(("use", "enc")),
        ["for nothing said"] = key => key.With(("use", null)),
        ["for SIG"] = key => key.With(("use", "SIG")),
        ["for RS512"] = key => key.With(("alg", "RS512")),
        ["for PS256"] = key => key.With(("alg", "PS256")),
        ["of no type"] = key => key.With(("kty", null)),
        ["of a small type"] = key => key.With(("kty", "rsa")),
        ["of 1,024 bits"] = _ => Issuer.Jwk(Weak, Bench.First),
        ["of 1,024 bits after zeros"] = _ => Issuer.Jwk(Weak, Bench.First).With(("n", Base64Url.EncodeToString([.. new byte[128], .. Weak.ExportParameters(false).Modulus!]))),
        ["without a modulus"] = key => key.With(("n", null)),
        ["with an empty modulus"] = key => key.With(("n", "")),
        ["with a modulus that is no text of bytes"] = key => key.With(("n", "!!!")),
        ["without an exponent"] = key => key.With(("e", null)),
        ["an elliptic curve's"] = key => new() { ["kty"] = "EC", ["use"] = "sig", ["kid"] = Bench.First, ["crv"] = "P-256", ["x"] = key["n"]!.DeepClone(), ["y"] = key["e"]!.DeepClone(), ["endorsements"] = new JsonArray("msteams") },
        ["a shared secret"] = key => new() { ["kty"] = "oct", ["use"] = "sig", ["kid"] = Bench.First, ["k"] = key["n"]!.DeepClone(), ["endorsements"] = new JsonArray("msteams") },
        ["with an id in capitals"] = key => key.With(("kid", Bench.First.ToUpperInvariant())),
        ["with a longer id"] = key => key.With(("kid", Bench.First + "0")),
        ["without an id"] = key => key.With(("kid", null)),
        ["with the id as thumbprint alone"] = key => key.With(("kid", "other"), ("x5t", Bench.First)),
        ["without endorsements"] = key => key.With(("endorsements", null)),
        ["with no endorsement"] = key => key.With(("endorsements", new JsonArray())),
        ["endorsed for another channel"] = key => key.With(("endorsements", new JsonArray("webchat", "skype"))),
        ["endorsed for MSTeams"] = key => key.With(("endorsements", new JsonArray("MSTeams"))),
        ["endorsed in a text"] = key => key.With(("endorsements", "msteams")),
        ["endorsed within a list"] = key => key.With(("endorsements", new JsonArray(new JsonArray("msteams")))),
    };

    public static TheoryData<string> Kinds => [.. Amiss.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A5_a_key_that_is_amiss_checks_no_token_and_spoils_no_other(string kind)
    {
        await using var bench = await Bench.Open();
        bench.Issuer.Keys[0] = Amiss[kind](bench.Issuer.Keys[0]);
        var weak = kind.Contains("1,024", StringComparison.Ordinal);
        Assert.False(await bench.Takes(Jwt.Write(weak ? Weak : Bench.FirstKey, bench.Header(), bench.Claims())));
        Assert.True(await bench.Takes(Jwt.Write(Bench.SecondKey, bench.Header(Bench.Second), bench.Claims())));
    }

    [Theory]
    [InlineData("AQ")]
    [InlineData("AAAAAQ")]
    [InlineData("Aw")]
    public async Task A5_a_key_of_a_small_exponent_checks_no_token(string exponent)
    {
        await using var bench = await Bench.Open();
        bench.Issuer.Keys[0]["e"] = exponent;
        Assert.False(await bench.Takes(Jwt.Write(bench.Header(), bench.Claims(), Padded)));
        Assert.Null(bench.Keys.Known!.Find(Bench.First));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"keys":null}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":"x"}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[null]}""")]
    [InlineData("""{"keys":[5,"x",[],true]}""")]
    [InlineData("""{"keys":[{}]}""")]
    [InlineData("""{"keys":[{"kty":7,"kid":[],"n":{},"e":null,"use":1}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"key-1","use":"sig","endorsements":["msteams"]}]}""")]
    public async Task A5_an_odd_key_set_checks_no_token(string set)
    {
        await using var bench = await Bench.Open();
        bench.Issuer.Text = set;
        Assert.False(await bench.Takes(bench.Token()));
        Assert.False(await bench.Takes(Jwt.Write(Bench.Stranger, bench.Header("other"), bench.Claims())));
        bench.Issuer.Text = null;
        bench.Time.Move(Duration.FromMinutes(1));
        Assert.True(await bench.Takes(bench.Token()));
    }

    [Fact]
    public async Task A5_an_unknown_key_is_refused()
    {
        await using var bench = await Bench.Open();
        foreach (var header in new[] { bench.Header("unknown"), bench.Header("KEY-1"), bench.Header(" key-1"), bench.Header(""), bench.Header().With(("kid", null)), bench.Header().With(("kid", 7)), bench.Header().With(("kid", new JsonArray(Bench.First))) })
            Assert.False(await bench.Takes(Jwt.Write(Bench.FirstKey, header, bench.Claims())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A5_two_keys_of_one_id_are_none(bool same)
    {
        await using var bench = await Bench.Open();
        bench.Issuer.Keys.Add(Issuer.Jwk(same ? Bench.FirstKey : Bench.ThirdKey, Bench.First));
        Assert.False(await bench.Takes(bench.Token()));
        Assert.False(await bench.Takes(Jwt.Write(Bench.ThirdKey, bench.Header(), bench.Claims())));
        Assert.True(await bench.Takes(Jwt.Write(Bench.SecondKey, bench.Header(Bench.Second), bench.Claims())));
    }

    [Theory]
    [InlineData("jku", Bench.First)]
    [InlineData("jku", "unknown")]
    [InlineData("x5u", Bench.First)]
    [InlineData("x5u", "unknown")]
    [InlineData("jwk", Bench.First)]
    [InlineData("jwk", "unknown")]
    [InlineData("x5c", Bench.First)]
    [InlineData("x5c", "unknown")]
    public async Task A5_a_key_that_the_token_brings_or_names_is_not_looked_at(string member, string kid)
    {
        await using var bench = await Bench.Open();
        using var trap = new Trap();
        JsonNode brought = member switch { "jwk" => Issuer.Jwk(Bench.Stranger, kid), "x5c" => new JsonArray(Certificate(Bench.Stranger)), _ => $"http://127.0.0.1:{trap.Port}/keys" };
        Assert.False(await bench.Takes(Jwt.Write(Bench.Stranger, bench.Header(kid).With((member, brought)), bench.Claims())));
        Assert.False(trap.Caught);
    }

    [Fact]
    public async Task A5_a_certificate_beside_a_keys_numbers_does_not_count()
    {
        await using var bench = await Bench.Open();
        bench.Issuer.Keys[0]["x5c"] = new JsonArray(Certificate(Bench.Stranger));
        Assert.False(await bench.Takes(Jwt.Write(Bench.Stranger, bench.Header(), bench.Claims())));
        Assert.True(await bench.Takes(bench.Token()));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/keys")]
    [InlineData("http://localhost:{0}/keys")]
    [InlineData("http://user@127.0.0.1:{0}/keys")]
    [InlineData("//127.0.0.1:{0}/keys")]
    [InlineData("keys")]
    [InlineData("file:///etc/passwd")]
    public async Task A5_keys_that_the_document_names_elsewhere_are_not_fetched(string address)
    {
        await using var bench = await Bench.Open();
        using var trap = new Trap();
        bench.Issuer.KeysAt = string.Format(null, System.Text.CompositeFormat.Parse(address), trap.Port);
        Assert.False(await bench.Takes(bench.Token()));
        Assert.False(trap.Caught);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task G1_a_redirect_is_not_followed(int status)
    {
        await using var bench = await Bench.Open();
        using var trap = new Trap();
        bench.Issuer.Instead = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = $"http://127.0.0.1:{trap.Port}/keys";
            return Task.CompletedTask;
        };
        Assert.False(await bench.Takes(bench.Token()));
        Assert.False(trap.Caught);
    }

    /// <summary>What a signature is before it is raised to the private exponent (RFC 8017, 9.2).</summary>
    private static byte[] Padded(byte[] content)
    {
        byte[] digest = [.. Convert.FromHexString("003031300D060960864801650304020105000420"), .. SHA256.HashData(content)];
        return [0, 1, .. Enumerable.Repeat((byte)255, 254 - digest.Length), .. digest];
    }

    private static string Certificate(RSA key)
    {
        using var certificate = new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return Convert.ToBase64String(certificate.RawData);
    }
}
