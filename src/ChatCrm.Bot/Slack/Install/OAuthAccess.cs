using System.Text.Json;
using ChatCrm.Bot.Slack.Web;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>What <c>oauth.v2.access</c> gives: a bot token and whom it is for (https://docs.slack.dev/reference/methods/oauth.v2.access).</summary>
/// <param name="On">The team's id, or the organisation's for an install of all its teams.</param>
/// <param name="Enterprise">The organisation's id, or empty.</param>
/// <param name="Refresh">The token that renews <paramref name="Token"/>, which then ends after <paramref name="Lasts"/>; empty where tokens do not end.</param>
/// <param name="By">The id of the person who installed the app.</param>
internal sealed record OAuthAccess(
    string On, string Token, string Refresh, Duration? Lasts, string BotUser, string AppId, string Name, string Enterprise, bool Org, IReadOnlyList<string> Scopes, string By)
{
    /// <summary>Null where the answer names no bot token, or nobody whom it is for.</summary>
    public static OAuthAccess? Read(JsonElement body)
    {
        var org = body.Flag("is_enterprise_install");
        var whom = body.Part(org ? "enterprise" : "team");
        var access = new OAuthAccess(whom.Text("id"), body.Text("access_token"), body.Text("refresh_token"), body.Seconds("expires_in"), body.Text("bot_user_id"), body.Text("app_id"),
            whom.Text("name"), body.Part("enterprise").Text("id"), org, body.Text("scope").Split(',', StringSplitOptions.RemoveEmptyEntries), body.Part("authed_user").Text("id"));
        return access is { On.Length: > 0, Token.Length: > 0 } && body.Text("token_type") is "bot" or "" ? access : null;
    }

    /// <summary>Names no token.</summary>
    public override string ToString() => On;
}
