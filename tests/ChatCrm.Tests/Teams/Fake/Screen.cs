using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Texts;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What people see, line by line.</summary>
internal static class Screen
{
    private static readonly string[] Refused = [Wording.In("en").Plain("Cards.Refused"), Wording.In("zh-Hans").Plain("Cards.Refused")];

    /// <summary>A card: its lines, and the labels of its buttons; one with inputs as a form.</summary>
    public static Shown Of(JsonObject card, Typed typed, string? title = null) => CardTree.Inputs(card).Count > 0
        ? Form(card, typed, title).Shown
        : new(Lines(card), [.. CardTree.Knobs(card).Select(knob => knob.Label)]);

    /// <summary>A message without a card.</summary>
    public static Shown Of(string text) => new([.. App.CardJson.Plain(text).Split('\n')], []);

    /// <summary>A form as the console has it, with what was typed so far.</summary>
    public static ConsoleForm Form(JsonObject card, Typed typed, string? title)
    {
        var own = (JsonObject)card.DeepClone();
        var (heading, intro, errors) = Read(own, hasTitle: title is null);
        foreach (var input in CardTree.Inputs(own)) input["value"] = typed.Value(input);
        foreach (var (id, words) in typed.Missing) errors[id] = words;
        own["speak"] = string.Join('\n', intro.Prepend(title ?? heading));
        var form = new JsonObject { ["title"] = title ?? heading, ["card"] = own, ["errors"] = new JsonObject(errors.Select(error => KeyValuePair.Create(error.Key, (JsonNode?)error.Value))) };
        return new(JsonSerializer.SerializeToElement(form), null);
    }

    public static IReadOnlyList<string> Lines(JsonObject card) => [.. ((card["body"] as JsonArray) ?? []).OfType<JsonObject>().SelectMany(Texts).SelectMany(text => text.Split('\n'))];

    /// <summary>The title, what stands above the questions, and what is not valid: it stands right above its question, in the colour of attention.</summary>
    private static (string Title, IReadOnlyList<string> Intro, Dictionary<string, string> Errors) Read(JsonObject card, bool hasTitle)
    {
        var (title, intro, errors, wrong) = ((string?)null, new List<string>(), new Dictionary<string, string>(), "");
        foreach (var element in card["body"]!.AsArray().OfType<JsonObject>())
        {
            if (CardTree.Inputs(element) is [var input])
            {
                if (wrong.Length > 0) errors[CardTree.Id(input)] = wrong;
                wrong = "";
            }
            else if (IsAttention(element)) wrong = Refused.Contains(Text(element)) ? "" : Text(element);
            else if (hasTitle && title is null) title = Text(element);
            else if (errors.Count == 0 && !Seen(card, element)) intro.AddRange(Texts(element).SelectMany(text => text.Split('\n')));
        }
        return (title ?? "", intro, errors);
    }

    /// <summary>True for what stands below the first question.</summary>
    private static bool Seen(JsonObject card, JsonObject element) =>
        card["body"]!.AsArray().OfType<JsonObject>().TakeWhile(other => other != element).Any(other => CardTree.Inputs(other).Count > 0);

    private static bool IsAttention(JsonObject element) => element["inlines"] is JsonArray inlines && inlines.Any(inline => (string?)inline?["color"] == "attention");

    private static string Text(JsonObject element) => string.Join('\n', Texts(element));

    private static IEnumerable<string> Texts(JsonObject element) => (string?)element["type"] switch
    {
        "TextBlock" => [Plain(element["text"])],
        "RichTextBlock" => [string.Concat(element["inlines"]!.AsArray().Select(inline => inline is JsonValue ? Plain(inline) : Plain(inline?["text"])))],
        "FactSet" => Items(element, "facts").Select(fact => $"{Plain(fact["title"])}: {Plain(fact["value"])}"),
        "ColumnSet" => Columns(element),
        "Container" when (string?)element["style"] == "emphasis" => [$"“{string.Join('\n', Items(element, "items").SelectMany(Texts))}”"],
        "Container" or "Column" => Items(element, "items").SelectMany(Texts),
        _ => [],
    };

    /// <summary>A heading with something small beside it, or a label with its value; else column after column.</summary>
    private static IEnumerable<string> Columns(JsonObject set)
    {
        var columns = Items(set, "columns").Select(Text).Where(text => text.Length > 0).ToList();
        if (columns is not [var left, var right]) return columns;
        return [CardTree.Of(set, "TextRun").Any(run => (string?)run["size"] == "large") ? $"{left} · {right}" : $"{left}: {right}"];
    }

    private static IEnumerable<JsonObject> Items(JsonObject element, string name) => (element[name] as JsonArray ?? []).OfType<JsonObject>();

    private static string Plain(JsonNode? text) => App.CardJson.Plain((string?)text ?? "");
}
