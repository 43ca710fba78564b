using System.Diagnostics.CodeAnalysis;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The cast's company on Slack, and time that stands for all who wait too, until it is passed.</summary>
internal sealed class Premises : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly HandTime time = new();

    [AllowNull]
    public FakeSlack Slack { get; private set; }

    [AllowNull]
    public RunningApp App { get; private set; }

    private IRowStore Store => App.Services.GetRequiredService<IRowStore>();

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

    /// <summary>Passes time until nothing is left to be sent within the next two days.</summary>
    public async Task Delivered()
    {
        for (var round = 0; round < 200; round++)
        {
            await App.Settled();
            if ((await Rows("outbox|")).Count == 0) return;
            Pass(Duration.FromSeconds(10));
        }
        Assert.Fail("It is not delivered after half an hour.");
    }

    public async Task<IReadOnlyList<Row>> Rows(string prefix) => (await Store.List(RunningApp.Workspace, [KeyRange.Prefix(prefix, RowLimits.RowsPerPage)], Cancel))[0].Rows;

    /// <summary>Why notices were given up.</summary>
    public async Task<IReadOnlyList<string>> Parked() => [.. (await Rows("parked|")).Select(row => row.Read(TurnJson.Default.OutboxRow).Parked)];

    public Task<IReadOnlyList<Row>> Interactions() => Rows(Keys.Under("customer", Cast.Acme, "interaction"));

    public async ValueTask DisposeAsync()
    {
        var (faults, errors) = (Slack.Faults, App.Errors);
        await App.DisposeAsync();
        await Slack.DisposeAsync();
        Assert.Empty(faults);
        // A notice that is given up is told as an error: that is no defect.
        Assert.All(errors, error => Assert.Contains("was parked", error));
    }
}
