using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>A card against what Teams draws. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference</summary>
internal static partial class CardRules
{
    /// <summary>In UTF-16 units: Teams counts two bytes for each.</summary>
    public const int Longest = 25_000;

    public const int MostInRow = 6, MostViewers = 60;

    private const string Elements = " AdaptiveCard TextBlock RichTextBlock TextRun Image ImageSet Container ColumnSet Column FactSet ActionSet Table TableRow TableCell Input.Text Input.Number Input.Date Input.Time Input.Toggle Input.ChoiceSet Data.Query ";

    private const string Actions = " Action.Execute Action.Submit Action.OpenUrl Action.ShowCard Action.ToggleVisibility ";

    /// <summary>What newer clients draw besides: they need a fallback.</summary>
    private static readonly string[] Newer = ["Chart.", "Icon", "Badge", "ProgressBar", "ProgressRing", "Rating", "CodeBlock", "CompoundButton", "Carousel"];

    private static readonly string[] Sent = ["messageBack", "imBack", "signin", "invoke", "task/fetch"];

    /// <summary>What is wrong with a card; in a dialog only Action.Submit works.</summary>
    public static IReadOnlyList<string> Check(JsonObject card, Room room, World world, bool inDialog = false)
    {
        var errors = new List<string>();
        if (card.ToJsonString(Relaxed).Length > Longest) errors.Add($"a card of more than {Longest} units");
        if ((string?)card["type"] != "AdaptiveCard") errors.Add("no AdaptiveCard");
        if (!Version().IsMatch((string?)card["version"] ?? "")) errors.Add($"version {card["version"]}");
        if (card["body"] is not JsonArray) errors.Add("no body");
        Walk(card, inDialog, errors);
        Inputs(card, errors);
        Refresh(card, room, world, errors);
        foreach (var text in Marked(card)) Mentions.Check(text, card["msteams"]?["entities"] as JsonArray, "card", errors);
        return errors;
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Walk(JsonNode? node, bool inDialog, List<string> errors)
    {
        if (node is JsonArray items) foreach (var item in items) Walk(item, inDialog, errors);
        if (node is not JsonObject json) return;
        if (json["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String) Typed(json, (string)type!, inDialog, errors);
        if (json["actions"] is JsonArray { Count: > MostInRow }) errors.Add($"more than {MostInRow} actions in a row");
        // What an action sends is the service's own affair.
        foreach (var (name, value) in json.Where(property => property.Key is not ("data" or "msteams"))) Walk(value, inDialog, errors);
    }

    private static void Typed(JsonObject json, string type, bool inDialog, List<string> errors)
    {
        if (type.StartsWith("Action.", StringComparison.Ordinal)) Action(json, type, inDialog, errors);
        else if (Newer.Any(newer => type.StartsWith(newer, StringComparison.Ordinal)))
        {
            if (json["fallback"] is null) errors.Add($"{type} without a fallback");
        }
        else if (!Elements.Contains($" {type} ", StringComparison.Ordinal)) errors.Add($"unknown element {type}");
    }

    private static void Action(JsonObject json, string type, bool inDialog, List<string> errors)
    {
        if (!Actions.Contains($" {type} ", StringComparison.Ordinal)) errors.Add($"unknown action {type}");
        if (type == "Action.Execute" && inDialog) errors.Add("an Action.Execute in a dialog");
        if (type == "Action.Execute" && string.IsNullOrEmpty((string?)json["verb"])) errors.Add("an Action.Execute without a verb");
        if (type == "Action.OpenUrl" && !(Uri.TryCreate((string?)json["url"], UriKind.Absolute, out var url) && url.Scheme is "https" or "http" or "mailto" or "tel")) errors.Add($"an Action.OpenUrl to {json["url"]}");
        if ((json["data"] as JsonObject)?["msteams"] is JsonObject teams && !Sent.Contains((string?)teams["type"])) errors.Add($"an Action.Submit of the type {teams["type"]}");
    }

    private static void Inputs(JsonObject card, List<string> errors)
    {
        var inputs = CardTree.Inputs(card);
        if (inputs.Any(input => CardTree.Id(input).Length == 0)) errors.Add("an input without an id");
        errors.AddRange(inputs.GroupBy(CardTree.Id).Where(alike => alike.Count() > 1).Select(alike => $"the input {alike.Key} twice"));
        errors.AddRange(inputs.Where(input => (bool?)input["isRequired"] == true && input["errorMessage"] is null).Select(input => $"{CardTree.Id(input)} is required and does not say so"));
        errors.AddRange(inputs.Where(input => (string?)input["type"] == "Input.Toggle" && input["value"] is null).Select(input => $"the toggle {CardTree.Id(input)} has no value"));
    }

    private static void Refresh(JsonObject card, Room room, World world, List<string> errors)
    {
        if (card["refresh"] is not JsonObject refresh) return;
        if ((string?)refresh["action"]?["type"] != "Action.Execute") errors.Add("a refresh that is no Action.Execute");
        if (refresh["userIds"] is not JsonArray users) return;
        if (users.Count > MostViewers) errors.Add($"a refresh for {users.Count} people, {MostViewers} at most");
        foreach (var user in users.Select(user => (string?)user ?? "").Where(user => !(user.StartsWith("29:", StringComparison.Ordinal) && world.Find(user) is { } person && room.Members.Contains(person.Id))))
            errors.Add($"a refresh for {user}, who is not there");
    }

    /// <summary>The texts in which Teams looks for mentions.</summary>
    private static IEnumerable<string> Marked(JsonObject card) =>
        CardTree.Of(card["body"], "TextBlock").Select(block => (string?)block["text"] ?? "").Concat(CardTree.Of(card["body"], "FactSet").SelectMany(set => set["facts"] as JsonArray ?? []).Select(fact => (string?)fact?["value"] ?? ""));

    [GeneratedRegex("^1\\.[0-5]$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
