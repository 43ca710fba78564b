using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.Slack.BlockKit;

public class ReadingTests
{
    private static readonly Button Done = new("follow-up.done", "Done", "f-1 \"x\"\n&");

    private static readonly Input.Pressed Pressed = new("follow-up.done", "f-1 \"x\"\n&", "turn~7", "1.2");

    [Fact]
    public void A_button_comes_back_as_it_was_drawn()
    {
        var block = Press(new Card([new Line(Text.Ours("Due"))], [Done]));
        var button = block["elements"]![0]!;
        Assert.Equal(Pressed, Read(new() { ["type"] = "button", ["block_id"] = Word(block, "block_id"), ["action_id"] = Word(button, "action_id"), ["value"] = Word(button, "value") }));
    }

    [Fact]
    public void A_button_without_a_value_comes_back_without_one()
    {
        var block = Press(new Card([new Line(Text.Ours("Due"))], [new Button("due.more", "More")]));
        Assert.Null(block["elements"]![0]!["value"]);
        Assert.Equal(new("due.more", "", "turn~7", "1.2"), Read(new() { ["type"] = "button", ["block_id"] = Word(block, "block_id"), ["action_id"] = Word(block["elements"]![0]!, "action_id") }));
    }

    [Theory]
    [InlineData("static_select")]
    [InlineData("overflow")]
    public void A_menu_s_entry_comes_back_as_the_button_it_is(string type)
    {
        var block = type == "overflow"
            ? Press(new Card(new Entries([new(Text.Ours("Acme"), null, [new Button("due.more", "More"), Done])])))
            : Press(new Card([new Line(Text.Ours("Due"))], [new Menu("More", [new Button("due.more", "More"), Done])]));
        var menu = block["accessory"] ?? block["elements"]![0]!;
        Assert.Equal(type, Word(menu, "type"));
        Assert.Equal(Pressed, Read(new() { ["type"] = type, ["block_id"] = Word(block, "block_id"), ["action_id"] = Word(menu, "action_id"), ["selected_option"] = menu["options"]![1]!.DeepClone() }));
    }

    [Fact]
    public void A_drawing_too_long_to_carry_comes_back_empty()
    {
        var block = Drawn.BlocksOf(Drawn.Message(new Card([new Line(Text.Ours("Due"))], [Done]) { Drawing = new string('d', 300) }))[^1];
        Assert.Equal("", Read(new() { ["type"] = "button", ["block_id"] = Word(block, "block_id"), ["action_id"] = "a~0" })!.Drawing);
    }

    [Fact]
    public void A_form_comes_back_with_what_was_answered()
    {
        var submitted = Submit("""
            {"note":{"note":{"type":"plain_text_input","value":"asked for FOB price"}},
             "when":{"when":{"type":"plain_text_input","value":null}},
             "kind":{"kind":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"Call"},"value":"call"}}},
             "tier":{"tier":{"type":"static_select","selected_option":null}},
             "none":{"none":{"type":"static_select","selected_option":{"value":" "}}},
             "customer~customer.find":{"customer":{"type":"external_select","selected_option":{"value":"c-1042"}}},
             "yes":{"yes":{"type":"checkboxes","selected_options":[{"value":"true"}]}},
             "no":{"no":{"type":"checkboxes","selected_options":[]}}}
            """)!;
        Assert.Equal(("interaction.log", "form-9", "draft-4", "1.2"), (submitted.Form, submitted.FormId, submitted.State, submitted.Message));
        Assert.Equal(new Dictionary<string, string>
        {
            ["note"] = "asked for FOB price", ["when"] = "", ["kind"] = "call", ["tier"] = "", ["none"] = "", ["customer"] = "c-1042", ["yes"] = "true", ["no"] = "false",
        }, submitted.Values);
    }

    [Fact]
    public void The_fields_that_are_drawn_are_the_answers_that_are_read()
    {
        Field[] fields = [new TextField("note", "Note"), new ChoiceField("kind", "Kind", [new("Call", "call")]), new LookupField("customer", "Customer", "customer.find"), new SwitchField("outlook", "In Outlook")];
        var blocks = Drawn.BlocksOf(Drawn.Modal(new Form("f", "1", "Log", "Save", fields)));
        var state = new JsonObject(blocks.Select(block => KeyValuePair.Create<string, JsonNode?>(Word(block, "block_id"), new JsonObject { [Word(block["element"]!, "action_id")] = new JsonObject { ["type"] = Word(block["element"]!, "type") } })));
        Assert.Equal(new Dictionary<string, string> { ["note"] = "", ["kind"] = "", ["customer"] = "", ["outlook"] = "false" }, Submit(state.ToJsonString())!.Values);
    }

