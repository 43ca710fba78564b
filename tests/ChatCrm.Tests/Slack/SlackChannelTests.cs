using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack;

/// <summary>Slack as a channel of the conversations, with a service that answers as the test says.</summary>
public class SlackChannelTests
{
    private static readonly Spot Direct = new("mei", null), InSales = new("mei", "sales");

    [Fact]
    public async Task A_line_in_the_direct_chat_is_a_message_and_its_answer_comes_by_itself()
    {
        await using var house = await House.Open();
        house.Stub.Answers = async (_, told) =>
        {
            await house.Post(told["event"]!["channel"]!.ToString(), "Nothing is due.", "Open");
            return (200, "");
        };

        var shown = await house.Channel.Say(Direct, "due");

        Assert.Equal(["Nothing is due.", "[Open]"], shown.All);
        Assert.Empty(await house.Channel.Unseen());
    }

    [Fact]
    public async Task A_line_in_a_channel_is_a_command_and_what_else_is_posted_was_pushed()
    {
        await using var house = await House.Open();
        house.Stub.Answers = async (_, _) =>
        {
            await house.Post("C0SALES", "Shared by Mei Lin", "Log");
            return (200, "Shared in #sales.");
        };

        Assert.Equal("Shared in #sales.", (await house.Channel.Say(InSales, "share")).ToString());
        Assert.Equal("Shared by Mei Lin\n[Log]", (await house.Channel.Pushed(InSales))!.ToString());
        Assert.Null(await house.Channel.Pushed(InSales));
        Assert.Equal("Shared by Mei Lin\n[Log]", (await house.Channel.Pushed(new("jonas", "sales")))!.ToString());
        Assert.Null(await house.Channel.Pushed(new("tomo", null)));
        Assert.Empty(await house.Channel.Unseen());
    }

    [Fact]
    public async Task A_pressed_card_drawn_again_is_the_answer_and_for_others_it_was_redrawn()
    {
        await using var house = await House.Open();
        await house.Post("C0SALES", "Due now", "Done");
        Assert.NotNull(await house.Channel.Pushed(InSales));
        house.Stub.Answers = async (_, pressed) =>
        {
            await house.Stub.Api("chat.update", new() { ["channel"] = "C0SALES", ["ts"] = pressed["container"]!["message_ts"]!.ToString(), ["text"] = "Closed" });
            return (200, "");
        };

        Assert.Equal("Closed", (await house.Channel.Press(InSales, "Do")).ToString());
        Assert.Equal("Closed", (await house.Channel.Redrawn(new("jonas", "sales")))!.ToString());
        Assert.Null(await house.Channel.Redrawn(InSales));
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Channel.Press(InSales, "Do"));
    }

    [Fact]
    public async Task A_form_is_opened_after_a_view_that_says_to_wait_looked_up_in_and_sent()
    {
        await using var house = await House.Open();
        house.Stub.Answers = (path, told) => path.EndsWith("options", StringComparison.Ordinal)
            ? Task.FromResult((200, new JsonObject { ["options"] = new JsonArray(Samples.Option("Acme GmbH", "acme")) }.ToJsonString()))
            : told["type"]?.ToString() == "view_submission" ? house.Saved(told) : house.Opened(told);

        Assert.Equal("= Log =", (await house.Channel.Say(Direct, "")).Lines[0]);
        Assert.Equal(["Acme GmbH"], (await house.Channel.LookUp(Direct, "customer", "ac")).Lines);
        var sent = await house.Channel.Submit(Direct, new Dictionary<string, string> { ["customer"] = "Acme", ["text"] = "" });
        Assert.Equal("! Please complete this required field.", sent.Lines[3]);
        sent = await house.Channel.Submit(Direct, new Dictionary<string, string> { ["text"] = "price" });

        Assert.Equal(["Saved: acme", "[Undo]"], sent.All);
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Channel.Submit(Direct, new Dictionary<string, string>()));
    }

    [Fact]
    public async Task Who_types_again_has_closed_the_form()
    {
        await using var house = await House.Open();
        house.Stub.Answers = (_, told) => told["event"] is null && told["command"] is null ? Task.FromResult((200, "")) : told["command"] is null ? house.Said(told) : house.Opened(told);

        await house.Channel.Say(Direct, "");
        await house.Channel.Say(Direct, "due");

        Assert.Null(house.Stub.Slack.Top("mei"));
        Assert.Contains(house.Stub.Got, got => StubService.Parsed(got.Body)["type"]?.ToString() == "view_closed");
    }

    [Fact]
    public async Task What_nobody_looked_at_and_what_Slack_refused_stays_unseen()
    {
        await using var house = await House.Open();
        await house.Channel.Redrawn(Direct);
        await house.Post("U0MEI", "Due now", "Done");
        await house.Stub.Api("chat.explode", []);

        Assert.Equal(["mei\nDue now\n[Done]", "Slack refused chat.explode: unknown_method"], await house.Channel.Unseen());
    }

    [Fact]
    public async Task What_the_service_does_not_take_is_said_at_once()
    {
        await using var house = await House.Open();
        house.Stub.AnswersWith(404);

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Channel.Say(Direct, "due"));
    }

    /// <summary>A running service for its clock, and a stub that Slack talks to instead.</summary>
    private sealed class House : IAsyncDisposable
    {
        public required RunningApp App { get; init; }

        public required StubService Stub { get; init; }

        public required SlackChannel Channel { get; init; }

        public static async Task<House> Open()
        {
            var (app, stub) = (await RunningApp.Start(), await StubService.Start());
            var channel = new SlackChannel(app, stub.Slack);
            stub.Slack.Service = stub.Address;
            return new() { App = app, Stub = stub, Channel = channel };
        }

        public Task<JsonObject> Post(string channel, string text, string button) => Stub.Api("chat.postMessage", new() { ["channel"] = channel, ["text"] = text, ["blocks"] = Samples.Buttons(button) });

        public async Task<(int, string)> Said(JsonObject told)
        {
            await Post(told["event"]!["channel"]!.ToString(), "Nothing is due.", "Open");
            return (200, "");
        }

        /// <summary>First a view that says to wait; the form comes after the answer.</summary>
        public async Task<(int, string)> Opened(JsonObject told)
        {
            JsonObject wait = new() { ["type"] = "modal", ["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Wait" }, ["blocks"] = new JsonArray(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = "…" } }) };
            var view = (await Stub.Api("views.open", new() { ["trigger_id"] = told["trigger_id"]!.ToString(), ["view"] = wait }))["view"]!["id"]!.ToString();
            _ = Task.Run(() => Stub.Api("views.update", new() { ["view_id"] = view, ["view"] = Samples.Form() }));
            return (200, "");
        }

        public async Task<(int, string)> Saved(JsonObject told)
        {
            await Post("U0MEI", $"Saved: {told["view"]!["state"]!["values"]!["customer~customers"]!["customer"]!["selected_option"]!["value"]}", "Undo");
            return (200, "");
        }

        public async ValueTask DisposeAsync()
        {
            await Channel.DisposeAsync();
            await Stub.DisposeAsync();
            await App.DisposeAsync();
        }
    }
}
