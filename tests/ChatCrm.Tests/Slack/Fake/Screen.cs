using System.Text.Json.Nodes;
using ChatCrm.Tests.App;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Something to press: a button, or an option of a menu.</summary>
internal sealed record Knob(Placed Element, JsonObject? Option)
{
    public string Label => BlockText.Plain((Option ?? Element.Json)["text"]);

    /// <summary>What pressing it sends.</summary>
    public JsonObject Action()
    {
        var action = new JsonObject { ["type"] = Element.Type, ["action_id"] = Element.Action, ["block_id"] = Element.Block };
        if (Option is not null) action["selected_option"] = Option.DeepClone();
        else foreach (var name in new[] { "text", "value", "style" }) if (Element.Json[name] is { } value) action[name] = value.DeepClone();
        return action;
    }
}

/// <summary>What people see, line by line.</summary>
internal static class Screen
{
    /// <summary>A message: the lines of its text, and the labels of its buttons.</summary>
    public static Shown Of(Post post) => new(BlockText.Seen(post.Text).Split('\n'), Labels(post.Blocks));

    /// <summary>A form: title, what is said on top, each question with its answer and what is not valid; or a card in a modal.</summary>
    public static Shown Of(View view) => view.Inputs.Any()
        ? new([$"= {BlockText.Plain(view.Json["title"])} =", .. view.Blocks.OfType<JsonObject>().SelectMany(block => Lines(view, block))], Labels(view.Blocks))
        : new([.. view.Blocks.OfType<JsonObject>().SelectMany(BlockText.Lines)], Labels(view.Blocks));

    /// <summary>Buttons and menus' options in drawing order, a row's menus behind its buttons; what stands in an input is no button.</summary>
    public static IReadOnlyList<Knob> Knobs(JsonArray blocks)
    {
        var inputs = blocks.OfType<JsonObject>().Where(block => block["type"]!.ToString() == "input").Select(block => block["block_id"]!.ToString()).ToHashSet();
        return [.. BlockText.Elements(blocks).Where(element => !inputs.Contains(element.Block)).GroupBy(element => element.Block).SelectMany(row => row.OrderBy(element => element.Type == "button" ? 0 : 1)).SelectMany(Knobs)];
    }

    /// <summary>The knob whose label begins so.</summary>
    public static Knob? Find(JsonArray blocks, string label) => Knobs(blocks).FirstOrDefault(knob => knob.Label.StartsWith(label, StringComparison.Ordinal));

    private static IReadOnlyList<string> Labels(JsonArray blocks) => [.. Knobs(blocks).Select(knob => knob.Label)];

    private static IEnumerable<Knob> Knobs(Placed element) => element.Type switch
    {
        "button" => [new(element, null)],
        "overflow" or "static_select" => BlockText.Options(element.Json).Select(option => new Knob(element, option)),
        _ => [],
    };

    private static IEnumerable<string> Lines(View view, JsonObject block)
    {
        if (block["type"]!.ToString() != "input") return BlockText.Lines(block).Where(line => line.Length > 0);
        var element = view.Element(block["block_id"]!.ToString());
        var line = $"{BlockText.Plain(block["label"])}: {Answer(view, element)}".Trim();
        return view.Errors.TryGetValue(element.Block, out var error) ? [line, $"! {error}"] : [line];
    }

    private static string Answer(View view, Placed element) => view.Value(element) switch
    {
        JsonArray chosen => chosen.Count > 0 ? "true" : "false",
        JsonObject option => BlockText.Plain(option["text"]),
        null => element.Type == "checkboxes" ? "false" : "",
        var text => text.ToString().Trim(),
    };
}
