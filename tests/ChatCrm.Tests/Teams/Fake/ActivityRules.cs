using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>An activity that the service sends, against the rules of Teams and of our own way with them.</summary>
internal static class ActivityRules
{
    /// <summary>The most UTF-16 units of an activity: Teams takes 100 KB and counts two bytes a unit. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages</summary>
    private const int Longest = 50 * 1024;

    /// <summary>The most that Microsoft advises, 80 KB.</summary>
    private const int Advised = 40 * 1024;

    private static readonly string[] Known =
    [
        "type", "id", "text", "textFormat", "summary", "attachments", "attachmentLayout", "entities", "from", "recipient", "conversation", "channelId", "serviceUrl", "replyToId",
        "channelData", "locale", "importance", "inputHint", "timestamp",
    ];

    public static bool IsTooBig(JsonObject activity) => activity.ToJsonString(Relaxed).Length > Longest;

    public static IReadOnlyList<string> Check(JsonObject activity, Room room, World world)
    {
        var errors = new List<string>();
        errors.AddRange(activity.Select(property => property.Key).Except(Known).Select(name => $"unknown property {name}"));
        var type = (string?)activity["type"];
        if (type is not ("message" or "typing")) errors.Add($"unknown type {type}");
        if (type == "message") Message(activity, room, world, errors);
        return errors;
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Message(JsonObject activity, Room room, World world, List<string> errors)
    {
        var (text, attachments) = ((string?)activity["text"] ?? "", activity["attachments"] as JsonArray ?? []);
        if (text.Length > 0 && attachments.Count > 0) errors.Add("text and card in one activity");
        if (text.Length == 0 && attachments.Count == 0) errors.Add("neither text nor card");
        if (attachments.Count > 1) errors.Add("more than one card");
        if ((string?)activity["textFormat"] is { } format && format is not ("plain" or "markdown" or "xml")) errors.Add($"unknown textFormat {format}");
        if (activity.ToJsonString(Relaxed).Length is > Advised and <= Longest) errors.Add("longer than advised");
        Mentions.Check(text, activity["entities"] as JsonArray, "text", errors);
        foreach (var attachment in attachments) Attachment(attachment as JsonObject, room, world, errors);
    }

    private static void Attachment(JsonObject? attachment, Room room, World world, List<string> errors)
    {
        if (attachment is null) errors.Add("an attachment is an object");
        else if ((string?)attachment["contentType"] != CardTree.MediaType) errors.Add($"unknown contentType {attachment["contentType"]}");
        else if (attachment["content"] is not JsonObject card) errors.Add("the card is no object");
        else errors.AddRange(CardRules.Check(card, room, world));
    }
}

/// <summary>Mentions: Teams draws one where the text says &lt;at&gt; and an entity says whom.</summary>
internal static class Mentions
{
    public static void Check(string text, JsonArray? entities, string where, List<string> errors)
    {
        var known = (entities ?? []).Where(entity => (string?)entity?["type"] == "mention").Select(entity => (string?)entity!["text"] ?? "").ToList();
        foreach (var mention in known.Where(mention => !text.Contains(mention, StringComparison.Ordinal))) errors.Add($"{where}: the entity {mention} is not in the text");
        var rest = known.Aggregate(text, (left, mention) => mention.Length == 0 ? left : left.Replace(mention, "", StringComparison.Ordinal));
        if (rest.Contains("<at", StringComparison.OrdinalIgnoreCase)) errors.Add($"{where}: an <at> without an entity");
    }
}
