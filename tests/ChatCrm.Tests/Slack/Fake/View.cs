using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>A modal or a home tab that somebody has open, with what they typed into it.</summary>
internal sealed class View(string id, string on, Team team, string user)
{
    private readonly Dictionary<(string Block, string Action), JsonNode?> typed = [];

    public string Id => id;

    /// <summary>The install whose view it is.</summary>
    public string On => on;

    public string User => user;

    public required string Root { get; init; }

    public string? Previous { get; init; }

    public string Hash { get; private set; } = "";

    public JsonObject Json { get; private set; } = [];

    /// <summary>What is not valid, by the input's block.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    public JsonArray Blocks => (JsonArray)Json["blocks"]!;

    public string? CallbackId => Json["callback_id"]?.ToString();

    public bool Notifies => (bool?)Json["notify_on_close"] ?? false;

    public IEnumerable<JsonObject> Inputs => Blocks.OfType<JsonObject>().Where(block => block["type"]!.ToString() == "input");

    /// <summary>Draws it anew; what was typed into an element stays where its block_id and action_id are the same.</summary>
    public void Draw(JsonObject view, string hash, Func<string, string> next)
    {
        Json = (JsonObject)view.DeepClone();
        Json["blocks"] = BlockText.WithIds(Blocks, next);
        (Hash, Errors) = (hash, new Dictionary<string, string>());
        var there = BlockText.Elements(Blocks).Select(element => (element.Block, element.Action)).ToHashSet();
        foreach (var gone in typed.Keys.Except(there).ToList()) typed.Remove(gone);
    }

    /// <summary>An element by its action_id or its block's id.</summary>
    public Placed Element(string field) =>
        BlockText.Elements(Blocks).FirstOrDefault(element => element.Action == field || element.Block == field)
        ?? throw new InvalidOperationException($"The view has no field {field}, but {string.Join(", ", BlockText.Elements(Blocks).Select(element => element.Action))}.");

    /// <summary>Types into a text field; an empty text clears any field.</summary>
    public void Type(Placed element, string text) => typed[(element.Block, element.Action)] = text.Length == 0 ? null : JsonValue.Create(text);

    /// <summary>Chooses an option of a select, or those of checkboxes.</summary>
    public void Choose(Placed element, JsonNode? chosen) => typed[(element.Block, element.Action)] = chosen?.DeepClone();

    /// <summary>What an element holds: a text, an option, a list of options, or null.</summary>
    public JsonNode? Value(Placed element) => typed.TryGetValue((element.Block, element.Action), out var value)
        ? value
        : element.Json["initial_value"] ?? element.Json["initial_option"] ?? element.Json["initial_options"];

    /// <summary>As payloads and answers carry it.</summary>
    public JsonObject Payload()
    {
        var json = (JsonObject)Json.DeepClone();
        (json["id"], json["team_id"], json["hash"], json["root_view_id"], json["previous_view_id"]) = (id, team.Id, Hash, Root, Previous);
        (json["app_id"], json["bot_id"], json["app_installed_team_id"]) = (World.AppId, World.BotId, on);
        foreach (var name in new[] { "private_metadata", "callback_id", "external_id" }) json[name] ??= "";
        foreach (var name in new[] { "submit", "close", "title" }) json[name] ??= null;
        json["state"] = new JsonObject { ["values"] = State() };
        return json;
    }

    private JsonObject State() => States.Of(BlockText.Elements(Blocks), Value);
}

/// <summary>state.values of a payload.</summary>
internal static class States
{
    public static JsonObject Of(IEnumerable<Placed> elements, Func<Placed, JsonNode?> value)
    {
        var values = new JsonObject();
        foreach (var element in elements.Where(element => element.Type is not ("button" or "overflow")))
        {
            if (values[element.Block] is not JsonObject block) values[element.Block] = block = [];
            block[element.Action] = new JsonObject { ["type"] = element.Type, [Name(element.Type)] = value(element)?.DeepClone() ?? (element.Type == "checkboxes" ? new JsonArray() : null) };
        }
        return values;
    }

    private static string Name(string type) => type switch { "plain_text_input" => "value", "checkboxes" => "selected_options", _ => "selected_option" };
}
