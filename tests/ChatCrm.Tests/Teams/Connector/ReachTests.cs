using System.Net;
using ChatCrm.Bot;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Tests.Slack.Client;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>What an allowed service or its name may lead to.</summary>
public class ReachTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task G1_no_redirect_is_followed(int status)
    {
        using var elsewhere = new Trap("127.0.0.2");
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) =>
        {
            http.Response.Headers.Location = $"http://127.0.0.2:{elsewhere.Port}/";
            return Switchboard.Say(http, "", status);
        };
        var refused = new ConnectorAnswer.Refused(status, "Unnamed");
        Assert.Equal([refused, refused, refused], [await desk.Client.Send(desk.Chat, Body, Cancel), await desk.Client.Update(desk.Chat, "1", Body, Cancel), await desk.Client.Members(desk.Chat, null, Cancel)]);
        Assert.False(elsewhere.Caught);
        Assert.Equal(3, desk.Board.Calls.Count);
    }

    [Fact]
    public async Task G1_no_redirect_to_another_of_its_own_addresses_is_followed()
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) =>
        {
            http.Response.Headers.Location = "/elsewhere";
            return Switchboard.Say(http, "", 307);
        };
        await desk.Client.Send(desk.Chat, Body, Cancel);
        Assert.Single(desk.Board.Calls);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task G1_a_name_that_leads_to_this_computer_is_not_connected_to(string address)
    {
        using var trap = new Trap();
        using var http = new HttpClient(new Dial(Desk.Leading(address)).Handler(proxied: false));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://smba.trafficmanager.net:{trap.Port}/"), Cancel));
        Assert.False(trap.Caught);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    public async Task G1_what_a_service_leads_to_is_looked_at_for_each_connection(string address)
    {
        var resolved = new List<string>();
        await using var desk = await Desk.Open(["smba.trafficmanager.net", "127.0.0.1"], (host, _) =>
        {
            resolved.Add(host);
            return Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]);
        });
        var chat = desk.Chat with { Service = desk.Hosts.Read("https://smba.trafficmanager.net/amer/")! };
        Assert.IsType<ConnectorAnswer.Later>(await desk.Client.Send(chat, Body, Cancel));
        Assert.IsType<ConnectorAnswer.Later>(await desk.Client.Send(chat, Body, Cancel));
        Assert.Equal(["smba.trafficmanager.net", "smba.trafficmanager.net"], resolved);
    }

    [Fact]
    public async Task G1_a_name_that_changes_its_address_is_not_followed()
    {
        var resolved = 0;
        // 0.0.0.0 leads to this computer as well, and is none of its own names.
        await using var desk = await Desk.Open(["localhost"], (_, _) => Task.FromResult<IPAddress[]>([++resolved == 1 ? IPAddress.Loopback : IPAddress.Any]));
        desk.Board.Answers = (http, _) =>
        {
            http.Response.Headers.Connection = "close";
            return Switchboard.Say(http, "{}", 201);
        };
        var chat = desk.Chat with { Service = new($"http://localhost:{desk.Board.Address.Port}/") };
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(chat, Body, Cancel));
        Assert.IsType<ConnectorAnswer.Later>(await desk.Client.Send(chat, Body, Cancel));
        Assert.Equal((2, 1), (resolved, desk.Board.Calls.Count));
    }

    [Fact]
    public async Task G1_each_connection_goes_to_the_very_address_that_was_looked_at()
    {
        var resolved = 0;
        // Whoever asked twice, once to look and once to connect, would connect to nobody.
        await using var desk = await Desk.Open(["localhost"], (_, _) => Task.FromResult<IPAddress[]>(++resolved == 1 ? [IPAddress.Loopback] : []));
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat with { Service = new($"http://localhost:{desk.Board.Address.Port}/") }, Body, Cancel));
        Assert.Equal(1, resolved);
    }

    [Fact]
    public async Task No_cookie_is_kept()
    {
        await using var desk = await Desk.Open();
        var cookies = new List<string>();
        desk.Board.Answers = (http, _) =>
        {
            cookies.Add(http.Request.Headers.Cookie.ToString());
            http.Response.Headers.SetCookie = "a=1";
            return Switchboard.Say(http, "{}", 201);
        };
        await desk.Client.Send(desk.Chat, Body, Cancel);
        await desk.Client.Send(desk.Chat, Body, Cancel);
        Assert.Equal(["", ""], cookies);
    }
}
