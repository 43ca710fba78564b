using System.Text.Json;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>Fields of Slack's JSON, which may each be missing, null or of another kind.</summary>
internal static class Fields
{
    extension(JsonElement body)
    {
        /// <summary>A text, or empty.</summary>
        public string Text(string name) => body.Part(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

        public bool Flag(string name) => body.Part(name).ValueKind == JsonValueKind.True;

        public Duration? Seconds(string name) => body.Part(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var seconds) ? Duration.FromSeconds(seconds) : null;

        /// <summary>A field's value; an undefined one where it is not there.</summary>
        public JsonElement Part(string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var part) ? part : default;

        /// <summary>The elements of a list, or none.</summary>
        public IEnumerable<JsonElement> Items(string name) => body.Part(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
    }
}
