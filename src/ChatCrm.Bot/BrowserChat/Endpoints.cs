using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>The console over HTTP: its page, one post per act, one stream of events per person.</summary>
public static class Endpoints
{
    /// <summary>Needs an <see cref="AnswerTurn"/>, a <see cref="ReadHint"/>, <see cref="WordsOfCards"/>, a NodaTime <c>IClock</c> and a <see cref="TimeProvider"/> among the services.</summary>
    public static IServiceCollection AddBrowserChat(this IServiceCollection services, IConfiguration configuration)
    {
        var options = BrowserChatOptions.From(configuration);
        services.AddSingleton(options);
        services.AddHostedService<Guard>();
        if (!options.Enabled) return services;
        services.AddSingleton<Transcripts>().AddSingleton<Drawing>().AddSingleton<Answers>();
        services.TryAddSingleton<UnderWay>();
        services.AddHostedService(provider => provider.GetRequiredService<UnderWay>());
        return services.AddSingleton<Conversation.IMessenger, Outbound>();
    }

    /// <summary>Nothing where the console is switched off.</summary>
    public static void MapBrowserChat(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<BrowserChatOptions>();
        if (!options.Enabled) return;
        app.MapGet("/", () => Results.Redirect("/console")).WithMetadata(new LocalEndpoint());
        var console = app.MapGroup("/console").AddEndpointFilter(Guarded).WithMetadata(new LocalEndpoint());
        console.MapGet("", () => Page.File("index.html"));
        console.MapGet("/page/{file}", Page.File);
        console.MapGet("/start", () => Json(StatusCodes.Status200OK, StartOf(options)));
        console.MapGet("/events", Events);
        console.MapPost("/turns", Turns);
        console.MapPost("/hint", Hint);
    }

    private static async ValueTask<object?> Guarded(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Guard.Refuse(context.HttpContext) is var (status, reason) ? Refusal(status, reason) : await next(context);
    }

    private static async Task<IResult> Turns(HttpContext http, BrowserChatOptions options, Answers answers, TimeProvider time)
    {
        if (await Body(http) is not { } body) return Refusal(StatusCodes.Status413PayloadTooLarge, "The body is longer than 64 KB.");
        try
        {
            var answer = answers.Answer(Inbound.Read(body.Span, options));
            return Json(StatusCodes.Status200OK, await answer.WaitAsync(options.Patience, time, http.RequestAborted));
        }
        catch (NotUnderstood problem) { return Refusal(StatusCodes.Status400BadRequest, problem.Message); }
        catch (TimeoutException) { return Json(StatusCodes.Status202Accepted, new TurnAnswer(Still: true)); }
        catch (NotAnswered problem) { return Refusal(StatusCodes.Status500InternalServerError, problem.Message); }
    }

    /// <summary>How a line would be read if it were sent. It is no turn: nothing is written, in the rows or in a transcript.</summary>
    private static async Task<IResult> Hint(HttpContext http, BrowserChatOptions options, ReadHint read)
    {
        if (await Body(http) is not { } body) return Refusal(StatusCodes.Status413PayloadTooLarge, "The body is longer than 64 KB.");
        try
        {
            var hint = await read(Inbound.Read(body.Span, options).Turn, http.RequestAborted);
            return Json(StatusCodes.Status200OK, new HintAnswer([.. hint.Runs.Select(run => new HintPiece(run.Plain, run is Conversation.Typed or Conversation.PersonRun))]));
        }
        catch (NotUnderstood problem) { return Refusal(StatusCodes.Status400BadRequest, problem.Message); }
        // The next letter was typed: nobody waits for this one.
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested) { return Results.Empty; }
    }

    /// <summary>Everything that a person sees, then what changes, until the page leaves. A page that comes back says what it saw last and gets the rest.</summary>
    private static async Task Events(HttpContext http, string? person, BrowserChatOptions options, Transcripts transcripts, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        if (options.PersonOf(person) is not { } reader)
        {
            await Refusal(StatusCodes.Status400BadRequest, "There is no such person here.").ExecuteAsync(http);
            return;
        }
        using var left = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        try
        {
            await Stream(new(http.Response, transcripts, options, reader), Resumed(http, transcripts), time, left.Token);
        }
        catch (OperationCanceledException) { }
    }

    private static async Task Stream(EventStream stream, long? since, TimeProvider time, CancellationToken left)
    {
        if (since is null) await stream.Restart(left);
        var (seen, next) = await stream.Send(since ?? 0, left);
        await stream.Ready(left);
        while (true)
        {
            if (next.IsCompleted) (seen, next) = await stream.Send(seen, left);
            while (!await Within(next, stream.Heartbeat, time, left)) await stream.Beat(left);
        }
    }

    private static async Task<bool> Within(Task next, TimeSpan limit, TimeProvider time, CancellationToken left)
    {
        try
        {
            await next.WaitAsync(limit, time, left);
            return true;
        }
        catch (TimeoutException) { return false; }
    }

    /// <summary>The sequence that the page saw last; null for a new page and for one that saw an earlier life of this process.</summary>
    private static long? Resumed(HttpContext http, Transcripts transcripts) =>
        http.Request.Headers["Last-Event-ID"].ToString().Split('.') is [var life, var number] && life == transcripts.Life
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;

    /// <summary>The body, or null where it is too long.</summary>
    private static async Task<ReadOnlyMemory<byte>?> Body(HttpContext http)
    {
        if (http.Request.ContentLength > Guard.LongestBody) return null;
        var buffer = new byte[Guard.LongestBody + 1];
        var read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
        return read > Guard.LongestBody ? (ReadOnlyMemory<byte>?)null : buffer.AsMemory(0, read);
    }

    private static Start StartOf(BrowserChatOptions options) => new(
    [
        .. options.People.Select(person => new StartPerson(person.Handle, person.Name, person.Language, person.Zone, person.Guest,
            [.. options.RoomsOf(person).Select(room => new StartRoom(room.Key, room.Name, room.Audience.ToString()))])),
    ]);

    private static IResult Refusal(int status, string reason) => Json(status, new Problem(reason));

    private static IResult Json<T>(int status, T value) =>
        Results.Json(value, (JsonTypeInfo<T>)Wire.Strict.GetTypeInfo(typeof(T))!, statusCode: status);
}
