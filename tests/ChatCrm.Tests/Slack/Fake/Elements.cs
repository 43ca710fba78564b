using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>The elements that the bot may use, each with its limits. https://docs.slack.dev/reference/block-kit/block-elements</summary>
internal static class Elements
{
    public static void Element(Check check, JsonNode? node, string at, string[] allowed)
    {
        var type = (node as JsonObject)?["type"]?.ToString() ?? "";
        if (!allowed.Contains(type))
        {
            check.Wrong($"unsupported element type here: {type}", at);
            return;
        }
        switch (type)
        {
            case "button": Button(check, node, at); break;
            case "static_select": StaticSelect(check, node, at); break;
            case "external_select": ExternalSelect(check, node, at); break;
            case "overflow": Overflow(check, node, at); break;
            case "checkboxes": Checkboxes(check, node, at); break;
            case "plain_text_input": PlainTextInput(check, node, at); break;
            default: Image(check, node, at); break;
        }
    }

    private static JsonObject? Begun(Check check, JsonNode? node, string at, string properties)
    {
        if (check.Object(node, at, "type! action_id " + properties) is not { } element) return null;
        check.String(element, "action_id", at, 255);
        check.Flag(element, "focus_on_load", at);
        Parts.Plain(check, element, "placeholder", at, 150);
        Parts.Confirm(check, element, at);
        return element;
    }

    private static void Button(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "text! value url style confirm accessibility_label") is not { } button) return;
        Parts.Plain(check, button, "text", at, 75);
        check.String(button, "value", at, 2000, 0);
        check.Url(button, "url", at);
        check.OneOf(button, "style", at, "primary", "danger");
        check.String(button, "accessibility_label", at, 75);
    }

    private static void StaticSelect(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "options option_groups initial_option confirm focus_on_load placeholder") is not { } select) return;
        if (select["options"] is null == select["option_groups"] is null) check.Wrong("must define either options or option_groups", at);
        Parts.Options(check, select, "options", at, 100, "static_select");
        Parts.Groups(check, select, "option_groups", at);
        if (select["initial_option"] is not { } initial) return;
        Parts.Option(check, initial, $"{at}/initial_option", "static_select");
        if (!BlockText.Options(select).Any(option => JsonNode.DeepEquals(option, initial))) check.Wrong("initial_option is none of the options", $"{at}/initial_option");
    }

    private static void ExternalSelect(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "initial_option min_query_length confirm focus_on_load placeholder") is not { } select) return;
        check.Number(select, "min_query_length", at, 0, 255);
        if (select["initial_option"] is { } initial) Parts.Option(check, initial, $"{at}/initial_option", "external_select");
    }

    private static void Overflow(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "options! confirm") is { } overflow) Parts.Options(check, overflow, "options", at, 5, "overflow");
    }

    private static void Checkboxes(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "options! initial_options confirm focus_on_load") is not { } boxes) return;
        Parts.Options(check, boxes, "options", at, 10, "checkboxes");
        foreach (var (initial, where) in check.Items(boxes, "initial_options", at, 1, 10))
            if (!BlockText.Options(boxes).Any(option => JsonNode.DeepEquals(option, initial))) check.Wrong("initial_options has what is none of the options", where);
    }

    private static void PlainTextInput(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "initial_value multiline min_length max_length dispatch_action_config focus_on_load placeholder") is not { } input) return;
        check.Flag(input, "multiline", at);
        check.Number(input, "min_length", at, 0, 3000);
        check.Number(input, "max_length", at, 1, 3000);
        check.String(input, "initial_value", at, (int?)(input["max_length"] as JsonValue)?.GetValue<int>() ?? 3000, 0);
    }

    private static void Image(Check check, JsonNode? node, string at)
    {
        if (check.Object(node, at, "type! image_url! alt_text!") is not { } image) return;
        check.Url(image, "image_url", at);
        check.String(image, "alt_text", at, 2000);
    }
}
