using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What the Web API does and refuses.</summary>
public class WebApiTests
{
    [Theory]
    [InlineData("chat.explode", "{}", "unknown_method")]
    [InlineData("chat.postMessage", """{"channel":"C0SALES","text":"x","colour":"red"}""", "invalid_arguments")]
    [InlineData("chat.postMessage", """{"text":"x"}""", "invalid_arguments")]
    [InlineData("chat.postMessage", """{"channel":"C0SALES","blocks":[{"type":"divider"}]}""", "no_text")]
    [InlineData("chat.postMessage", """{"channel":"C0SALES","text":"x","blocks":[{"type":"video"}]}""", "invalid_blocks")]
    [InlineData("users.info", """{"user":"U0MEI"}""", "invalid_post_type")]
    [InlineData("views.open", """{"trigger_id":"1.2.3","view":{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[]}}""", "invalid_trigger_id")]
    public async Task What_no_service_may_do_is_a_fault(string method, string args, string error)
    {
        await using var stub = await StubService.Start();

        Assert.Equal(error, (await stub.Api(method, (JsonObject)JsonNode.Parse(args)!))["error"]!.ToString());

        Assert.Contains(error, Assert.Single(stub.Slack.Faults));
    }

    [Fact]
    public async Task An_error_that_the_test_wants_is_no_fault()
    {
        await using var stub = await StubService.Start();
        stub.Slack.Allow("unknown_method");

        await stub.Api("chat.explode", []);

        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task Invalid_blocks_say_where()
    {
        await using var stub = await StubService.Start();

        var answer = await stub.Api("chat.postMessage", new() { ["channel"] = "C0SALES", ["text"] = "x", ["blocks"] = new JsonArray(new JsonObject { ["type"] = "video" }) });

        Assert.Equal("[ERROR] unsupported block [json-pointer:/blocks/0]", answer["response_metadata"]!["messages"]![0]!.ToString());
    }

    [Fact]
    public async Task Tokens_and_scopes_are_checked()
    {
        await using var stub = await StubService.Start();
        stub.Slack.Installs.Find("T1COMPANY")!.Scopes.Remove("chat:write");
        JsonObject post = new() { ["channel"] = "C0SALES", ["text"] = "x" };

        Assert.Equal("invalid_auth", (await stub.Api("chat.postMessage", post, "xoxb-wrong"))["error"]!.ToString());
        var missing = await stub.Api("chat.postMessage", post);
        Assert.Equal(("missing_scope", "chat:write"), (missing["error"]!.ToString(), missing["needed"]!.ToString()));
        Assert.Equal("not_authed", (await stub.Read("users.info", null, ("user", "U0MEI")))["error"]!.ToString());
        Assert.Equal(3, stub.Slack.Faults.Count);
    }

    [Theory]
    [InlineData("chat.postMessage", "C0NOWHERE", "channel_not_found")]
    [InlineData("chat.postMessage", "C0SECRET", "channel_not_found")]
    [InlineData("chat.postMessage", "C0OLD", "is_archived")]
    [InlineData("chat.postMessage", "C0OPEN", "")]
    [InlineData("chat.postEphemeral", "C0OPEN", "not_in_channel")]
    [InlineData("chat.postEphemeral", "C0BOSSES", "user_not_in_channel")]
    public async Task Where_the_bot_can_post_is_as_the_channel_is(string method, string channel, string error)
    {
        await using var stub = await StubService.Start();
        stub.Slack.AddRoom("secret", RoomKind.Private, ["mei"], withBot: false);
        stub.Slack.AddRoom("old", RoomKind.Public, ["mei"]).Archived = true;
        stub.Slack.AddRoom("open", RoomKind.Public, ["mei"], withBot: false);
        stub.Slack.AddRoom("bosses", RoomKind.Private, ["priya"]);
        JsonObject args = new() { ["channel"] = channel, ["text"] = "x" };
        if (method == "chat.postEphemeral") args["user"] = "U0MEI";

        Assert.Equal(error, (await stub.Api(method, args))["error"]?.ToString() ?? "");
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task A_message_is_posted_redrawn_and_taken_away()
    {
        await using var stub = await StubService.Start();

        var ts = (await stub.Api("chat.postMessage", new() { ["channel"] = "U0MEI", ["text"] = "one" }))["ts"]!.ToString();
        await stub.Api("chat.update", new() { ["channel"] = "D0MEI", ["ts"] = ts, ["text"] = "two" });
        Assert.Equal("two", stub.Slack.Shown(Assert.Single(stub.Slack.Messages("mei"))).ToString());
        await stub.Api("chat.delete", new() { ["channel"] = "D0MEI", ["ts"] = ts });

        Assert.Empty(stub.Slack.Messages("mei"));
        Assert.Equal("message_not_found", (await stub.Api("chat.update", new() { ["channel"] = "D0MEI", ["ts"] = ts, ["text"] = "three" }))["error"]!.ToString());
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task An_ephemeral_message_is_seen_by_one_and_never_updated()
    {
        await using var stub = await StubService.Start();

        var ts = (await stub.Api("chat.postEphemeral", new() { ["channel"] = "C0SALES", ["user"] = "U0MEI", ["text"] = "x" }))["message_ts"]!.ToString();

        Assert.Single(stub.Slack.Messages("mei", "sales"));
        Assert.Empty(stub.Slack.Messages("jonas", "sales"));
        Assert.Equal("message_not_found", (await stub.Api("chat.update", new() { ["channel"] = "C0SALES", ["ts"] = ts, ["text"] = "y" }))["error"]!.ToString());
        Assert.Single(stub.Slack.Faults);
    }

    [Fact]
    public async Task People_and_channels_are_told_as_they_are()
    {
        await using var stub = await StubService.Start();
        stub.Slack.PageSize = 2;
        stub.Slack.World.Room("sales").ExtShared = true;

        var mei = (await stub.Read("users.info", stub.Slack.BotToken, ("user", "U0MEI"), ("include_locale", "true")))["user"]!;
        var tomo = (await stub.Read("users.info", stub.Slack.BotToken, ("user", "U0TOMO")))["user"]!;
        var room = (await stub.Read("conversations.info", stub.Slack.BotToken, ("channel", "C0SALES")))["channel"]!;
        var page = await stub.Read("conversations.members", stub.Slack.BotToken, ("channel", "C0PARTNERS"));
        var rest = await stub.Read("conversations.members", stub.Slack.BotToken, ("channel", "C0PARTNERS"), ("cursor", page["response_metadata"]!["next_cursor"]!.ToString()));

        Assert.Equal(("Asia/Shanghai", "zh-CN", "mei@company.example"), (mei["tz"]!.ToString(), mei["locale"]!.ToString(), mei["profile"]!["email"]!.ToString()));
        Assert.True((bool)tomo["is_ultra_restricted"]! && (bool)tomo["is_restricted"]!);
        Assert.True((bool)room["is_ext_shared"]! && (bool)room["is_member"]!);
        Assert.Equal((2, 2, "4"), (page["members"]!.AsArray().Count, rest["members"]!.AsArray().Count, rest["response_metadata"]!["next_cursor"]!.ToString()));
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task Somebody_of_another_company_is_a_stranger_without_mail_or_language()
    {
        await using var stub = await StubService.Start();
        stub.Slack.Put(new("U9EVE", "eve", "Eve", stub.Slack.AddTeam("T9", "Elsewhere")));
        Assert.Equal("user_not_found", (await stub.Read("users.info", stub.Slack.BotToken, ("user", "U9EVE")))["error"]!.ToString());
        stub.Slack.AddRoom("shared", RoomKind.Public, ["mei", "eve"]).ExtShared = true;

        var eve = (JsonObject)(await stub.Read("users.info", stub.Slack.BotToken, ("user", "U9EVE"), ("include_locale", "true")))["user"]!;

        Assert.True((bool)eve["is_stranger"]!);
        Assert.False(eve.ContainsKey("locale"));
        Assert.Null(eve["profile"]!["email"]);
    }

    [Fact]
    public async Task What_a_test_lets_go_wrong_goes_wrong_once()
    {
        await using var stub = await StubService.Start();
        JsonObject post = new() { ["channel"] = "C0SALES", ["text"] = "x" };
        stub.Slack.Throttle("chat.postMessage", 1, 7);
        stub.Slack.Fail("chat.postMessage", "token_revoked");
        stub.Slack.Break("chat.postMessage", 503);
        stub.Slack.DropReply("chat.postMessage");

        using (var throttled = await stub.Post("chat.postMessage", post)) Assert.Equal((HttpStatusCode.TooManyRequests, 7), (throttled.StatusCode, throttled.Headers.RetryAfter!.Delta!.Value.Seconds));
        Assert.Equal("token_revoked", (await stub.Api("chat.postMessage", post))["error"]!.ToString());
        using (var broken = await stub.Post("chat.postMessage", post)) Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);
        Assert.Empty(stub.Slack.Messages("mei", "sales"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => stub.Api("chat.postMessage", post));

        Assert.Single(stub.Slack.Messages("mei", "sales"));
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task A_second_post_within_a_second_is_refused_where_a_test_wants_that()
    {
        await using var stub = await StubService.Start();
        stub.Slack.Api.Paced = true;
        JsonObject post = new() { ["channel"] = "C0SALES", ["text"] = "x" };

        Assert.True((bool)(await stub.Api("chat.postMessage", post))["ok"]!);
        using (var second = await stub.Post("chat.postMessage", post)) Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        await stub.Slack.Pass(Duration.FromSeconds(1));

        Assert.True((bool)(await stub.Api("chat.postMessage", post))["ok"]!);
    }

    [Fact]
    public async Task Links_are_unfurled_by_channel_and_ts_or_by_unfurl_id_and_source()
    {
        await using var stub = await StubService.Start();
        await stub.Slack.ShareLink("mei", "sales", new("https://crm.example.com/c/C-1001"));
        var link = StubService.Parsed(stub.Got.Single().Body)["event"]!;
        JsonObject unfurls = new() { ["https://crm.example.com/c/C-1001"] = new JsonObject { ["blocks"] = new JsonArray(new JsonObject { ["type"] = "divider" }) } };

        var byId = await stub.Api("chat.unfurl", new() { ["unfurl_id"] = link["unfurl_id"]!.ToString(), ["source"] = link["source"]!.ToString(), ["unfurls"] = unfurls.DeepClone() });
        var byTs = await stub.Api("chat.unfurl", new() { ["channel"] = link["channel"]!.ToString(), ["ts"] = link["message_ts"]!.ToString(), ["unfurls"] = unfurls.DeepClone() });

        Assert.True((bool)byId["ok"]! && (bool)byTs["ok"]!);
        Assert.NotNull(stub.Slack.Messages("mei", "sales").Single().Unfurls);
        Assert.Empty(stub.Slack.Faults);
    }
}
