using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The cast's company on Slack, and time that stands for all who wait too, until it is passed.</summary>
internal sealed class Premises : IAsyncDisposable
{
    private readonly HandTime time = new();

    /// <summary>By which the service waits.</summary>
    public IClock ServiceClock => time;

    public FakeSlack Slack { get; private set; } = null!;

    public RunningApp App { get; private set; } = null!;

    /// <summary>What it may log as an error: a notice that is given up is told so, and is no defect.</summary>
    public string Expected { get; set; } = "was parked";

    public static async Task<Premises> Open(Func<IRowStore, IRowStore>? inFrontOf = null)
    {
        var premises = new Premises();
        var slack = premises.Slack = await FakeSlack.Start();
        var platform = SlackApp.PlatformOf(slack) with { Add = services => services.AddSingleton<TimeProvider>(premises.time) };
        var app = premises.App = await RunningApp.Start(inFrontOf, platform);
        (slack.World.Clock, slack.Service) = (app.Clock, app.Address);
        return premises;
    }

    public void Pass(Duration by)
    {
        App.Clock.Move(by);
        time.Move(by);
    }

    /// <summary>Types a command: what is shown then.</summary>
    public async Task<string> Types(string user, string room, string line)
    {
        var before = Slack.Messages(user, room).Count(post => !post.IsTyped);
        Assert.True((await Slack.Command(user, room, line)).Ok);
        Assert.True(await Slack.Until(() => Slack.Messages(user, room).Count(post => !post.IsTyped) > before && Slack.Api.IsIdle));
        return Slack.Shown(Slack.Messages(user, room)[^1]).ToString();
    }

    /// <summary>How often the bot has written something there.</summary>
    public int Seen(string user, string room, string text) => Slack.Messages(user, room).Count(post => !post.IsTyped && Slack.Shown(post).ToString().Contains(text, StringComparison.Ordinal));

    /// <summary>Passes time, second by second, until nothing is left to be sent.</summary>
    public Task Delivered() => App.Delivered(() => Slack.Api.IsIdle, Pass);

    public Task<IReadOnlyList<Row>> Rows(string prefix) => App.Rows(prefix);

    /// <summary>Why notices were given up.</summary>
    public Task<IReadOnlyList<string>> Parked() => App.Parked();

    public Task<IReadOnlyList<Row>> Interactions() => App.Interactions();

    public async ValueTask DisposeAsync()
    {
        var (faults, errors) = (Slack.Faults, App.Errors);
        await App.DisposeAsync();
        await Slack.DisposeAsync();
        Assert.Empty(faults);
        Assert.All(errors, error => Assert.Matches(Expected, error));
    }
}
