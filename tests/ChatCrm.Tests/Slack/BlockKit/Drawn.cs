using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.Slack.BlockKit;

/// <summary>Cards and forms as they are drawn for Slack, and what can be asked of a drawing.</summary>
internal static class Drawn
{
    private static readonly JsonWriterOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The surfaces that show a card, by the kind that <see cref="SlackTypes"/> knows them by.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Card, JsonObject>> Surfaces = new Dictionary<string, Func<Card, JsonObject>>
    {
        ["message"] = Message,
        ["modal"] = card => Read(json => Blocks.Modal(json, card, "meta", "Acme")),
        ["home"] = card => Read(json => Blocks.Home(json, card, "meta")),
    };

    public static JsonObject Message(Card card) => Read(json =>
    {
        json.WriteStartObject();
        Blocks.Message(json, card);
        json.WriteEndObject();
    });

    public static JsonObject Modal(Form form) => Read(json => Blocks.Modal(json, form, "meta"));

    public static JsonObject Read(Action<Utf8JsonWriter> draw) => JsonNode.Parse(Bytes(draw))!.AsObject();

    public static byte[] Bytes(Action<Utf8JsonWriter> draw)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, AsSent)) draw(json);
        return buffer.WrittenSpan.ToArray();
    }

    public static IReadOnlyList<JsonObject> BlocksOf(JsonObject drawn) => [.. drawn["blocks"]!.AsArray().Select(block => block!.AsObject())];

    /// <summary>The characters of the blocks' JSON as JSON.stringify writes it: of all signs it escapes quotes, backslashes and controls alone.</summary>
    public static int Length(JsonObject message)
    {
        var json = message["blocks"]!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return json.Length - (5 * Regex.Count(json, @"(?<!\\)(\\\\)*\\u(?!00[01])[0-9A-Fa-f]{4}"));
    }

    /// <summary>All objects of a type.</summary>
    public static IEnumerable<JsonObject> All(JsonNode? node, params string[] types) => Objects(node).Where(entries => types.Contains(Word(entries, "type")));

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => Objects(entry.Value)).Prepend(entries),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    public static string? Word(JsonObject entries, string name) => entries[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>All texts, as a reader sees them, in order.</summary>
    public static IReadOnlyList<string> Seen(JsonNode drawn) => [.. Texts(drawn).Select(Reader.Seen)];

    public static IEnumerable<JsonObject> Texts(JsonNode drawn) => All(drawn, "plain_text", "mrkdwn");

    /// <summary>Indented, with invisible characters as escapes, so that they can be reviewed.</summary>
    public static string Readable(JsonNode drawn) => string.Concat(drawn.ToJsonString(Indented).ReplaceLineEndings("\n")
        .Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.Format ? $"\\u{(int)c:X4}" : c.ToString())) + "\n";
}
