using System.Text.Json.Nodes;

namespace ChatCrm.Tests.App;

/// <summary>Changes recorded payloads: another value of another type, a missing one, one that is said twice. The same seed makes the same changes.</summary>
/// <param name="ours">Values that mean something to the platform, as JSON: ids of others, kinds, ids of buttons.</param>
internal sealed class Oddities(int seed, params IReadOnlyList<string> ours)
{
    /// <summary>Stands in a payload for text that is written in its place as it is.</summary>
    private const string Raw = "~~~raw~~~";

    private static readonly string[] Written =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "\" \"", "[]", "{}", "[[]]", "[null]", "[{}]", "{\"id\":null}", "{\"\":\"\"}", "\"\\ud800\"", "\"\\udfff\\ud83d\"",
        "{\"\\ud800\":1}", "\"\\u0000\"", "\"\\u001b[31m\\r\\n\"", "\"../..|^#?\"", "\"{{1}}${x}\"", "\"2026-11-22\"", "\"Infinity\"",
        "[\"a\",1,null,{\"b\":[]}]", "\"\u202egnp.exe\"",
    ];

    private readonly Random random = new(seed);

    private readonly IReadOnlyList<string> values = [.. Written, .. ours];

    /// <summary>The payload's text with one to three changes; not always JSON any more.</summary>
    public string Changed(JsonObject payload)
    {
        var raw = new Queue<string>();
        for (var changes = random.Next(1, 4); changes > 0; changes--) Change(payload, raw, isForm: false);
        return Filled(payload.ToJsonString(), raw);
    }

    /// <summary>A form's fields, which are text, with one to three changes.</summary>
    public JsonObject ChangedFields(JsonObject fields)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--) Change(fields, [], isForm: true);
        return fields;
    }

    private void Change(JsonObject payload, Queue<string> raw, bool isForm)
    {
        var places = Places(payload).ToList();
        if (places.Count == 0) return;
        var (holder, name, at) = places[random.Next(places.Count)];
        var value = random.Next(8) == 0 ? $"\"{new string((char)random.Next('a', 'z'), random.Next(1, 6000))}\"" : values[random.Next(values.Count)];
        if (holder is JsonArray list) list[at] = Marked(value, raw, isForm);
        else if (random.Next(10) == 0) ((JsonObject)holder).Remove(name);
        else ((JsonObject)holder)[name] = Marked(value, raw, isForm);
        // A name that is said twice, or is half a surrogate pair.
        if (!isForm && random.Next(40) == 0 && holder is JsonObject twice) twice[$"{Raw}{name}"] = "twice";
    }

    private static JsonNode Marked(string value, Queue<string> raw, bool isForm)
    {
        if (isForm) return JsonValue.Create(value.Trim('"'));
        raw.Enqueue(value);
        return JsonValue.Create(Raw);
    }

    /// <summary>Which mark gets which text does not matter: all are odd.</summary>
    private static string Filled(string json, Queue<string> raw)
    {
        while (raw.TryDequeue(out var value) && json.IndexOf($"\"{Raw}\"", StringComparison.Ordinal) is >= 0 and var at) json = json[..at] + value + json[(at + Raw.Length + 2)..];
        return json.Replace(Raw, "", StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Holder, string Name, int At)> Places(JsonNode node) => node switch
    {
        JsonObject json => json.ToList().SelectMany(pair => Places(pair.Value, (json, pair.Key, 0))),
        JsonArray list => list.ToList().SelectMany((item, at) => Places(item, (list, "", at))),
        _ => [],
    };

    private static IEnumerable<(JsonNode, string, int)> Places(JsonNode? value, (JsonNode, string, int) here) => value is null ? [here] : [here, .. Places(value)];
}
