using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>Reminders, alerts and answers while Teams throttles, loses replies, or lets nobody be reached.</summary>
public class DeliveredTests
{
    private const int Many = 200;

    private static readonly Duration Night = Duration.FromHours(18);

    [Fact]
    public async Task G3_In_a_storm_of_429_two_hundred_reminders_come_once_each_and_none_before_its_time()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var house = await Premises.Open();
        for (var n = 0; n < Many; n++) await house.Says("mei", $"follow Acme GmbH tomorrow 10:00 \"reminder {n:D3}\"{(n % 4 == 0 ? " remind #sales" : "")}");
        await house.Delivered();
        house.Teams.Wipe();
        var storm = new Storm(house.ServiceClock, new(seed), "send", "create");
        house.Teams.Mishaps.Weather = storm.Next;

        house.Pass(Night);
        await house.Delivered();

        Assert.Empty(await house.Parked());
        Assert.All(Enumerable.Range(0, Many), n => Assert.Equal(1, house.Seen("mei", null, $"reminder {n:D3}")));
        Assert.All(Enumerable.Range(0, Many / 4), n => Assert.Equal(1, house.Seen("mei", "sales", $"reminder {4 * n:D3}")));
        var (all, refused) = storm.Calls;
        Assert.True(refused > 0 && all - refused == Many + Many / 4, $"{all} calls, {refused} of them refused");
        Assert.Empty(storm.Early);
    }

