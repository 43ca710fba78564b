using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>A request as Slack sent it.</summary>
internal sealed record Recorded(string Path, byte[] Body, string MediaType, string Timestamp, string Signature)
{
    public static Recorded Read(HttpRequest request, byte[] body) =>
        new(request.Path, body, request.ContentType ?? "", request.Headers["X-Slack-Request-Timestamp"].ToString(), request.Headers["X-Slack-Signature"].ToString());

    public bool IsForm => MediaType.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal);

    /// <summary>The fields of a form; empty for JSON.</summary>
    public IReadOnlyDictionary<string, string> Fields => IsForm
        ? Encoding.UTF8.GetString(Body).Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => WebUtility.UrlDecode(pair[0])!, pair => WebUtility.UrlDecode(pair[1])!)
        : new Dictionary<string, string>();

    public bool IsCommand => Path.EndsWith("commands", StringComparison.Ordinal);

    /// <summary>What it says: an event's envelope, an interaction's payload, a command's fields.</summary>
    public JsonObject Payload => (IsForm, IsCommand) switch
    {
        (false, _) => (JsonObject)JsonNode.Parse(Body)!,
        (_, true) => [.. Fields.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)JsonValue.Create(one.Value)))],
        _ => (JsonObject)JsonNode.Parse(Fields["payload"])!,
    };

    public string Kind => Payload["event"]?["type"]?.ToString() ?? Payload["type"]?.ToString() ?? "command";

    /// <summary>The same request with another payload, to be signed anew.</summary>
    public Recorded With(JsonObject payload) => this with { Body = Encoding.UTF8.GetBytes(!IsForm ? payload.ToJsonString() : IsCommand ? Form(payload) : $"payload={WebUtility.UrlEncode(payload.ToJsonString())}") };

    /// <summary>The same request with other text for its payload, which need not be JSON.</summary>
    public Recorded With(string payload) => this with { Body = Encoding.UTF8.GetBytes(IsForm ? $"payload={WebUtility.UrlEncode(payload)}" : payload) };

    private static string Form(JsonObject fields) => string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value?.ToString() ?? "")}"));
}
