using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ChatCrm.Bot;

/// <summary>The body of a request that a platform sends.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The body; null where it is longer than that, too slow or never comes whole: then the status says so.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpContext http, int longest)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = longest;
        try
        {
            // Anybody can announce a long body: memory is taken for what has come.
            var reader = http.Request.BodyReader;
            var read = (await reader.ReadAtLeastAsync(longest + 1, http.RequestAborted)).Buffer;
            var body = read.ToArray();
            reader.AdvanceTo(read.End);
            if (body.Length <= longest) return body;
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        catch (BadHttpRequestException refused)
        {
            http.Response.StatusCode = refused.StatusCode;
        }
        // Chunks that are cut wrong, or nobody who sends any more.
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        return null;
    }

    /// <exception cref="NotUnderstoodException">It is no JSON, or says something twice.</exception>
    public static JsonElement Json(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonElement.Parse(text, Strict);
        }
        // Half a surrogate pair in a name: the reader has no other way to say so.
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            throw new NotUnderstoodException();
        }
    }
}

/// <summary>A payload that is not what the platform sends.</summary>
internal sealed class NotUnderstoodException() : Exception("This payload is not one that is known here.");
