using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack;

/// <summary>The whole service, connected to a fake of Slack.</summary>
internal static class SlackApp
{
    /// <summary>Starts it for the fake's company, with its bot token in the settings.</summary>
    /// <param name="more">Settings besides, or instead: names without the section.</param>
    public static async Task<RunningApp> Start(FakeSlack slack, Func<IRowStore, IRowStore>? inFrontOf = null, params (string Name, string Value)[] more)
    {
        var app = await RunningApp.Start(inFrontOf, PlatformOf(slack, more));
        (slack.World.Clock, slack.Service, slack.IsJudged) = (app.Clock, app.Address, true);
        // What it asked when it started is no answer to what a test does.
        slack.Api.Calls.Clear();
        return app;
    }

    /// <summary>The same over Socket Mode alone, once it is connected.</summary>
    public static async Task<RunningApp> StartWithSockets(FakeSlack slack, Func<IRowStore, IRowStore>? inFrontOf = null, params (string Name, string Value)[] more)
    {
        slack.SocketMode = true;
        var app = await Start(slack, inFrontOf, [("SigningSecret", ""), ("AppToken", Fake.Sockets.AppToken), .. more]);
        Assert.True(await slack.Until(() => slack.Sockets.Connections == 2));
        return app;
    }

    /// <summary>The service in a process of its own, on that file.</summary>
    /// <param name="death">See <see cref="ChildService.Start"/>.</param>
    public static async Task<ChildService> StartChild(FakeSlack slack, string file, string death, params (string Name, string Value)[] more)
    {
        var child = await ChildService.Start(PlatformOf(slack, more), slack.World.Now, file, death);
        slack.Service = child.Address;
        return child;
    }

    public static Platform PlatformOf(FakeSlack slack, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["SigningSecret"] = FakeSlack.SigningSecret,
            ["BotToken"] = slack.BotToken,
            ["Api"] = new Uri(slack.Address, "api/").AbsoluteUri,
            ["Hooks:0"] = "127.0.0.1",
            ["Authorize"] = new Uri(slack.Address, "oauth/v2/authorize").AbsoluteUri,
            ["PublicAddress"] = "https://crm.example.com",
            // Nobody waits here for an answer to come late: a slow machine is no reason to say "still saving".
            ["Patience"] = "00:05:00",
            ["PostEvery"] = "00:00:00",
        };
        foreach (var (name, value) in more) settings[name] = value;
        return new($"slack:{Company.Team.Id}", new(FakeSlack.IdentityOf, FakeSlack.RoomOf, FakeSlack.RoomOf), settings.ToDictionary(pair => $"{SlackOptions.Section}:{pair.Key}", pair => pair.Value));
    }
}
