namespace ChatCrm.Bot.Operation;

/// <summary>What whoever runs the service asks it: is the process alive, and should it be sent work.</summary>
internal static class Health
{
    public const string Path = "/health";

    private const string Asks = "Says whether the store answers, an age and a version; asks the store every five seconds at most, whoever asks.";

    /// <summary>
    /// <c>/health/live</c> is 200 while the process answers at all; <c>/health/ready</c> is 503 while it cannot do its work, and says why: for alerts, and for a
    /// balancer that has instances with another store to turn to. With one store for all, its outage makes all unready, and people who write would hear a balancer's
    /// error instead of our words: a balancer asks <c>/health/live</c> then, and <c>/health/start</c> once, see <see cref="Readiness.MayBegin"/>.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet($"{Path}/live", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return Results.Json(new LiveAnswer(true), HealthJson.Default.LiveAnswer);
        }).WithMetadata(new OpenEndpoint("Says only that it answers."));
        app.MapGet($"{Path}/ready", async (HttpContext http, Readiness readiness) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            var ready = await readiness.Now();
            return Results.Json(ready, HealthJson.Default.ReadyAnswer, statusCode: ready.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).WithMetadata(new OpenEndpoint(Asks));
        app.MapGet($"{Path}/start", async (HttpContext http, Readiness readiness) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            var (may, found) = await readiness.MayBegin();
            return Results.Json(found, HealthJson.Default.ReadyAnswer, statusCode: may ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).WithMetadata(new OpenEndpoint(Asks));
    }
}

/// <summary>The section <c>Health</c>.</summary>
internal sealed record HealthOptions
{
    public const string Section = "Health";

    /// <summary>From when on a notice that is due and not sent is told as old: by <c>/health/ready</c>, and in the log.</summary>
    public TimeSpan OutboxLimit { get; init; } = TimeSpan.FromMinutes(15);
}
