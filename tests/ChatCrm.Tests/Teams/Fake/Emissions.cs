using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>The cards that the real service has given to Teams in all tests of this run: one of each shape.</summary>
internal static class Emissions
{
    private static readonly ConcurrentDictionary<string, string> Shapes = new(StringComparer.Ordinal);

    private static readonly string[] Words = ["text", "title", "label", "speak", "fallbackText", "value", "placeholder", "errorMessage", "id", "verb", "url", "userIds"];

    public static IReadOnlyCollection<string> All => [.. Shapes.Values];

    public static void Keep(IEnumerable<string> cards)
    {
        foreach (var card in cards) Shapes.TryAdd(Shape(JsonNode.Parse(card), "").ToJsonString(), card);
    }

    /// <summary>The same without what people and clocks make different: the judges look at the kind of a text, not at its words.</summary>
    private static JsonNode Shape(JsonNode? node, string name) => node switch
    {
        JsonObject json => new JsonObject(json.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, Shape(property.Value, name == "data" ? "value" : property.Key)))),
        // Of many alike one says it.
        JsonArray items => new JsonArray([.. items.Select(item => Shape(item, name).ToJsonString()).Distinct().Select(item => JsonNode.Parse(item))]),
        JsonValue value when value.TryGetValue<string>(out _) => Words.Contains(name) ? "…" : node.DeepClone(),
        null => "null",
        _ => node.DeepClone(),
    };
}
