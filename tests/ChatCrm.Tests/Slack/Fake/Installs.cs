using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>An app in a workspace, or in a whole organisation.</summary>
/// <param name="On">The team's id, or the organisation's for an org-wide install.</param>
/// <param name="Team">Null for an org-wide install.</param>
internal sealed record Install(string On, Team? Team, string? Enterprise)
{
    public HashSet<string> Scopes { get; init; } = [];

    public List<Grant> Grants { get; } = [];

    public bool Org => Team is null;

    public bool Has(Team team) => Org ? team.Enterprise == Enterprise : team == Team;
}

/// <summary>A bot token; one that is rotated has an end and a refresh token.</summary>
internal sealed class Grant(string token)
{
    public string Token => token;

    public string? Refresh { get; init; }

    public Instant? Ends { get; init; }

    public bool Revoked { get; set; }

    public bool Refreshed { get; set; }
}

/// <summary>Where the app is installed, and its tokens.</summary>
internal sealed class Installs(World world)
{
    /// <summary>Rotated tokens live so long.</summary>
    public static readonly Duration Life = Duration.FromHours(12);

    /// <summary>Every scope that the bot asks for.</summary>
    public static readonly string[] AllScopes =
    [
        "commands", "chat:write", "chat:write.public", "app_mentions:read", "im:history", "im:read", "im:write", "users:read", "users:read.email",
        "channels:read", "groups:read", "links:read", "links:write", "team:read", "reactions:read",
    ];

    private readonly List<Install> all = [];

    /// <summary>True: tokens end after twelve hours and are refreshed.</summary>
    public bool Rotate { get; set; }

    public Install? Find(string on) => all.FirstOrDefault(install => install.On == on);

    /// <summary>The install that serves a team: its own, else its organisation's.</summary>
    public Install? Of(Team team) => Find(team.Id) ?? (team.Enterprise is { } enterprise ? Find(enterprise) : null);

    public Install Add(string on)
    {
        var team = world.Teams.FirstOrDefault(team => team.Id == on);
        var enterprise = team is null ? on : team.Enterprise;
        if (Find(on) is { } known) return known;
        var install = new Install(on, team, enterprise) { Scopes = [.. AllScopes] };
        all.Add(install);
        return install;
    }

    /// <summary>Takes the app away, with all its tokens.</summary>
    public void Remove(Install install)
    {
        foreach (var grant in install.Grants) grant.Revoked = true;
        all.Remove(install);
        removed.Add(install);
    }

    private readonly List<Install> removed = [];

    /// <summary>A new token. At most two live at a time: the oldest ends.</summary>
    public Grant Give(Install install)
    {
        var name = world.Next($"{install.On}-");
        var grant = Rotate
            ? new Grant($"xoxe.xoxb-1-{name}") { Refresh = $"xoxe-1-{name}", Ends = world.Now + Life }
            : install.Grants.FirstOrDefault(grant => !grant.Revoked && grant.Ends is null) ?? new Grant($"xoxb-{name}");
        if (!install.Grants.Contains(grant)) install.Grants.Add(grant);
        foreach (var old in install.Grants.Where(Lives).SkipLast(2)) old.Revoked = true;
        return grant;
    }

    /// <summary>A new token for a refresh token, which ends with that.</summary>
    public (Install Install, Grant Grant) Refresh(string refresh)
    {
        foreach (var install in all)
        {
            if (install.Grants.FirstOrDefault(grant => grant.Refresh == refresh) is not { Refreshed: false } old || old.Revoked) continue;
            old.Refreshed = true;
            return (install, Give(install));
        }
        throw SlackError.World("invalid_refresh_token");
    }

    public (Install Install, Grant Grant) Authenticate(string? token)
    {
        if (token is null) throw SlackError.Fault("not_authed");
        foreach (var install in all.Concat(removed))
        {
            if (install.Grants.FirstOrDefault(grant => grant.Token == token) is not { } grant) continue;
            if (grant.Revoked) throw SlackError.World(removed.Contains(install) ? "account_inactive" : "token_revoked");
            return Lives(grant) ? (install, grant) : throw SlackError.World("token_expired");
        }
        throw SlackError.Fault("invalid_auth");
    }

    private bool Lives(Grant grant) => !grant.Revoked && (grant.Ends is not { } ends || ends > world.Now);
}
