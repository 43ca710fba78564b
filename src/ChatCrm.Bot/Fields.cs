using System.Text.Json;
using NodaTime;

namespace ChatCrm.Bot;

/// <summary>Fields of a platform's JSON, which may each be missing, null or of another kind.</summary>
internal static class Fields
{
    extension(JsonElement body)
    {
        /// <summary>The text at a path of names, or empty. Half a surrogate pair is no text: the reader has no other way to say so.</summary>
        public string Text(params ReadOnlySpan<string> path)
        {
            if (body.Part(path) is not { ValueKind: JsonValueKind.String } text) return "";
            try
            {
                return text.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return "";
            }
        }

        public bool Flag(params ReadOnlySpan<string> path) => body.Part(path).ValueKind == JsonValueKind.True;

        public Duration? Seconds(string name) => body.Part(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var seconds) ? Duration.FromSeconds(seconds) : null;

        /// <summary>The value at a path of names; an undefined one where there is none.</summary>
        public JsonElement Part(params ReadOnlySpan<string> path)
        {
            var at = body;
            foreach (var name in path)
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return default;
            return at;
        }

        /// <summary>The elements of a list, or none.</summary>
        public IEnumerable<JsonElement> Items(string name) => body.Part(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
    }
}
