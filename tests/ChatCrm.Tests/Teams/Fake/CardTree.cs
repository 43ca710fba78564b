using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>Something to press.</summary>
internal sealed record Knob(JsonObject Action)
{
    public string Label => App.CardJson.Plain((string?)Action["title"] ?? "");

    public bool Executes => (string?)Action["type"] == "Action.Execute";

    /// <summary>Its press asks for a dialog.</summary>
    public bool OpensDialog => (string?)(Action["data"] as JsonObject)?["msteams"]?["type"] == "task/fetch";

    /// <summary>What a client without Action.Execute draws instead; null where there is nothing.</summary>
    public JsonObject? Fallback => Action["fallback"] as JsonObject;
}

/// <summary>Looking into an Adaptive Card.</summary>
internal static class CardTree
{
    public const string MediaType = "application/vnd.microsoft.card.adaptive";

    public static string Id(JsonObject input) => (string?)input["id"] ?? "";

    /// <summary>Every element or action whose type begins so, in drawing order, none inside another of them.</summary>
    public static IReadOnlyList<JsonObject> Of(JsonNode? node, string type) => node switch
    {
        JsonArray items => [.. items.SelectMany(item => Of(item, type))],
        JsonObject json when (json["type"] as JsonValue)?.GetValueKind() == JsonValueKind.String && ((string)json["type"]!).StartsWith(type, StringComparison.Ordinal) => [json],
        JsonObject json => [.. json.SelectMany(property => Of(property.Value, type))],
        _ => [],
    };

    public static IReadOnlyList<JsonObject> Inputs(JsonObject card) => Of(card, "Input.");

    /// <summary>What sends something, in drawing order; a button's copy for old clients is not counted.</summary>
    public static IReadOnlyList<Knob> Knobs(JsonObject card) =>
        [.. Of(card["body"], "Action.").Concat(Of(card["actions"], "Action.")).Where(action => (string?)action["type"] is "Action.Execute" or "Action.Submit").Select(action => new Knob(action))];

    /// <summary>The knob whose label begins so.</summary>
    public static Knob? Find(JsonObject? card, string label) => card is null ? null : Knobs(card).FirstOrDefault(knob => knob.Label.StartsWith(label, StringComparison.Ordinal));
}
