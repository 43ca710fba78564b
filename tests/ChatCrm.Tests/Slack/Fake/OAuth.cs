using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Installing by OAuth v2: the page that asks for consent, and oauth.v2.access. https://docs.slack.dev/authentication/installing-with-oauth</summary>
internal sealed class OAuth(World world, Installs installs)
{
    public const string ClientId = "123.456", ClientSecret = "client-secret-of-the-tests";

    private static readonly Duration CodeLives = Duration.FromMinutes(10);

    private readonly Dictionary<string, (string On, Person Who, string Redirect, IReadOnlyList<string> Scopes, Instant At)> codes = [];

    /// <summary>Somebody agrees on the page at an authorize address: where the browser is sent to.</summary>
    /// <param name="on">The team, or for an org-wide install the organisation.</param>
    public Uri Agree(Uri authorize, Person who, string on, IReadOnlyList<string>? granted = null)
    {
        var query = System.Web.HttpUtility.ParseQueryString(authorize.Query);
        var redirect = query["redirect_uri"] ?? throw new InvalidOperationException("There is no redirect_uri.");
        if (query["client_id"] != ClientId) throw new InvalidOperationException("bad client_id");
        if (!redirect.StartsWith("https://", StringComparison.Ordinal) && !new Uri(redirect).IsLoopback) throw new InvalidOperationException("bad redirect_uri: it must be https");
        var code = world.Next("code.");
        codes[code] = (on, who, redirect, granted ?? (query["scope"] ?? "").Split(','), world.Now);
        return new($"{redirect}{(redirect.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={code}&state={Uri.EscapeDataString(query["state"] ?? "")}");
    }

    public JsonObject Access(Call call)
    {
        if (call.Text("client_id") != ClientId) throw SlackError.Fault("invalid_client_id");
        if (call.Text("client_secret") != ClientSecret) throw SlackError.Fault("bad_client_secret");
        if (call.Text("grant_type") != "refresh_token") return Installed(call);
        var (install, grant) = installs.Refresh(call.Required("refresh_token"));
        return Answer(install, grant);
    }

    private JsonObject Installed(Call call)
    {
        if (!codes.Remove(call.Required("code"), out var code)) throw SlackError.World("invalid_code");
        if (world.Now - code.At > CodeLives) throw SlackError.World("code_expired");
        if (call.Text("redirect_uri") != code.Redirect) throw SlackError.Fault("bad_redirect_uri");
        var known = installs.Find(code.On) is not null;
        var install = installs.Add(code.On);
        if (!known) install.Scopes.Clear();
        // Scopes only grow.
        install.Scopes.UnionWith(code.Scopes);
        var answer = Answer(install, installs.Give(install));
        answer["authed_user"] = new JsonObject { ["id"] = code.Who.Id };
        return answer;
    }

    private JsonObject Answer(Install install, Grant grant)
    {
        var answer = new JsonObject
        {
            ["access_token"] = grant.Token, ["token_type"] = "bot", ["scope"] = string.Join(',', install.Scopes), ["bot_user_id"] = World.BotUser, ["app_id"] = World.AppId,
            ["is_enterprise_install"] = install.Org,
            ["team"] = install.Team is { } team ? new JsonObject { ["id"] = team.Id, ["name"] = team.Name } : null,
            ["enterprise"] = install.Enterprise is { } enterprise ? new JsonObject { ["id"] = enterprise, ["name"] = "The organisation" } : null,
        };
        if (grant.Refresh is not null) (answer["refresh_token"], answer["expires_in"]) = (grant.Refresh, (int)Installs.Life.TotalSeconds);
        return answer;
    }
}
