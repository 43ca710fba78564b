using ChatCrm.Bot.Teams.Tokens;
using ChatCrm.Conversation;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Teams;

/// <summary>Teams over HTTP: every request carries a token, which is checked before anything of the body is read.</summary>
internal static class Endpoints
{
    /// <summary>Above what Teams sends: the largest are message actions, which carry the whole message.</summary>
    private const int LongestBody = 512 * 1024;

    public const string Path = "/teams/messages";

    /// <summary>Nothing where the channel is off.</summary>
    public static void MapTeams(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<Inbound>() is not { } inbound) return;
        // None where a client of this computer is served that knows no tokens: see the guard.
        var check = app.ServiceProvider.GetService<BearerCheck>();
        RequestDelegate take = http => Take(http, inbound, check);
        app.MapPost(Path, take).WithMetadata(check is null ? new LocalEndpoint() : new SignedEndpoint());
    }

    private static async Task Take(HttpContext http, Inbound inbound, BearerCheck? check)
    {
        var caller = check is null ? null : await check.Check(http.Request.Headers.Authorization, http.RequestAborted);
        if (check is null ? !LocalCaller.Is(http) : caller is null)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            if (await RequestBody.ReadJson(http, LongestBody) is { } activity)
                await Answer(http, await inbound.Take(activity, caller, default));
        }
        catch (NotUnderstoodException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        // Not taken, it comes again.
        catch (Exception notNow) when (notNow is StoreUnavailableException or NotNowException)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task Answer(HttpContext http, HttpAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        if (answer.Body.IsEmpty) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
