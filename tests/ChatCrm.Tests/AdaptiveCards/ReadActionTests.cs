using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.AdaptiveCards;

public class ReadActionTests
{
    [Fact]
    public void A_button_comes_back_as_it_was_drawn()
    {
        var card = Drawn.Of(new Card([new Line(Text.Ours("Due"))], [new Button("follow-up.done", "Done", "f-1 \"x\"")]) { Drawing = "turn-7" });
        var execute = Drawn.All(card, "Action.Execute").Single();
        var pressed = new Input.Pressed("follow-up.done", "f-1 \"x\"", "turn-7", "message-3");
        Assert.Equal(pressed, Read(execute["data"]!.ToJsonString(), "message-3"));
        Assert.Equal(pressed, Read(execute["fallback"]!["data"]!.ToJsonString(), "message-3"));
    }

    [Fact]
    public void A_form_comes_back_with_what_was_typed()
    {
        var form = Drawn.Of(new Form("interaction.log", "form-9", "Log", "Save", [new TextField("note", "Note")]) { State = "draft-4" });
        var data = Drawn.All(form, "Action.Execute").Single()["data"]!.AsObject();
        data["note"] = "asked for FOB price";
        var submitted = Assert.IsType<Input.Submitted>(Read(data.ToJsonString()));
        Assert.Equal(("interaction.log", "form-9", "draft-4"), (submitted.Form, submitted.FormId, submitted.State));
        Assert.Equal([new("note", "asked for FOB price")], submitted.Values);
    }

    [Fact]
    public void A_button_that_opens_a_dialog_comes_back_as_any_other()
    {
        var button = Drawn.Buttons(Drawn.Of(Due, Drawn.Hosts["room"])).Single();
        Assert.Equal(("Action.Submit", "task/fetch"), ((string?)button["type"], (string?)button["data"]!["msteams"]!["type"]));
        Assert.Equal(Done, Read(button["data"]!.ToJsonString(), "message-3"));
    }

    [Fact]
    public void Only_buttons_that_open_a_form_open_a_dialog()
    {
        var card = Drawn.Of(new Card([new Line(Text.Ours("Due"))], [new Button("follow-up.edit", "Edit"), new Button("follow-up.done", "Done")]), new(id => id == "follow-up.edit"));
        Assert.Equal(["Action.Submit", "Action.Execute"], Drawn.Buttons(card).Select(button => (string?)button["type"]));
        Assert.Single(Drawn.All(card, "task/fetch"));
        Assert.Empty(Drawn.All(Drawn.Of(new Form("follow-up.edit", "form-9", "Edit", "Save", []), new(_ => true)), "task/fetch"));
    }

    [Fact]
    public void In_a_dialog_everything_comes_back_by_a_plain_submit()
    {
        var button = Drawn.Buttons(Drawn.Of(Due, Drawn.Hosts["dialog"])).Single();
        var form = Drawn.Buttons(Drawn.Of(new Form("interaction.log", "form-9", "Log", "Save", []), Drawn.Hosts["dialog"])).Single();
        Assert.All([button, form], action => Assert.Equal(("Action.Submit", null), ((string?)action["type"], action["data"]!["msteams"])));
        Assert.Equal(Done, Read(button["data"]!.ToJsonString(), "message-3"));
        Assert.Equal("form-9", Assert.IsType<Input.Submitted>(Read(form["data"]!.ToJsonString())).FormId);
    }

    [Fact]
    public void In_a_dialog_the_frame_has_the_title()
    {
        var form = new Form("interaction.log", "form-9", "Log", "Save", [new TextField("note", "Note")]);
        Assert.Equal(["Log"], Drawn.Runs(Drawn.Of(form)));
        Assert.Empty(Drawn.Runs(Drawn.Of(form, Drawn.Hosts["dialog"])));
    }