    [Theory]
    [InlineData("send", null)]
    [InlineData("create", " remind #sales")]
    public async Task G5_E7_A_post_whose_reply_was_lost_is_made_once_recorded_as_perhaps_there_and_not_tried_again(string kind, string? remind)
    {
        await using var house = await Premises.Open();
        await house.Says("mei", $"follow Acme GmbH tomorrow 10:00 \"send samples\"{remind}");
        await house.Delivered();
        house.Teams.DropReply(kind);

        house.Pass(Night);
        await house.Delivered();
        house.Pass(Duration.FromDays(1));
        await house.Delivered();

        Assert.Equal((1, remind is null ? 0 : 1), (house.Seen("mei", null, "Due now: Acme GmbH — “send samples”"), house.Seen("mei", "sales", "Due now")));
        Assert.Empty(await house.Parked());
        Assert.Contains(await house.App.Rows(Keys.Under("customer", House.Cast.Acme, "sent")), row => row.Value.Contains("possibleRepeat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task E7_A_direct_chat_whose_opening_got_no_answer_is_opened_once_more_and_nobody_counts_as_unreachable()
    {
        await using var house = await Premises.Begin();
        await house.Install("sam", "sales");
        await house.Says("mei", "help", "sales");
        house.Teams.Refuse("create", 502);

        var written = house.Teams.Write("jonas", "sales", "me tz Europe/Berlin");
        for (var wait = 0; wait < 20 && house.Seen("jonas", null, "Berlin") == 0; wait++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            if (house.Teams.Connector.IsIdle) house.Pass(Duration.FromSeconds(1));
        }

        Assert.True((await written).Ok);
        await house.Sees("jonas", null, "Berlin");
        Assert.Equal(0, house.Seen("jonas", "sales", "cannot write to you"));
    }

    [Fact]
    public async Task G5_An_answer_whose_reply_was_lost_is_posted_once()
    {
        await using var house = await Premises.Open();
        house.Teams.DropReply("send");

        Assert.Contains(Deeds.Saved, await house.Says("mei", Deeds.Line));

        await house.Delivered();
        await house.Sees("mei", null, Deeds.Saved);
        Assert.Single(await house.Interactions());
    }

    [Theory]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task E7_A_card_whose_update_fails_for_a_moment_is_updated_and_whoever_pressed_sees_it_at_once(int status)
    {
        await using var house = await Premises.Open();
        var undo = await house.Before("Execute");
        var post = house.Last("mei");
        house.Teams.Refuse("update", status);
        house.Teams.Refuse("update", status);

        var pressed = undo();
        await FakeTeams.Until(() => house.Teams.Calls.Any(call => call.Kind == "update") && house.Teams.Connector.IsIdle);
        for (var wait = 0; wait < 40 && !pressed.IsCompleted; wait++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
            house.Pass(Duration.FromSeconds(0.1));
        }

        Assert.True((await pressed)!.Ok);
        Assert.Contains("Undone", house.Teams.Shown("mei", post).ToString(), StringComparison.Ordinal);
        for (var wait = 0; wait < 40 && !post.Content.ToJsonString().Contains("Undone", StringComparison.Ordinal); wait++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            house.Pass(Duration.FromSeconds(1));
        }
        Assert.Contains("Undone", post.Content.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(3, house.Teams.Calls.Count(call => call.Kind == "update"));
        Assert.Single(house.Teams.Messages("mei"), other => !other.IsTyped);
    }

    [Fact]
    public async Task E7_An_update_whose_reply_was_lost_is_made_again_and_no_second_message_stands_there()
    {
        await using var house = await Premises.Open();
        var undo = await house.Before("Submit");
        house.Teams.DropReply("update");

        var pressed = undo();
        for (var wait = 0; wait < 60 && !pressed.IsCompleted; wait++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            if (house.Teams.Connector.IsIdle) house.Pass(Duration.FromSeconds(0.2));
        }

        Assert.True((await pressed)!.Ok);
        Assert.Contains("Undone", house.Teams.Shown("mei", Assert.Single(house.Teams.Messages("mei"), other => !other.IsTyped)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("uninstalled")]
    [InlineData("told")]
    public async Task G7_Who_cannot_be_written_to_has_their_manager_told_once_others_hear_theirs_and_back_again_they_are_told(string what)
    {
        await using var house = await Premises.Open();
        await house.Says("mei", "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        await house.Says("sam", "follow Bergmann tomorrow 10:00 \"call them\"");
        if (what == "blocked") house.Teams.Block("mei");
        else await house.Teams.Uninstall("mei", null, silent: what == "uninstalled");

        house.Pass(Night);
        await house.Delivered();
        house.Pass(Duration.FromDays(3));
        await house.Delivered();

        Assert.Equal((0, 1), (house.Seen("mei", null, "Due now"), house.Seen("priya", null, "Mei Lin could not be told this")));
        Assert.Equal(1, house.Seen("sam", null, "“call them”") - house.Seen("sam", null, "✓"));
        Assert.Equal(["account-unreachable"], await house.Parked());
        var sends = house.Teams.Calls.Count(call => call.Kind == "send" && call.Room == house.Teams.RoomFor("mei", null).Id);
        await house.Install("mei", null);
        Assert.Contains("✓", await house.Says("mei", "follow Acme GmbH tomorrow 10:00 \"once more\""));
        house.Pass(Duration.FromDays(1));
        await house.Delivered();
        await house.Sees("mei", null, "Due now: Acme GmbH — “once more”");
        Assert.InRange(sends, 0, 3);
    }

    [Fact]
    public async Task G7_Whoever_unblocks_the_bot_and_speaks_is_told_again()
    {
        await using var house = await Premises.Open();
        await house.Says("mei", "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        house.Teams.Block("mei");
        house.Pass(Night);
        await house.Delivered();
        house.Teams.RoomFor("mei", null).Blocked = false;

        Assert.Contains("✓", await house.Says("mei", "follow Acme GmbH tomorrow 10:00 \"once more\""));

        house.Pass(Duration.FromDays(1));
        await house.Delivered();
        await house.Sees("mei", null, "Due now: Acme GmbH — “once more”");
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("told")]
    [InlineData("deleted")]
    public async Task G7_Whose_reminder_cannot_stand_in_its_room_is_told_so_once_in_the_direct_chat(string what)
    {
        await using var house = await Premises.Open();
        await house.Says("mei", "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        if (what == "deleted") house.Teams.World.Rooms.Remove(Company.RoomIdOf("sales"));
        else await house.Teams.Uninstall("sam", "sales", silent: what == "removed");

        house.Pass(Night);
        await house.Delivered();
        for (var day = 0; day < 3; day++)
        {
            house.Pass(Duration.FromDays(1));
            await house.Delivered();
        }

        Assert.Equal(1, house.Seen("mei", null, "Not posted"));
        Assert.Equal(1, house.Seen("mei", null, "Due now: Acme GmbH — “send samples”"));
        Assert.Single(await house.Parked());
    }

    [Fact]
    public async Task G7_Without_a_token_from_Entra_nothing_is_lost_and_all_is_told_when_it_gives_one_again()
    {
        await using var house = await Premises.Open();
        await house.Says("mei", "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        house.Teams.Mishaps.Weather = kind => kind == "token" ? new Mishap.Refused(500, "server_error") : null;

        house.Pass(Night);
        for (var second = 0; second < 20; second++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            house.Pass(Duration.FromSeconds(1));
        }
        Assert.Equal(0, house.Seen("mei", null, "Due now"));
        Assert.Empty(await house.Parked());
        house.Teams.Mishaps.Weather = null;
        await house.Delivered();

        await house.Sees("mei", null, "Due now: Acme GmbH — “send samples”");
        Assert.Empty(await house.Parked());
    }
}
