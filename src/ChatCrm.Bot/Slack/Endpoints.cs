using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
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

    private static readonly Task<ReadOnlyMemory<byte>> Nothing = Task.FromResult(ReadOnlyMemory<byte>.Empty);

    private const int MostFields = 64, LongestName = 256;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FieldsRead =
        FrozenSet.Create(StringComparer.Ordinal, ["ssl_check", "command", "payload", .. Inbound.CommandFields]).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Nothing without a signing secret: then the service hears Slack through its sockets alone, or not at all.</summary>
    public static void MapSlack(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<SlackOptions>().SigningSecret is not { Length: > 0 } secret) return;
        var signature = new Signature(secret);
        var inbound = app.ServiceProvider.GetRequiredService<Inbound>();
        Map(app, signature, "commands", body => Commands(inbound, body));
        Map(app, signature, "interactions", body => Interactions(inbound, body));
        Map(app, signature, "options", body => Interactions(inbound, body));
        Map(app, signature, "events", body => inbound.Event(RequestBody.Json(body.Span), default));
    }

    /// <summary>Reads a body and answers it. Throws where the body is not what Slack sends.</summary>
    private delegate Task<ReadOnlyMemory<byte>> Take(ReadOnlyMemory<byte> body);

    private static void Map(IEndpointRouteBuilder app, Signature signature, string name, Take take)
    {
        var clock = app.ServiceProvider.GetRequiredService<IClock>();
        RequestDelegate signed = http => Signed(http, signature, clock, take);
        app.MapPost($"/slack/{name}", signed).WithMetadata(new SignedEndpoint());
    }

    private static async Task Signed(HttpContext http, Signature signature, IClock clock, Take take)
    {
        if (await RequestBody.Read(http, LongestBody) is not { } body) return;
        var headers = http.Request.Headers;
        if (!signature.IsRight(headers[Signature.TimeHeader], headers[Signature.Header], body.Span, clock.GetCurrentInstant()))
        {
            http.Response.StatusCode = Probe.Is(http.Request, body.Span) ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            await Answer(http, await take(body));
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

    private static async Task Answer(HttpContext http, ReadOnlyMemory<byte> answer)
    {
        // An empty answer closes a form only when it is truly empty.
        if (answer.IsEmpty) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    private static Task<ReadOnlyMemory<byte>> Commands(Inbound inbound, ReadOnlyMemory<byte> body)
    {
        var fields = Form(body);
        return fields.ContainsKey("ssl_check") && !fields.ContainsKey("command") ? Nothing : inbound.Command(fields, default);
    }

    private static Task<ReadOnlyMemory<byte>> Interactions(Inbound inbound, ReadOnlyMemory<byte> body)
    {
        var fields = Form(body);
        if (fields.TryGetValue("payload", out var payload)) return inbound.Interaction(RequestBody.Json(Encoding.UTF8.GetBytes(payload)), default);
        return fields.ContainsKey("ssl_check") ? Nothing : throw new NotUnderstoodException();
    }

    private static Dictionary<string, string> Form(ReadOnlyMemory<byte> body)
    {
        var (fields, count) = (new Dictionary<string, string>(FieldsRead.Set.Count, StringComparer.Ordinal), 0);
        // No UTF-8 has more characters than bytes.
        var text = ArrayPool<char>.Shared.Rent(body.Length);
        try
        {
            foreach (var field in new QueryStringEnumerable(text.AsMemory(0, Encoding.UTF8.GetChars(body.Span, text))))
            {
                if (++count > MostFields || field.EncodedName.Length > LongestName) throw new NotUnderstoodException();
                if (IsRead(field, out var name) && !fields.TryAdd(name, Decoded(MemoryMarshal.AsMemory(field.EncodedValue).Span))) throw new NotUnderstoodException();
            }
            return fields;
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
    internal static string Decoded(Span<char> value)
    {
        if (!value.ContainsAny('%', '+')) return value.ToString();
        value.Replace('+', ' ');
        return Uri.TryUnescapeDataString(value, value, out var length) ? value[..length].ToString() : throw new NotUnderstoodException();
    }

    private static bool IsRead(QueryStringEnumerable.EncodedNameValuePair field, [NotNullWhen(true)] out string? name)
    {
        var encoded = field.EncodedName.Span;
        return FieldsRead.TryGetValue(encoded.ContainsAny('%', '+') ? field.DecodeName().Span : encoded, out name);
    }
}

/// <summary>An event that cannot be taken now: Slack sends it again.</summary>
internal sealed class NotAnsweredException() : Exception("This cannot be taken now.");
