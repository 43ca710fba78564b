using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>The rival of <see cref="App.Twins"/> in Teams: Zoe and Yuri of the other tenant, with the group chat lobby and the channel plaza.</summary>
internal static class Rival
{
    public const string Lobby = "19:lobby7d1e@thread.v2", Plaza = "19:plaza7d1e@thread.tacv2";

    public static readonly string Workspace = DirectoryRows.OwnWorkspace(Connection);

    public static string Connection => $"teams:{Company.Other.Id}";

    public static string IdentityOf(string handle) => $"{Connection}/{Company.IdOf(handle)}";

    /// <summary>Its people and rooms, at Teams; the app is not installed there.</summary>
    public static void Settle(FakeTeams teams)
    {
        foreach (var (handle, name) in new[] { ("zoe", "Zoe Rival"), ("yuri", "Yuri Rival") }) teams.Put(new(Company.IdOf(handle), handle, name, Company.Other));
        HashSet<string> people = [Company.IdOf("zoe"), Company.IdOf("yuri")];
        lock (teams.World.Gate)
        {
            teams.World.Rooms[Lobby] = new(Lobby, "lobby", RoomKind.Group, Company.Other) { Members = people };
            teams.World.Rooms[Plaza] = new(Plaza, "plaza", RoomKind.Channel, Company.Other) { Members = [.. people], Team = new("19:rival7d1e@thread.tacv2", "Rival", "97000000-4444-4000-8000-000000970000", Company.Other) };
        }
    }

    /// <summary>The app as somebody there has added it.</summary>
    public static async Task Install(EdgeApp app)
    {
        foreach (var (who, room) in Everywhere) await app.Teams.Install(who, room);
        await app.Settled();
        app.Teams.Wipe();
    }

    public static async Task Uninstall(EdgeApp app)
    {
        app.Clock.Move(NodaTime.Duration.FromMinutes(1));
        foreach (var (who, room) in Everywhere) await app.Teams.Uninstall(who, room);
        await app.Settled();
        // Each knows what it has looked up for half a minute.
        app.Clock.Move(NodaTime.Duration.FromMinutes(1));
    }

    private static (string Who, string? Room)[] Everywhere => [("zoe", null), ("yuri", null), ("zoe", Lobby), ("zoe", Plaza)];
}
