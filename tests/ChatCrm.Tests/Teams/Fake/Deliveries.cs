using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status; 0 where nothing came: see <paramref name="Failure"/>.</param>
/// <param name="Failure">Why nothing came: "timeout", "connection_failed"; else empty.</param>
internal sealed record Answer(int Status, string Body, string Failure = "")
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object; null where it is none.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

/// <summary>Something that Teams tells the service.</summary>
/// <param name="Taken">What becomes of the answer, when there is one.</param>
internal sealed record Delivery(JsonObject Activity, Action<Answer> Taken)
{
    /// <summary>0 first, 1 again with the same id, 2 (invokes alone) again with another id and time.</summary>
    public int Layer { get; init; }

    public bool IsInvoke => (string?)Activity["type"] == "invoke";

    public int Layers => IsInvoke ? 2 : 1;
}

/// <summary>
/// Posts to the service with a token of its own each. What is not answered for 15 seconds is sent again, first by the Connector with the same id, and an invoke
/// then by the client with another one. Time passes when a test says so.
/// </summary>
internal sealed class Deliveries(World world, Issuer issuer, Activities activities, HttpClient http, Func<Uri> service)
{
    private static readonly Duration Patience = Duration.FromSeconds(15);

    /// <summary>Real time, so that a test of a service that never answers ends.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly List<(Instant At, CancellationTokenSource GiveUp, Task<Answer> Sent)> pending = [];
    private readonly List<(Instant Due, Delivery Delivery)> retries = [];

    /// <summary>Changes what the tokens of the next deliveries say.</summary>
    public Func<Claims, Claims> Claims { get; set; } = claims => claims;

    /// <summary>What is to be sent again, and when.</summary>
    public IReadOnlyList<(Instant Due, Delivery Delivery)> Retries
    {
        get { lock (world.Gate) return [.. retries]; }
    }

    public async Task<Answer> Send(Delivery delivery)
    {
        using var giveUp = new CancellationTokenSource(Longest);
        Task<Answer> sent;
        Instant at;
        lock (world.Gate) pending.Add((at = world.Now, giveUp, sent = Post(delivery.Activity.ToJsonString(), Bearer((string)delivery.Activity["serviceUrl"]!), giveUp.Token)));
        var answer = await sent;
        lock (world.Gate)
        {
            pending.RemoveAll(other => other.Sent == sent);
            if (answer.Failure.Length == 0) delivery.Taken(answer);
            else if (delivery.Layer < delivery.Layers) retries.Add((at + Patience, delivery with { Layer = delivery.Layer + 1 }));
        }
        return answer;
    }

    /// <summary>Gives up on what is unanswered for too long, and sends again what is due.</summary>
    public async Task<IReadOnlyList<Answer>> Pass()
    {
        foreach (var (giveUp, sent) in Overdue())
        {
            await giveUp.CancelAsync();
            await sent;
        }
        // What was given up is put among the retries by whoever waits for it.
        while (Unsettled()) await Task.Yield();
        var answers = new List<Answer>();
        foreach (var delivery in TakeDue()) answers.Add(await Send(delivery));
        return answers;
    }

    public string Bearer(string serviceUrl) => $"Bearer {Issuer.Sign(Claims(issuer.For(serviceUrl)))}";

    /// <summary>A post of any body.</summary>
    public async Task<Answer> Post(string body, string? authorization, CancellationToken giveUp, string mediaType = "application/json; charset=utf-8")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service(), "teams/messages")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } } };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.UserAgent.ParseAdd("Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)");
        try
        {
            using var response = await http.SendAsync(request, giveUp);
            return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(giveUp));
        }
        catch (HttpRequestException)
        {
            return new(0, "", "connection_failed");
        }
        catch (OperationCanceledException)
        {
            return new(0, "", "timeout");
        }
    }

    private bool Unsettled()
    {
        lock (world.Gate) return pending.Any(one => one.Sent.IsCompleted);
    }

    private List<(CancellationTokenSource, Task<Answer>)> Overdue()
    {
        lock (world.Gate) return [.. pending.Where(one => world.Now - one.At >= Patience).Select(one => (one.GiveUp, one.Sent))];
    }

    private List<Delivery> TakeDue()
    {
        lock (world.Gate)
        {
            var due = retries.Where(retry => retry.Due <= world.Now).ToList();
            foreach (var retry in due) retries.Remove(retry);
            return [.. due.Select(retry => retry.Delivery.Layer < 2 ? retry.Delivery : retry.Delivery with { Activity = activities.Again(retry.Delivery.Activity) })];
        }
    }
}
