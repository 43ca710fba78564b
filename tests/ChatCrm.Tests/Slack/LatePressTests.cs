using System.Text.Json.Nodes;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Slack;

/// <summary>A button whose work takes longer than Slack waits.</summary>
public class LatePressTests
{
    [Fact]
    public async Task A_light_window_whose_form_did_not_come_says_where_the_answer_is()
    {
        await using var house = await LateHouse.Open();
        var reminder = await Reminder(house);
        house.Store.Stall();

        Assert.True((await house.Slack.Click("mei", reminder, OfAnOlderVersion(Screen.Find(reminder.Blocks, "1 h")!))).Ok);
        await house.Until(() => house.Slack.Top("mei") is not null);
        house.Store.GoOn();

        await house.Until(() => house.Slack.Shown(house.Slack.Top("mei")!).ToString().Contains("The answer is in your chat with ChatCrm", StringComparison.Ordinal));
        await house.Sees("mei", null, "moved to");
    }

    /// <summary>The answer comes in a message of its own: what is noted of the pressed one must not say that it shows the answer.</summary>
    [Fact]
    public async Task A_late_answer_to_a_press_leaves_the_pressed_card_what_it_was()
    {
        await using var house = await LateHouse.Open();
        await house.Slack.Dm("mei", "log Acme GmbH call 15m \"asked\"");
        await house.Sees("mei", null, "✓ Call 15 min");
        await house.Until(() => house.Slack.Api.IsIdle);
        var card = house.Slack.Messages("mei")[^1];
        await house.App.Settled();
        await Noted(house, card);
        house.Store.Stall();

        Assert.True((await house.Slack.Click("mei", card, "Undo")).Ok);
        house.Store.GoOn();

        await house.Until(() => house.Slack.Messages("mei")[^1] != card && house.Slack.Shown(house.Slack.Messages("mei")[^1]).ToString().Contains("Undone", StringComparison.Ordinal));
        await house.App.Settled();
        Assert.Equal("interaction.logged", await Drawing(house, card));
    }

    /// <summary>Cards that stood before had one id for what asks for a time and what puts off at once.</summary>
    private static Knob OfAnOlderVersion(Knob knob)
    {
        var option = (JsonObject)knob.Option!.DeepClone();
        option["value"] = option["value"]!.ToString().Replace("follow-up.put-off", "follow-up.snooze", StringComparison.Ordinal);
        return knob with { Option = option };
    }

    private static async Task<Post> Reminder(LateHouse house)
    {
        await house.Slack.Command("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        house.App.Clock.Move(Duration.FromHours(18));
        await house.App.Settled();
        await house.Sees("mei", null, "Due now");
        return house.Slack.Messages("mei")[^1];
    }

    /// <summary>A message's id is noted once it stands.</summary>
    private static async Task Noted(LateHouse house, Post post)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (await Drawing(house, post) != "interaction.logged") await Task.Delay(10, patience.Token);
    }

    /// <summary>What a message is drawn from again; null where nothing is noted of it.</summary>
    private static async Task<string?> Drawing(LateHouse house, Post post)
    {
        var store = house.App.Services.GetRequiredService<IRowStore>();
        var cancel = TestContext.Current.CancellationToken;
        var message = await store.Get(RunningApp.Workspace, TurnRows.MessageKey(new($"slack:{Company.Team.Id}/{post.Room.Id}"), post.Ts), cancel);
        return message is null ? null : (await store.Get(RunningApp.Workspace, message.Read(TurnJson.Default.MessageRow).Sent, cancel))?.Read(TurnJson.Default.SentRow).Drawing;
    }
}
