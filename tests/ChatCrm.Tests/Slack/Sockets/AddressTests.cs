using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Sockets;
using ChatCrm.Bot.Slack.Web;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>Where sockets may lead, and what is told of it.</summary>
public class AddressTests
{
    private static readonly Uri Loopback = new("http://127.0.0.1:5080/api/");

    [Theory]
    [InlineData("Slack", "wss://slack.com/link/?ticket=1")]
    [InlineData("Slack", "wss://wss-primary.slack.com/link/?ticket=1")]
    [InlineData("Slack", "wss://WSS-Primary.Slack.com/link/?ticket=1")]
    [InlineData("GovSlack", "wss://wss-primary.slack-gov.com/link/?ticket=1")]
    public void G1_a_socket_leads_to_Slacks_own_cloud(string cloud, string address) => Assert.True(Lines.Allows(new() { Cloud = cloud }, new(address)));

    [Theory]
    [InlineData("Slack", "ws://wss-primary.slack.com/")]
    [InlineData("Slack", "https://wss-primary.slack.com/")]
    [InlineData("Slack", "wss://wss-primary.slack.com:8443/")]
    [InlineData("Slack", "wss://slack.com@evil.example/")]
    [InlineData("Slack", "wss://a:b@wss-primary.slack.com/")]
    [InlineData("Slack", "wss://evilslack.com/")]
    [InlineData("Slack", "wss://slack.com.evil.example/")]
    [InlineData("Slack", "wss://wss-primary.slack.com./")]
    [InlineData("Slack", "wss://slack-gov.com/")]
    [InlineData("Slack", "wss://127.0.0.1/")]
    [InlineData("Slack", "ws://localhost:5080/")]
    [InlineData("Slack", "wss://ⓛocalhost/")]
    [InlineData("GovSlack", "wss://wss-primary.slack.com/")]
    [InlineData("Slack", "/link")]
    public void G1_no_socket_leads_elsewhere(string cloud, string address) => Assert.False(Lines.Allows(new() { Cloud = cloud }, new(address, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData("ws://127.0.0.1:4410/link", true)]
    [InlineData("ws://localhost:4410/link", true)]
    [InlineData("ws://[::1]:4410/link", true)]
    [InlineData("http://127.0.0.1:4410/link", false)]
    [InlineData("ws://10.0.0.1:4410/link", false)]
    [InlineData("wss://wss-primary.slack.com/link", false)]
    public void G1_a_socket_leads_to_this_computer_only_where_the_Web_API_does(string address, bool allowed) => Assert.Equal(allowed, Lines.Allows(new() { Api = Loopback }, new(address)));

    [Fact]
    public async Task G1_an_address_elsewhere_is_not_called()
    {
        await using var elsewhere = await Hub.Start();
        await using var rig = await Rig.Start(prepare: rig =>
        {
            rig.Hub.Instead.Enqueue(Results.Json(new { ok = true, url = $"ws://KANARI@{elsewhere.Api.Authority}/link" }));
            rig.Hub.Instead.Enqueue(Results.Json(new { ok = true, url = "ws://KANARI.example/link" }));
        });
        await rig.Hub.Greeted();
        Assert.Equal(3, rig.Hub.Asked.Count);
        Assert.Equal(2, rig.Log.Records.Count(record => record.Contains("is not one of its own", StringComparison.Ordinal)));
        Assert.DoesNotContain(rig.Log.Records, record => record.Contains("KANARI", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H8_no_token_ticket_or_payload_is_logged()
    {
        await using var rig = await Rig.Start(prepare: rig =>
        {
            rig.Hub.Instead.Enqueue(Results.Json(new { ok = true, url = $"ws://127.0.0.1:1/link?ticket={Hub.Ticket}" }));
            rig.Hub.Instead.Enqueue(Results.Json(new { ok = false, error = "KANARI KANARI" }));
            rig.Answers = what => what == "event 1" ? throw new InvalidOperationException("KANARI") : Task.FromResult("""{"text":"KANARI"}""");
        });
        var link = await rig.Hub.Greeted();
        await link.Say("KANARI");
        await link.SayBytes([0, 1, 2]);
        await link.Envelope("KANARI", "KANARI", """{"text":"KANARI"}""");
        await link.Envelope("KANARI", "slash_commands", """{"text":"KANARI","KANARI":1,"KANARI":2}""");
        await link.Envelope("KANARI", "events_api", """{"id":"1","KANARI":"KANARI"}""");
        await link.Envelope("KANARI", "slash_commands", """{"text":"KANARI","response_url":"https://KANARI.example/KANARI"}""");
        for (var i = 0; i < 3; i++) await link.Acknowledged();
        await rig.Logged("failed with InvalidOperationException");
        await link.Disconnect("KANARI");
        await rig.Hub.Greeted();
        await rig.Logged("ends: Replace");
        await rig.Stop();
        Assert.DoesNotContain(rig.Log.Records, record => record.Contains("KANARI", StringComparison.Ordinal) || record.Contains("ws:", StringComparison.Ordinal));
        Assert.Contains(rig.Log.Records, record => record.Contains("could not be opened", StringComparison.Ordinal));
    }
}
