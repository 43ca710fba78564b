using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Teams;

/// <summary>The two that are compared, as they are started.</summary>
internal static class Servers
{
    public static Child Product(Ground ground, PlainTeams teams)
    {
        var port = Child.FreePort();
        return Child.Start("ChatCrm.Benchmarks", port, ["unpaced"], new Dictionary<string, string>
        {
            // Teams on this computer is refused in Production.
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Storage__Path"] = ground.Path,
            ["Teams__AppId"] = Activities.App,
            ["Teams__TenantId"] = Activities.Tenant,
            ["Teams__ClientSecret"] = "speed",
            ["Teams__Metadata"] = teams.Metadata.AbsoluteUri,
            ["Teams__Services__0"] = teams.Service.Host,
        }, like: "ChatCrm.Bot");
    }

    public static Child Bare(Ground ground, PlainTeams teams)
    {
        var port = Child.FreePort();
        return Child.Start("ChatCrm.Benchmarks", port, ["bare-teams", $"http://127.0.0.1:{port}", ground.Names, teams.Keys.AbsoluteUri], new Dictionary<string, string>());
    }
}
