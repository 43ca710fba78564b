using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What somebody has typed into a card's inputs, and what their client says of it.</summary>
internal sealed class Typed
{
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Required inputs that are empty, with the card's own words; by id.</summary>
    public Dictionary<string, string> Missing { get; private set; } = [];

    public void Clear()
    {
        Values.Clear();
        Missing.Clear();
    }

    public string Value(JsonObject input) => Values.GetValueOrDefault(CardTree.Id(input)) ?? (string?)input["value"] ?? "";

    /// <summary>What an action sends: its own data and every input, as text; what is empty is left out. Null where a required one is empty: the client asks for it itself.</summary>
    public JsonObject? Sent(JsonObject action, JsonObject card)
    {
        var data = action["data"]?.DeepClone() as JsonObject ?? [];
        if (string.Equals((string?)action["associatedInputs"], "none", StringComparison.OrdinalIgnoreCase)) return data;
        var inputs = CardTree.Inputs(card);
        Missing = inputs.Where(input => (bool?)input["isRequired"] == true && Value(input).Length == 0).ToDictionary(CardTree.Id, input => (string?)input["errorMessage"] ?? "Required.");
        if (Missing.Count > 0) return null;
        foreach (var input in inputs) Put(data, input, Value(input));
        return data;
    }

    /// <summary>An untouched toggle without a value says "false".</summary>
    private static void Put(JsonObject data, JsonObject input, string value)
    {
        if (value.Length == 0 && (string?)input["type"] == "Input.Toggle") value = (string?)input["valueOff"] ?? "false";
        if (value.Length > 0) data[CardTree.Id(input)] = value;
    }
}