    [Fact]
    public void A_viewer_s_client_presses_by_itself_what_draws_their_own_copy()
    {
        var action = Drawn.Of(Due, Drawn.Hosts["room"])["refresh"]!["action"]!;
        Assert.Equal(Refresh.Button, (string?)action["verb"]);
        Assert.Equal(new Input.Pressed(Refresh.Button, "", "turn-7", "message-3"), Read(action["data"]!.ToJsonString(), "message-3"));
        Assert.Equal(Drawn.Hosts["room"].Room, RoomOf(action["data"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("room")]
    [InlineData("dialog")]
    public void Every_button_and_form_says_where_it_was_asked(string host)
    {
        var drawn = new[] { Drawn.Of(Due, Drawn.Hosts[host]), Drawn.Of(new Form("interaction.log", "form-9", "Log", "Save", []), Drawn.Hosts[host]) };
        var data = drawn.SelectMany(Drawn.Buttons).SelectMany(button => new[] { button["data"], button["fallback"]?["data"] }).OfType<JsonNode>().ToList();
        Assert.InRange(data.Count, 2, 4);
        Assert.All(data, sent => Assert.Equal(Drawn.Hosts[host].Room, RoomOf(sent.ToJsonString())));
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("""{"room":""}""", null)]
    [InlineData("""{"room":{"id":"x"}}""", null)]
    [InlineData("""{"room":"a","room":"b"}""", null)]
    [InlineData("""{"room":"\ud800"}""", null)]
    [InlineData("""{"button":"x","msteams":{"type":"task/fetch"},"room":"19:x"}""", "19:x")]
    public void D2_a_room_is_text_or_nothing(string data, string? room) => Assert.Equal(room, RoomOf(data));

    [Fact]
    public void What_Teams_and_the_room_add_is_no_answer_to_a_field() =>
        Assert.Equal(["note"], Values("""{"form":"f","formId":"1","room":"19:x","msteams":"x","note":"a"}""").Keys);

    [Fact]
    public void The_choice_that_chooses_nothing_comes_back_empty()
    {
        var form = Drawn.Of(new Form("f", "1", "Log", "Save", [new ChoiceField("kind", "Kind", [new("Call", "call")], "call")]));
        var nothing = (string)Drawn.All(form, "Input.ChoiceSet").Single()["choices"]![0]!["value"]!;
        Assert.Equal("", Values($$"""{"form":"f","formId":"1","kind":"{{nothing}}"}""")["kind"]);
    }

    [Fact]
    public void Numbers_and_booleans_are_their_text_and_the_rest_is_absent() =>
        Assert.Equal(
            new Dictionary<string, string> { ["a"] = "1200", ["b"] = "true", ["c"] = "false", ["d"] = "", ["e"] = "1.50" },
            Values("""{"form":"f","formId":"1","verb":"form","state":"s","a":1200,"b":true,"c":false,"d":"","e":1.50,"f":null,"g":[1],"h":{"x":1}}"""));

    [Theory]
    [InlineData("""{"button":"follow-up.done"}""")]
    [InlineData("""{"button":"follow-up.done","note":"an input beside it","msteams":{"type":"x"}}""")]
    public void A_button_needs_its_id_alone(string data) => Assert.Equal(new Input.Pressed("follow-up.done", "", ""), Read(data));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"button\"")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"verb":"follow-up.done"}""")]
    [InlineData("""{"button":""}""")]
    [InlineData("""{"button":null}""")]
    [InlineData("""{"button":{"id":"x"}}""")]
    [InlineData("""{"button":["x"]}""")]
    [InlineData("""{"button":"x","value":{}}""")]
    [InlineData("""{"button":"x","drawing":[]}""")]
    [InlineData("""{"button":"x","button":"y"}""")]
    [InlineData("""{"button":"x","note":"1","note":"2"}""")]
    [InlineData("""{"button":"\ud800"}""")]
    [InlineData("""{"button":"x","note":"\udc00"}""")]
    [InlineData("""{"button":"x","\ud800":"1"}""")]
    [InlineData("""{"form":"f"}""")]
    [InlineData("""{"form":"f","formId":""}""")]
    [InlineData("""{"form":{},"formId":"1"}""")]
    [InlineData("""{"form":"f","formId":[]}""")]
    [InlineData("""{"form":"f","formId":"1","state":{"deep":[[[[{}]]]]}}""")]
    [InlineData("""{"form":"f","formId":"1","note":"a","note":"b"}""")]
    [InlineData("""{"form":"f","formId":"1","note":"\ud83d"}""")]
    public void D2_what_no_card_of_ours_sends_is_nothing(string data) => Assert.Null(Read(data));

    [Fact]
    public void D2_no_element_at_all_is_nothing() => Assert.Null(AdaptiveCard.ReadAction(default));

    [Theory]
    [InlineData("form")]
    [InlineData("formId")]
    [InlineData("state")]
    [InlineData("verb")]
    [InlineData("room")]
    [InlineData("msteams")]
    public void A_field_cannot_take_the_form_s_own_names(string id) =>
        Assert.Throws<ArgumentException>(() => AdaptiveCard.Draw(new Form("f", "1", "Log", "Save", [new TextField(id, "Note")]), Drawn.Words));

    private static Card Due => new([new Line(Text.Ours("Due"))], [new Button("follow-up.done", "Done", "f-1")]) { Drawing = "turn-7" };

    private static Input.Pressed Done => new("follow-up.done", "f-1", "turn-7", "message-3");

    private static string? RoomOf(string data)
    {
        using var json = JsonDocument.Parse(data);
        return AdaptiveCard.RoomOf(json.RootElement);
    }

    private static IReadOnlyDictionary<string, string> Values(string data) => Assert.IsType<Input.Submitted>(Read(data)).Values;

    private static Input? Read(string data, string? message = null)
    {
        using var json = JsonDocument.Parse(data);
        return AdaptiveCard.ReadAction(json.RootElement, message);
    }
}
