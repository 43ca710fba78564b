using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;

namespace ChatCrm.Tests.Graph.Fake;

/// <summary>
/// Microsoft Graph's calendars on a loopback port, as the SDK 5.92.0 was recorded to call them. Keeps what it is told, answers a repeated <c>transactionId</c> with
/// the event that it has, and plays what goes wrong. A call that it does not know, or that breaks a rule, is a <see cref="Faults">fault</see>.
/// </summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    public const string Token = "token-of-the-tests";

    private static readonly Regex OfEvents = new("^/v1.0/users/(?<who>[^/]+)/events(/(?<id>[^/]+))?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    private static readonly Regex OfSchedule = new("^/v1.0/users/(?<who>[^/]+)/calendar/getSchedule$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    private static readonly Regex ByKey = new("^singleValueExtendedProperties/Any\\(ep: ep/id eq 'String \\{[0-9a-f-]{36}\\} Name [A-Za-z]+' and ep/value eq '(?<key>[A-Za-z0-9]{1,64})'\\)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly WebApplication server;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Mailbox> mailboxes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<Mishap> mishaps = [];
    private readonly ConcurrentQueue<string> faults = [], targets = [];
    private int count, at, most;

    private FakeGraph()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(Answer);
    }

    /// <summary>"http://127.0.0.1:41235/".</summary>
    public Uri Address => new(server.Urls.Single() + "/");

    /// <summary>What broke a rule: empty in a test that is well.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Method and target of every call, as they stood on the wire.</summary>
    public IReadOnlyCollection<string> Calls => targets;

    /// <summary>The most calls that were under way for one mailbox at once.</summary>
    public int MostAtOnce => most;

    /// <summary>What a repeated transaction gets: 201 and the event, or 409.</summary>
    public bool RefusesRepeats { get; set; }

    /// <summary>What goes wrong with a call, beside what <see cref="Next"/> says: by its number, from 1 on.</summary>
    public Func<int, Mishap?> Otherwise { get; set; } = _ => null;

    /// <summary>Zones that this Outlook does not know.</summary>
    public HashSet<string> UnknownZones { get; } = [];

    /// <summary>Calls wait for this before they are worked on.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public static async Task<FakeGraph> Open(params string[] addresses)
    {
        var graph = new FakeGraph();
        foreach (var address in addresses) graph.mailboxes[address] = new(address);
        await graph.server.StartAsync();
        return graph;
    }

    public Mailbox this[string address] => mailboxes[address];

    /// <summary>All events of all mailboxes.</summary>
    public IReadOnlyList<OutlookEvent> Events
    {
        get
        {
            lock (gate) return [.. mailboxes.Values.SelectMany(mailbox => mailbox.Events)];
        }
    }

    public void Next(params Mishap[] next)
    {
        foreach (var mishap in next) mishaps.Enqueue(mishap);
    }

    /// <summary>Somebody deletes an event by hand.</summary>
    public void DeleteByHand(OutlookEvent gone)
    {
        lock (gate)
            foreach (var mailbox in mailboxes.Values) mailbox.Events.Remove(gone);
    }

    public void Close(string address)
    {
        lock (gate) mailboxes.Remove(address);
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(true));
        await server.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        targets.Enqueue($"{context.Request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget}");
        var mishap = mishaps.TryDequeue(out var next) ? next : Otherwise(Interlocked.Increment(ref count));
        try
        {
            var now = Interlocked.Increment(ref at);
            lock (gate) most = Math.Max(most, now);
            await Held;
            await Answer(context, mishap);
        }
        catch (GraphError error)
        {
            if (error.IsFault) faults.Enqueue($"{context.Request.Method} {context.Request.Path}: {error.Message}");
            await Write(context, error.Status, error.Json());
        }
        finally
        {
            Interlocked.Decrement(ref at);
        }
    }

    private async Task Answer(HttpContext context, Mishap? mishap)
    {
        switch (mishap)
        {
            case Mishap.Hanging: await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default); return;
            case Mishap.Refused refused: throw GraphError.World(refused.Status, refused.Code);
            case Mishap.Throttled throttled: throw Until(throttled.Seconds, 429, "ApplicationThrottled");
            case Mishap.Away away: throw Until(away.Seconds, 503, "ServiceUnavailable");
        }
        var body = await Body(context.Request);
        if (context.Request.Headers.Authorization != $"Bearer {Token}") throw GraphError.Fault("no token", 401);
        (int Status, JsonObject? Answer) done;
        lock (gate) done = Work(context.Request, body);
        if (mishap is Mishap.Slow slow) await slow.Until;
        if (mishap is Mishap.Dropped) context.Abort();
        else await Write(context, done.Status, done.Answer);

        GraphError Until(int? seconds, int status, string code)
        {
            if (seconds is { } told) context.Response.Headers.RetryAfter = told.ToString(CultureInfo.InvariantCulture);
            return GraphError.World(status, code);
        }
    }

    private (int Status, JsonObject? Answer) Work(HttpRequest request, JsonObject? body) => (request.Method, OfEvents.Match(request.Path), OfSchedule.Match(request.Path)) switch
    {
        ("POST", { Success: true } events, _) when !events.Groups["id"].Success => Make(Box(events), body!),
        ("GET", { Success: true } events, _) when !events.Groups["id"].Success => Find(Box(events), request.Query["$filter"].ToString()),
        ("PATCH", { Success: true } one, _) when one.Groups["id"].Success => Change(Box(one), Event(Box(one), one), body!),
        ("DELETE", { Success: true } one, _) when one.Groups["id"].Success => Delete(Box(one), Event(Box(one), one)),
        ("POST", _, { Success: true } schedule) => Schedule(Box(schedule), body!),
        _ => throw GraphError.Fault("nothing is here", 404),
    };

    private (int, JsonObject?) Make(Mailbox mailbox, JsonObject sent)
    {
        var transaction = sent["transactionId"]?.GetValue<string>() ?? throw GraphError.Fault("an event is made with a transactionId");
        if (mailbox.Events.Find(one => one.Transaction == transaction) is { } known) return RefusesRepeats ? throw GraphError.World(409, "ErrorDuplicateTransactionId") : (201, known.Json());
        if (sent["subject"] is null || sent["start"] is null || sent["end"] is null) throw GraphError.Fault("an event has a subject and a time");
        var made = new OutlookEvent($"AAMk{mailboxes.Values.Sum(all => all.Made).ToString(CultureInfo.InvariantCulture)}-{mailbox.Made.ToString(CultureInfo.InvariantCulture)}=", transaction, EventRules.TagOf(sent));
        EventRules.Apply(made, sent, UnknownZones);
        mailbox.Made++;
        mailbox.Events.Add(made);
        mailbox.Mails.AddRange(made.Attendees.Select(address => (address, "invited")));
        return (201, made.Json());
    }

    private (int, JsonObject?) Change(Mailbox mailbox, OutlookEvent known, JsonObject sent)
    {
        if (sent["transactionId"] is not null) throw GraphError.Fault("a transactionId cannot be changed");
        if (known.Join.Length > 0 && sent["body"] is not null) throw GraphError.Fault("the body of an online meeting is left alone");
        var before = known.Attendees;
        EventRules.Apply(known, sent, UnknownZones);
        var attendeesAlone = sent.All(field => field.Key is "attendees" or "@odata.type");
        mailbox.Mails.AddRange(known.Attendees.Where(address => !attendeesAlone || !before.Contains(address)).Select(address => (address, before.Contains(address) ? "updated" : "invited")));
        mailbox.Mails.AddRange(before.Except(known.Attendees).Select(address => (address, "cancelled")));
        return (200, known.Json());
    }

    private static (int, JsonObject?) Delete(Mailbox mailbox, OutlookEvent known)
    {
        mailbox.Events.Remove(known);
        mailbox.Mails.AddRange(known.Attendees.Select(address => (address, "cancelled")));
        return (204, null);
    }

    private static (int, JsonObject?) Find(Mailbox mailbox, string filter)
    {
        if (ByKey.Match(filter) is not { Success: true } match) throw GraphError.Fault($"no such filter: {filter}");
        return (200, new() { ["value"] = new JsonArray([.. mailbox.Events.Where(one => one.Tag == match.Groups["key"].Value).Select(one => one.Json())]) });
    }

    private (int, JsonObject?) Schedule(Mailbox mailbox, JsonObject sent)
    {
        if (sent["availabilityViewInterval"]!.GetValue<int>() is < 5 or > 1440) throw GraphError.Fault("an interval is 5 to 1440 minutes");
        var (from, to) = (Moment(sent["startTime"]!), Moment(sent["endTime"]!));
        if (to <= from || to - from > Duration.FromDays(42)) throw GraphError.Fault("a span is at most 42 days");
        return (200, new() { ["value"] = new JsonArray([.. sent["schedules"]!.AsArray().Select(address => Told(address!.GetValue<string>(), from, to))]) });
    }

    private JsonObject Told(string address, Instant from, Instant to)
    {
        if (!mailboxes.TryGetValue(address, out var mailbox)) return new() { ["scheduleId"] = address, ["error"] = new JsonObject { ["responseCode"] = "ErrorMailRecipientNotFound", ["message"] = "not found" } };
        var items = mailbox.Events.Select(one => (Status: one.ShowAs, one.From, one.To)).Concat(mailbox.Other).Where(item => item.From < to && item.To > from);
        return new()
        {
            ["scheduleId"] = address, ["availabilityView"] = "0",
            ["scheduleItems"] = new JsonArray([.. items.Select(item => new JsonObject { ["status"] = item.Status, ["start"] = OutlookEvent.Utc(item.From), ["end"] = OutlookEvent.Utc(item.To) })]),
        };
    }

    private static Instant Moment(JsonNode time) =>
        time["timeZone"]!.GetValue<string>() == "UTC" ? OutlookEvent.Wall(time["dateTime"]!.GetValue<string>()).InUtc().ToInstant() : throw GraphError.Fault("a span is asked for in UTC");

    private Mailbox Box(Match match)
    {
        if (!mailboxes.TryGetValue(match.Groups["who"].Value, out var mailbox)) throw GraphError.World(404, "ErrorInvalidUser");
        return mailbox.Allows ? mailbox : throw GraphError.World(403, "ErrorAccessDenied");
    }

    private static OutlookEvent Event(Mailbox mailbox, Match match) => mailbox.Events.Find(one => one.Id == match.Groups["id"].Value) ?? throw GraphError.World(404, "ErrorItemNotFound");

    private static async Task<JsonObject?> Body(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (body.Length == 0) return null;
        return JsonNode.Parse(body) is JsonObject sent ? Camel(sent) as JsonObject : throw GraphError.Fault("no JSON object");
    }

    /// <summary>The documentation writes keys in camel case, the SDK those of getSchedule in Pascal case: Graph takes both.</summary>
    private static JsonNode? Camel(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(char.ToLowerInvariant(field.Key[0]) + field.Key[1..], Camel(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Camel)]),
        _ => node?.DeepClone(),
    };

    private static Task Write(HttpContext context, int status, JsonObject? body)
    {
        context.Response.StatusCode = status;
        if (body is null) return Task.CompletedTask;
        context.Response.ContentType = "application/json; odata.metadata=minimal; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
