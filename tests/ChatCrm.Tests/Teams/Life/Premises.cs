using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using ChatCrm.Bot.Teams;
using ChatCrm.Bot.Teams.Tokens;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Teams.Fake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>The cast's company on Teams, a store that can stand still, and time that stands for all who wait too, until it is passed.</summary>
internal sealed class Premises : IAsyncDisposable
{
    private readonly HandTime time = new();

    /// <summary>By which the service waits.</summary>
    public IClock ServiceClock => time;

    public FakeTeams Teams { get; private set; } = null!;

    public RunningApp App { get; private set; } = null!;

    public StallingStore Store { get; private set; } = null!;

    /// <summary>What it may log as an error: a notice that is given up is told so, and is no defect.</summary>
    public string Expected { get; set; } = "was parked";

    /// <summary>The app is with Mei, Priya and Sam, and in #sales; they are members, and known.</summary>
    public static async Task<Premises> Open(Func<IRowStore, IRowStore>? inFrontOf = null, params (string Name, string Value)[] more)
    {
        var house = await Begin(inFrontOf, more);
        foreach (var handle in new[] { "mei", "priya", "sam" }) await house.Install(handle, null);
        await house.Install("sam", "sales");
        await house.Says("mei", "help");
        await house.Delivered();
        house.Teams.Wipe();
        return house;
    }

    /// <summary>The app is nowhere yet.</summary>
    public static async Task<Premises> Begin(Func<IRowStore, IRowStore>? inFrontOf = null, params (string Name, string Value)[] more)
    {
        var house = new Premises { Teams = await FakeTeams.Start() };
        // Entra's library keeps tokens by the clock on the wall: these are too short for that, and last by the clock of the test.
        house.Teams.Login.Lasts = 1;
        var platform = TeamsApp.PlatformOf(house.Teams, [("Patience", "00:00:02"), ("TypingAfter", "00:00:01"), .. more]);
        platform = platform with { Add = platform.Add + (services => services.AddSingleton<TimeProvider>(house.time).AddSingleton(provider => new OutboundToken(
            new Timed(Credential.Of(provider.GetRequiredService<TeamsOptions>(), provider.GetService<HttpPipelineTransport>()), provider.GetRequiredService<IClock>()),
            provider.GetRequiredService<TeamsOptions>(), provider.GetRequiredService<IClock>(), provider.GetRequiredService<ILogger<OutboundToken>>()))) };
        house.App = await RunningApp.Start(file => house.Store = new(inFrontOf is null ? file : inFrontOf(file)), platform);
        (house.Teams.World.Clock, house.Teams.Service, house.Teams.IsJudged) = (house.App.Clock, house.App.Address, true);
        return house;
    }

    public async Task Restart()
    {
        await App.Restart();
        Teams.Service = App.Address;
    }

    public void Pass(Duration by)
    {
        App.Clock.Move(by);
        time.Move(by);
    }

    /// <summary>What waits for its turn to send, as the Connector takes few sends a second, gets the time that it waits for.</summary>
    public async Task<T> InTime<T>(Task<T> deed)
    {
        while (!await FakeTeams.Until(() => deed.IsCompleted, TimeSpan.FromMilliseconds(500))) Pass(Duration.FromSeconds(1));
        return await deed;
    }

    /// <summary>The app comes to a conversation, and a second later all is quiet.</summary>
    public async Task Install(string user, string? room, bool updateFirst = false)
    {
        await Teams.Install(user, room, updateFirst);
        await FakeTeams.Until(() => Teams.Connector.IsIdle);
        Pass(Duration.FromSeconds(1));
    }

    /// <summary>Writes to the bot: what stands last in the direct chat then.</summary>
    public async Task<string> Says(string user, string line, string? room = null)
    {
        var before = Teams.Messages(user).Count(post => !post.IsTyped);
        Assert.True((await Teams.Write(user, room, line)).Ok);
        Assert.True(await FakeTeams.Until(() => Teams.Messages(user).Count(post => !post.IsTyped) > before && Teams.Connector.IsIdle));
        // The Connector takes few sends a second.
        Pass(Duration.FromSeconds(1));
        return Teams.Shown(user, Last(user)).ToString();
    }

    public Post Last(string user, string? room = null) => Teams.Messages(user, room).Last(post => !post.IsTyped);

    /// <summary>How often the bot has written something there.</summary>
    public int Seen(string user, string? room, string text) => Teams.Messages(user, room).Count(post => !post.IsTyped && Teams.Shown(user, post).ToString().Contains(text, StringComparison.Ordinal));

    public async Task Sees(string user, string? room, string text, int times = 1) =>
        Assert.True(await FakeTeams.Until(() => Seen(user, room, text) == times), $"'{text}' stands there {Seen(user, room, text)} times:\n{string.Join("\n---\n", Teams.Messages(user, room).Select(post => Teams.Shown(user, post)))}");

    /// <summary>Until somebody waits for the store.</summary>
    public async Task Waits(int many = 1) => Assert.True(await FakeTeams.Until(() => Store.Waiting >= many), $"{Store.Waiting} wait for the store.");

    /// <summary>What somebody's client sends for a deed, which does not arrive.</summary>
    public async Task<JsonObject> Caught(Func<Task<Answer?>> deed)
    {
        Teams.Service = new("http://127.0.0.1:9/");
        await deed();
        Teams.Service = App.Address;
        return Teams.Retries[^1].Delivery.Activity;
    }

    /// <summary>Passes time until nothing goes on behind an answer, and nothing is left to be sent.</summary>
    public async Task Delivered()
    {
        await App.Delivered(() => Teams.Connector.IsIdle, Pass, App.Services.GetRequiredService<ChatCrm.Bot.UnderWay>().StopAsync(TestContext.Current.CancellationToken));
        await App.Delivered(() => Teams.Connector.IsIdle, Pass);
    }

    public Task<IReadOnlyList<string>> Parked() => App.Parked();

    public Task<IReadOnlyList<Row>> Interactions() => App.Interactions();

    /// <summary>How many turns had an effect.</summary>
    public async Task<int> Effects() => (await App.Rows("turn|")).Count;

    public async ValueTask DisposeAsync()
    {
        Store.GoOn();
        var (faults, errors) = (Teams.Faults, App.Errors);
        await App.DisposeAsync();
        await Teams.DisposeAsync();
        Assert.Empty(faults);
        Assert.All(errors, error => Assert.Matches(Expected, error));
    }

    /// <summary>Tokens that last an hour by the clock of the test.</summary>
    private sealed class Timed(TokenCredential real, IClock clock) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext wanted, CancellationToken cancel) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext wanted, CancellationToken cancel) =>
            new((await real.GetTokenAsync(wanted, cancel)).Token, (clock.GetCurrentInstant() + Duration.FromHours(1)).ToDateTimeOffset());
    }
}
