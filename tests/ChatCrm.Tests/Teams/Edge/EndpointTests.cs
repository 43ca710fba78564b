using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Bot;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>The door, through the real endpoint.</summary>
public class EndpointTests
{
    private const string Path = "/teams/messages";

    [Fact]
    public async Task A3_every_endpoint_says_who_may_call_it()
    {
        await using var app = await EdgeApp.Start(records: false);
        Assert.True(app.Endpoints.Count >= 5);
        foreach (var endpoint in app.Endpoints)
            Assert.True(endpoint.Metadata.Count(mark => mark is SignedEndpoint or OpenEndpoint or LocalEndpoint) == 1, $"{endpoint.DisplayName} takes one mark of who may call it.");
        Assert.Equal([Path], app.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<SignedEndpoint>() is not null).Select(endpoint => endpoint.RoutePattern.RawText));
    }

    [Fact]
    public async Task A3_a_post_without_a_token_is_refused_whatever_it_says()
    {
        await using var app = await EdgeApp.Start(records: false);
        var (rows, activity) = (await app.Rows(), app.Teams.Message("mei", null, "log Acme GmbH call"));
        var traffic = new Traffic(app);
        foreach (var body in new[] { "", "{}", "{", "[]", activity.ToJsonString(), new string('x', 2_000_000) })
            Assert.Equal(new(401, ""), await app.Teams.Send(body, null));
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(traffic.Calls);
    }

    /// <summary>The answer comes while the body has not: nothing of it was waited for, and the client is not asked to send it.</summary>
    [Theory]
    [InlineData("Content-Length: 400000")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Content-Length: 400000\r\nExpect: 100-continue")]
    [InlineData("Content-Length: 400000\r\nExpect: 100-continue\r\nAuthorization: Bearer a.b.c")]
    public async Task A3_nothing_of_a_body_is_read_before_its_token_is_right(string headers)
    {
        await using var app = await EdgeApp.Start(records: false);
        Assert.Equal(HttpStatusCode.Unauthorized, await RawRequest.Send(app.Address, false, RawRequest.Head(Path, headers)));
    }

    [Fact]
    public async Task A3_no_other_method_reaches_it()
    {
        await using var app = await EdgeApp.Start(records: false);
        using var http = new HttpClient();
        foreach (var method in new[] { "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" })
        {
            using var request = new HttpRequestMessage(new(method), new Uri(app.Address, Path));
            request.Headers.TryAddWithoutValidation("Authorization", app.Bearer());
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    /// <summary>A sample of the token's own table, for the way from the header to the rows.</summary>
    [Fact]
    public async Task A4_a_bearer_that_is_wrong_in_any_way_changes_nothing()
    {
        await using var app = await EdgeApp.Start();
        var activity = app.Teams.Message("mei", null, "log Acme GmbH call 15m \"spoke\"");
        var (service, rows, body) = ((string)activity["serviceUrl"]!, await app.Rows(), activity.ToJsonString());
        var (traffic, count) = (new Traffic(app), 0);
        foreach (var authorization in Bearers(app, service))
        {
            var answer = await app.Teams.Send(body, authorization);
            Assert.True(answer is { Status: 401, Body: "" }, $"{answer.Status} {answer.Body} for {authorization}");
            count++;
        }
        Assert.InRange(count, 100, 1000);
        Assert.Empty(traffic.Calls);
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(app.Errors);
        // They are worth something only where the same activity is taken with a good one.
        Assert.Equal(200, (await app.Deliver(activity)).Status);
        await app.Settled();
        Assert.NotEqual(rows, await app.Rows());
    }

    [Fact]
    public async Task A4_two_authorizations_are_none()
    {
        await using var app = await EdgeApp.Start();
        using var http = new HttpClient();
        foreach (var second in new[] { "Bearer x", app.Bearer() })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, Path)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("Authorization", [app.Bearer(), second]);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    public static TheoryData<string, string?, bool> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string?, bool>();
            foreach (var body in new[] { "{service}/", "{service}" })
            {
                foreach (var same in new[] { "{service}/", "{service}" }) pairs.Add(body, same, true);
                foreach (var other in new[] { null, "", "/", "{service}/x", "{service}/../", "{host}/", "{host}", "{host}/apac/{tenant}/", "{host}/amer/07e40000-3333-4000-8000-000000007e40/", "{SERVICE}/", "{service}/?a", "{service}/#a", " {service}/", "{service}/ ",
                    "https://smba.trafficmanager.net/amer/", "http://127.0.0.2:1/amer/", "http://localhost/amer/", "http://u@127.0.0.1/amer/", "https://evil.example/" })
                    pairs.Add(body, other, false);
            }
            return pairs;
        }
    }

    /// <summary>The address of the token and that of the activity; null is a token without one.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A7_a_token_is_good_for_its_own_service_alone(string body, string? claim, bool good)
    {
        await using var app = await EdgeApp.Start();
        var activity = app.Teams.Message("mei", null, "due");
        var service = ((string)activity["serviceUrl"]!).TrimEnd('/');
        activity["serviceUrl"] = Filled(body);
        var (rows, traffic) = (await app.Rows(), new Traffic(app));

        var answer = await app.Deliver(activity, claims => claims with { ServiceUrl = claim is null ? null : Filled(claim) });

        Assert.True(good ? answer.Status == 200 : answer.Status is 401 or 403, $"{answer.Status} for {claim}");
        Assert.Equal("", answer.Body);
        Assert.Equal(good, traffic.Calls.Count > 0);
        if (!good) Assert.Equal(rows, await app.Rows());
        Assert.Empty(app.Errors);

        string Filled(string address) => address.Replace("{service}", service, StringComparison.Ordinal).Replace("{SERVICE}", service.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{host}", app.Teams.Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal).Replace("{tenant}", Company.Tenant.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[\"{service}\"]")]
    public async Task A7_a_claim_that_is_no_text_is_no_claim(string claim)
    {
        await using var app = await EdgeApp.Start();
        var activity = app.Teams.Message("mei", null, "due");
        var odd = claim.Replace("{service}", (string)activity["serviceUrl"]!, StringComparison.Ordinal);
        Assert.Equal(new(401, ""), await app.Deliver(activity, claims => claims with { ServiceUrl = null, Besides = new() { ["serviceurl"] = JsonNode.Parse(odd) } }));
    }

    private static IEnumerable<string?> Bearers(EdgeApp app, string service)
    {
        var good = app.Bearer(service)["Bearer ".Length..];
        var parts = good.Split('.');
        foreach (var scheme in new[] { "", "Basic ", "Bearer", "Bearer  ", "Bearer\t", "Token ", "Bearer Bearer " }) yield return scheme + good;
        foreach (var text in new[] { "", "Bearer ", "Bearer null", "Bearer .", "Bearer ..", "Bearer ....", "Bearer a.b.c", $"Bearer {new string('a', 9000)}", $"Bearer {good},{good}", $"Bearer {good}=" }) yield return text;
        foreach (var cut in Enumerable.Range(1, 20)) yield return $"Bearer {good[..^cut]}";
        // The last letter of 256 bytes holds bits that mean nothing.
        foreach (var at in Enumerable.Range(0, 30).Select(n => good.Length * n / 30)) yield return $"Bearer {good[..at]}{(good[at] == 'A' ? 'B' : 'A')}{good[(at + 1)..]}";
        foreach (var (header, claims, signature) in new[] { (parts[0], parts[1], ""), (parts[1], parts[0], parts[2]), (parts[0], parts[0], parts[2]), ("", parts[1], parts[2]), (parts[0], "", parts[2]) }) yield return $"Bearer {header}.{claims}.{signature}";
        foreach (var change in Changes) yield return app.Bearer(service, change);
    }

    private static readonly Func<Claims, Claims>[] Changes =
    [
        claims => claims with { Issuer = "https://evil.example" }, claims => claims with { Issuer = "" }, claims => claims with { Issuer = "https://api.botframework.us" }, claims => claims with { Issuer = "https://api.botframework.com/" },
        claims => claims with { Audience = "" }, claims => claims with { Audience = Company.Tenant.Id }, claims => claims with { Audience = "https://api.botframework.com" }, claims => claims with { Audience = World.AppId + "x" },
        claims => claims with { ServiceUrl = null }, claims => claims with { ServiceUrl = "" },
        claims => claims with { Expires = claims.NotBefore - Duration.FromDays(1) }, claims => claims with { NotBefore = claims.Expires },
        claims => claims with { NotBefore = claims.NotBefore + Duration.FromMinutes(11) }, claims => claims with { Expires = claims.NotBefore - Duration.FromSeconds(1) },
        claims => claims with { Key = SigningKey.Of(1, "msteams") }, claims => claims with { Key = SigningKey.Of(2) with { Kid = claims.Key.Kid } }, claims => claims with { Key = claims.Key with { Kid = "other" } }, claims => claims with { Key = claims.Key with { Kid = "" } },
        claims => claims with { Signature = _ => [] }, claims => claims with { Signature = _ => new byte[256] }, claims => claims with { Signature = bytes => System.Security.Cryptography.SHA256.HashData(bytes) },
        .. new[] { "none", "None", "", "HS256", "RS384", "RS512", "PS256", "ES256", "rs256" }.Select(alg => (Func<Claims, Claims>)(claims => claims with { Algorithm = alg })),
        .. new[] { "none", "NONE", "HS256" }.Select(alg => (Func<Claims, Claims>)(claims => claims with { Algorithm = alg, Signature = _ => [] })),
        claims => claims with { Header = new() { ["crit"] = new JsonArray("exp") } }, claims => claims with { Header = new() { ["kid"] = null } }, claims => claims with { Header = new() { ["kid"] = 1 } },
        claims => claims with { Besides = new() { ["aud"] = new JsonArray(World.AppId, "another") } }, claims => claims with { Besides = new() { ["exp"] = null } }, claims => claims with { Besides = new() { ["exp"] = "tomorrow" } }, claims => claims with { Besides = new() { ["nbf"] = "now" } },
        claims => claims with { Besides = new() { ["iss"] = new JsonArray(claims.Issuer) } },
    ];
}
