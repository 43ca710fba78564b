using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Texts, options and confirmations. https://docs.slack.dev/reference/block-kit/composition-objects</summary>
internal static class Parts
{
    public static void Plain(Check check, JsonObject parent, string name, string at, int most)
    {
        if (parent[name] is { } node) Text(check, node, $"{at}/{name}", most, plain: true);
    }

    public static void Text(Check check, JsonObject parent, string name, string at, int most)
    {
        if (parent[name] is { } node) Text(check, node, $"{at}/{name}", most);
    }

    public static void Text(Check check, JsonNode? node, string at, int most, bool plain = false)
    {
        var isPlain = node?["type"]?.ToString() == "plain_text";
        if (check.Object(node, at, isPlain ? "type! text! emoji" : "type! text! verbatim") is not { } text) return;
        check.OneOf(text, "type", at, plain ? ["plain_text"] : ["plain_text", "mrkdwn"]);
        check.String(text, "text", at, most);
        check.Flag(text, "emoji", at);
        check.Flag(text, "verbatim", at);
    }

    /// <summary>A list of options.</summary>
    public static void Options(Check check, JsonObject parent, string name, string at, int most, string kind)
    {
        foreach (var (option, where) in check.Items(parent, name, at, 1, most)) Option(check, option, where, kind);
    }

    public static void Option(Check check, JsonNode? node, string at, string kind)
    {
        if (check.Object(node, at, kind == "overflow" ? "text! value! description url" : "text! value! description") is not { } option) return;
        Text(check, option["text"], $"{at}/text", 75, plain: kind != "checkboxes");
        check.String(option, "value", at, 150);
        if (option["description"] is { } description) Text(check, description, $"{at}/description", 75, plain: kind != "checkboxes");
        check.Url(option, "url", at);
    }

    public static void Groups(Check check, JsonObject parent, string name, string at)
    {
        foreach (var (node, where) in check.Items(parent, name, at, 1, 100))
        {
            if (check.Object(node, where, "label! options!") is not { } group) continue;
            Plain(check, group, "label", where, 75);
            Options(check, group, "options", where, 100, "static_select");
        }
    }

    public static void Confirm(Check check, JsonObject parent, string at)
    {
        if (parent["confirm"] is not { } node || check.Object(node, $"{at}/confirm", "title! text! confirm! deny! style") is not { } confirm) return;
        Plain(check, confirm, "title", $"{at}/confirm", 100);
        Plain(check, confirm, "text", $"{at}/confirm", 300);
        Plain(check, confirm, "confirm", $"{at}/confirm", 30);
        Plain(check, confirm, "deny", $"{at}/confirm", 30);
        check.OneOf(confirm, "style", $"{at}/confirm", "primary", "danger");
    }
}
