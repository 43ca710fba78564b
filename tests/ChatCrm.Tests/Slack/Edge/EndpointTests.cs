using System.Net;
using System.Text;
using ChatCrm.Bot;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.AspNetCore.Routing;

namespace ChatCrm.Tests.Slack.Edge;

public class EndpointTests
{
    private static readonly (string, string)[] Installs = [("ClientId", OAuth.ClientId), ("ClientSecret", OAuth.ClientSecret)];

    [Fact]
    public async Task A3_every_endpoint_says_who_may_call_it()
    {
        await using var app = await EdgeApp.Start(records: false, Installs);
        Assert.True(app.Endpoints.Count >= 10);
        foreach (var endpoint in app.Endpoints)
            Assert.True(Marks(endpoint) == 1, $"{endpoint.DisplayName} carries {Marks(endpoint)} marks of who may call it: it takes one of SignedEndpoint, OpenEndpoint, LocalEndpoint.");
    }

    [Fact]
    public async Task A3_an_unsigned_post_to_a_signed_endpoint_is_refused_whatever_it_says()
    {
        await using var app = await EdgeApp.Start(records: false, Installs);
        var signed = SignatureTests.Signed(app);
        Assert.Equal(["/slack/commands", "/slack/events", "/slack/interactions", "/slack/options"], signed.Order(StringComparer.Ordinal));
        foreach (var route in signed)
            foreach (var body in new[] { "", "{}", """{"type":"url_verification","challenge":"c","token":"t"}""", "command=%2Fcrm&ssl_check=1", "payload={}" })
                Assert.Equal(new(HttpStatusCode.Unauthorized, ""), await app.Attacker.Post(route, Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded"));
        Assert.Empty(app.Slack.Calls);
    }

    [Fact]
    public async Task A3_an_unsigned_look_at_the_certificate_is_answered_and_has_no_effect()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in new[] { "commands", "interactions", "options" })
            foreach (var form in new[] { "ssl_check=1", "token=abc&ssl_check=1", "ssl_check=1&token=abc&team_id=T1COMPANY&user_id=U0MEI&text=due" })
                Assert.Equal(new(HttpStatusCode.OK, ""), await app.Attacker.Post($"/slack/{route}", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded"));
        Assert.Empty(app.Slack.Calls);
    }

    [Theory]
    [InlineData("ssl_check=1&command=%2Fcrm&text=due")]
    [InlineData("ssl_check=1&payload=%7B%7D")]
    [InlineData("ssl_check=0")]
    [InlineData("ssl_check")]
    [InlineData("ssl_check=1&ssl_check=1")]
    [InlineData("ssl_check=true&token=abc")]
    [InlineData("x=%00ssl_check=1")]
    [InlineData("ssl_check=1", "application/json")]
    [InlineData("ssl_check=1", "")]
    [InlineData("ssl_check=1", "application/x-www-form-urlencoded", "v0=00")]
    [InlineData("ssl_check=1", "application/x-www-form-urlencoded", "")]
    public async Task A3_what_only_looks_like_a_look_at_the_certificate_is_refused(string form, string type = "application/x-www-form-urlencoded", string? signature = null)
    {
        await using var app = await EdgeApp.Start(records: false);
        (string, string)[] headers = signature is null ? [] : [("X-Slack-Request-Timestamp", app.Attacker.Now), ("X-Slack-Signature", signature)];
        foreach (var route in new[] { "commands", "interactions", "options" })
            Assert.Equal(new(HttpStatusCode.Unauthorized, ""), await app.Attacker.Post($"/slack/{route}", Encoding.UTF8.GetBytes(form), type, headers));
        Assert.Empty(app.Slack.Calls);
    }

    [Fact]
    public async Task A3_a_long_form_is_not_looked_at_unsigned()
    {
        await using var app = await EdgeApp.Start(records: false);
        var form = Encoding.UTF8.GetBytes("ssl_check=1&token=" + new string('a', 600));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Attacker.Post("/slack/commands", form, "application/x-www-form-urlencoded")).Status);
    }

    [Fact]
    public async Task A3_no_other_method_reaches_a_signed_endpoint()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in SignatureTests.Signed(app))
            foreach (var method in new[] { "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" })
            {
                using var request = new HttpRequestMessage(new(method), new Uri(app.Address, route));
                Assert.Equal(HttpStatusCode.MethodNotAllowed, (await app.Attacker.Send(request)).Status);
            }
    }

    [Fact]
    public async Task A3_without_a_signing_secret_no_signed_endpoint_exists()
    {
        await using var app = await EdgeApp.Start(records: false, ("SigningSecret", ""), ("AppToken", Fake.Sockets.AppToken));
        Assert.Empty(SignatureTests.Signed(app));
        foreach (var name in new[] { "commands", "interactions", "options", "events" })
            Assert.Equal(HttpStatusCode.NotFound, (await app.Attacker.Signed($"/slack/{name}", "{}"u8.ToArray())).Status);
    }

    private static int Marks(RouteEndpoint endpoint) => endpoint.Metadata.Count(mark => mark is SignedEndpoint or OpenEndpoint or LocalEndpoint);
}
