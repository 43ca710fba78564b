using Azure.Core.Pipeline;
using ChatCrm.Bot.Teams;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Teams;

/// <summary>The whole service, connected to a fake of Teams.</summary>
internal static class TeamsApp
{
    /// <summary>Starts it for the fake's company; the app is in everybody's chat and in every room then, and the welcomes are off the screens.</summary>
    /// <param name="more">Settings besides, or instead: names without the section.</param>
    public static Task<RunningApp> Start(FakeTeams teams, Func<IRowStore, IRowStore>? inFrontOf = null, params (string Name, string Value)[] more) => Start(teams, PlatformOf(teams, more), inFrontOf);

    public static async Task<RunningApp> Start(FakeTeams teams, Platform platform, Func<IRowStore, IRowStore>? inFrontOf = null)
    {
        var app = await RunningApp.Start(inFrontOf, platform);
        (teams.World.Clock, teams.Service, teams.IsJudged) = (app.Clock, app.Address, true);
        await Install(app, teams);
        return app;
    }

    /// <summary>The service in a process of its own, on that file.</summary>
    /// <param name="death">See <see cref="ChildService.Start"/>.</param>
    public static async Task<ChildService> StartChild(FakeTeams teams, string file, string death, params (string Name, string Value)[] more)
    {
        var trusted = Path.Combine(Path.GetDirectoryName(file)!, "login.pem");
        await File.WriteAllTextAsync(trusted, Login.Pem, TestContext.Current.CancellationToken);
        var child = await ChildService.Start(PlatformOf(teams, more), teams.World.Now, file, death, trusted);
        (teams.Service, teams.IsJudged) = (child.Address, true);
        return child;
    }

    public static Platform PlatformOf(FakeTeams teams, params (string Name, string Value)[] more)
    {
        var settings = Settings(teams);
        foreach (var (name, value) in more) settings[name] = value;
        return new(FakeTeams.Connection, new(FakeTeams.IdentityOf, FakeTeams.RoomOf, FakeTeams.RoomOf), settings.ToDictionary(pair => $"{TeamsOptions.Section}:{pair.Key}", pair => pair.Value))
        {
            Add = services => services.AddSingleton<HttpPipelineTransport>(_ => FakeTeams.Transport()),
        };
    }

    /// <summary>Settings of the section, by name.</summary>
    public static Dictionary<string, string> Settings(FakeTeams teams) => new()
    {
        ["AppId"] = World.AppId,
        ["TenantId"] = Company.HomeTenant,
        ["ClientSecret"] = Login.Secret,
        ["Tenants:0"] = Company.Tenant.Id,
        ["Issuers:0"] = Issuer.Name,
        ["Metadata"] = new Uri(teams.Address, "v1/.well-known/openidconfiguration").AbsoluteUri,
        ["Login"] = teams.Login.Address.AbsoluteUri,
        ["Scope"] = Login.Scope,
        ["Services:0"] = teams.Address.Host,
        ["PublicAddress"] = "https://crm.example.com",
        // Nobody waits here for an answer to come late: a slow machine is no reason to say "still saving", nor to be seen typing.
        ["Patience"] = "00:05:00",
        ["TypingAfter"] = "00:05:00",
    };

    private static async Task Install(RunningApp app, FakeTeams teams)
    {
        string[] people = ["mei", "jonas", "priya", "sam", "tomo"], rooms = ["sales", "japan", "board", "alliance", "lunch", "partners"];
        var updateFirst = false;
        foreach (var handle in people) await teams.Install(handle, null, updateFirst = !updateFirst);
        foreach (var room in rooms) await teams.Install("sam", room, updateFirst = !updateFirst);
        await app.Settled();
        await FakeTeams.Until(() => teams.Connector.IsIdle);
        teams.Wipe();
    }
}
