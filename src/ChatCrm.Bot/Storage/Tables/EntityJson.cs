using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>A row as the service keeps it, and the commit that wrote it.</summary>
internal readonly record struct Entity(Row Row, string Op);

/// <summary>
/// Rows as entities, in JSON: <c>Turn</c>, <c>Op</c> (the id of the commit) and the value in <c>Value</c>, <c>Value1</c> … of 32,000 UTF-16 units each.
/// Sizes: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#property-types
/// </summary>
internal static class EntityJson
{
    /// <summary>A property holds 64 KiB, two bytes a unit.</summary>
    private const int UnitsPerPart = 32_000;

    // Only what the format itself needs is escaped: "\u5F20" would be twice as long as 张.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> to, string partition, string key, string turn, string op, string value)
    {
        using var json = new Utf8JsonWriter(to, Plain);
        json.WriteStartObject();
        json.WriteString("PartitionKey"u8, partition);
        json.WriteString("RowKey"u8, key);
        json.WriteString("Turn"u8, turn);
        json.WriteString("Op"u8, op);
        var (at, part) = (0, 0);
        do
        {
            var end = EndOfPart(value, at);
            json.WriteString(NameOfPart(part++), value.AsSpan(at, end - at));
            at = end;
        }
        while (at < value.Length);
        json.WriteEndObject();
    }

    /// <summary>One entity.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="InvalidOperationException">It holds what is no text: half a surrogate pair.</exception>
    public static Entity Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>The entities of a list, in its order.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="InvalidOperationException">It holds what is no text: half a surrogate pair.</exception>
    public static void ReadAll(ReadOnlySpan<byte> json, List<Row> rows)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isList = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (!isList || reader.TokenType != JsonTokenType.StartArray) { reader.Skip(); continue; }
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) rows.Add(Read(ref reader).Row);
        }
    }

    private static Entity Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("No entity.");
        var (key, turn, op, tag) = ("", "", "", "");
        string?[] parts = [""];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("RowKey"u8)) key = Text(ref reader);
            else if (reader.ValueTextEquals("Turn"u8)) turn = Text(ref reader);
            else if (reader.ValueTextEquals("Op"u8)) op = Text(ref reader);
            else if (reader.ValueTextEquals("odata.etag"u8)) tag = Text(ref reader);
            else if (PartOf(reader.ValueSpan) is { } part)
            {
                if (part >= parts.Length) Array.Resize(ref parts, part + 1);
                parts[part] = Text(ref reader);
            }
            else reader.Skip();
        }
        return new(new(key, parts.Length == 1 ? parts[0]! : string.Concat(parts), turn, tag), op);
    }

    private static string Text(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("No text.");

    private static int? PartOf(ReadOnlySpan<byte> name)
    {
        if (!name.StartsWith("Value"u8)) return null;
        if (name.Length == 5) return 0;
        return name.Length <= 7 && int.TryParse(name[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : null;
    }

    private static string NameOfPart(int part) => part == 0 ? "Value" : string.Create(CultureInfo.InvariantCulture, $"Value{part}");

    private static int EndOfPart(string value, int at)
    {
        var end = Math.Min(at + UnitsPerPart, value.Length);
        // Half a pair cannot be sent.
        return end < value.Length && char.IsHighSurrogate(value[end - 1]) ? end - 1 : end;
    }
}
