using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>A call of the Connector, as it came.</summary>
/// <param name="Kind">"send", "update", "delete", "create", "member", "members", "team", "channels".</param>
/// <param name="Conversation">As it stood in the path, unescaped; a team's id for "team" and "channels"; empty for "create".</param>
/// <param name="Item">The activity or member that the path names.</param>
internal sealed record Call(string Kind, string Region, string Tenant, string Conversation, string Item, JsonObject Body, IQueryCollection Query)
{
    /// <summary>The conversation without the thread.</summary>
    public string Room => Conversation.Split(";messageid=")[0];

    /// <summary>The thread's first message; null where the path names none.</summary>
    public string? Root => Conversation.Split(";messageid=") is [_, var root] ? root : null;
}

/// <summary>The Bot Connector: who calls, what, and what goes wrong. Keeps every call.</summary>
internal sealed class Connector(World world, Login login, Mishaps mishaps, ConnectorMethods methods)
{
    private int underWay;

    public ConcurrentQueue<Call> Calls { get; } = [];

    /// <summary>Nobody waits for an answer of it.</summary>
    public bool IsIdle => Volatile.Read(ref underWay) == 0;

    public async Task Answer(HttpContext context)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await Answered(context);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task Answered(HttpContext context)
    {
        var where = $"{context.Request.Method} {context.Request.Path}";
        try
        {
            var call = Named(context.Request, await Server.Read(context.Request) ?? []);
            where = call.Kind;
            Authenticate(context.Request);
            Calls.Enqueue(call);
            var mishap = mishaps.Next(call.Kind);
            if (mishap is not null && await Server.Went(context, mishap)) return;
            (int Status, JsonNode? Body) answer;
            lock (world.Gate) answer = methods.Do(call);
            if (mishap is Mishap.Dropped) context.Abort();
            else await Server.Write(context, answer.Status, answer.Body);
        }
        catch (ConnectorError error)
        {
            world.Fault(error, where);
            await Server.Write(context, error.Status, error.Body());
        }
    }

    private void Authenticate(HttpRequest request)
    {
        if (!login.IsGood(request.Headers.Authorization.ToString())) throw ConnectorError.Fault("Authorization has been denied for this request.", 401, "Unauthorized");
    }

    private static Call Named(HttpRequest request, JsonObject body)
    {
        // The raw path: an id may hold what is a separator elsewhere.
        var raw = request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        string[] path = [.. raw.Trim('/').Split('/').Select(WebUtility.UrlDecode).Select(part => part ?? "")];
        if (raw.Contains(":", StringComparison.Ordinal) || raw.Contains(';', StringComparison.Ordinal)) throw ConnectorError.Fault($"an id in the path is not escaped: {raw}");
        (string Kind, string Conversation, string Item) named = (request.Method, path) switch
        {
            ("POST", [_, _, "v3", "conversations"]) => ("create", "", ""),
            ("POST", [_, _, "v3", "conversations", var room, "activities"]) => ("send", room, ""),
            ("POST", [_, _, "v3", "conversations", var room, "activities", var replyTo]) => ("send", room, replyTo),
            ("PUT", [_, _, "v3", "conversations", var room, "activities", var id]) => ("update", room, id),
            ("DELETE", [_, _, "v3", "conversations", var room, "activities", var id]) => ("delete", room, id),
            ("GET", [_, _, "v3", "conversations", var room, "members", var id]) => ("member", room, id),
            ("GET", [_, _, "v3", "conversations", var room, "pagedmembers"]) => ("members", room, ""),
            ("GET", [_, _, "v3", "teams", var team]) => ("team", team, ""),
            ("GET", [_, _, "v3", "teams", var team, "conversations"]) => ("channels", team, ""),
            _ => throw ConnectorError.Fault($"{request.Method} {request.Path}: nothing is here", 404, "NotFound"),
        };
        return new(named.Kind, path[0], path[1], named.Conversation, named.Item, body, request.Query);
    }
}
