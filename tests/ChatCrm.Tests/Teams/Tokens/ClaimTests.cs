using System.Text.Json.Nodes;
using ChatCrm.Bot.Teams.Tokens;

namespace ChatCrm.Tests.Teams.Tokens;

public class ClaimTests
{
    /// <summary>Requirements, each with the ways in which a token that is signed right breaks it. The header's key is a claim of its kind.</summary>
    private static readonly (string Requirement, string Way, Func<Bench, (string, JsonNode?)> Change)[] Broken =
    [
        ("iss", "of another cloud", _ => ("iss", "https://api.botframework.us")),
        ("iss", "of Entra", _ => ("iss", "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")),
        ("iss", "with a slash", _ => ("iss", Bench.Signer + "/")),
        ("iss", "in capitals", _ => ("iss", "HTTPS://API.BOTFRAMEWORK.COM")),
        ("iss", "missing", _ => ("iss", null)),
        ("iss", "empty", _ => ("iss", "")),
        ("iss", "a list", _ => ("iss", new JsonArray(Bench.Signer))),
        ("aud", "of another bot", _ => ("aud", "b8f3c2aa-0000-4000-8000-0000000000c2")),
        ("aud", "longer", _ => ("aud", Bench.App + "0")),
        ("aud", "missing", _ => ("aud", null)),
        ("aud", "empty", _ => ("aud", "")),
        ("aud", "another too", _ => ("aud", new JsonArray(Bench.App, "b8f3c2aa-0000-4000-8000-0000000000c2"))),
        ("aud", "nobody", _ => ("aud", new JsonArray())),
        ("aud", "another's address", _ => ("aud", "api://b8f3c2aa-0000-4000-8000-0000000000c2")),
        ("exp", "past", bench => ("exp", bench.At(-301))),
        ("exp", "long past", bench => ("exp", bench.At(-86_400))),
        ("exp", "missing", _ => ("exp", null)),
        ("exp", "a word", _ => ("exp", "later")),
        ("exp", "nothing", _ => ("exp", 0)),
        ("exp", "negative", _ => ("exp", -1)),
        ("nbf", "future", bench => ("nbf", bench.At(301))),
        ("nbf", "far future", bench => ("nbf", bench.At(86_400))),
        ("serviceurl", "missing", _ => ("serviceurl", null)),
        ("serviceurl", "empty", _ => ("serviceurl", "")),
        ("serviceurl", "a number", _ => ("serviceurl", 7)),
        ("serviceurl", "a list", _ => ("serviceurl", new JsonArray(Bench.Service))),
        ("serviceurl", "spelt as in the activity", _ => ("serviceUrl", Bench.Service)),
        ("kid", "not endorsed", _ => ("kid", "webchat-only")),
        ("kid", "endorsed for nobody", _ => ("kid", "unendorsed")),
    ];

    public static TheoryData<string, string> Alone => [.. Broken.Select(one => (one.Requirement, one.Way))];

    public static TheoryData<string, string> Pairs => [.. from one in Broken.Select(broken => broken.Requirement).Distinct() from other in Broken.Select(broken => broken.Requirement).Distinct() where string.CompareOrdinal(one, other) < 0 select (one, other)];

    [Theory]
    [MemberData(nameof(Alone))]
    public async Task A6_a_token_that_is_signed_right_and_claims_wrong_is_refused(string requirement, string way)
    {
        await using var bench = await Open();
        Assert.True(await bench.Takes(Write(bench)));
        Assert.False(await bench.Takes(Write(bench, Broken.Single(one => (one.Requirement, one.Way) == (requirement, way)).Change(bench))));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A6_two_wrong_claims_do_not_make_a_right_one(string one, string other)
    {
        await using var bench = await Open();
        foreach (var first in Broken.Where(broken => broken.Requirement == one))
            foreach (var second in Broken.Where(broken => broken.Requirement == other))
                Assert.False(await bench.Takes(Write(bench, first.Change(bench), second.Change(bench))));
    }

    [Theory]
    [InlineData("exp", -300)]
    [InlineData("exp", 1)]
    [InlineData("nbf", 300)]
    [InlineData("nbf", -86_400)]
    public async Task A6_clocks_may_differ_by_five_minutes(string claim, int seconds)
    {
        await using var bench = await Open();
        Assert.True(await bench.Takes(Write(bench, (claim, bench.At(seconds)))));
    }

    [Fact]
    public async Task A6_a_token_need_not_say_since_when_it_is_good()
    {
        await using var bench = await Open();
        Assert.True(await bench.Takes(Write(bench, ("nbf", null))));
    }

    [Theory]
    [InlineData(Bench.App)]
    [InlineData("B8F3C2AA-0000-4000-8000-0000000000C1")]
    [InlineData("api://" + Bench.App)]
    [InlineData("api://botid-" + Bench.App)]
    public async Task A6_the_app_has_three_names(string audience)
    {
        await using var bench = await Open();
        Assert.True(await bench.Takes(Write(bench, ("aud", audience))));
        Assert.True(await bench.Takes(Write(bench, ("aud", new JsonArray(audience)))));
    }

    [Fact]
    public async Task A6_other_issuers_count_where_they_are_configured()
    {
        await using var bench = await Bench.Open(options => options with { Issuers = ["https://api.botframework.us"] });
        Assert.False(await bench.Takes(bench.Token()));
        Assert.True(await bench.Takes(bench.Token(("iss", "https://api.botframework.us"))));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/", "https://smba.trafficmanager.net/amer")]
    [InlineData("https://smba.trafficmanager.net/amer", "https://smba.trafficmanager.net/amer")]
    [InlineData("https://SMBA.trafficmanager.net/emea/", "https://SMBA.trafficmanager.net/emea")]
    [InlineData("https://evil.example", "https://evil.example")]
    public async Task A7_the_caller_carries_the_service_that_the_token_names(string claim, string service)
    {
        await using var bench = await Open();
        Assert.Equal(new Caller(service, null), await bench.Check($"Bearer {Write(bench, ("serviceurl", claim))}"));
    }

    [Fact]
    public async Task A7_one_token_s_service_is_not_another_s()
    {
        await using var bench = await Open();
        var (here, there) = (Write(bench, ("serviceurl", "https://smba.trafficmanager.net/amer/")), Write(bench, ("serviceurl", "https://smba.trafficmanager.net/emea/")));
        for (var n = 0; n < 2; n++)
            Assert.Equal(("https://smba.trafficmanager.net/amer", "https://smba.trafficmanager.net/emea"), ((await bench.Check($"Bearer {here}"))?.Service, (await bench.Check($"Bearer {there}"))?.Service));
    }

    private static async Task<Bench> Open()
    {
        var bench = await Bench.Open();
        bench.Issuer.Keys.AddRange([Issuer.Jwk(Bench.FirstKey, "webchat-only", "webchat"), Issuer.Jwk(Bench.FirstKey, "unendorsed").With(("endorsements", null))]);
        return bench;
    }

    private static string Write(Bench bench, params (string Name, JsonNode? Value)[] changes)
    {
        var claims = bench.Claims().With([.. changes.Where(change => change.Name != "kid")]);
        if (changes.Any(change => change.Name == "serviceUrl")) claims.Remove("serviceurl");
        return Jwt.Write(Bench.FirstKey, bench.Header().With([.. changes.Where(change => change.Name == "kid")]), claims);
    }
}
