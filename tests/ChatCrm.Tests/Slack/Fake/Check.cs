using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Looking at JSON as strictly as Slack does: what is wrong is kept as "[ERROR] … [json-pointer:/blocks/0]".</summary>
internal sealed class Check
{
    public List<string> Errors { get; } = [];

    public void Wrong(string what, string at) => Errors.Add($"[ERROR] {what} [json-pointer:{at}]");

    /// <summary>An object with these properties and no others; those with a bang are required. Null where it is none.</summary>
    public JsonObject? Object(JsonNode? node, string at, string properties)
    {
        if (node is not JsonObject json)
        {
            Wrong("must be an object", at);
            return null;
        }
        var known = properties.Split(' ');
        foreach (var (name, value) in json)
        {
            if (!known.Contains(name) && !known.Contains(name + "!")) Wrong($"invalid additional property: {name}", at);
            else if (value is null) Wrong($"must not be null: {name}", at);
        }
        foreach (var name in known.Where(name => name[^1] == '!' && !json.ContainsKey(name[..^1]))) Wrong($"missing required field: {name[..^1]}", at);
        return json;
    }

    /// <summary>A string between two lengths, where it is there.</summary>
    public string? String(JsonObject json, string name, string at, int most, int least = 1)
    {
        if (json[name] is not { } node) return null;
        if (node.GetValueKind() != JsonValueKind.String)
        {
            Wrong("must be a string", $"{at}/{name}");
            return null;
        }
        var text = (string)node!;
        if (text.Length > most) Wrong($"must be less than {most + 1} characters", $"{at}/{name}");
        if (text.Length < least) Wrong($"must be more than {least - 1} characters", $"{at}/{name}");
        return text;
    }

    public void OneOf(JsonObject json, string name, string at, params string[] allowed)
    {
        if (String(json, name, at, 255) is { } text && !allowed.Contains(text)) Wrong($"must be one of {string.Join(", ", allowed)}", $"{at}/{name}");
    }

    public void Flag(JsonObject json, string name, string at)
    {
        if (json[name] is { } node && node.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) Wrong("must be a boolean", $"{at}/{name}");
    }

    public void Number(JsonObject json, string name, string at, long least, long most)
    {
        if (json[name] is not { } node) return;
        if (node.GetValueKind() != JsonValueKind.Number || !long.TryParse(node.ToJsonString(), out var number)) Wrong("must be an integer", $"{at}/{name}");
        else if (number < least || number > most) Wrong($"must be between {least} and {most}", $"{at}/{name}");
    }

    /// <summary>An absolute http(s) address.</summary>
    public void Url(JsonObject json, string name, string at)
    {
        if (String(json, name, at, 3000) is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")) Wrong("invalid url", $"{at}/{name}");
    }

    /// <summary>The items of a list with so many of them; nothing where it is no list.</summary>
    public IEnumerable<(JsonNode? Item, string At)> Items(JsonObject json, string name, string at, int least, int most)
    {
        if (json[name] is not { } node) return [];
        if (node is not JsonArray items)
        {
            Wrong("must be an array", $"{at}/{name}");
            return [];
        }
        if (items.Count > most) Wrong($"no more than {most} items allowed", $"{at}/{name}");
        if (items.Count < least) Wrong($"no fewer than {least} items allowed", $"{at}/{name}");
        return items.Select((item, i) => (item, $"{at}/{name}/{i}"));
    }
}
