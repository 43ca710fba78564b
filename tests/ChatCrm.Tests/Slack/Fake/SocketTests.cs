using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Socket Mode: connections, envelopes, acks.</summary>
public class SocketTests
{
    [Fact]
    public async Task A_connection_is_greeted_and_a_ticket_opens_one()
    {
        await using var stub = await Start();
        var url = await Url(stub);
        using var socket = await Connect(url);

        Assert.Equal(("hello", 1), ((await Next(socket))!["type"]!.ToString(), stub.Slack.Sockets.Connections));
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(url));
        Assert.Single(stub.Slack.Faults);
    }

    [Fact]
    public async Task A_command_is_answered_in_the_ack()
    {
        await using var stub = await Start();
        using var socket = await Connect(await Url(stub));
        await Next(socket);

        var typed = stub.Slack.Command("mei", "sales", "due");
        var envelope = (await Next(socket))!;
        await Send(socket, new() { ["envelope_id"] = envelope["envelope_id"]!.ToString(), ["payload"] = new JsonObject { ["text"] = "Nothing is due." } });
        await typed;

        Assert.Equal(("slash_commands", true, "due"), (envelope["type"]!.ToString(), (bool)envelope["accepts_response_payload"]!, envelope["payload"]!["text"]!.ToString()));
        Assert.Equal("Nothing is due.", stub.Slack.Shown(Assert.Single(stub.Slack.Messages("mei", "sales"))).ToString());
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task Connections_take_turns()
    {
        await using var stub = await Start();
        using var first = await Connect(await Url(stub));
        await Next(first);
        using var second = await Connect(await Url(stub));
        await Next(second);

        foreach (var socket in new[] { first, second, first })
        {
            var told = stub.Slack.Dm("mei", "due");
            var envelope = (await Next(socket))!;
            Assert.Equal("events_api", envelope["type"]!.ToString());
            await Send(socket, new() { ["envelope_id"] = envelope["envelope_id"]!.ToString() });
            Assert.True((await told).Ok);
        }
    }

    [Fact]
    public async Task An_event_without_an_ack_comes_again_and_says_so()
    {
        await using var stub = await Start();
        using var socket = await Connect(await Url(stub));
        await Next(socket);

        var told = stub.Slack.Dm("mei", "due");
        var first = (await Next(socket))!;
        var passing = stub.Slack.Pass(Duration.FromSeconds(3));
        Assert.Equal("http_timeout", (await told).Failure);
        var second = (await Next(socket))!;
        await Send(socket, new() { ["envelope_id"] = second["envelope_id"]!.ToString() });
        await passing;

        Assert.Equal((0, 1), ((int)first["retry_attempt"]!, (int)second["retry_attempt"]!));
        Assert.NotEqual(first["envelope_id"]!.ToString(), second["envelope_id"]!.ToString());
        Assert.Equal(first["payload"]!["event_id"]!.ToString(), second["payload"]!["event_id"]!.ToString());
    }

    [Fact]
    public async Task A_disconnect_is_announced_and_the_connection_closed()
    {
        await using var stub = await Start();
        using var socket = await Connect(await Url(stub));
        await Next(socket);

        await stub.Slack.Sockets.Disconnect("refresh_requested");

        Assert.Equal("refresh_requested", (await Next(socket))!["reason"]!.ToString());
        Assert.Null(await Next(socket));
    }

    [Fact]
    public async Task A_silent_Slack_does_not_even_greet()
    {
        await using var stub = await Start();
        stub.Slack.Sockets.Silent = true;
        using var socket = await Connect(await Url(stub));

        Assert.Equal("http_timeout", (await stub.Slack.Dm("mei", "due")).Failure);
    }

    [Fact]
    public async Task Only_the_apps_own_token_opens_connections()
    {
        await using var stub = await Start();

        Assert.Equal("not_allowed_token_type", (await stub.Api("apps.connections.open", []))["error"]!.ToString());
    }

    private static async Task<StubService> Start()
    {
        var stub = await StubService.Start();
        stub.Slack.SocketMode = true;
        return stub;
    }

    private static async Task<Uri> Url(StubService stub) => new((await stub.Api("apps.connections.open", [], Sockets.AppToken))["url"]!.ToString());

    private static async Task<ClientWebSocket> Connect(Uri url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<JsonObject?> Next(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var got = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
        return got.MessageType == WebSocketMessageType.Close ? null : (JsonObject)JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, got.Count))!;
    }

    private static async Task Send(ClientWebSocket socket, JsonObject json) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(json.ToJsonString()), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
}
