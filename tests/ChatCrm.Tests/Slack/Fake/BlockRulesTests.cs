using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Block Kit's limits: each at its edge, and one over.</summary>
public class BlockRulesTests
{
    private static readonly string Option = """{"text":{"type":"plain_text","text":"One"},"value":"1"}""";

    public static TheoryData<string, string> Broken => new()
    {
        { """[{"type":"video"}]""", "unsupported block [json-pointer:/blocks/0]" },
        { """[{"type":"section"}]""", "must define either text or fields [json-pointer:/blocks/0]" },
        { """[{"type":"section","text":{"type":"mrkdwn","text":"x"},"colour":"red"}]""", "invalid additional property: colour [json-pointer:/blocks/0]" },
        { """[{"type":"section","text":{"type":"mrkdwn","text":""}}]""", "must be more than 0 characters [json-pointer:/blocks/0/text/text]" },
        { $$"""[{"type":"section","text":{"type":"mrkdwn","text":"{{Long(3001)}}"} }]""", "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" },
        { $$"""[{"type":"header","text":{"type":"plain_text","text":"{{Long(151)}}"} }]""", "must be less than 151 characters [json-pointer:/blocks/0/text/text]" },
        { """[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]""", "must be one of plain_text [json-pointer:/blocks/0/text/type]" },
        { $$"""[{"type":"divider","block_id":"{{Long(256)}}"}]""", "must be less than 256 characters [json-pointer:/blocks/0/block_id]" },
        { """[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""", "block_id already exists: a [json-pointer:/blocks/1/block_id]" },
        { $"[{Many(51, """{"type":"divider"}""")}]", "no more than 50 items allowed [json-pointer:/blocks]" },
        { Actions(Button("a", Long(76))), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]" },
        { Actions(Button("a") + "," + Button("a")), "action_id already exists: a [json-pointer:/blocks/0/elements/1/action_id]" },
        { Actions(Many(26, """{"type":"button","text":{"type":"plain_text","text":"x"}}""")), "no more than 25 items allowed [json-pointer:/blocks/0/elements]" },
        { Actions(""), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]" },
        { Actions($$"""{"type":"button","text":{"type":"plain_text","text":"x"},"value":"{{Long(2001)}}"}"""), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]" },
        { Actions("""{"type":"button","text":{"type":"plain_text","text":"x"},"style":"blue"}"""), "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]" },
        { Actions($$"""{"type":"overflow","options":[{{Many(6, Option)}}]}"""), "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]" },
        { Actions($$"""{"type":"static_select","options":[{{Many(101, Option)}}]}"""), "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]" },
        { Actions($$"""{"type":"static_select","options":[{"text":{"type":"plain_text","text":"x"},"value":"{{Long(151)}}"}]}"""), "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]" },
        { Actions($$"""{"type":"static_select","options":[{{Option}}],"initial_option":{"text":{"type":"plain_text","text":"Two"},"value":"2"} }"""), "initial_option is none of the options [json-pointer:/blocks/0/elements/0/initial_option]" },
        { Actions($$"""{"type":"static_select","placeholder":{"type":"plain_text","text":"{{Long(151)}}"},"options":[{{Option}}]}"""), "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]" },
        { Actions("""{"type":"plain_text_input"}"""), "unsupported element type here: plain_text_input [json-pointer:/blocks/0/elements/0]" },
        { $$"""[{"type":"context","elements":[{{Many(11, """{"type":"mrkdwn","text":"x"}""")}}]}]""", "no more than 10 items allowed [json-pointer:/blocks/0/elements]" },
        { $$"""[{"type":"section","fields":[{{Many(11, """{"type":"mrkdwn","text":"x"}""")}}]}]""", "no more than 10 items allowed [json-pointer:/blocks/0/fields]" },
        { """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text"}]}]}]""", "missing required field: text [json-pointer:/blocks/0/elements/0/elements/0]" },
        { """[{"type":"image","image_url":"javascript:alert(1)","alt_text":"x"}]""", "invalid url [json-pointer:/blocks/0/image_url]" },
    };

