using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ChatCrm.Storage;

/// <summary>The value of a row: JSON with a version; fields that this build does not know are kept as they are.</summary>
public abstract record Stored
{
    /// <summary>The version of the value's shape, raised when a field changes its meaning; older ones are upgraded on read.</summary>
    [JsonPropertyOrder(-1)]
    public int V { get; init; } = 1;

    /// <summary>Fields written by a newer build. Settable: the source generator hands init-only ones to the constructor, which cannot take these.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Reading and writing row values.</summary>
public static class StoredJson
{
    /// <summary>The value of a row; read once, whoever asks.</summary>
    /// <exception cref="InvalidDataException">The value is no such JSON; the message names the key's kind, no content.</exception>
    public static T Read<T>(this Row row, JsonTypeInfo<T> type) where T : Stored => row.Once(type, Parse);

    private static T Parse<T>(Row row, JsonTypeInfo<T> type) where T : Stored
    {
        try
        {
            return JsonSerializer.Deserialize(row.Value, type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"A row of kind {row.Key.Split(Keys.Separator)[0]} does not hold a {typeof(T).Name}.");
        }
    }

    public static string Write<T>(this T value, JsonTypeInfo<T> type) where T : Stored => JsonSerializer.Serialize(value, type);
}
