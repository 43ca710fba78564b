using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.App;

/// <summary>An open form of the console.</summary>
/// <param name="form">The answer's form: a title, an Adaptive Card, errors by field.</param>
/// <param name="message">The message whose button opened it.</param>
internal sealed class ConsoleForm(JsonElement form, string? message)
{
    private readonly JsonElement card = form.GetProperty("card");

    public string? Message => message;

    /// <summary>The title, what is said on top, and each question with its answer; what is not valid stands under it, after an exclamation mark.</summary>
    public Shown Shown => new([$"= {form.GetProperty("title").GetString()} =", .. Intro(), .. Inputs.SelectMany(Line)], []);

    private IReadOnlyList<JsonElement> Inputs => [.. CardJson.Of(card, "Input.")];

    private JsonElement Errors => form.GetProperty("errors");

    /// <summary>What the form's button sends, with the answers as they stand.</summary>
    public JsonObject Data()
    {
        var data = JsonNode.Parse(CardJson.Of(card, "Action.Execute").Single().GetProperty("data").GetRawText())!.AsObject();
        foreach (var input in Inputs) data[Id(input)] = Value(input);
        return data;
    }

    /// <summary>The lookup of a field; null where it is none.</summary>
    public string? Lookup(string field) => Field(field).TryGetProperty("choices.data", out var query) ? query.GetProperty("dataset").GetString() : null;

    /// <summary>A choice by its label; anything else as it is.</summary>
    public string Chosen(string field, string answer) =>
        Choices(Field(field)).Where(choice => choice.Label == answer).Select(choice => choice.Value).FirstOrDefault(answer);

    private JsonElement Field(string id) => Inputs.FirstOrDefault(input => Id(input) == id) is { ValueKind: JsonValueKind.Object } input
        ? input
        : throw new InvalidOperationException($"The form has no field {id}, but {string.Join(", ", Inputs.Select(Id))}.");

    private IEnumerable<string> Intro() =>
        card.GetProperty("speak").GetString()!.Split('\n').Skip(1).Where(line => line.Length > 0 && Errors.EnumerateObject().All(error => error.Value.GetString() != line));

    private IEnumerable<string> Line(JsonElement input)
    {
        var value = Value(input);
        var shown = Choices(input).Where(choice => choice.Value == value && value != " ").Select(choice => choice.Label).FirstOrDefault(value.Trim());
        yield return $"{input.GetProperty("label").GetString()}: {shown}".Trim();
        if (Errors.TryGetProperty(Id(input), out var error)) yield return $"! {error.GetString()}";
    }

    private static IEnumerable<(string Label, string Value)> Choices(JsonElement input) => input.TryGetProperty("choices", out var choices)
        ? choices.EnumerateArray().Select(choice => (CardJson.Plain(choice.GetProperty("title").GetString()!), choice.GetProperty("value").GetString()!))
        : [];

    private static string Id(JsonElement input) => input.GetProperty("id").GetString()!;

    private static string Value(JsonElement input) => input.TryGetProperty("value", out var value) ? value.GetString()! : "";
}
