using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ChatCrm.Bot;

/// <summary>The body of a request that a platform sends.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Hands out the body, from where the server keeps it, for as long as <paramref name="take"/> runs: what goes on behind that has its own copy.</summary>
    /// <param name="with">Handed to <paramref name="take"/>.</param>
    /// <returns>What that makes of it; null where the body is longer than that, too slow or never comes whole: then the status says so.</returns>
    public static async ValueTask<TTaken?> Read<TWith, TTaken>(HttpContext http, int longest, TWith with, Func<TWith, ReadOnlySpan<byte>, TTaken> take) where TTaken : struct
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = longest;
        var reader = http.Request.BodyReader;
        ReadOnlySequence<byte> read;
        try
        {
            // Anybody can announce a long body: memory is taken for what has come.
            read = (await reader.ReadAtLeastAsync(longest + 1, http.RequestAborted)).Buffer;
        }
        catch (BadHttpRequestException refused)
        {
            http.Response.StatusCode = refused.StatusCode;
            return null;
        }
        // Chunks that are cut wrong, or nobody who sends any more.
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }
        try
        {
            if (read.Length <= longest) return take(with, read.IsSingleSegment ? read.FirstSpan : read.ToArray());
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return null;
        }
        finally
        {
            reader.AdvanceTo(read.End);
        }
    }

    /// <summary>The same for a body of JSON.</summary>
    /// <inheritdoc cref="Json" path="/exception"/>
    public static ValueTask<JsonElement?> ReadJson(HttpContext http, int longest) => Read(http, longest, 0, static (_, body) => Json(body));

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
