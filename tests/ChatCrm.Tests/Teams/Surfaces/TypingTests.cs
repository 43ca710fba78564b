using ChatCrm.Tests.House;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Teams.Fake;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Whoever waits for more than a second sees that the bot is typing.</summary>
public class TypingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("sales")]
    public async Task After_a_second_the_bot_is_seen_typing_where_it_was_asked(string? room)
    {
        await using var slow = await Slow.Open();
        var asked = slow.Asks("mei", room);

        slow.Time.Move(Duration.FromMilliseconds(900));
        Assert.False(slow.IsTyping(room));
        slow.Time.Move(Duration.FromMilliseconds(200));

        Assert.True(await FakeTeams.Until(() => slow.IsTyping(room)));
        await slow.GoOn(asked);
    }

    [Fact]
    public async Task Who_is_answered_within_the_second_sees_no_typing()
    {
        await using var slow = await Slow.Open();
        var asked = slow.Asks("mei", null);
        slow.Time.Move(Duration.FromMilliseconds(900));

        await slow.GoOn(asked);

        Assert.False(slow.IsTyping(null));
    }

    /// <summary>The service with a store that stands still, and time that is moved by hand.</summary>
    private sealed class Slow : IAsyncDisposable
    {
        private readonly StallingStore store;

        private Slow(Stage stage, StallingStore store, HandTime time) => (Stage, this.store, Time) = (stage, store, time);

        public Stage Stage { get; }

        public HandTime Time { get; }

        public static async Task<Slow> Open()
        {
            StallingStore? store = null;
            var time = new HandTime();
            var teams = await FakeTeams.Start();
            var platform = TeamsApp.PlatformOf(teams, ("TypingAfter", "00:00:01"));
            var app = await RunningApp.Start(file => store = new(file), platform with { Add = services => { platform.Add!(services); services.AddSingleton<TimeProvider>(time); } });
            (teams.World.Clock, teams.Service, teams.IsJudged) = (app.Clock, app.Address, true);
            await teams.Install("mei", null);
            await teams.Install("mei", "sales");
            teams.Wipe();
            return new(new() { Teams = teams, App = app }, store!, time);
        }

        public Task<Answer> Asks(string who, string? room)
        {
            store.Stall();
            var asked = Stage.Teams.Write(who, room, "acme gmbh");
            Assert.True(SpinWait.SpinUntil(() => store.Waiting > 0, TimeSpan.FromSeconds(10)));
            return asked;
        }

        public bool IsTyping(string? room) => Stage.Teams.Since(0).Any(one => one.What == Happened.Typing && one.Post!.Room == Stage.Teams.RoomFor("mei", room));

        public async Task GoOn(Task<Answer> asked)
        {
            store.GoOn();
            Assert.True((await asked).Ok);
            await Stage.Quiet();
            Assert.Contains("Acme GmbH", Stage.Seen("mei"));
        }

        public ValueTask DisposeAsync() => Stage.DisposeAsync();
    }
}
