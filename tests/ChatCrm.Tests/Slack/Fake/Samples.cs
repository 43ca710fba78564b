using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Blocks and views for the fake's own tests.</summary>
internal static class Samples
{
    public static JsonArray Buttons(params string[] labels) =>
        new(new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray([.. labels.Select((label, i) => Button(label, $"a{i}"))]) });

    /// <summary>A form: a line, a text "text", a select "kind", a lookup "customer" whose block is "customer~customers".</summary>
    public static JsonObject Form(string title = "Log") => new()
    {
        ["type"] = "modal", ["title"] = Plain(title), ["submit"] = Plain("Save"), ["callback_id"] = "log", ["notify_on_close"] = true,
        ["blocks"] = new JsonArray(
            new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = "What &amp; when" } },
            Input("text", "What was said", new() { ["type"] = "plain_text_input", ["action_id"] = "text", ["initial_value"] = "price" }),
            Input("kind", "What was it?", new() { ["type"] = "static_select", ["action_id"] = "kind", ["options"] = new JsonArray(Option("call", "c"), Option("mail", "m")) }),
            Input("customer~customers", "Customer", new() { ["type"] = "external_select", ["action_id"] = "customer", ["min_query_length"] = 1 })),
    };

    public static JsonObject Option(string label, string value) => new() { ["text"] = Plain(label), ["value"] = value };

    private static JsonObject Button(string label, string id) => new() { ["type"] = "button", ["action_id"] = id, ["text"] = Plain(label), ["value"] = label.ToLowerInvariant() };

    private static JsonObject Input(string id, string label, JsonObject element) =>
        new() { ["type"] = "input", ["block_id"] = id, ["label"] = Plain(label), ["element"] = element, ["optional"] = id != "text" };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };
}
