using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The whole service where the app is installed by browser: the company's team and the others of Slack begin without it.</summary>
internal sealed class Town : IAsyncDisposable
{
    /// <summary>The company's team, whose installer is Sam.</summary>
    public const string Company = "T1COMPANY";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public required FakeSlack Slack { get; init; }

    public required RunningApp App { get; init; }

    /// <summary>True where the service is meant to log errors.</summary>
    public bool Ails { get; set; }

    private IRowStore Store => App.Services.GetRequiredService<IRowStore>();

    public static async Task<Town> Open(Func<IRowStore, IRowStore>? inFrontOf = null, string patience = "00:05:00")
    {
        var slack = await FakeSlack.Start();
        var platform = SlackApp.PlatformOf(slack, ("BotToken", ""), ("ClientId", OAuth.ClientId), ("ClientSecret", OAuth.ClientSecret), ("PublicAddress", "http://127.0.0.1:5080"), ("Patience", patience)) with { Connection = "" };
        slack.Installs.Remove(slack.Installs.Find(Company)!);
        var town = new Town { Slack = slack, App = await RunningApp.Start(inFrontOf, platform) };
        town.Meet();
        return town;
    }

    /// <summary>Another team, with people and a channel of its own.</summary>
    public void Add(string id, string name, string room, string[] people, string? enterprise = null)
    {
        var team = Slack.AddTeam(id, name, enterprise);
        foreach (var handle in people) Slack.Put(new("U9" + handle.ToUpperInvariant(), handle, handle, team));
        Slack.AddRoom(room, RoomKind.Public, people, team: team);
    }

    /// <summary>Somebody installs the app in their browser: the page that they see at last.</summary>
    public async Task<string> Install(string user, string? on = null)
    {
        using var browser = new Visitor(App.Address);
        using var begun = await browser.Get("/slack/install");
        var back = Slack.Agree(begun.Headers.Location!, user, on);
        using var page = await browser.Get(back.PathAndQuery);
        return await page.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>The app in the company's team, and Sam welcomed.</summary>
    public async Task Install()
    {
        await Install("sam");
        await Sees("sam", "", _ => true);
    }

    public async Task Restart()
    {
        await App.Restart();
        Meet();
    }

    /// <summary>Somebody types a command: what they are shown then.</summary>
    public Task<string> Types(string user, string room, string line) => Answered(user, room, () => Slack.Command(user, room, line));

    /// <summary>Somebody writes to the bot: what it answers.</summary>
    public Task<string> Writes(string user, string line) => Answered(user, "", () => Slack.Dm(user, line));

    /// <summary>The last message of a place, once one after those that stood there has come.</summary>
    public async Task<string> Answered(string user, string room, Func<Task<Answer>> act)
    {
        var before = Slack.Messages(user, room).Count(post => !post.IsTyped);
        Assert.True((await act()).Ok);
        await Sees(user, room, posts => posts.Count > before);
        return Slack.Shown(Slack.Messages(user, room)[^1]).ToString();
    }

    /// <summary>What the bot has written there, as soon as it is so.</summary>
    public async Task<IReadOnlyList<string>> Sees(string user, string room, Func<IReadOnlyList<string>, bool> holds)
    {
        IReadOnlyList<string> Seen() => [.. Slack.Messages(user, room).Where(post => !post.IsTyped).Select(post => Slack.Shown(post).ToString())];
        Assert.True(await Slack.Until(() => holds(Seen()) && Slack.Api.IsIdle), $"{user} sees in '{room}':\n{string.Join("\n---\n", Seen())}");
        return Seen();
    }

    /// <summary>The workspace that an install began with.</summary>
    public static string WorkspaceOf(string on) => DirectoryRows.OwnWorkspace($"slack:{on}");

    public async Task<Roster> Members(string on) => await WorkspaceRows.Roster(new(Store, WorkspaceOf(on)), Cancel);

    public async Task<InstallRow> Row(string on) => (await Store.Get(DirectoryRows.Partition, InstallRow.KeyOf(on), Cancel))!.Read(InstallJson.Default.InstallRow);

    public async Task<Connection> ConnectionOf(string on) => DirectoryRows.Connection((await Store.Get(DirectoryRows.Partition, DirectoryRows.ConnectionKey($"slack:{on}"), Cancel))!);

    public async Task<IReadOnlyList<Row>> Rows(string partition, string prefix = "") =>
        (await Store.List(partition, [prefix.Length > 0 ? KeyRange.Prefix(prefix, RowLimits.RowsPerPage) : new("!", "~", RowLimits.RowsPerPage)], Cancel))[0].Rows;

    /// <summary>The reasons for which notices were given up.</summary>
    public async Task<IReadOnlyList<string>> Parked(string on) => [.. (await Rows(WorkspaceOf(on), "parked|")).Select(row => row.Read(TurnJson.Default.OutboxRow).Parked)];

    /// <summary>An event of Slack's, at a time of its own: also one of the past.</summary>
    public Task<Answer> Tell(string on, JsonObject happened, Instant at) => Slack.Send("slack/events", new JsonObject
    {
        ["type"] = "event_callback", ["team_id"] = on, ["api_app_id"] = World.AppId, ["event"] = happened, ["event_id"] = Slack.World.Next("Ev"), ["event_time"] = at.ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = on, ["user_id"] = World.BotUser, ["is_bot"] = true, ["is_enterprise_install"] = false }),
    }.ToJsonString());

    /// <summary>All bytes of the service's rows, as text.</summary>
    public string Bytes()
    {
        var bytes = "";
        foreach (var file in new[] { App.File, App.File + "-wal" }.Where(File.Exists))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            bytes += reader.ReadToEnd();
        }
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        var (faults, errors) = (Slack.Faults, App.Errors);
        await App.DisposeAsync();
        await Slack.DisposeAsync();
        Assert.Empty(faults);
        if (!Ails) Assert.Empty(errors);
    }

    private void Meet() => (Slack.World.Clock, Slack.Service) = (App.Clock, App.Address);
}
