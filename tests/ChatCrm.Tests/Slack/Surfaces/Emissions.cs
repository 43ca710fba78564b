using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>What the real service has given to Slack in all tests of this run: one of each shape, as Slack's types name them.</summary>
internal static class Emissions
{
    private static readonly ConcurrentDictionary<string, (string Kind, string Json)> Shapes = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<(string Kind, string Json)> All => [.. Shapes.Values];

    public static void Keep(IEnumerable<Emitted> emitted)
    {
        foreach (var one in emitted)
            if (JsonNode.Parse(one.Json) is JsonObject json && Judged(one.Kind, json) is { } judged) Shapes.TryAdd($"{judged.Kind} {Shape(judged.Json, "").ToJsonString()}", (judged.Kind, judged.Json.ToJsonString()));
    }

    /// <summary>The part that a type of Slack's describes; null where there is none, or where it is told as a view of its own.</summary>
    private static (string Kind, JsonNode Json)? Judged(string kind, JsonObject json) => kind switch
    {
        "message" when json["blocks"] is not JsonArray => null,
        "message" when json["text"] is null => ("blocks", json["blocks"]!),
        "message" => ("message", new JsonObject { ["text"] = json["text"]!.DeepClone(), ["blocks"] = json["blocks"]!.DeepClone() }),
        "ack" => json["errors"] is null ? null : ("errors", json),
        _ => (kind, json),
    };

    /// <summary>The same without what people and clocks make different: types of Slack's look at a text's kind, not at its words.</summary>
    private static JsonNode Shape(JsonNode? node, string name) => node switch
    {
        JsonObject json => new JsonObject(json.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, Shape(property.Value, property.Key)))),
        // Of many alike one says it.
        JsonArray items => new JsonArray([.. items.Select(item => Shape(item, name).ToJsonString()).Distinct().Select(item => JsonNode.Parse(item))]),
        JsonValue value when value.TryGetValue<string>(out var text) => name is "type" or "style" or "response_action" ? text : "…",
        null => "null",
        _ => node.DeepClone(),
    };
}
