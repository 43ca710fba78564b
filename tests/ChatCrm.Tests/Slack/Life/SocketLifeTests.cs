using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The whole service over Socket Mode, when its connections end under it.</summary>
public class SocketLifeTests
{
    private const string Line = "log Acme GmbH call 15m \"asked for FOB price\"", Saved = "✓ Call 15 min";

    [Fact]
    public async Task E3_A_command_whose_connection_is_gone_before_its_answer_has_its_effect_and_is_answered()
    {
        await using var house = await House.Open();
        house.Store.Stall();
        var typed = house.Slack.Command("mei", "sales", Line);
        await house.Waits();

        house.Slack.Sockets.Cut();
        house.Store.GoOn();

        Assert.True(await house.Slack.Until(() => house.Seen("sales", Saved) == 1));
        await house.Slack.Pass(Duration.FromSeconds(4));
        Assert.False((await typed).Ok);
        Assert.Equal(1, house.Seen("sales", Saved));
    }

    [Fact]
    public async Task E3_An_event_that_is_sent_again_after_a_lost_acknowledgement_has_one_effect_and_one_answer()
    {
        await using var house = await House.Open();
        house.Store.Stall();
        var said = house.Slack.Dm("mei", Line);
        await house.Waits();
        house.Slack.Sockets.Cut();
        house.Store.GoOn();
        Assert.True(await house.Slack.Until(() => house.Seen("", Saved) == 1 && house.Slack.Sockets.Connections > 0));

        var again = await house.Slack.Pass(Duration.FromSeconds(4));

        Assert.False((await said).Ok);
        Assert.True(Assert.Single(again).Ok);
        await house.App.Settled();
        Assert.Equal(1, house.Seen("", Saved));
        var store = house.App.Services.GetRequiredService<IRowStore>();
        var kept = await store.List(RunningApp.Workspace, [KeyRange.Prefix(Keys.Under("customer", Cast.Acme, "interaction"), RowLimits.RowsPerPage)], TestContext.Current.CancellationToken);
        Assert.Single(kept[0].Rows);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task A_connection_that_Slack_takes_away_is_replaced_and_nothing_is_lost(string reason)
    {
        await using var house = await House.Open();

        await house.Slack.Sockets.Disconnect(reason, close: reason != "warning");

        foreach (var _ in Enumerable.Range(0, 4)) Assert.True((await house.Slack.Command("mei", "sales", "find acme")).Ok);
        Assert.True(await house.Slack.Until(() => house.Slack.Sockets.Connections >= 2 && house.Seen("sales", "2 customers for") == 4));
    }

    private sealed class House : IAsyncDisposable
    {
        public required FakeSlack Slack { get; init; }

        public required RunningApp App { get; init; }

        public required StallingStore Store { get; init; }

        public static async Task<House> Open()
        {
            StallingStore? store = null;
            var slack = await FakeSlack.Start();
            var app = await SlackApp.StartWithSockets(slack, file => store = new(file));
            return new() { Slack = slack, App = app, Store = store! };
        }

        public int Seen(string room, string text) => Slack.Messages("mei", room).Count(post => !post.IsTyped && Slack.Shown(post).ToString().Contains(text, StringComparison.OrdinalIgnoreCase));

        /// <summary>Until somebody waits for the store.</summary>
        public async Task Waits() => Assert.True(await Slack.Until(() => Store.Waiting > 0));

        public async ValueTask DisposeAsync()
        {
            var (faults, errors) = (Slack.Faults, App.Errors);
            await App.DisposeAsync();
            await Slack.DisposeAsync();
            Assert.Empty(faults);
            Assert.Empty(errors);
        }
    }
}
