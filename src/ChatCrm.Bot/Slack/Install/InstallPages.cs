using System.Net.Http.Headers;
using System.Text;
using System.Threading.RateLimiting;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>The two ends of an install (https://docs.slack.dev/authentication/installing-with-oauth).</summary>
internal sealed partial class InstallPages(SlackOptions options, States states, Wire wire, Installations installations, Homes homes, UnderWay underWay, ILogger<InstallPages> log) : IDisposable
{
    private const int LongestCode = 1_000, EndsInAMinute = 60;

    /// <summary>Anybody can come to the end of an install: each is a row and a call to Slack, so strangers get no more of them than this.</summary>
    private readonly FixedWindowRateLimiter ends = new(new() { PermitLimit = EndsInAMinute, Window = TimeSpan.FromMinutes(1) });

    /// <summary>Leads to Slack, with a state that this browser alone holds.</summary>
    public IResult Begin(HttpContext http)
    {
        var state = states.Begin();
        PlainPage.Quiet(http);
        http.Response.Cookies.Append(CookieName, state, Cookie(States.Lifetime.ToTimeSpan()));
        string[] query = [$"client_id={Escape(options.ClientId)}", $"scope={Escape(string.Join(',', Scopes.Asked(options)))}", $"state={state}", $"redirect_uri={Escape(Callback)}"];
        return Results.Redirect($"{options.Authorize}?{string.Join('&', query)}");
    }

    /// <summary>Uses the state up, then the code that Slack gave for it.</summary>
    public async Task<IResult> End(HttpContext http, string? state, string? code, string? error)
    {
        var begun = states.Of(state, http.Request.Cookies[CookieName]);
        http.Response.Cookies.Delete(CookieName, Cookie(null));
        if (begun is null) return Ends.StartAgain.Show(http);
        if (error is { Length: > 0 }) return Ends.Declined.Show(http);
        if (code is not { Length: > 0 and <= LongestCode }) return Ends.StartAgain.Show(http);
        if (!ends.AttemptAcquire().IsAcquired)
        {
            LogNotInstalled(log, "too-many");
            return Ends.NotAnswered.Show(http);
        }
        if (!await states.Take(begun, http.RequestAborted)) return Ends.StartAgain.Show(http);
        return (await Exchange(code) ? Ends.Done : Ends.NotAnswered).Show(http);
    }

    public void Dispose() => ends.Dispose();

    /// <summary>Whether the app is installed now. A reader who leaves meanwhile has installed it all the same: a code is good once.</summary>
    private async Task<bool> Exchange(string code)
    {
        try
        {
            var answer = await wire.Call("oauth.v2.access", Client(), Letter.Form(("code", code), ("redirect_uri", Callback)), default);
            if (answer is ApiAnswer.Done { Body: var body } && OAuthAccess.Read(body) is { } access)
            {
                var on = await installations.Save(access, default);
                // Whoever installs is the first to come, and so the first admin.
                _ = underWay.Track(homes.Welcome(on, access.By));
                return true;
            }
            LogNotInstalled(log, answer is ApiAnswer.Refused refused ? refused.Error : "no-answer");
        }
        catch (StoreUnavailableException) { LogNotInstalled(log, "not-kept"); }
        return false;
    }

    private AuthenticationHeaderValue Client() => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}")));

    private string Callback => options.PublicAddress!.AbsoluteUri.TrimEnd('/') + Endpoints.Path + Endpoints.Callback;

    private bool IsSecure => options.PublicAddress!.Scheme == Uri.UriSchemeHttps;

    /// <summary>With the prefix browsers take no cookie that another host set; on this computer's plain http they would not take ours either.</summary>
    private string CookieName => IsSecure ? "__Host-slack-install" : "slack-install";

    private CookieOptions Cookie(TimeSpan? lifetime) => new() { HttpOnly = true, Secure = IsSecure, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true };

    private static string Escape(string text) => Uri.EscapeDataString(text);

    [LoggerMessage(LogLevel.Warning, "An install was not completed: {Reason}")]
    private static partial void LogNotInstalled(ILogger log, string reason);
}
