using System.Net;
using ChatCrm.Bot;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Tests.Slack.Client;

/// <summary>A <c>response_url</c> comes out of a request's body, and a name resolves to what its owner likes: neither leads anywhere but to Slack.</summary>
public class HookTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>{port} is the trap's, on this computer.</summary>
    public static TheoryData<string> Hostile =>
    [
        // Names that look alike.
        "https://hooks.slack.com.evil.example/x", "https://evilhooks.slack.com/x", "https://hooks-slack.com/x", "https://hooks.slack.co/x", "https://hooks.slack.comm/x", "https://slack.com/x",
        "https://api.hooks.slack.com/x", "https://hooks.slack.com./x", "https://hooks.slack-gov.com/x", "https://hooks.s1ack.com/x", "https://hookѕ.slack.com/x", "https://hооks.slack.com/x",
        "https://xn--hoks-55d.slack.com/x", "https://hooks。slack。com.evil.example/x", "https://hooks.slack.com%2eevil.example/x", "https://hooks.slack.com%00.evil.example/x", "https://hooks.slack.com%23.evil.example/x", "https://HOOKS.SLACK.COM.EVIL.EXAMPLE/x",
        // Names and passwords.
        "https://hooks.slack.com@evil.example/x", "https://hooks.slack.com:443@evil.example/x", "https://user@hooks.slack.com/x", "https://user:password@hooks.slack.com/x", "https://:@hooks.slack.com/x", "https://hooks.slack.com%40evil.example/x",
        "https://evil.example#@hooks.slack.com/x", "https://evil.example?@hooks.slack.com/x", "https://evil.example\\@hooks.slack.com/x", "https://evil.example/@hooks.slack.com",
        // Ports and schemes.
        "https://hooks.slack.com:8443/x", "https://hooks.slack.com:80/x", "https://hooks.slack.com:{port}/x", "http://hooks.slack.com/x", "http://hooks.slack.com:443/x", "http://hooks.slack.com:{port}/x", "ftp://hooks.slack.com/x", "ws://hooks.slack.com/x", "file://hooks.slack.com/x", "gopher://hooks.slack.com/x",
        "//hooks.slack.com/x", "hooks.slack.com/x", "javascript:alert(1)", "data:text/plain,x", "",
        // This computer, this network, the cloud's own address.
        "http://127.0.0.1:{port}/x", "https://127.0.0.1:{port}/x", "http://localhost:{port}/x", "http://[::1]:{port}/x", "http://[::ffff:127.0.0.1]:{port}/x", "http://0.0.0.0:{port}/x", "http://2130706433:{port}/x", "http://0x7f.1:{port}/x",
        "http://0177.0.0.1:{port}/x", "http://127.1:{port}/x", "http://10.0.0.1/x", "http://192.168.1.1/x", "http://169.254.169.254/latest/meta-data", "https://metadata.google.internal/x", "http://①②⑦.0.0.1:{port}/x",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task G1_a_hostile_response_url_is_not_called(string url)
    {
        using var trap = new Trap();
        var resolved = 0;
        await using var desk = await Desk.Open(new() { ["Slack:Hooks:0"] = "hooks.slack.com" }, resolve: (_, _) =>
        {
            resolved++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        if (!Uri.TryCreate(url.Replace("{port}", $"{trap.Port}", StringComparison.Ordinal), UriKind.RelativeOrAbsolute, out var hook)) return;
        var answer = await desk.Api.Respond(hook, Body, Cancel);
        Assert.Equal("host_not_allowed", Assert.IsType<ApiAnswer.Refused>(answer).Error);
        Assert.Equal(0, resolved);
        Assert.False(trap.Caught);
    }

    [Theory]
    [InlineData("https://hooks.slack.com/commands/T1/1/x")]
    [InlineData("https://HOOKS.SLACK.COM/actions/T1/1/x")]
    [InlineData("https://hooks.slack.com:443/x")]
    public async Task Slacks_own_hooks_may_be_called(string url)
    {
        await using var desk = await Desk.Open(new() { ["Slack:Hooks:0"] = "hooks.slack.com" });
        Assert.True(desk.Get<Wire>().IsHook(new(url)));
    }

    [Fact]
    public async Task G1_a_name_that_leads_into_this_network_is_not_called()
    {
        using var trap = new Trap();
        string[] leads = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "192.168.0.1", "169.254.169.254", "64:ff9b::7f00:1"];
        await using var desk = await Desk.Open(new() { ["Slack:Hooks:0"] = "hooks.slack.com" }, resolve: Desk.Leading(leads));
        Assert.False(Assert.IsType<ApiAnswer.Later>(await desk.Api.Respond(new("https://hooks.slack.com/x"), Body, Cancel)).Told);
        Assert.False(trap.Caught);
    }

    [Fact]
    public async Task G1_the_web_api_is_not_called_where_its_name_leads_into_this_network()
    {
        using var trap = new Trap();
        await using var desk = await Desk.Open(new() { ["Slack:Api"] = $"https://slack.com:{trap.Port}/api/" }, resolve: Desk.Leading("127.0.0.1"));
        Assert.False(Assert.IsType<ApiAnswer.Later>(await desk.Api.Read(Desk.Acme, "users.info", Cancel)).Told);
        Assert.False(trap.Caught);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task G1_no_redirect_is_followed(int status)
    {
        using var trap = new Trap("127.0.0.2");
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) =>
        {
            http.Response.Headers.Location = $"http://127.0.0.2:{trap.Port}/x";
            return Loopback.Say(http, "", status);
        };
        Assert.Equal($"http_{status}", Assert.IsType<ApiAnswer.Refused>(await desk.Api.Respond(new(desk.Slack.Address, "x"), Body, Cancel)).Error);
        Assert.Equal($"http_{status}", Assert.IsType<ApiAnswer.Refused>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel)).Error);
        Assert.False(trap.Caught);
    }

    [Theory]
    [InlineData("slack.com", "3.68.1.1", true)]
    [InlineData("slack.com", "2600:1f18::1", true)]
    [InlineData("slack.com", "64:ff9b::344:101", true)]
    [InlineData("slack.com", "127.0.0.1", false)]
    [InlineData("slack.com", "127.255.255.254", false)]
    [InlineData("slack.com", "0.0.0.0", false)]
    [InlineData("slack.com", "10.1.2.3", false)]
    [InlineData("slack.com", "100.64.0.1", false)]
    [InlineData("slack.com", "169.254.169.254", false)]
    [InlineData("slack.com", "172.16.0.1", false)]
    [InlineData("slack.com", "172.31.255.255", false)]
    [InlineData("slack.com", "192.168.1.1", false)]
    [InlineData("slack.com", "198.18.0.1", false)]
    [InlineData("slack.com", "224.0.0.1", false)]
    [InlineData("slack.com", "255.255.255.255", false)]
    [InlineData("slack.com", "::", false)]
    [InlineData("slack.com", "::1", false)]
    [InlineData("slack.com", "fe80::1", false)]
    [InlineData("slack.com", "fc00::1", false)]
    [InlineData("slack.com", "ff02::1", false)]
    [InlineData("slack.com", "::ffff:10.0.0.1", false)]
    [InlineData("slack.com", "64:ff9b::a00:1", false)]
    [InlineData("slack.com", "2002:7f00:1::", false)]
    [InlineData("slack.com", "2001:db8::1", false)]
    [InlineData("localhost", "127.0.0.1", true)]
    [InlineData("localhost", "::1", true)]
    [InlineData("localhost", "3.68.1.1", false)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    public void G1_public_addresses_alone_are_called(string host, string address, bool may) => Assert.Equal(may, Dial.May(host, IPAddress.Parse(address)));

    [Theory]
    [InlineData(200, "ok", "Done")]
    [InlineData(200, "{\"ok\":true}", "Done")]
    [InlineData(200, "", "Done")]
    [InlineData(404, "{\"ok\":false,\"error\":\"used_url\"}", "Refused")]
    [InlineData(200, "{\"ok\":false,\"error\":\"expired_url\"}", "Refused")]
    [InlineData(404, "no", "Refused")]
    [InlineData(500, "{\"ok\":false,\"error\":\"x\"}", "Unknown")]
    [InlineData(429, "", "Later")]
    public async Task A_hooks_answer_is_understood(int status, string body, string answer)
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, body, status);
        Assert.Equal(answer, (await desk.Api.Respond(new(desk.Slack.Address, "x"), Body, Cancel)).ToString());
        Assert.Equal("", Assert.Single(desk.Slack.Calls).Authorization);
    }
}
