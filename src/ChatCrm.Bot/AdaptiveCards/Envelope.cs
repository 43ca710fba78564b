using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>The names under which buttons and forms carry their data, and the reading of what comes back. Nothing in it is trusted.</summary>
internal static class Envelope
{
    public const string Button = "button";
    public const string Value = "value";
    public const string Drawing = "drawing";
    public const string Form = "form";
    public const string FormId = "formId";
    public const string State = "state";
    public const string Verb = "verb";
    public const string Where = "room";

    /// <summary>The field whose record is looked for, the route that finds it, what was typed, and what was chosen.</summary>
    public const string Search = "search", Lookup = "search.lookup", Query = "search.query", Chosen = "search.chosen";

    /// <summary>The verbs of the two buttons there.</summary>
    public const string Find = "search.find", Choose = "search.choose";

    /// <summary>What Teams itself reads of a button's data.</summary>
    public const string Teams = "msteams";

    /// <summary>The value of the choice that chooses nothing: renderers take an empty one for a fault.</summary>
    public const string Nothing = " ";

    /// <summary>True for the names that a form's inputs cannot have, because they come back side by side.</summary>
    public static bool IsReserved(string id) => id is Form or FormId or State or Verb or Where or Teams or Search or Lookup or Query or Chosen;

    public static Input? Read(JsonElement data, string? message)
    {
        if (Entries(data) is not { } entries) return null;
        return entries.ContainsKey(Form) ? Submitted(entries, message) : Pressed(entries, message);
    }

    public static FieldSearch? Sought(JsonElement data) =>
        Entries(data) is { } entries && Required(entries, Search) is { } field && Required(entries, Lookup) is { } lookup && Submitted(entries, null) is { } form
            ? new(form, field, lookup, Optional(entries, Query) ?? "", Optional(entries, Verb) == Choose, Optional(entries, Chosen)?.Trim() ?? "")
            : null;

    public static string? Room(JsonElement data) => Entries(data) is { } entries ? Required(entries, Where) : null;

    private static Input.Pressed? Pressed(Dictionary<string, string?> entries, string? message) =>
        Required(entries, Button) is { } button && Optional(entries, Value) is { } value && Optional(entries, Drawing) is { } drawing
            ? new(button, value, drawing, message)
            : null;

    private static Input.Submitted? Submitted(Dictionary<string, string?> entries, string? message) =>
        Required(entries, Form) is { } form && Required(entries, FormId) is { } formId && Optional(entries, State) is { } state
            ? new(form, formId, state, Values(entries), message)
            : null;

    private static Dictionary<string, string> Values(Dictionary<string, string?> entries) => entries
        .Where(entry => entry.Value is not null && !IsReserved(entry.Key))
        .ToDictionary(entry => entry.Key, entry => entry.Value == Nothing ? "" : entry.Value!, StringComparer.Ordinal);

    private static string? Required(Dictionary<string, string?> entries, string name) =>
        entries.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>Empty where it is missing; null where it stands there and is no text.</summary>
    private static string? Optional(Dictionary<string, string?> entries, string name) => entries.TryGetValue(name, out var text) ? text : "";

    /// <summary>The properties as text, null for lists, objects and nothing; null for all where the object is none, says something twice, or holds broken text.</summary>
    private static Dictionary<string, string?>? Entries(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object) return null;
        var entries = new Dictionary<string, string?>(StringComparer.Ordinal);
        try
        {
            foreach (var property in data.EnumerateObject())
                if (!entries.TryAdd(property.Name, Text(property.Value))) return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair ("\ud800"): the reader has no other way to say so.
            return null;
        }
        return entries;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
