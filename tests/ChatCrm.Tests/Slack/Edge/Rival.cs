using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>
/// The rival of <see cref="Twins"/> in Slack: T2RIVAL with the room lobby.
/// </summary>
internal static class Rival
{
    public const string Team = "T2RIVAL", OfCompany = Twins.OfCompany, OfRival = Twins.OfRival, Shared = Twins.Shared, OnlyCompany = Twins.OnlyCompany, OnlyRival = Twins.OnlyRival, Code = Twins.Code;

    public static readonly string Workspace = DirectoryRows.OwnWorkspace($"slack:{Team}");

    /// <summary>Its customers and people, and the twin of the company's.</summary>
    public static Task Seed(IRowStore store, RowKinds kinds) => Twins.Seed(store, kinds, Workspace, handle => $"slack:{Team}/{Company.IdOf(handle)}");

    /// <summary>Its people and room, at Slack; the app is not installed there.</summary>
    public static Team Settle(FakeSlack slack)
    {
        var team = slack.AddTeam(Team, "Rival");
        foreach (var (handle, name) in new[] { ("zoe", "Zoe Rival"), ("yuri", "Yuri Rival") }) slack.Put(new(Company.IdOf(handle), handle, name, team));
        slack.AddRoom("lobby", RoomKind.Public, ["zoe", "yuri"], team: team);
        return team;
    }

    /// <summary>The app as somebody there has installed it.</summary>
    public static async Task Install(EdgeApp app)
    {
        Settle(app.Slack);
        var token = app.Slack.Install(Team);
        var access = new OAuthAccess(Team, token, "", null, World.BotUser, World.AppId, "Rival", "", false, Installs.AllScopes, Company.IdOf("zoe"));
        await app.Services.GetRequiredService<Installations>().Save(access, TestContext.Current.CancellationToken);
    }
}
