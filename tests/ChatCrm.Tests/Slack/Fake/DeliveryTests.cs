using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>How Slack tells the service, and what it does with the answers.</summary>
public class DeliveryTests
{
    private const string PublishedBody = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    [Fact]
    public void The_signature_is_that_of_Slacks_page() =>
        Assert.Equal("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", Signing.Of(FakeSlack.SigningSecret, "1531420618", Encoding.UTF8.GetBytes(PublishedBody)));

    [Fact]
    public async Task A_command_comes_signed_with_all_its_fields()
    {
        await using var stub = await StubService.Start();

        await stub.Slack.Command("mei", "sales", "log Acme & Söhne call for @jonas in #sales");

        var (path, body, headers) = Assert.Single(stub.Got);
        Assert.Equal("/slack/commands", path);
        Assert.Equal(Signing.Of(FakeSlack.SigningSecret, headers["X-Slack-Request-Timestamp"], Encoding.UTF8.GetBytes(body)), headers["X-Slack-Signature"]);
        var fields = StubService.Parsed(body);
        Assert.Equal("log Acme &amp; Söhne call for <@U0JONAS> in <#C0SALES|sales>", fields["text"]!.ToString());
        Assert.Equal(["team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text", "api_app_id", "is_enterprise_install", "response_url", "trigger_id"], fields.Select(field => field.Key));
    }

    [Theory]
    [InlineData(200, "Saved.", "Saved.")]
    [InlineData(200, """{"response_type":"ephemeral","text":"Only &lt;you&gt; <!date^1^{date}|today>"}""", "Only <you> today")]
    [InlineData(500, "", "/crm failed with the error \"dispatch_failed\"")]
    public async Task The_answer_to_a_command_is_shown_to_whoever_typed_it(int status, string body, string shown)
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(status, body);

        await stub.Slack.Command("mei", "sales", "due");

        Assert.Equal(shown, stub.Slack.Shown(Assert.Single(stub.Slack.Messages("mei", "sales"))).ToString());
        Assert.Empty(stub.Slack.Messages("jonas", "sales"));
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task An_answer_in_the_channel_is_seen_by_all()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(200, """{"response_type":"in_channel","text":"Shared"}""");

        await stub.Slack.Command("mei", "sales", "share");

        Assert.Single(stub.Slack.Messages("jonas", "sales"));
    }

    [Fact]
    public async Task An_event_that_is_not_taken_comes_again_at_once_after_a_minute_and_after_five()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(503);

        await stub.Slack.Dm("mei", "due");
        await stub.Slack.Pass(Duration.Zero);
        await stub.Slack.Pass(Duration.FromSeconds(59));
        Assert.Equal(2, stub.Got.Count);
        await stub.Slack.Pass(Duration.FromSeconds(1));
        await stub.Slack.Pass(Duration.FromMinutes(5));
        await stub.Slack.Pass(Duration.FromMinutes(5));

        Assert.Equal(["", "1", "2", "3"], stub.Got.Select(got => got.Headers.GetValueOrDefault("x-slack-retry-num", "")));
        Assert.Equal(["", "http_error", "http_error", "http_error"], stub.Got.Select(got => got.Headers.GetValueOrDefault("x-slack-retry-reason", "")));
        Assert.Single(stub.Got.Select(got => StubService.Parsed(got.Body)["event_id"]!.ToString()).Distinct());
    }

    [Fact]
    public async Task A_service_that_asks_for_no_retries_gets_none()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(500);
        stub.Header = ("x-slack-no-retry", "1");

        await stub.Slack.Dm("mei", "due");

        Assert.Empty(stub.Slack.Retries);
    }

    [Fact]
    public async Task What_is_not_answered_in_three_seconds_is_given_up()
    {
        await using var stub = await StubService.Start();
        var (arrived, never) = (new TaskCompletionSource(), new TaskCompletionSource<(int, string)>());
        stub.Answers = (_, _) =>
        {
            arrived.SetResult();
            return never.Task;
        };

        var typed = stub.Slack.Command("mei", "sales", "due");
        await arrived.Task;
        await stub.Slack.Pass(Duration.FromMilliseconds(2999));
        Assert.False(typed.IsCompleted);
        await stub.Slack.Pass(Duration.FromMilliseconds(1));

        Assert.Equal("http_timeout", (await typed).Failure);
        Assert.Equal("/crm failed with the error \"operation_timeout\"", stub.Slack.Shown(Assert.Single(stub.Slack.Messages("mei", "sales"))).ToString());
        never.SetResult((200, ""));
    }

    [Fact]
    public async Task An_event_says_for_which_install_it_is()
    {
        await using var stub = await StubService.Start();
        var team = stub.Slack.AddTeam("T2", "Second", "E1");
        stub.Slack.Put(new("U2ANN", "ann", "Ann", team));
        stub.Slack.Install("E1");

        await stub.Slack.Dm("ann", "due");
        stub.AnswersWith(200);
        await stub.Slack.GlobalShortcut("ann", "log");

        var told = stub.Got.Select(got => StubService.Parsed(got.Body)).ToList();
        Assert.Equal("""{"enterprise_id":"E1","team_id":null,"user_id":"UCRMBOT","is_bot":true,"is_enterprise_install":true}""", told[0]["authorizations"]![0]!.ToJsonString());
        Assert.Equal(("T2", "im", "message"), (told[0]["team_id"]!.ToString(), told[0]["event"]!["channel_type"]!.ToString(), told[0]["event"]!["type"]!.ToString()));
        Assert.True(told[1].ContainsKey("team") && told[1]["team"] is null);
        Assert.Equal("T2", told[1]["user"]!["team_id"]!.ToString());
    }

    [Fact]
    public async Task A_link_in_the_composer_has_no_channel_and_in_an_organisation_no_unfurl_id()
    {
        await using var stub = await StubService.Start();
        stub.Slack.Put(new("U2ANN", "ann", "Ann", stub.Slack.AddTeam("T2", "Second", "E1")));
        stub.Slack.Install("T2");
        stub.Slack.AddRoom("grid", RoomKind.Public, ["ann"], team: stub.Slack.World.Teams[^1]);

        await stub.Slack.ShareLink("mei", "sales", new("https://crm.example.com/c/C-1001"), composer: true);
        await stub.Slack.ShareLink("ann", "grid", new("https://crm.example.com/c/C-1001"));

        var told = stub.Got.Select(got => (JsonObject)StubService.Parsed(got.Body)["event"]!).ToList();
        Assert.Equal(("COMPOSER", "composer"), (told[0]["channel"]!.ToString(), told[0]["source"]!.ToString()));
        Assert.False(told[1].ContainsKey("unfurl_id"));
        Assert.Equal(stub.Slack.Messages("ann", "grid")[0].Ts, told[1]["message_ts"]!.ToString());
    }

    [Fact]
    public async Task A_hostile_post_carries_what_the_test_says()
    {
        await using var stub = await StubService.Start();

        await stub.Slack.Send("slack/events", "{}", headers: ("X-Slack-Signature", "v0=00"));
        await stub.Slack.Send("slack/events", "{}", headers: ("X-Slack-Request-Timestamp", ""));

        Assert.Equal("v0=00", stub.Got.First().Headers["X-Slack-Signature"]);
        Assert.False(stub.Got.Last().Headers.ContainsKey("X-Slack-Request-Timestamp"));
    }
}
