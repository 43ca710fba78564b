using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>Slack over HTTP: every request is signed over its raw body, and nothing of it is parsed before that was checked.</summary>
internal static class Endpoints
{
    /// <summary>Far above what Slack sends: the largest are message shortcuts, which carry the whole message.</summary>
    public const int LongestBody = 1024 * 1024;

    private const int MostFields = 64, Deepest = 64;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>Nothing without a signing secret: then the service hears Slack through its sockets alone, or not at all.</summary>
    public static void MapSlack(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<SlackOptions>().SigningSecret.Length == 0) return;
        Map(app, "commands", Commands);
        Map(app, "interactions", Interactions);
        Map(app, "options", Interactions);
        Map(app, "events", Events);
    }

    private static void Map(IEndpointRouteBuilder app, string name, Func<Inbound, ReadOnlyMemory<byte>, CancellationToken, Task<ReadOnlyMemory<byte>>> take) =>
        app.MapPost($"/slack/{name}", (HttpContext http) => Signed(http, take)).WithMetadata(new SignedEndpoint());

    private static async Task Signed(HttpContext http, Func<Inbound, ReadOnlyMemory<byte>, CancellationToken, Task<ReadOnlyMemory<byte>>> take)
    {
        var services = http.RequestServices;
        if (await Body(http) is not { } body)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }
        var (headers, secret) = (http.Request.Headers, services.GetRequiredService<SlackOptions>().SigningSecret);
        if (!Signature.IsRight(secret, headers[Signature.TimeHeader], headers[Signature.Header], body.Span, services.GetRequiredService<IClock>().GetCurrentInstant()))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            await Answer(http, await take(services.GetRequiredService<Inbound>(), body, CancellationToken.None));
        }
        // What is signed and still makes no sense was not made by Slack as we know it: saying so ends its retries.
        catch (Exception odd) when (odd is JsonException or InvalidDataException or NotUnderstoodException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private static async Task Answer(HttpContext http, ReadOnlyMemory<byte> answer)
    {
        // An empty answer closes a form only when it is truly empty.
        if (answer.IsEmpty) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    private static Task<ReadOnlyMemory<byte>> Commands(Inbound inbound, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var fields = Form(body);
        return fields.ContainsKey("ssl_check") && !fields.ContainsKey("command") ? Task.FromResult(ReadOnlyMemory<byte>.Empty) : inbound.Command(fields, cancel);
    }

    private static async Task<ReadOnlyMemory<byte>> Interactions(Inbound inbound, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var fields = Form(body);
        if (!fields.TryGetValue("payload", out var payload)) return fields.ContainsKey("ssl_check") ? default : throw new NotUnderstoodException();
        using var json = JsonDocument.Parse(payload, Strict);
        return await inbound.Interaction(json.RootElement, cancel);
    }

    private static async Task<ReadOnlyMemory<byte>> Events(Inbound inbound, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(body, Strict);
        return await inbound.Event(json.RootElement, cancel);
    }

    private static Dictionary<string, string> Form(ReadOnlyMemory<byte> body)
    {
        using var reader = new FormReader(Encoding.UTF8.GetString(body.Span)) { ValueCountLimit = MostFields, KeyLengthLimit = 256, ValueLengthLimit = LongestBody };
        return reader.ReadForm().ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The body, or null where it is too long.</summary>
    private static async Task<ReadOnlyMemory<byte>?> Body(HttpContext http)
    {
        if (http.Request.ContentLength > LongestBody) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LongestBody + 1;
        var buffer = new byte[(http.Request.ContentLength ?? LongestBody) + 1];
        try
        {
            var read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
            return read > LongestBody ? null : buffer.AsMemory(0, read);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}

/// <summary>A payload that is not what Slack sends.</summary>
internal sealed class NotUnderstoodException() : Exception("This payload is not one that is known here.");
