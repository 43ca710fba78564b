using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What all the fake's endpoints do alike.</summary>
internal static class Server
{
    /// <summary>What goes wrong before any work is done; false where the work is to be done.</summary>
    public static async Task<bool> Went(HttpContext context, Mishap mishap)
    {
        switch (mishap)
        {
            case Mishap.Hanging: await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default); return true;
            case Mishap.Slow slow: await Task.WhenAny(slow.Until, Task.Delay(Timeout.Infinite, context.RequestAborted)); return false;
            case Mishap.Throttled throttled:
                context.Response.Headers.RetryAfter = throttled.Seconds.ToString(CultureInfo.InvariantCulture);
                await Write(context, 429, ConnectorError.World(429, "Throttled", "Too many requests").Body());
                return true;
            case Mishap.Refused refused: await Write(context, refused.Status, ConnectorError.World(refused.Status, refused.Code, refused.Code).Body()); return true;
            default: return false;
        }
    }

    public static Task Write(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["MS-CV"] = "abcDEF123.0";
        if (body is null) return Task.CompletedTask;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    /// <summary>The JSON object of a request's body; null where there is none.</summary>
    public static async Task<JsonObject?> Read(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (body.Length == 0) return null;
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true) throw ConnectorError.Fault($"no JSON: {request.ContentType}", 415, "UnsupportedMediaType");
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw ConnectorError.Fault("no JSON object");
        }
        catch (JsonException)
        {
            throw ConnectorError.Fault("no JSON");
        }
    }
}
