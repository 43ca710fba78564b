using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams;

/// <summary>Teams as a channel of the conversations, with a service that answers as the test says.</summary>
public class TeamsChannelTests
{
    private static readonly Spot Direct = new("mei", null), InSales = new("mei", "sales");

    [Fact]
    public async Task A_line_in_the_direct_chat_is_a_message_and_its_answer_comes_by_itself()
    {
        await using var house = await House.Open();
        house.Answers = async _ => { await house.Post(null, Samples.Message(Samples.Card("Nothing is due.", "Open"))); return null; };

        var shown = await house.Channel.Say(Direct, "due");

        Assert.Equal(["Nothing is due.", "[Open]"], shown.All);
        Assert.Equal("due", (string?)house.Last["text"]);
        Assert.Empty(await house.Channel.Unseen());
    }

    [Fact]
    public async Task A_line_in_a_room_is_answered_in_the_direct_chat_and_what_only_says_so_is_no_push()
    {
        await using var house = await House.Open();
        house.Answers = async _ =>
        {
            await house.Post("sales", Samples.Text("The answer is in your chat."));
            await house.Post(null, Samples.Message(Samples.Card("Acme GmbH", "Share")));
            return null;
        };

        Assert.Equal("Acme GmbH\n[Share]", (await house.Channel.Say(InSales, "Acme")).ToString());

        Assert.Equal("<at>ChatCrm</at> Acme\n", (string?)house.Last["text"]);
        Assert.Null(await house.Channel.Pushed(new("jonas", "sales")));
        Assert.Null(await house.Channel.Pushed(InSales));
        house.Answers = async _ =>
        {
            await house.Post("sales", Samples.Message(Samples.Card("Shared by Mei Lin", "Log")));
            await house.Post(null, Samples.Message(Samples.Card("Shared in #sales.")));
            return Samples.Told("The answer stands below.");
        };
        Assert.Equal("Shared in #sales.", (await house.Channel.Press(InSales, "Share")).ToString());
        Assert.Equal("Shared by Mei Lin\n[Log]", (await house.Channel.Pushed(new("jonas", "sales")))!.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Channel.Press(Direct, "Share"));
    }

    [Fact]
    public async Task A_line_alone_in_the_room_is_the_answer_where_no_other_comes()
    {
        await using var house = await House.Open();
        house.Answers = async _ => { await house.Post("partners", Samples.Text("ChatCrm is for members of the company.")); return null; };

        Assert.Equal("ChatCrm is for members of the company.", (await house.Channel.Say(new("tomo", "partners"), "Acme")).ToString());
    }

    [Fact]
    public async Task A_pressed_card_is_replaced_for_the_clicker_and_drawn_again_for_others()
    {
        await using var house = await House.Open();
        var id = await house.Post("sales", Samples.Message(Samples.Card("Due now", "Done")));
        Assert.NotNull(await house.Channel.Pushed(InSales));
        house.Answers = async _ =>
        {
            await house.Stub.Call(HttpMethod.Put, house.Room("sales"), $"activities/{id}", Samples.Message(Samples.Card("Closed by Mei")));
            return Samples.Replaced(Samples.Card("Closed", "Undo"));
        };

        Assert.Equal("Closed\n[Undo]", (await house.Channel.Press(InSales, "Do")).ToString());
        Assert.Equal("Closed by Mei", (await house.Channel.Redrawn(new("jonas", "sales")))!.ToString());
        Assert.Null(await house.Channel.Redrawn(InSales));
    }

    [Fact]
    public async Task Every_second_press_is_a_submit_of_the_same_data()
    {
        await using var house = await House.Open();
        await house.Post(null, Samples.Message(Samples.Card("Due now", "Done")));
        house.Answers = async told =>
        {
            if ((string?)told["type"] == "message") await house.Post(null, Samples.Message(Samples.Card("Closed")));
            return Samples.Replaced(Samples.Card("Sure?", "Done"));
        };

        await house.Channel.Press(Direct, "Done");
        await house.Channel.Press(Direct, "Done");

        var (execute, submit) = (house.Stub.Got.First().Activity["value"]!["action"]!, house.Last);
        Assert.Equal("message", (string?)submit["type"]);
        Assert.Equal(execute["verb"]!.ToString(), (string?)submit["value"]!["verb"]);
        Assert.Equal(execute["data"]!["value"]!.ToString(), (string?)submit["value"]!["value"]);
        Assert.NotNull(submit["replyToId"]);
        Assert.Null(submit["text"]);
    }

