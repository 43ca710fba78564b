using System.Text.Json;

namespace ChatCrm.Bot.Slack;

/// <summary>Reading payloads that may hold anything: what is missing, or is no text, is null.</summary>
internal static class Json
{
    /// <summary>The element at a path of names; undefined where there is none.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return default;
        return element;
    }

    /// <summary>The text at a path of names; null where there is none. Half a surrogate pair is no text: the reader has no other way to say so.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        if (found.ValueKind != JsonValueKind.String) return null;
        try
        {
            return found.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).ValueKind == JsonValueKind.True;

    /// <summary>The elements of the list at a path of names; none where there is no list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
