using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace ChatCrm.Bot.Operation;

/// <summary>Writes the route and the status onto the span of each request: the framework tells them to its metrics alone.</summary>
internal sealed class RouteOnSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Follow);
        next(app);
    };

    private static async Task Follow(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            Tell(http, http.Response.StatusCode);
        }
        catch (Exception failure)
        {
            Tell(http, StatusCodes.Status500InternalServerError)?.SetTag("error.type", failure.GetType().Name);
            throw;
        }
    }

    private static Activity? Tell(HttpContext http, int status) =>
        http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span
            ? span.SetTag(Tags.Route, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText).SetTag(Tags.Status, status).SetStatus(status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset)
            : null;
}
