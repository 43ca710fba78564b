using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

internal enum Sort { Command, Interaction, Options, Event }

/// <summary>Something that Slack tells the service.</summary>
/// <param name="Payload">A command's fields, an interaction's payload, an event's envelope.</param>
internal sealed record Delivery(Sort Sort, JsonObject Payload)
{
    /// <summary>Which retry it is, and why; zero for the first try.</summary>
    public int Retry { get; init; }

    public string Reason { get; init; } = "";
}

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status; over a socket 200 for an ack; 0 where nothing came: see <paramref name="Failure"/>.</param>
/// <param name="Failure">Why nothing came: "http_timeout", "connection_failed"; else empty.</param>
internal sealed record Answer(int Status, string Body, string MediaType = "", string Failure = "")
{
    /// <summary>True where the service asks for no retries.</summary>
    public bool NoRetry { get; init; }

    public bool Ok => Status is >= 200 and < 300;
}

/// <summary>A way to the service.</summary>
internal interface ILine
{
    /// <summary>Delivers, and waits for the answer until Slack gives up.</summary>
    Task<Answer> Deliver(Delivery delivery, CancellationToken giveUp);
}

/// <summary>Where the service takes what.</summary>
internal sealed record Paths(string Commands = "slack/commands", string Interactions = "slack/interactions", string Options = "slack/options", string Events = "slack/events")
{
    public string Of(Sort sort) => sort switch { Sort.Command => Commands, Sort.Interaction => Interactions, Sort.Options => Options, _ => Events };
}

/// <summary>Slack's v0 signature. https://docs.slack.dev/authentication/verifying-requests-from-slack</summary>
internal static class Signing
{
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body]))}";
}

/// <summary>HTTP posts with a signature.</summary>
internal sealed class HttpLine(World world, HttpClient http, Func<Uri> service, Func<Paths> paths) : ILine
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    public Task<Answer> Deliver(Delivery delivery, CancellationToken giveUp)
    {
        var request = Request(paths().Of(delivery.Sort), Body(delivery), delivery.Sort == Sort.Event ? "application/json" : "application/x-www-form-urlencoded");
        if (delivery.Retry > 0)
        {
            request.Headers.Add("x-slack-retry-num", delivery.Retry.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("x-slack-retry-reason", delivery.Reason);
        }
        return Send(request, giveUp);
    }

    /// <summary>A signed post of any body.</summary>
    public HttpRequestMessage Request(string path, string text, string mediaType)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service(), path)) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } } };
        request.Headers.Add("X-Slack-Request-Timestamp", world.Seconds);
        request.Headers.Add("X-Slack-Signature", Signing.Of(Secret, world.Seconds, body));
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0 (+https://api.slack.com/robots)");
        return request;
    }

    public async Task<Answer> Send(HttpRequestMessage request, CancellationToken giveUp)
    {
        try
        {
            using (request)
            using (var response = await http.SendAsync(request, giveUp))
                return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(giveUp), response.Content.Headers.ContentType?.MediaType ?? "") { NoRetry = response.StatusCode != HttpStatusCode.OK && response.Headers.Contains("x-slack-no-retry") };
        }
        catch (HttpRequestException)
        {
            return new(0, "", Failure: "connection_failed");
        }
        catch (OperationCanceledException)
        {
            return new(0, "", Failure: "http_timeout");
        }
    }

    private static string Body(Delivery delivery) => delivery.Sort switch
    {
        Sort.Event => delivery.Payload.ToJsonString(),
        Sort.Command => Form(delivery.Payload.Select(field => (field.Key, field.Value!.ToString()))),
        _ => Form([("payload", delivery.Payload.ToJsonString())]),
    };

    private static string Form(IEnumerable<(string Name, string Value)> fields) => string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Name)}={WebUtility.UrlEncode(field.Value)}"));
}
