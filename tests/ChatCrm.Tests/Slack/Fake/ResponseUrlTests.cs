using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

public class ResponseUrlTests
{
    [Fact]
    public async Task A_response_url_is_good_for_five_answers()
    {
        await using var stub = await StubService.Start();
        var url = await Url(stub);

        for (var i = 0; i < 5; i++) Assert.Equal((200, "ok"), await stub.Respond(url, """{"text":"x"}"""));
        Assert.Empty(stub.Slack.Faults);
        var (status, body) = await stub.Respond(url, """{"text":"x"}""");

        Assert.Equal(404, status);
        Assert.Contains("used_url", body);
        Assert.Equal(5, stub.Slack.Messages("mei", "sales").Count);
        Assert.Single(stub.Slack.Faults);
    }

    [Fact]
    public async Task A_response_url_ends_after_half_an_hour()
    {
        await using var stub = await StubService.Start();
        var url = await Url(stub);

        await stub.Slack.Pass(Duration.FromMinutes(30));
        Assert.Equal(200, (await stub.Respond(url, """{"text":"x"}""")).Status);
        await stub.Slack.Pass(Duration.FromSeconds(1));

        Assert.Contains("expired_url", (await stub.Respond(url, """{"text":"x"}""")).Body);
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task The_answer_to_a_command_can_be_replaced_and_taken_away_but_not_shown_to_all()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(200, "Still saving …");
        var url = await Url(stub);

        Assert.Equal(400, (await stub.Respond(url, """{"text":"Saved","replace_original":true,"response_type":"in_channel"}""")).Status);
        await stub.Respond(url, """{"text":"Saved","replace_original":true}""");
        Assert.Equal("Saved", stub.Slack.Shown(stub.Slack.Messages("mei", "sales").Single()).ToString());
        await stub.Respond(url, """{"delete_original":true}""");

        Assert.Empty(stub.Slack.Messages("mei", "sales"));
        Assert.Single(stub.Slack.Faults);
    }

    [Fact]
    public async Task A_pressed_message_is_replaced_at_its_response_url()
    {
        await using var stub = await StubService.Start();
        await stub.Api("chat.postEphemeral", new() { ["channel"] = "C0SALES", ["user"] = "U0MEI", ["text"] = "Done?", ["blocks"] = Samples.Buttons("Done", "Undo") });
        var post = stub.Slack.Messages("mei", "sales").Single();

        await stub.Slack.Click("mei", post, "Done");
        var payload = StubService.Parsed(stub.Got.Single().Body);
        await stub.Respond(payload["response_url"]!.ToString(), """{"text":"✓ Done","replace_original":true}""");

        Assert.Equal("✓ Done", stub.Slack.Shown(post).ToString());
        Assert.True((bool)payload["container"]!["is_ephemeral"]!);
        Assert.False(payload.ContainsKey("message"));
        Assert.Equal(("button", "a0", "done"), (payload["actions"]![0]!["type"]!.ToString(), payload["actions"]![0]!["action_id"]!.ToString(), payload["actions"]![0]!["value"]!.ToString()));
        Assert.Empty(stub.Slack.Faults);
    }

    private static async Task<string> Url(StubService stub)
    {
        await stub.Slack.Command("mei", "sales", "due");
        return StubService.Parsed(stub.Got.Last().Body)["response_url"]!.ToString();
    }
}
