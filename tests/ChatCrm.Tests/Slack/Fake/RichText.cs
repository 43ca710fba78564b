using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>The rich_text block. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block</summary>
internal static class RichText
{
    private static readonly Dictionary<string, string> Runs = new()
    {
        ["text"] = "type! text! style",
        ["link"] = "type! url! text unsafe style",
        ["emoji"] = "type! name! unicode style",
        ["user"] = "type! user_id! style",
        ["channel"] = "type! channel_id! style",
        ["date"] = "type! timestamp! format! url fallback style",
    };

    public static void Block(Check check, JsonObject? block, string at)
    {
        if (block is null) return;
        foreach (var (node, where) in check.Items(block, "elements", at, 1, 255)) Part(check, node, where);
    }

    private static void Part(Check check, JsonNode? node, string at)
    {
        switch (node?["type"]?.ToString())
        {
            case "rich_text_section": Section(check, node, at, "type! elements!"); break;
            case "rich_text_quote": Section(check, node, at, "type! elements! border"); break;
            case "rich_text_preformatted": Section(check, node, at, "type! elements! border"); break;
            case "rich_text_list": List(check, node, at); break;
            default: check.Wrong("unsupported rich text element", at); break;
        }
    }

    private static void Section(Check check, JsonNode? node, string at, string properties)
    {
        if (check.Object(node, at, properties) is not { } section) return;
        check.Number(section, "border", at, 0, 1);
        foreach (var (run, where) in check.Items(section, "elements", at, 1, 1000)) Run(check, run, where);
    }

    private static void List(Check check, JsonNode? node, string at)
    {
        if (check.Object(node, at, "type! elements! style! indent offset border") is not { } list) return;
        check.OneOf(list, "style", at, "bullet", "ordered");
        check.Number(list, "indent", at, 0, 8);
        foreach (var (item, where) in check.Items(list, "elements", at, 1, 255)) Section(check, item, where, "type! elements!");
    }

    private static void Run(Check check, JsonNode? node, string at)
    {
        if (!Runs.TryGetValue(node?["type"]?.ToString() ?? "", out var properties)) check.Wrong("unsupported rich text run", at);
        else if (check.Object(node, at, properties) is { } run)
        {
            check.String(run, "text", at, 4000);
            check.Url(run, "url", at);
            check.Number(run, "timestamp", at, 0, 9_999_999_999);
            if (run["style"] is { } style && check.Object(style, $"{at}/style", "bold italic strike code underline") is { } flags)
                foreach (var (name, _) in flags) check.Flag(flags, name, $"{at}/style");
        }
    }
}
