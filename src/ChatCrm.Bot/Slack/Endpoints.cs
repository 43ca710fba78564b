using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ChatCrm.Bot.Slack.Web;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>Slack over HTTP: every request is signed over its raw body, and nothing of it is parsed before that was checked (but for a <see cref="Probe"/>).</summary>
internal static class Endpoints
{
    /// <summary>Far above what Slack sends: the largest are message shortcuts, which carry the whole message.</summary>
    public const int LongestBody = 1024 * 1024;

    private const int MostFields = 64, LongestName = 256;

    /// <summary>Nothing without a signing secret: then the service hears Slack through its sockets alone, or not at all.</summary>
    public static void MapSlack(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<SlackOptions>().SigningSecret is not { Length: > 0 } secret) return;
        var signature = new Signature(secret);
        var inbound = app.ServiceProvider.GetRequiredService<Inbound>();
        Map(app, signature, "commands", body => Commands(inbound, body));
        Map(app, signature, "interactions", body => Interactions(inbound, body));
        Map(app, signature, "options", body => Interactions(inbound, body));
        Map(app, signature, "events", body => new(inbound.Event(RequestBody.Json(body), default)));
    }

    /// <summary>Reads a body and answers it. Throws where the body is not what Slack sends. The answer is this request's alone: its memory is used again.</summary>
    private delegate ValueTask<ReadOnlyMemory<byte>> Take(ReadOnlySpan<byte> body);

    private static void Map(IEndpointRouteBuilder app, Signature signature, string name, Take take)
    {
        var clock = app.ServiceProvider.GetRequiredService<IClock>();
        RequestDelegate signed = http => Signed(http, signature, clock, take);
        app.MapPost($"/slack/{name}", signed).WithMetadata(new SignedEndpoint());
    }

    private static async Task Signed(HttpContext http, Signature signature, IClock clock, Take take)
    {
        try
        {
            if (await RequestBody.Read(http, LongestBody, (http, signature, clock, take), static (of, body) => Taken(of.http, of.signature, of.clock, of.take, body)) is { } taken)
                await Answer(http, await taken);
        }
        // What is signed and still makes no sense was not made by Slack as we know it: saying so ends its retries.
        catch (NotUnderstoodException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (NotAnsweredException)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static ValueTask<ReadOnlyMemory<byte>> Taken(HttpContext http, Signature signature, IClock clock, Take take, ReadOnlySpan<byte> body)
    {
        var headers = http.Request.Headers;
        if (signature.IsRight(headers[Signature.TimeHeader], headers[Signature.Header], body, clock.GetCurrentInstant())) return take(body);
        http.Response.StatusCode = Probe.Is(http.Request, body) ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        return default;
    }

    private static async Task Answer(HttpContext http, ReadOnlyMemory<byte> answer)
    {
        // An empty answer closes a form only when it is truly empty.
        if (answer.IsEmpty) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
        Body.GiveBack(answer);
    }

    private static ValueTask<ReadOnlyMemory<byte>> Commands(Inbound inbound, ReadOnlySpan<byte> body)
    {
        var form = Form(body);
        return form.Has(FormField.SslCheck) && !form.Has(FormField.Command) ? default : inbound.Command(form, default);
    }

    private static ValueTask<ReadOnlyMemory<byte>> Interactions(Inbound inbound, ReadOnlySpan<byte> body)
    {
        var form = Form(body);
        if (form.Has(FormField.Payload)) return new(inbound.Interaction(RequestBody.Json(Encoding.UTF8.GetBytes(form[FormField.Payload])), default));
        return form.Has(FormField.SslCheck) ? default : throw new NotUnderstoodException();
    }

    private static SlackForm Form(ReadOnlySpan<byte> body)
    {
        var (form, count) = (new SlackForm(), 0);
        // No UTF-8 has more characters than bytes.
        var text = ArrayPool<char>.Shared.Rent(body.Length);
        try
        {
            foreach (var field in new QueryStringEnumerable(text.AsMemory(0, Encoding.UTF8.GetChars(body, text))))
            {
                if (++count > MostFields || field.EncodedName.Length > LongestName) throw new NotUnderstoodException();
                if (Named(field) is { } read) form.Add(read, Decoded(MemoryMarshal.AsMemory(field.EncodedValue).Span));
            }
            return form;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }

    /// <summary>
    /// Decodes a value in its place: the text is ours, and nobody reads that part again. The framework's own reader of forms decodes so, too
    /// (https://github.com/dotnet/aspnetcore/blob/main/src/Shared/QueryStringEnumerable.cs): what is decoded is never longer.
    /// </summary>
    internal static ReadOnlySpan<char> Decoded(Span<char> value)
    {
        if (!value.ContainsAny('%', '+')) return value;
        value.Replace('+', ' ');
        return Uri.TryUnescapeDataString(value, value, out var length) ? value[..length] : throw new NotUnderstoodException();
    }

    private static FormField? Named(QueryStringEnumerable.EncodedNameValuePair field)
    {
        var encoded = field.EncodedName.Span;
        return SlackForm.Named(encoded.ContainsAny('%', '+') ? field.DecodeName().Span : encoded);
    }
}

/// <summary>An event that cannot be taken now: Slack sends it again.</summary>
internal sealed class NotAnsweredException() : Exception("This cannot be taken now.");
