using ChatCrm.Bot;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>The whole service and a fake of Slack, for one test. At the end Slack has refused nothing and nothing has failed.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public required FakeSlack Slack { get; init; }

    public required RunningApp App { get; init; }

    /// <summary>True where something cannot be delivered, and the service says so in its log.</summary>
    public bool Parks { get; set; }

    public static async Task<Stage> Open(params (string Name, string Value)[] more)
    {
        var slack = await FakeSlack.Start();
        return new() { Slack = slack, App = await SlackApp.Start(slack, null, more) };
    }

    /// <summary>Waits for all that goes on behind acknowledgements, and for what is to be sent now.</summary>
    public async Task Quiet()
    {
        var cancel = TestContext.Current.CancellationToken;
        await App.Services.GetRequiredService<UnderWay>().StopAsync(cancel);
        await App.Settled();
        await Slack.Until(() => Slack.Api.IsIdle);
    }

    public async Task Command(string who, string room, string line)
    {
        Assert.True((await Slack.Command(who, room, line)).Ok);
        await Quiet();
    }

    public async Task Dm(string who, string line)
    {
        Assert.True((await Slack.Dm(who, line)).Ok);
        await Quiet();
    }

    public async Task Mention(string who, string room, string line, string? thread = null)
    {
        Assert.True((await Slack.Mention(who, room, line, thread)).Ok);
        await Quiet();
    }

    /// <summary>Any message event of a room or a direct chat.</summary>
    public async Task Event(string who, string? room, JsonObject inner)
    {
        var where = Slack.RoomFor(who, room ?? "");
        inner["channel"] ??= where.Id;
        if (where.Kind == RoomKind.Direct) inner["channel_type"] = "im";
        (inner["ts"], inner["event_ts"]) = (Slack.World.NextTs(), Slack.World.NextTs());
        await Slack.Tell(where.Team, inner, where.ExtShared);
        await Quiet();
    }

    public async Task Press(string who, Post post, string label)
    {
        Assert.True((await Slack.Click(who, post, label)).Ok);
        await Quiet();
    }

    public async Task Press(string who, View view, string label)
    {
        Assert.True((await Slack.Click(who, view, label)).Ok);
        await Quiet();
    }

    /// <summary>Fills in the form on top and sends it.</summary>
    public async Task Submit(string who, params (string Field, string Value)[] answers)
    {
        Assert.True((await Slack.Submit(who, Top(who), answers.ToDictionary(answer => answer.Field, answer => answer.Value)))!.Ok);
        await Quiet();
    }

    /// <summary>The service's own messages that somebody sees in a room, or in their direct chat.</summary>
    public IReadOnlyList<Post> Posts(string who, string? room = null) => [.. Slack.Messages(who, room).Where(post => !post.IsTyped)];

    public Post Last(string who, string? room = null) => Posts(who, room) is [.., var last] ? last : throw new InvalidOperationException($"{who} sees nothing of the service in {room ?? "their direct chat"}.");

    /// <summary>The last one, as it is read.</summary>
    public string Seen(string who, string? room = null) => Slack.Shown(Last(who, room)).ToString();

    public View Top(string who) => Slack.Top(who) ?? throw new InvalidOperationException($"{who} has no window open, and saw last: {string.Join("; ", Slack.World.Posts.Where(post => !post.IsTyped).TakeLast(1).Select(post => Slack.Shown(post)))}");

    public string Window(string who) => Slack.Shown(Top(who)).ToString();

    public string Home(string who) => Slack.Shown(Slack.Home(who) ?? throw new InvalidOperationException($"{who} has no home.")).ToString();

    /// <summary>What a field of the window on top holds.</summary>
    public string Field(string who, string field) => Top(who).Value(Top(who).Element(field)) switch
    {
        JsonObject option => BlockText.Plain(option["text"]),
        var text => text?.ToString() ?? "",
    };

    public async Task Pass(Duration time)
    {
        App.Clock.Move(time);
        await Quiet();
    }

    public async ValueTask DisposeAsync()
    {
        await using (Slack)
        await using (App)
        {
            await Quiet();
            Assert.Empty(Slack.Faults);
            Assert.DoesNotContain(App.Errors, error => !Parks || !error.Contains(" was parked: ", StringComparison.Ordinal));
        }
    }
}
