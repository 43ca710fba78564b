using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>An element of a block, with the block's id.</summary>
internal sealed record Placed(string Block, JsonObject Json)
{
    public string Type => Json["type"]!.ToString();

    public string Action => Json["action_id"]?.ToString() ?? "";
}

/// <summary>Looking into blocks: their elements, their options, and what a reader sees of their texts.</summary>
internal static partial class BlockText
{
    private const char Joiner = '\u2060';

    /// <summary>Every element that somebody can use, in drawing order.</summary>
    public static IEnumerable<Placed> Elements(JsonArray blocks) =>
        from block in blocks.OfType<JsonObject>()
        let id = block["block_id"]?.ToString() ?? ""
        from element in new[] { block["accessory"], block["element"] }.Concat(block["type"]?.ToString() == "actions" ? block["elements"] as JsonArray ?? [] : [])
        where element is JsonObject && element["type"]?.ToString() != "image"
        select new Placed(id, (JsonObject)element!);

    /// <summary>The options of a select, overflow or checkboxes, those in groups too.</summary>
    public static IEnumerable<JsonObject> Options(JsonObject element) =>
        (element["options"] as JsonArray ?? []).Concat((element["option_groups"] as JsonArray ?? []).SelectMany(group => group?["options"] as JsonArray ?? [])).OfType<JsonObject>();

    /// <summary>A copy in which every block and every element has an id.</summary>
    public static JsonArray WithIds(JsonArray blocks, Func<string, string> next)
    {
        var copy = (JsonArray)blocks.DeepClone();
        foreach (var block in copy.OfType<JsonObject>().Where(block => block["block_id"] is null)) block["block_id"] = next("b");
        foreach (var element in Elements(copy).Where(element => element.Action.Length == 0)) element.Json["action_id"] = next("a");
        return copy;
    }

    /// <summary>The characters of all texts.</summary>
    public static int Length(JsonNode? node) => node switch
    {
        JsonArray items => items.Sum(Length),
        JsonObject json => json.Sum(property => property is { Key: "text", Value: JsonValue } ? property.Value!.ToString().Length : Length(property.Value)),
        _ => 0,
    };

    /// <summary>What a block says, line by line; an input says nothing here.</summary>
    public static IEnumerable<string> Lines(JsonObject block) => block["type"]?.ToString() switch
    {
        "header" => Read(block["text"]),
        "section" => [.. Read(block["text"]), .. (block["fields"] as JsonArray ?? []).SelectMany(Read)],
        "context" => [string.Concat(((JsonArray)block["elements"]!).SelectMany(Read))],
        "rich_text" => ((JsonArray)block["elements"]!).SelectMany(Rich),
        _ => [],
    };

    /// <summary>A text as people see it: escapes undone, dates as their fallback, links as their label, invisible marks gone.</summary>
    public static string Seen(string text) => Unmarked(Unescaped(Command().Replace(text, Command)));

    /// <summary>A plain text as people see it.</summary>
    public static string Plain(JsonNode? text) => Unmarked(Unescaped(text?["text"]?.ToString() ?? ""));

    private static string[] Read(JsonNode? text) => text?["text"] is null
        ? []
        : (text["type"]?.ToString() == "mrkdwn" ? Seen(Unweighed(text["text"]!.ToString())) : Plain(text)).Split('\n');

    /// <summary>Without the asterisks that make bold; one beside a word joiner is read as it stands.</summary>
    private static string Unweighed(string text) =>
        string.Concat(text.Where((c, i) => c != '*' || (i > 0 && text[i - 1] == Joiner) || (i + 1 < text.Length && text[i + 1] == Joiner)));

    private static IEnumerable<string> Rich(JsonNode? part) => part?["type"]?.ToString() == "rich_text_list"
        ? ((JsonArray)part["elements"]!).SelectMany(Rich)
        : string.Concat(((JsonArray)part!["elements"]!).Select(Run)).Split('\n');

    private static string Run(JsonNode? run) => Unmarked((run!["text"] ?? run["fallback"] ?? run["url"] ?? run["user_id"] ?? run["channel_id"] ?? "").ToString());

    private static string Command(Match match)
    {
        var bar = match.Value.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? match.Value[1..^1] : match.Value[(bar + 1)..^1];
    }

    private static string Unescaped(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Unmarked(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var c in text)
            if (char.GetUnicodeCategory(c) != UnicodeCategory.Format) seen.Append(c);
        return seen.ToString();
    }

    [GeneratedRegex("<[^<>]+>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
