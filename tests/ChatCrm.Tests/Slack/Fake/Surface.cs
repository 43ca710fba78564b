using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>A whole message, modal or home tab against the rules of Block Kit. https://docs.slack.dev/reference/views</summary>
internal static class Surface
{
    public const int MostInMessage = 50, MostInView = 100;

    private const string Common = "type! blocks! private_metadata callback_id external_id";

    public static IReadOnlyList<string> Message(JsonArray blocks)
    {
        var check = new Check();
        All(check, new JsonObject { ["blocks"] = blocks.DeepClone() }, "", MostInMessage);
        return check.Errors;
    }

    /// <summary>A view for views.open, update and push ("modal") or views.publish ("home").</summary>
    public static IReadOnlyList<string> View(JsonNode? node, string type)
    {
        var check = new Check();
        var properties = type == "modal" ? $"{Common} title! submit close clear_on_close notify_on_close" : Common;
        if (check.Object(node, "/view", properties) is not { } view) return check.Errors;
        check.OneOf(view, "type", "/view", type);
        foreach (var name in new[] { "title", "submit", "close" }) Parts.Plain(check, view, name, "/view", 24);
        check.String(view, "private_metadata", "/view", 3000, 0);
        check.String(view, "callback_id", "/view", 255, 0);
        check.String(view, "external_id", "/view", 255, 0);
        check.Flag(view, "clear_on_close", "/view");
        check.Flag(view, "notify_on_close", "/view");
        All(check, view, "/view", MostInView);
        if (type == "modal" && view["submit"] is null && view["blocks"] is JsonArray blocks && blocks.Any(block => (string?)block?["type"] == "input"))
            check.Wrong("missing required field: submit", "/view");
        return check.Errors;
    }

    private static void All(Check check, JsonObject surface, string at, int most)
    {
        var ids = new HashSet<string>();
        foreach (var (item, where) in check.Items(surface, "blocks", at, 0, most))
        {
            Layout.Block(check, item, where);
            if (item is JsonObject block && block["block_id"] is JsonValue value && value.TryGetValue<string>(out var id) && !ids.Add(id)) check.Wrong($"block_id already exists: {id}", $"{where}/block_id");
        }
        if (BlockText.Elements(surface["blocks"] as JsonArray ?? []).Count(element => element.Json["focus_on_load"] is not null) > 1) check.Wrong("focus_on_load may be set once", $"{at}/blocks");
    }
}
