using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What people do, as the service is told of it.</summary>
public class ActsTests
{
    [Fact]
    public async Task A_mention_in_a_thread_says_which()
    {
        await using var stub = await StubService.Start();

        await stub.Slack.Mention("mei", "sales", "due", thread: "1.000001");

        var told = StubService.Parsed(stub.Got.Single().Body)["event"]!;
        Assert.Equal(("app_mention", "<@UCRMBOT> due", "1.000001", "C0SALES"), (told["type"]!.ToString(), told["text"]!.ToString(), told["thread_ts"]!.ToString(), told["channel"]!.ToString()));
    }

    [Theory]
    [InlineData("new contact email:petra@globex.example", "new contact email:<mailto:petra@globex.example|petra@globex.example>")]
    [InlineData("see https://a.example/x?y=1&z acme.com", "see <https://a.example/x?y=1&amp;z> <http://acme.com|acme.com>")]
    [InlineData("@nobody #nowhere <!channel>", "@nobody #nowhere &lt;!channel&gt;")]
    public async Task Slack_escapes_and_links_what_is_typed(string typed, string sent)
    {
        await using var stub = await StubService.Start();

        await stub.Slack.Dm("mei", typed);

        Assert.Equal(sent, StubService.Parsed(stub.Got.Single().Body)["event"]!["text"]!.ToString());
    }

    [Fact]
    public async Task A_private_channels_name_is_kept_back()
    {
        await using var stub = await StubService.Start();
        stub.Slack.AddRoom("board", RoomKind.Private, ["mei"]);

        await stub.Slack.Command("mei", "board", "remind #board");

        var told = StubService.Parsed(stub.Got.Single().Body);
        Assert.Equal(("privategroup", "remind <#C0BOARD|>"), (told["channel_name"]!.ToString(), told["text"]!.ToString()));
    }

    [Fact]
    public async Task Menus_are_pressed_by_their_entries_and_shown_in_drawing_order()
    {
        await using var stub = await StubService.Start();
        var blocks = Samples.Buttons("Log");
        blocks[0]!["elements"]!.AsArray().Add(new JsonObject { ["type"] = "static_select", ["action_id"] = "more", ["options"] = new JsonArray(Samples.Option("Tier", "tier"), Samples.Option("History", "history")) });
        blocks.Insert(0, new JsonObject
        {
            ["type"] = "section", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Acme" },
            ["accessory"] = new JsonObject { ["type"] = "overflow", ["action_id"] = "entry", ["options"] = new JsonArray(Samples.Option("Done", "done"), Samples.Option("Snooze", "snooze")) },
        });
        await stub.Api("chat.postMessage", new() { ["channel"] = "C0SALES", ["text"] = "Acme", ["blocks"] = blocks });
        var post = stub.Slack.Messages("mei", "sales").Single();

        await stub.Slack.Select("mei", post, "more", "Hist");
        await stub.Slack.Click("jonas", post, "Snooze");

        Assert.Equal(["Done", "Snooze", "Log", "Tier", "History"], stub.Slack.Shown(post).Buttons);
        var actions = stub.Got.Select(got => StubService.Parsed(got.Body)["actions"]![0]!).ToList();
        Assert.Equal([("static_select", "more", "history"), ("overflow", "entry", "snooze")], actions.Select(action => (action["type"]!.ToString(), action["action_id"]!.ToString(), action["selected_option"]!["value"]!.ToString())));
        Assert.All(actions, action => Assert.Equal(post.Blocks.Single(block => BlockText.Elements([block!.DeepClone()]).Any(element => element.Action == action["action_id"]!.ToString()))!["block_id"]!.ToString(), action["block_id"]!.ToString()));
    }

    [Fact]
    public async Task Message_shortcuts_and_reactions_name_the_message()
    {
        await using var stub = await StubService.Start();
        await stub.Slack.Mention("mei", "sales", "hello");
        var post = stub.Slack.Messages("jonas", "sales").Single();

        await stub.Slack.MessageShortcut("jonas", post, "log");
        await stub.Slack.React("jonas", post, "white_check_mark");

        var told = stub.Got.Skip(1).Select(got => StubService.Parsed(got.Body)).ToList();
        Assert.Equal(("message_action", "log", post.Ts), (told[0]["type"]!.ToString(), told[0]["callback_id"]!.ToString(), told[0]["message"]!["ts"]!.ToString()));
        Assert.Equal((post.Ts, "U0MEI"), (told[1]["event"]!["item"]!["ts"]!.ToString(), told[1]["event"]!["item_user"]!.ToString()));
    }

    [Fact]
    public async Task A_button_is_acknowledged_without_a_word()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(200, "ok");
        await stub.Api("chat.postMessage", new() { ["channel"] = "C0SALES", ["text"] = "x", ["blocks"] = Samples.Buttons("Done") });

        await stub.Slack.Click("mei", stub.Slack.Messages("mei", "sales").Single(), "Done");

        Assert.Contains("invalid_ack", Assert.Single(stub.Slack.Faults));
    }

    [Fact]
    public async Task Everything_that_the_service_drew_is_kept()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(200, """{"text":"Hello"}""");

        await stub.Slack.Command("mei", "sales", "due");
        await stub.Api("views.publish", new() { ["user_id"] = "U0MEI", ["view"] = new JsonObject { ["type"] = "home", ["blocks"] = Samples.Buttons("Log") } });
        await stub.Api("views.open", new() { ["trigger_id"] = stub.Triggers.Single(), ["view"] = Samples.Form() });

        Assert.Equal(["message", "home", "modal"], stub.Slack.Emitted.Select(emitted => emitted.Kind));
        Assert.Equal("""{"text":"Hello"}""", stub.Slack.Emitted.First().Json);
    }
}
