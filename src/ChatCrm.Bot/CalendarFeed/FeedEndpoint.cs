using System.Security.Cryptography;
using System.Text;
using ChatCrm.Calendars;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace ChatCrm.Bot.CalendarFeed;

/// <summary><c>GET /calendar/{secret}.ics</c>: a member's follow-ups, for programs that cannot sign in. 404 for every address that opens nothing, whyever.</summary>
internal static class FeedEndpoint
{
    public static void MapCalendarFeed(this WebApplication app) =>
        app.MapMethods(Workspaces.CalendarFeed.Path + "{secret}" + Workspaces.CalendarFeed.Ending, [HttpMethods.Get, HttpMethods.Head], Answer)
            .WithMetadata(new OpenEndpoint("Shows a member's follow-ups to whoever has the address that the member was given: 256 random bits, looked up by their fingerprint."));

    /// <summary>Addresses begin with the service's public one; with none, and on this computer alone, with the listener's own.</summary>
    public static IServiceCollection AddCalendarFeed(this IServiceCollection services) => services.AddSingleton<FeedOwners>().AddSingleton(provider =>
        new Workspaces.CalendarFeed(() => provider.GetService<CustomerLink>()?.Address ?? OnThisComputer(provider.GetRequiredService<IServer>())));

    private static Uri? OnThisComputer(IServer server) =>
        (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null).FirstOrDefault(uri => uri is { IsLoopback: true });

    private static async Task<IResult> Answer(string secret, HttpContext http, IRowStore store, FeedOwners owners, IClock clock)
    {
        PlainPage.Quiet(http);
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (secret.Length != Workspaces.CalendarFeed.Length) return Results.NotFound();
        try
        {
            if (await FeedFile.Read(store, owners, secret, clock.GetCurrentInstant(), http.RequestAborted) is not { } file) return Results.NotFound();
            var bytes = Encoding.UTF8.GetBytes(file);
            // Programs ask each hour, and seldom has anything changed: no-cache lets them keep the file, and ask.
            http.Response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(bytes, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\""));
        }
        catch (Exception away) when (away is StoreUnavailableException or NotNowException)
        {
            http.Response.Headers.RetryAfter = "60";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
