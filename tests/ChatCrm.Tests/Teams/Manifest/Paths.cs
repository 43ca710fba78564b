using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Manifest;

/// <summary>Places in a manifest, written as translations write them: <c>bots[0].commandLists[1].commands[2].title</c>.</summary>
internal static class Paths
{
    private static readonly string[] Named = ["title", "description", "short", "full"];

    /// <summary>The places of all words that people read.</summary>
    public static IEnumerable<string> OfWords(JsonNode root) => Leaves(root).Where(leaf => leaf.Parent is JsonObject && Named.Contains(leaf.GetPropertyName())).Select(leaf => leaf.GetPath()["$.".Length..]);

    public static IEnumerable<string> Strings(JsonNode node) => Leaves(node).Select(leaf => (string)leaf!);

    /// <summary>A copy with another value at a place; the place above must be there.</summary>
    public static JsonNode With(JsonNode root, string path, JsonNode? value)
    {
        var copy = root.DeepClone();
        string[] steps = [.. path.Replace("]", "", StringComparison.Ordinal).Split('.', '[')];
        var parent = steps[..^1].Aggregate(copy, (node, step) => At(node, step) ?? throw new ArgumentException($"There is no {path}."));
        if (parent is JsonArray items) items[Number(steps[^1])] = value;
        else parent[steps[^1]] = value;
        return copy;
    }

    private static JsonNode? At(JsonNode node, string step) => node is JsonArray items ? items[Number(step)] : node[step];

    private static int Number(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static IEnumerable<JsonNode> Leaves(JsonNode? node) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => Leaves(entry.Value)),
        JsonArray items => items.SelectMany(Leaves),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value],
        _ => [],
    };
}
