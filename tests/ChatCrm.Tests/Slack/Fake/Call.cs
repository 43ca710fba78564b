using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>A call of the Web API, as it came.</summary>
/// <param name="Json">True where the arguments came as JSON, false as a form or in the query.</param>
internal sealed record Call(string Method, string? Token, bool Json, JsonObject Args)
{
    /// <summary>The install whose token it is; set before the method runs.</summary>
    public Install Install { get; init; } = new("", null, null);

    public Grant? Grant { get; init; }

    public string? Text(string name) => Args[name]?.ToString();

    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw SlackError.Fault("invalid_arguments", $"[ERROR] missing required field: {name} [json-pointer:/{name}]");

    public bool Flag(string name) => Text(name) is "true" or "1";

    /// <summary>An argument that is JSON, also inside a form.</summary>
    public JsonNode? Node(string name) => Args[name] is JsonValue value && value.TryGetValue<string>(out var text) ? Parsed(text) : Args[name];

    public static async Task<Call> Read(HttpRequest request, string method)
    {
        var authorization = request.Headers.Authorization.ToString();
        var token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : null;
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true) return await FromJson(request, method, token);
        var args = new JsonObject();
        foreach (var (name, value) in request.Query) args[name] = value.ToString();
        if (request.HasFormContentType) foreach (var (name, value) in await request.ReadFormAsync()) args[name] = value.ToString();
        // An app's own credentials: oauth.v2.access takes them either way.
        if (authorization.StartsWith("Basic ", StringComparison.Ordinal) && Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).Split(':', 2) is [var id, var secret])
            (args["client_id"], args["client_secret"]) = (id, secret);
        if (token is null && args["token"] is { } inForm) token = inForm.ToString();
        args.Remove("token");
        return new(method, token, false, args);
    }

    /// <summary>JSON without charset=utf-8 and a token in the body are refused. https://docs.slack.dev/apis/web-api#posting_json</summary>
    private static async Task<Call> FromJson(HttpRequest request, string method, string? token)
    {
        using var reader = new StreamReader(request.Body);
        var body = Parsed(await reader.ReadToEndAsync()) as JsonObject ?? throw SlackError.Fault("json_not_object");
        if (!request.ContentType!.Contains("charset=utf-8", StringComparison.OrdinalIgnoreCase)) throw SlackError.Fault("missing_charset");
        return new(method, token, true, body);
    }

    private static JsonNode? Parsed(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            throw SlackError.Fault("invalid_json");
        }
    }
}
