using System.Text.Json.Nodes;
using ChatCrm.Bot;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>The whole service and a fake of Teams, for one test. At the end Teams has found no fault and nothing has failed.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public required FakeTeams Teams { get; init; }

    public required RunningApp App { get; init; }

    /// <summary>True where something cannot be delivered, or the store fails, and the service says so in its log.</summary>
    public bool Fails { get; set; }

    public static Task<Stage> Open(params (string Name, string Value)[] more) => Open(null, more);

    public static async Task<Stage> Open(Func<IRowStore, IRowStore>? inFrontOf, params (string Name, string Value)[] more)
    {
        var teams = await FakeTeams.Start();
        return new() { Teams = teams, App = await TeamsApp.Start(teams, inFrontOf, more) };
    }

    /// <summary>The app is in two rooms of all, and in the chats of these people.</summary>
    public static async Task<Stage> Open(IReadOnlyList<string> installedFor)
    {
        var teams = await FakeTeams.Start();
        var app = await RunningApp.Start(null, TeamsApp.PlatformOf(teams));
        (teams.World.Clock, teams.Service, teams.IsJudged) = (app.Clock, app.Address, true);
        var stage = new Stage { Teams = teams, App = app };
        foreach (var who in installedFor) await teams.Install(who, null);
        foreach (var room in new[] { "sales", "lunch" }) await teams.Install(installedFor[0], room);
        await stage.Quiet();
        teams.Wipe();
        return stage;
    }

    /// <summary>The same, on a platform whose settings the test changes later.</summary>
    public static async Task<Stage> Open(FakeTeams teams, Platform platform) => new() { Teams = teams, App = await TeamsApp.Start(teams, platform) };

    /// <summary>Waits for all that goes on behind the answers, and for what is to be sent now.</summary>
    public async Task Quiet()
    {
        await App.Services.GetRequiredService<UnderWay>().StopAsync(TestContext.Current.CancellationToken);
        await App.Settled();
        await FakeTeams.Until(() => Teams.Connector.IsIdle);
    }

    /// <summary>Writes a line: in the direct chat, or mentioning the bot in a room.</summary>
    public async Task Say(string who, string? room, string line, Post? thread = null)
    {
        Assert.True((await Teams.Write(who, room, line, thread, mentions: room is not null || line.Length == 0)).Ok);
        await Quiet();
    }

    /// <summary>A line from a client that says what people call the room.</summary>
    public async Task Named(string who, string room)
    {
        var activity = Teams.Message(who, room, "help");
        activity["conversation"]!["name"] = room;
        Assert.True((await Teams.Tell(activity)).Ok);
        await Quiet();
        Teams.Wipe();
    }

    /// <summary>Presses a button of a card; what Teams shows for a moment then, empty for nothing.</summary>
    public Task<string> Press(string who, Post post, string label, bool bySubmit = false) => Told(async () => Assert.True((await Teams.Press(who, post, label, bySubmit))?.Ok));

    /// <summary>Presses a button of the dialog.</summary>
    public Task<string> Press(string who, string label) => Told(async () => Assert.True((await Teams.Submit(who, Dialog(who), label))?.Ok));

    /// <summary>Fills in the open dialog and sends it.</summary>
    public Task<string> Submit(string who, params (string Field, string Value)[] answers) => Told(async () =>
    {
        foreach (var (field, value) in answers) Dialog(who).Typed.Values[field] = value;
        Assert.True((await Teams.Submit(who, Dialog(who)))?.Ok);
    });

    /// <summary>Fills in the form on a card and sends it.</summary>
    public Task<string> Submit(string who, Post form, bool bySubmit, params (string Field, string Value)[] answers) => Told(async () =>
    {
        foreach (var (field, value) in answers) Teams.Fill(who, form, field, value);
        Assert.True((await Teams.Press(who, form, CardTree.Knobs(form.CardFor(Teams.World.Person(who))!)[0], bySubmit))?.Ok);
    });

    /// <summary>Asks in a room, and shares the answer there.</summary>
    public async Task Share(string room, string line, string who = "mei")
    {
        await Say(who, room, line);
        await Press(who, Last(who), "Share");
    }

    /// <summary>Begins an action of the message extension.</summary>
    public Task<string> Begin(string who, string? room, string command, Post? on = null) => Told(async () => Assert.True((await Teams.FetchTask(who, room, command, on)).Ok));

    /// <summary>The service's own messages that somebody sees in a room, or in their direct chat.</summary>
    public IReadOnlyList<Post> Posts(string who, string? room = null) => [.. Teams.Messages(who, room).Where(post => !post.IsTyped)];

    public Post Last(string who, string? room = null) => Posts(who, room) is [.., var last] ? last : throw new InvalidOperationException($"{who} sees nothing of the service in {room ?? "their direct chat"}.");

    /// <summary>The last one, as it is read.</summary>
    public string Seen(string who, string? room = null) => Seen(who, Last(who, room));

    public string Seen(string who, Post post) => Teams.Shown(who, post).ToString();

    /// <summary>Somebody's client shows them a card that stands for a room; what they see of it then.</summary>
    public async Task<string> Look(string who, Post card)
    {
        await Teams.See(who, card);
        return Seen(who, card);
    }

    /// <summary>All that stands for a whole room, as it was sent: texts, cards and what notifications say.</summary>
    public string Sent(string who, string room) => string.Join('\n', Posts(who, room).Select(post => post.Content.ToJsonString(Plainly)));

    public Dialog Dialog(string who) => Teams.Open(who) ?? throw new InvalidOperationException($"{who} has no dialog open, and sees in their chat: {string.Join("\n", Posts(who).TakeLast(1).Select(post => Seen(who, post)))}");

    public string InDialog(string who) => Teams.Shown(Dialog(who)).ToString();

    /// <summary>What a field of the dialog holds.</summary>
    public string Field(string who, string field) => Dialog(who) is var dialog ? dialog.Typed.Value(Input(dialog.Card, field)) : "";

    /// <summary>What a field of a form on a card holds.</summary>
    public string Field(string who, Post form, string field) => Teams.World.Person(who) is var person ? Teams.TypedIn(person, form).Value(Input(form.CardFor(person)!, field)) : "";

    /// <summary>Somebody of the company whom the service has not met.</summary>
    public Person Newcomer(string handle, string name, string locale = "en-US", string zone = "Europe/London", bool guest = false) =>
        Teams.Put(new(Company.IdOf(handle), handle, name, Company.Tenant) { Locale = locale, Zone = zone, Guest = guest });

    /// <summary>What a client that shows a card asks for, as anybody could send it.</summary>
    public static JsonObject Refresh(Post card) => new() { ["action"] = card.Card!["refresh"]!["action"]!.DeepClone(), ["trigger"] = "automatic" };

    public async Task Pass(Duration time)
    {
        App.Clock.Move(time);
        await Quiet();
    }

    public async ValueTask DisposeAsync()
    {
        await using (Teams)
        await using (App)
        {
            await Quiet();
            Assert.Empty(Teams.Faults);
            if (!Fails) Assert.Empty(App.Errors);
        }
    }

    public static readonly System.Text.Json.JsonSerializerOptions Plainly = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<string> Told(Func<Task> act)
    {
        var before = Teams.Since(0).Count;
        await act();
        await Quiet();
        return Teams.Since(before).LastOrDefault(one => one.What == Happened.Told)?.Text ?? "";
    }

    private static JsonObject Input(JsonObject card, string field) => CardTree.Inputs(card).Single(input => CardTree.Id(input) == field);
}
