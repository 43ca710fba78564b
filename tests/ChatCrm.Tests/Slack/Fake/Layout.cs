using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>The blocks that the bot may use, each with its limits. https://docs.slack.dev/reference/block-kit/blocks</summary>
internal static class Layout
{
    private static readonly string[] InActions = ["button", "static_select", "external_select", "overflow", "checkboxes"];
    private static readonly string[] InSection = [.. InActions, "image"];
    private static readonly string[] InInput = ["plain_text_input", "static_select", "external_select", "checkboxes"];

    public static void Block(Check check, JsonNode? node, string at)
    {
        switch ((node as JsonObject)?["type"]?.ToString())
        {
            case "header": Header(check, node, at); break;
            case "section": Section(check, node, at); break;
            case "actions": Actions(check, node, at); break;
            case "context": Context(check, node, at); break;
            case "divider": Begun(check, node, at, "type!"); break;
            case "input": Input(check, node, at); break;
            case "image": Image(check, node, at); break;
            case "rich_text": RichText.Block(check, Begun(check, node, at, "type! elements!"), at); break;
            default: check.Wrong("unsupported block", at); break;
        }
    }

    private static JsonObject? Begun(Check check, JsonNode? node, string at, string properties)
    {
        var block = check.Object(node, at, properties + " block_id");
        if (block is not null) check.String(block, "block_id", at, 255);
        return block;
    }

    private static void Header(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "type! text!") is { } block) Parts.Plain(check, block, "text", at, 150);
    }

    private static void Section(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "type! text fields accessory expand") is not { } block) return;
        if (block["text"] is null && block["fields"] is null) check.Wrong("must define either text or fields", at);
        Parts.Text(check, block, "text", at, 3000);
        foreach (var (field, where) in check.Items(block, "fields", at, 1, 10)) Parts.Text(check, field, where, 2000);
        check.Flag(block, "expand", at);
        if (block["accessory"] is { } accessory) Elements.Element(check, accessory, $"{at}/accessory", InSection);
    }

    private static void Actions(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "type! elements!") is not { } block) return;
        var ids = new HashSet<string>();
        foreach (var (element, where) in check.Items(block, "elements", at, 1, 25))
        {
            Elements.Element(check, element, where, InActions);
            if (element?["action_id"]?.ToString() is { } id && !ids.Add(id)) check.Wrong($"action_id already exists: {id}", $"{where}/action_id");
        }
    }

    private static void Context(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "type! elements!") is not { } block) return;
        foreach (var (element, where) in check.Items(block, "elements", at, 1, 10))
        {
            if (element?["type"]?.ToString() == "image") Elements.Element(check, element, where, ["image"]);
            else Parts.Text(check, element, where, 3000);
        }
    }

    private static void Input(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "type! label! element! dispatch_action hint optional") is not { } block) return;
        Parts.Plain(check, block, "label", at, 2000);
        Parts.Plain(check, block, "hint", at, 2000);
        check.Flag(block, "dispatch_action", at);
        check.Flag(block, "optional", at);
        Elements.Element(check, block["element"], $"{at}/element", InInput);
    }

    private static void Image(Check check, JsonNode? node, string at)
    {
        if (Begun(check, node, at, "type! image_url! alt_text! title") is not { } block) return;
        check.Url(block, "image_url", at);
        check.String(block, "alt_text", at, 2000);
        Parts.Plain(check, block, "title", at, 2000);
    }
}
