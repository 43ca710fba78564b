using System.Net;

namespace ChatCrm.Bot.Teams;

/// <summary>A client on this computer that is no page in a browser: whom the Playground's address answers without a token.</summary>
internal static class LocalCaller
{
    public static bool Is(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote))
        // A foreign name that resolves to 127.0.0.1 (DNS rebinding) gives itself away.
        && ThisComputer.Is(http.Request.Host.Host)
        // Browsers send one of the two with every post, and a page cannot keep them from it.
        && http.Request.Headers.Origin.Count == 0 && http.Request.Headers["Sec-Fetch-Site"].Count == 0
        && http.Request.HasJsonContentType();
}