    [Fact]
    public async Task A_form_in_the_chat_is_looked_up_in_refused_by_the_client_and_sent()
    {
        await using var house = await House.Open();
        house.Answers = async told =>
        {
            if ((string?)told["name"] == "application/search") return Samples.Found(("Acme GmbH · DE", "acme"));
            if ((string?)told["type"] == "message" && told["value"] is null) await house.Post(null, Samples.Message(Samples.Form()));
            return Samples.Replaced(Samples.Card("Saved."));
        };

        Assert.Equal(["= Log =", "As you wrote it.", "Customer:", "What was said:", "Done: false"], (await house.Channel.Say(Direct, "")).All);
        Assert.Equal(["Acme GmbH · DE"], (await house.Channel.LookUp(Direct, "customer", "ac")).Lines);
        Assert.Equal("! Please answer this.", (await house.Channel.Submit(Direct, new Dictionary<string, string> { ["text"] = "price" })).Lines[3]);
        Assert.Equal("Saved.", (await house.Channel.Submit(Direct, new Dictionary<string, string> { ["customer"] = "Acme" })).ToString());

        Assert.Equal("""{"form":"interaction.log","formId":"f1","state":"","customer":"acme","text":"price","done":"false"}""", house.Last["value"]!["action"]!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_form_that_is_refused_comes_back_with_its_errors_in_place()
    {
        await using var house = await House.Open();
        house.Answers = async _ =>
        {
            await house.Post(null, Samples.Message(Samples.Form(new Dictionary<string, string> { ["text"] = "x" }, new Dictionary<string, string> { ["text"] = "That is too short." })));
            return null;
        };

        Assert.Equal(["= Log =", "As you wrote it.", "Customer:", "What was said: x", "! That is too short.", "Done: false"], (await house.Channel.Say(Direct, "log")).Lines);
    }

    [Fact]
    public async Task A_dialog_is_opened_by_a_button_filled_in_and_sent()
    {
        await using var house = await House.Open();
        var card = Samples.Card("Acme GmbH", "Log");
        CardTree.Of(card["body"], "ActionSet").Single()["actions"]![0] = new JsonObject { ["type"] = "Action.Submit", ["title"] = "Log", ["data"] = new JsonObject { ["msteams"] = new JsonObject { ["type"] = "task/fetch" }, ["button"] = "log" } };
        await house.Post(null, Samples.Message(card));
        house.Answers = told => Task.FromResult<JsonNode?>((string?)told["name"] switch
        {
            "task/fetch" => Samples.Dialog(Samples.DialogForm()),
            "task/submit" => new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = "Saved." } },
            _ => Samples.Found(("Acme GmbH", "acme")),
        });

        Assert.Equal("= Log =", (await house.Channel.Press(Direct, "Log")).Lines[0]);
        Assert.Equal("! Please answer this.", (await house.Channel.Submit(Direct, new Dictionary<string, string>())).Lines[3]);
        Assert.Equal("Saved.", (await house.Channel.Submit(Direct, new Dictionary<string, string> { ["customer"] = "Acme" })).ToString());

        Assert.Equal("acme", (string?)house.Last["value"]!["data"]!["customer"]);
        Assert.Null(house.Stub.Teams.Open("mei"));
        Assert.Empty(house.Stub.Teams.Faults);
    }

    [Fact]
    public async Task A_card_with_a_refresh_is_asked_for_anew_by_those_it_lists()
    {
        await using var house = await House.Open();
        var card = Samples.Card("Acme GmbH", "Show");
        card["refresh"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "card.refresh", ["data"] = new JsonObject() }, ["userIds"] = new JsonArray(house.Stub.Teams.World.Person("jonas").Mri) };
        await house.Post("lunch", Samples.Message(card));
        house.Answers = told => Task.FromResult<JsonNode?>(Samples.Replaced(Samples.Card("Acme GmbH", (string)told["value"]!["trigger"]!)));

        Assert.Equal("Acme GmbH\n[automatic]", (await house.Channel.Pushed(new("jonas", "lunch")))!.ToString());
        Assert.Equal("Acme GmbH\n[Show]", (await house.Channel.Pushed(new("mei", "lunch")))!.ToString());
        Assert.Single(house.Stub.Got);
    }

    /// <summary>The service's own app only gives the clock and says that nothing is left to be sent.</summary>
    private sealed class House : IAsyncDisposable
    {
        private readonly RunningApp app;

        private House(RunningApp app, StubService stub)
        {
            (this.app, Stub, Channel) = (app, stub, new(app, stub.Teams));
            stub.Teams.Service = stub.Address;
            stub.Answers = async told => await Answers(told) is { } body ? (200, (string?)told["type"] == "invoke" ? body.ToJsonString() : "") : (200, "");
        }

        public StubService Stub { get; }

        public TeamsChannel Channel { get; }

        public Func<JsonObject, Task<JsonNode?>> Answers { get; set; } = _ => Task.FromResult<JsonNode?>(null);

        public JsonObject Last => Stub.Got.Last().Activity;

        public static async Task<House> Open() => new(await RunningApp.Start(), await StubService.Start());

        public Room Room(string name) => Stub.Teams.World.Room(name);

        /// <summary>To a room, or to Mei's direct chat.</summary>
        public Task<string> Post(string? room, JsonObject activity) => Stub.Post(Stub.Teams.RoomFor("mei", room), activity);

        public async ValueTask DisposeAsync()
        {
            await Channel.DisposeAsync();
            await Stub.DisposeAsync();
            await app.DisposeAsync();
        }
    }
}
