using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>Cards and forms as the Adaptive Card JSON that the page's renderer draws.</summary>
internal static class Drawing
{
    public static JsonElement Of(Card card, string? language)
    {
        var body = new JsonArray();
        foreach (var b in card.Blocks) foreach (var n in Block(b, card.Drawing)) body.Add(n);
        var actions = new JsonArray();
        foreach (var p in card.Presses)
            if (p is Button q) actions.Add(Act(q, card.Drawing, "primary"));
            else foreach (var i in ((Menu)p).Items) actions.Add(Act(i, card.Drawing, "secondary"));
        return Root(body, actions);
    }

    static JsonElement Root(JsonArray body, JsonArray actions) => JsonSerializer.SerializeToElement<JsonNode>(new JsonObject
    { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = body, ["actions"] = actions });

    static JsonObject Act(Button b, string drawing, string mode) => new()
    { ["type"] = "Action.Execute", ["title"] = b.Label, ["mode"] = mode, ["style"] = b.Look == Look.Primary ? "positive" : b.Look == Look.Danger ? "destructive" : "default",
        ["data"] = new JsonObject { ["button"] = b.Id, ["value"] = b.Value, ["drawing"] = drawing } };

    static JsonObject Rich(string text, string size = "Default", string weight = "Default", bool subtle = false) => new()
    { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text, ["size"] = size, ["weight"] = weight, ["isSubtle"] = subtle }) };

    static IEnumerable<JsonNode> Block(Block block, string drawing)
    {
        switch (block)
        {
            case Heading h:
                yield return new JsonObject { ["type"] = "ColumnSet", ["columns"] = new JsonArray(
                    new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["items"] = new JsonArray(Rich(h.Text.ToString(), "Large", "Bolder")) },
                    new JsonObject { ["type"] = "Column", ["width"] = "auto", ["items"] = new JsonArray(Rich(h.Aside?.ToString() ?? "", "Small", subtle: true)) }) };
                break;
            case Entries e:
                foreach (var entry in e.Items)
                {
                    yield return Rich(entry.Main.ToString());
                    if (entry.Detail is { } d) yield return Rich(d.ToString(), "Small", subtle: true);
                    if (entry.Buttons.Count > 0) yield return new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. entry.Buttons.Select(x => Act(x, drawing, "primary"))]) };
                }
                break;
            case Facts f:
                yield return new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray([.. f.Items.Select(x => new JsonObject { ["title"] = x.Label, ["value"] = x.Value.ToString() })]) };
                break;
            default: foreach (var l in block.Plain()) yield return Rich(l); break;
        }
    }

    public static JsonElement Of(Form form, string? language)
    {
        var body = new JsonArray();
        if (!form.Intro.IsEmpty) body.Add(Rich(form.Intro.ToString(), subtle: true));
        foreach (var f in form.Fields)
        {
            var o = new JsonObject { ["id"] = f.Id, ["label"] = f.Label, ["value"] = f.Value, ["isRequired"] = f.Required };
            switch (f)
            {
                case TextField t: o["type"] = "Input.Text"; o["isMultiline"] = t.Tall; o["placeholder"] = f.Hint; break;
                case SwitchField: o["type"] = "Input.Toggle"; o["title"] = f.Label; o.Remove("label"); break;
                case ChoiceField c: o["type"] = "Input.ChoiceSet"; o["choices"] = new JsonArray([.. c.Choices.Select(x => new JsonObject { ["title"] = x.Label, ["value"] = x.Value })]); break;
                case LookupField l: o["type"] = "Input.ChoiceSet"; o["style"] = "filtered"; o["choices"] = l.Value == "" ? new JsonArray() : new JsonArray(new JsonObject { ["title"] = l.Shown, ["value"] = l.Value });
                    o["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = l.Lookup }; break;
            }
            body.Add(o);
            if (form.Errors.TryGetValue(f.Id, out var error)) body.Add(new JsonObject { ["type"] = "TextBlock", ["text"] = error, ["color"] = "Attention", ["wrap"] = true });
        }
        return Root(body, new JsonArray(new JsonObject { ["type"] = "Action.Execute", ["title"] = form.SubmitLabel, ["style"] = "positive",
            ["data"] = new JsonObject { ["form"] = form.Id, ["formId"] = form.FormId, ["state"] = form.State } }));
    }

    public static Input.Pressed? ReadPress(JsonElement data, string? message) => Text(data, "button") is { } b ? new(b, Text(data, "value") ?? "", Text(data, "drawing") ?? "", message) : null;

    public static Input.Submitted? ReadSubmit(JsonElement data, IReadOnlyDictionary<string, string> values, string? message) =>
        Text(data, "form") is { } f ? new(f, Text(data, "formId") ?? "", Text(data, "state") ?? "", values, message) : null;

    static string? Text(JsonElement data, string name) => data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;
}
