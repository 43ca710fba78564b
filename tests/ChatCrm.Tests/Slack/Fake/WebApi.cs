using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>A method of the Web API.</summary>
/// <param name="Args">The arguments that it knows.</param>
/// <param name="Json">True where it takes JSON; the others read only forms and queries.</param>
/// <param name="Scope">What its token needs; empty where it needs none.</param>
internal sealed record Method(string Args, bool Json, string Scope, Func<Call, JsonObject> Do)
{
    public bool NeedsToken { get; init; } = true;
}

/// <summary>The Web API at /api/{method}: who may call what with which arguments, and what a test lets go wrong.</summary>
internal sealed class WebApi(World world, Installs installs, Mishaps mishaps, IReadOnlyDictionary<string, Method> methods)
{
    private readonly Dictionary<string, Instant> lastPost = [];
    private int inFlight;

    public ConcurrentQueue<Call> Calls { get; } = [];

    /// <summary>True: a second post within a second in one channel is refused.</summary>
    public bool Paced { get; set; }

    public bool IsIdle => Volatile.Read(ref inFlight) == 0;

    public async Task Answer(HttpContext context, string name)
    {
        Interlocked.Increment(ref inFlight);
        try
        {
            await Answer(context, name, mishaps.Next(name));
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private async Task Answer(HttpContext context, string name, Mishap? mishap)
    {
        if (mishap is not null && await Went(context, mishap)) return;
        var body = await Done(context, name);
        if (mishap is Mishap.Dropped) context.Abort();
        else if (body["error"]?.ToString() == "ratelimited") await TooMany(context, 1);
        else await Write(context, body);
    }

    /// <summary>True where the mishap is all that happens; a dropped reply comes after the work.</summary>
    public static async Task<bool> Went(HttpContext context, Mishap mishap)
    {
        switch (mishap)
        {
            case Mishap.Hanging: await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default); return true;
            case Mishap.Throttled throttled: await TooMany(context, throttled.Seconds); return true;
            case Mishap.Broken broken: context.Response.StatusCode = broken.Status; return true;
            case Mishap.Failed failed: await Write(context, new SlackError(failed.Error, false, failed.Messages).Body()); return true;
            default: return false;
        }
    }

    private async Task<JsonObject> Done(HttpContext context, string name)
    {
        try
        {
            var call = await Call.Read(context.Request, name);
            Calls.Enqueue(call);
            lock (world.Gate) return Do(context, call);
        }
        catch (SlackError error)
        {
            world.Fault(error, name);
            return error.Body();
        }
    }

    private JsonObject Do(HttpContext context, Call call)
    {
        if (!methods.TryGetValue(call.Method, out var method)) throw SlackError.Fault("unknown_method");
        if (call.Json && !method.Json) throw SlackError.Fault("invalid_post_type", "[ERROR] this method reads a form or a query, no JSON");
        var known = method.Args.Split(' ');
        var unknown = call.Args.Select(arg => arg.Key).Except(known).ToList();
        if (unknown.Count > 0) throw SlackError.Fault("invalid_arguments", [.. unknown.Select(arg => $"[ERROR] unknown argument: {arg} [json-pointer:/{arg}]")]);
        if (method.NeedsToken) call = Authenticated(context, call, method);
        if (Paced && call.Method == "chat.postMessage") Pace(call);
        var answer = method.Do(call);
        answer["ok"] = true;
        return answer;
    }

    private Call Authenticated(HttpContext context, Call call, Method method)
    {
        var (install, grant) = installs.Authenticate(call.Token);
        var provided = string.Join(',', install.Scopes);
        context.Response.Headers["x-oauth-scopes"] = provided;
        if (method.Scope.Length > 0 && !install.Scopes.Contains(method.Scope)) throw new SlackError("missing_scope", true) { Scope = (method.Scope, provided) };
        return call with { Install = install, Grant = grant };
    }

    private void Pace(Call call)
    {
        var channel = call.Text("channel") ?? "";
        if (lastPost.TryGetValue(channel, out var last) && world.Now - last < Duration.FromSeconds(1)) throw SlackError.World("ratelimited");
        lastPost[channel] = world.Now;
    }

    private static Task TooMany(HttpContext context, int seconds)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Write(context, SlackError.World("ratelimited").Body());
    }

    private static Task Write(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
