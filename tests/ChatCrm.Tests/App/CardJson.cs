using System.Globalization;
using System.Text.Json;

namespace ChatCrm.Tests.App;

/// <summary>Looking into an Adaptive Card.</summary>
internal static class CardJson
{
    /// <summary>Every element whose type begins so, in the order it is drawn; a button's copy for old clients is not counted.</summary>
    public static IEnumerable<JsonElement> Of(JsonElement element, string type) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Of(item, type)),
        JsonValueKind.Object when element.TryGetProperty("type", out var own) && own.ValueKind == JsonValueKind.String && own.GetString()!.StartsWith(type, StringComparison.Ordinal) => [element],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Of(property.Value, type)),
        _ => [],
    };

    /// <summary>A button's label, without the invisible marks that keep it literal.</summary>
    public static string Title(JsonElement action) => Plain(action.GetProperty("title").GetString()!);

    public static string Plain(string text) => new([.. text.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)]);
}