    [Fact]
    public void What_somebody_types_into_a_lookup_asks_its_route()
    {
        var block = Drawn.BlocksOf(Drawn.Modal(new Form("f", "1", "Log", "Save", [new LookupField("cust~omer", "Customer", "customer.find")]))).Single();
        Assert.Equal(("customer.find", "acm"), Suggestion(new JsonObject { ["type"] = "block_suggestion", ["block_id"] = Word(block, "block_id"), ["value"] = "acm" }.ToJsonString()));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"type":"button"}""")]
    [InlineData("""{"type":"button","block_id":"t~0"}""")]
    [InlineData("""{"type":"button","block_id":"t","action_id":"a~0"}""")]
    [InlineData("""{"type":"button","block_id":"t~0","action_id":"a"}""")]
    [InlineData("""{"type":"button","block_id":"t~0","action_id":"~0"}""")]
    [InlineData("""{"type":"button","block_id":"t~0","action_id":5}""")]
    [InlineData("""{"type":"button","block_id":{},"action_id":"a~0"}""")]
    [InlineData("""{"type":"button","block_id":"t~0","action_id":"a~0","value":{}}""")]
    [InlineData("""{"type":"button","block_id":"t~0","action_id":"a~0","value":"\ud800"}""")]
    [InlineData("""{"type":"button","block_id":"t~0","action_id":"a~0","action_id":"b~0"}""")]
    [InlineData("""{"type":"button","block_id":"\udc00~0","action_id":"a~0"}""")]
    [InlineData("""{"type":"button","block_id":"t~0","action_id":"a~0","\ud800":1}""")]
    [InlineData("""{"type":["button"],"block_id":"t~0","action_id":"a~0"}""")]
    [InlineData("""{"type":"users_select","block_id":"t~0","action_id":"a~0","selected_user":"U1"}""")]
    [InlineData("""{"type":"static_select","block_id":"t~0","action_id":"menu~0"}""")]
    [InlineData("""{"type":"static_select","block_id":"t~0","action_id":"menu~0","selected_option":null}""")]
    [InlineData("""{"type":"static_select","block_id":"t~0","action_id":"menu~0","selected_option":"x"}""")]
    [InlineData("""{"type":"overflow","block_id":"t~0","action_id":"menu~0","selected_option":{"value":"no break"}}""")]
    [InlineData("""{"type":"overflow","block_id":"t~0","action_id":"menu~0","selected_option":{"value":"\nvalue"}}""")]
    [InlineData("""{"type":"overflow","block_id":"t~0","action_id":"menu~0","selected_option":{"value":"a\nb","value":"c\nd"}}""")]
    public void D2_an_action_that_no_card_of_ours_sends_is_nothing(string action) => Assert.Null(Blocks.ReadAction(Parse(action), null));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"values\"")]
    [InlineData("""{"note":5}""")]
    [InlineData("""{"note":[]}""")]
    [InlineData("""{"note":{"note":"x"}}""")]
    [InlineData("""{"note":{"note":{}}}""")]
    [InlineData("""{"note":{"note":{"type":"plain_text_input","value":5}}}""")]
    [InlineData("""{"note":{"note":{"type":"plain_text_input","value":["x"]}}}""")]
    [InlineData("""{"note":{"note":{"type":"plain_text_input","value":"\ud83d"}}}""")]
    [InlineData("""{"note":{"note":{"type":"plain_text_input","value":"a","value":"b"}}}""")]
    [InlineData("""{"note":{"note":{"type":"plain_text_input"}},"other":{"note":{"type":"plain_text_input"}}}""")]
    [InlineData("""{"note":{"note":{"type":"plain_text_input"}},"note":{"more":{"type":"plain_text_input"}}}""")]
    [InlineData("""{"\ud800":{"note":{"type":"plain_text_input"}}}""")]
    [InlineData("""{"kind":{"kind":{"type":"static_select","selected_option":"call"}}}""")]
    [InlineData("""{"kind":{"kind":{"type":"static_select","selected_option":{"value":null}}}}""")]
    [InlineData("""{"yes":{"yes":{"type":"checkboxes","selected_options":"true"}}}""")]
    [InlineData("""{"who":{"who":{"type":"users_select","selected_user":"U1"}}}""")]
    public void D2_answers_that_no_form_of_ours_sends_are_nothing(string values) => Assert.Null(Submit(values));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"callback_id":"f"}""")]
    [InlineData("""{"callback_id":"f","state":null}""")]
    [InlineData("""{"callback_id":"f","state":{}}""")]
    [InlineData("""{"callback_id":"","state":{"values":{}}}""")]
    [InlineData("""{"callback_id":{},"state":{"values":{}}}""")]
    [InlineData("""{"callback_id":"f","state":{"values":{}},"state":{"values":{}}}""")]
    public void D2_a_view_that_is_no_form_of_ours_is_nothing(string view) => Assert.Null(Blocks.ReadSubmission(Parse(view), "1", "", null));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":"acm"}""")]
    [InlineData("""{"value":"acm","block_id":"customer"}""")]
    [InlineData("""{"value":"acm","block_id":"customer~"}""")]
    [InlineData("""{"value":5,"block_id":"customer~find"}""")]
    [InlineData("""{"value":null,"block_id":"customer~find"}""")]
    [InlineData("""{"value":"\ud800","block_id":"customer~find"}""")]
    [InlineData("""{"value":"a","value":"b","block_id":"customer~find"}""")]
    public void D2_a_suggestion_that_no_form_of_ours_asks_is_nothing(string payload) => Assert.Null(Suggestion(payload));

    [Fact]
    public void D2_no_element_at_all_is_nothing()
    {
        Assert.Null(Blocks.ReadAction(default, null));
        Assert.Null(Blocks.ReadSubmission(default, "1", "", null));
        Assert.Null(Blocks.ReadSuggestion(default));
    }

    private static JsonObject Press(Card card) => Drawn.BlocksOf(Drawn.Message(card with { Drawing = "turn~7" }))[^1];

    private static string Word(JsonNode node, string name) => (string)node[name]!;

    private static Input.Pressed? Read(JsonObject action) => Blocks.ReadAction(Parse(action.ToJsonString()), "1.2");

    private static Input.Submitted? Submit(string values) => Blocks.ReadSubmission(Parse($$$"""{"callback_id":"interaction.log","hash":"x","state":{"values":{{{values}}}}}"""), "form-9", "draft-4", "1.2");

    private static (string Lookup, string Query)? Suggestion(string payload) => Blocks.ReadSuggestion(Parse(payload));

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
