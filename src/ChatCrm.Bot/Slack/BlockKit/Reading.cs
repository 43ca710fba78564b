using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>What comes back of what was drawn. Nothing in it is trusted; null for anything that no drawing of ours sends.</summary>
internal static class Reading
{
    public static Input.Pressed? Action(JsonElement action, string? message)
    {
        if (Properties(action) is not { } named || Before(Word(named, "block_id")) is not { } drawing) return null;
        return Word(named, "type") switch
        {
            "button" when Before(Word(named, "action_id")) is { Length: > 0 } id && Optional(named, "value") is { } value => new(id, value, drawing, message),
            "static_select" or "overflow" when Chosen(named)?.Split(Ids.InEntry, 2) is [{ Length: > 0 } id, var value] => new(id, value, drawing, message),
            _ => null,
        };
    }

    public static Input.Submitted? Submission(JsonElement view, string formId, string state, string? message)
    {
        if (Properties(view) is not { } named || Word(named, "callback_id") is not { Length: > 0 } form) return null;
        return named.TryGetValue("state", out var kept) && Properties(kept) is { } states && states.TryGetValue("values", out var blocks) && Values(blocks) is { } values
            ? new(form, formId, state, values, message)
            : null;
    }

    public static (string Lookup, string Query)? Suggestion(JsonElement payload)
    {
        if (Properties(payload) is not { } named || Word(named, "value") is not { } query || Word(named, "block_id") is not { } block) return null;
        var at = block.LastIndexOf('~');
        return at >= 0 && at + 1 < block.Length ? (block[(at + 1)..], query) : null;
    }

    /// <summary>The answers by their fields' ids; null where one of them is none.</summary>
    private static Dictionary<string, string>? Values(JsonElement blocks)
    {
        if (Properties(blocks) is not { } named) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in named.Values)
        {
            if (Properties(block) is not { } answers) return null;
            foreach (var (field, answer) in answers)
                if (Value(answer) is not { } value || !values.TryAdd(field, value)) return null;
        }
        return values;
    }

    private static string? Value(JsonElement answer)
    {
        if (Properties(answer) is not { } named) return null;
        return Word(named, "type") switch
        {
            "plain_text_input" => Optional(named, "value"),
            "static_select" or "external_select" => IsNothing(named, "selected_option") ? "" : Chosen(named) is { } value ? value == Ids.Nothing ? "" : value : null,
            "checkboxes" => IsNothing(named, "selected_options") ? "false" : named["selected_options"] is { ValueKind: JsonValueKind.Array } ticked ? ticked.GetArrayLength() > 0 ? "true" : "false" : null,
            _ => null,
        };
    }

    private static string? Chosen(Dictionary<string, JsonElement> named) =>
        named.TryGetValue("selected_option", out var option) && Properties(option) is { } entries ? Word(entries, "value") : null;

    /// <summary>The part before the last '~'.</summary>
    private static string? Before(string? id) => id?.LastIndexOf('~') is { } at and >= 0 ? id[..at] : null;

    private static bool IsNothing(Dictionary<string, JsonElement> named, string name) => !named.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null;

    /// <summary>Empty where it is missing; null where it stands there and is no text.</summary>
    private static string? Optional(Dictionary<string, JsonElement> named, string name) => IsNothing(named, name) ? "" : Word(named, name);

    private static string? Word(Dictionary<string, JsonElement> named, string name) =>
        named.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? Whole(value.GetString) : null;

    /// <summary>The properties; null where the element is no object, or says something twice.</summary>
    private static Dictionary<string, JsonElement>? Properties(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            if (Whole(() => property.Name) is not { } name || !named.TryAdd(name, property.Value)) return null;
        return named;
    }

    /// <summary>Half a surrogate pair ("\ud800") is no text; the reader has no other way to say so.</summary>
    private static string? Whole(Func<string?> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
