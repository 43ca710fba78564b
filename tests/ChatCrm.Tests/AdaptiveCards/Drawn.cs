using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.AdaptiveCards;

/// <summary>Cards and forms as they are drawn for Mei, and what can be asked of a drawing.</summary>
internal static class Drawn
{
    public static readonly CardWords Words = new(
        "en-GB", left => $"… {left} more, not shown here", "Shortened to fit.", "Please fill this in.", "Not saved yet: please look at what is marked.", "Yes", "—");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every kind of host: the console, a room of Teams where all buttons open dialogs, and a dialog.</summary>
    public static readonly IReadOnlyDictionary<string, Ways> Hosts = new Dictionary<string, Ways>
    {
        ["console"] = default,
        ["room"] = new(_ => true, Room: "teams:t-1/19:sales@thread.tacv2", Refresh: new(["29:mei", "29:jonas"])),
        ["dialog"] = new(_ => true, InDialog: true, Room: "teams:t-1/19:sales@thread.tacv2"),
    };

    public static JsonNode Of(Card card, Ways ways = default) => JsonNode.Parse(AdaptiveCard.Draw(card, Words, ways))!;

    public static JsonNode Of(Form form, Ways ways = default) => JsonNode.Parse(AdaptiveCard.Draw(form, Words, ways))!;

    public static int Length(byte[] card) => Encoding.UTF8.GetCharCount(card);

    /// <summary>Indented, with invisible characters as escapes, so that they can be reviewed.</summary>
    public static string Readable(JsonNode card) => string.Concat(card.ToJsonString(Indented).ReplaceLineEndings("\n")
        .Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.Format ? $"\\u{(int)c:X4}" : c.ToString()));

    /// <summary>All strings with the names of their properties.</summary>
    public static IEnumerable<(string Name, string Value)> Strings(JsonNode? node, string name = "") => node switch
    {
        JsonObject entries => entries.SelectMany(entry => Strings(entry.Value, entry.Key)),
        JsonArray items => items.SelectMany(item => Strings(item, name)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(name, value.GetValue<string>())],
        _ => [],
    };

    /// <summary>All objects of a type.</summary>
    public static IEnumerable<JsonObject> All(JsonNode? node, string type) => node switch
    {
        JsonObject entries => (Type(entries) == type ? [entries] : Array.Empty<JsonObject>()).Concat(entries.SelectMany(entry => All(entry.Value, type))),
        JsonArray items => items.SelectMany(item => All(item, type)),
        _ => [],
    };

    /// <summary>All buttons that send something back, without their copies for old clients and without what the host presses by itself.</summary>
    public static IEnumerable<JsonObject> Buttons(JsonNode? node) => node switch
    {
        JsonObject entries when Type(entries) is "Action.Execute" or "Action.Submit" => [entries],
        JsonObject entries => entries.Where(entry => entry.Key != "refresh").SelectMany(entry => Buttons(entry.Value)),
        JsonArray items => items.SelectMany(Buttons),
        _ => [],
    };

    /// <summary>The text of all runs, in order.</summary>
    public static IReadOnlyList<string> Runs(JsonNode card) => [.. All(card, "TextRun").Select(run => run["text"]!.GetValue<string>())];

    /// <summary>What a reader sees of a string: without isolates and invisible spaces.</summary>
    public static string Seen(string shown) => shown.Replace("\u2068", "").Replace("\u2069", "").Replace("\u200B", "");

    private static string? Type(JsonObject entries) => entries["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String ? type.GetValue<string>() : null;
}