    public static TheoryData<string, string> BrokenViews => new()
    {
        { View($$"""{"type":"plain_text","text":"{{Long(25)}}"}""", ""), "must be less than 25 characters [json-pointer:/view/title/text]" },
        { """{"type":"modal","blocks":[]}""", "missing required field: title [json-pointer:/view]" },
        { View("""{"type":"plain_text","text":"T"}""", Input("", """{"type":"plain_text_input"}""")), "missing required field: submit [json-pointer:/view]" },
        { View("""{"type":"plain_text","text":"T"}""", "", $",\"private_metadata\":\"{Long(3001)}\""), "must be less than 3001 characters [json-pointer:/view/private_metadata]" },
        { View("""{"type":"plain_text","text":"T"}""", Many(101, """{"type":"divider"}""")), "no more than 100 items allowed [json-pointer:/view/blocks]" },
        { View("""{"type":"plain_text","text":"T"}""", Input("", """{"type":"plain_text_input","max_length":3001}"""), Submit), "must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]" },
        { View("""{"type":"plain_text","text":"T"}""", Input(",\"optional\":\"yes\"", """{"type":"plain_text_input"}"""), Submit), "must be a boolean [json-pointer:/view/blocks/0/optional]" },
        { View("""{"type":"plain_text","text":"T"}""", Input("", Button("a")), Submit), "unsupported element type here: button [json-pointer:/view/blocks/0/element]" },
        { """{"type":"home","blocks":[]}""", "must be one of modal [json-pointer:/view/type]" },
    };

    private const string Submit = ",\"submit\":{\"type\":\"plain_text\",\"text\":\"Send\"}";

    [Theory, MemberData(nameof(Broken))]
    public void What_a_message_may_not_have_is_named(string blocks, string error) =>
        Assert.Contains($"[ERROR] {error}", Surface.Message((JsonArray)JsonNode.Parse(blocks)!));

    [Theory, MemberData(nameof(BrokenViews))]
    public void What_a_view_may_not_have_is_named(string view, string error) =>
        Assert.Contains($"[ERROR] {error}", Surface.View(JsonNode.Parse(view), "modal"));

    [Fact]
    public void What_is_at_its_limit_passes()
    {
        var blocks = $$$"""
            [{"type":"header","text":{"type":"plain_text","text":"{{{Long(150)}}}","emoji":false},"block_id":"{{{Long(255)}}}"},
             {"type":"section","text":{"type":"mrkdwn","text":"{{{Long(3000)}}}","verbatim":true},"accessory":{{{Button("a", Long(75))}}}},
             {"type":"section","fields":[{{{Many(10, """{"type":"mrkdwn","text":"x"}""")}}}],"accessory":{"type":"overflow","action_id":"o","options":[{{{Many(5, Option)}}}]} },
             {"type":"context","elements":[{"type":"mrkdwn","text":"x"},{"type":"image","image_url":"https://a.example/x.png","alt_text":"x"}]},
             {"type":"rich_text","elements":[{"type":"rich_text_quote","elements":[{"type":"text","text":"x","style":{"italic":true}},{"type":"date","timestamp":1700000000,"format":"{date}","fallback":"x"}]}]},
             {"type":"actions","elements":[{{{Button("a")}}},{"type":"static_select","action_id":"b","options":[{{{Option}}}],"initial_option":{{{Option}}}},{"type":"external_select","action_id":"c","min_query_length":1}]},
             {{{Many(44, """{"type":"divider"}""")}}}]
            """;

        Assert.Empty(Surface.Message((JsonArray)JsonNode.Parse(blocks)!));
        Assert.Empty(Surface.View(JsonNode.Parse(View("""{"type":"plain_text","text":"T"}""", Input("", """{"type":"plain_text_input","multiline":true,"initial_value":"","max_length":3000}"""), Submit)), "modal"));
        Assert.Empty(Surface.View(JsonNode.Parse("""{"type":"home","blocks":[{"type":"divider"}],"private_metadata":"x"}"""), "home"));
    }

    private static string Long(int length) => new('x', length);

    private static string Many(int count, string json) => string.Join(',', Enumerable.Repeat(json, count));

    private static string Button(string id, string label = "x") => $$$"""{"type":"button","action_id":"{{{id}}}","text":{"type":"plain_text","text":"{{{label}}}"} }""";

    private static string Actions(string elements) => $$"""[{"type":"actions","elements":[{{elements}}]}]""";

    private static string View(string title, string blocks, string more = "") => $$"""{"type":"modal","title":{{title}},"blocks":[{{blocks}}]{{more}}}""";

    private static string Input(string more, string element) => $$$"""{"type":"input","block_id":"i","label":{"type":"plain_text","text":"L"},"element":{{{element}}}{{{more}}} }""";
}
