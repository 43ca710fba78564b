using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>What fails, waits, is refused, or ends nobody knows how.</summary>
public class FailedDeliveriesTests
{
    private static readonly Recipient ToPriya = new Recipient.ToMember("priya");
    private static readonly Recipient ToSales = new Recipient.ToRoom("console:sales");

    [Fact]
    public async Task A_crash_between_the_send_and_its_record_repeats_it_once_and_says_so()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        await house.Write("samples", ToPriya);
        store.FailsCommit = changes => changes.Any(change => change is Change.Delete && change.Key.StartsWith("outbox|", StringComparison.Ordinal));
        await house.Deliver();
        store.FailsCommit = _ => false;

        await house.DeliverElsewhere();
        Assert.Single(house.Office.Posts);
        house.Clock.Move(Duration.FromSeconds(61));
        await house.DeliverElsewhere();
        await house.DeliverElsewhere();

        Assert.Equal(2, house.Office.Posts.Count);
        Assert.True(Assert.Single(await house.Ledger()).PossibleRepeat);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public async Task G6_Sent_while_the_store_went_away_it_is_written_down_when_it_is_back_and_not_sent_again(int seconds)
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        await house.Write("samples", ToPriya);
        store.FailsCommit = changes => changes.Any(change => change is Change.Delete && change.Key.StartsWith("outbox|", StringComparison.Ordinal));
        await house.Deliver();
        store.FailsCommit = _ => false;
        house.Clock.Move(Duration.FromSeconds(seconds));

        await house.Deliver();

        Assert.Single(house.Office.Posts);
        Assert.False(Assert.Single(await house.Ledger()).PossibleRepeat);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task What_can_never_be_written_down_is_sent_five_times_and_parked()
    {
        var store = new BrittleStore { Failure = () => new InvalidOperationException("not like that") };
        await using var house = await CourierHouse.Open(store);
        await house.Write("samples", ToPriya);
        store.FailsCommit = changes => changes.Any(change => change.Key.Contains("|sent|", StringComparison.Ordinal));

        for (var minute = 0; minute < 12; minute++)
        {
            await house.Deliver();
            house.Clock.Move(Duration.FromSeconds(61));
        }

        Assert.Equal(5, house.Office.Posts.Count);
        var parked = Assert.Single(await house.Parked());
        Assert.Equal(("unrecorded", true, 0), (parked.Parked, parked.PossibleRepeat, parked.ClaimedUntil));
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task What_a_channel_puts_off_is_sent_later_and_not_before()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya);
        house.Office.Answers = _ => new(PostOffice.Later(90));
        await house.Deliver();
        house.Office.Answers = _ => default;

        house.Clock.Move(Duration.FromSeconds(89));
        await house.Deliver();
        Assert.Empty(house.Office.Posts);
        Assert.Equal(1, Assert.Single(await house.Workspace.Notices()).Tries);
        house.Clock.Move(Duration.FromSeconds(1));
        await house.Deliver();

        Assert.Single(house.Office.Posts);
        Assert.False(Assert.Single(await house.Ledger()).PossibleRepeat);
    }

    [Fact]
    public async Task What_fails_five_times_is_parked_and_holds_up_no_other()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = to => to.Value == "console:direct/priya" ? throw new InvalidOperationException("broken") : default;
        await house.Write("samples", ToPriya, ToSales);

        await house.DeliverAll();

        Assert.Equal("console:room/sales", Assert.Single(house.Office.Posts).To);
        Assert.Equal("failed", Assert.Single(await house.Parked()).Parked);
        Assert.Equal(1 + 5, house.Office.Asked);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task A_card_that_cannot_be_drawn_is_parked_too()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("broken", ToPriya);

        await house.DeliverAll();

        Assert.Equal("failed", Assert.Single(await house.Parked()).Parked);
        Assert.Equal(0, house.Office.Asked);
    }

    [Fact]
    public async Task What_is_refused_is_parked_at_once()
    {
        const int Admins = 1;
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(new Delivery.Refused("archived"));
        await house.Write("samples", ToPriya);

        await house.DeliverAll();

        Assert.Single(await house.Parked(), parked => parked is { Parked: "archived", Member: "priya", Tries: 0 });
        Assert.Equal(1, house.Office.Asked - Admins);
    }

    [Fact]
    public async Task What_was_perhaps_posted_counts_as_sent_and_is_noted_as_unsure()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(new Delivery.Unknown());
        await house.Write("samples", ToPriya);

        await house.DeliverAll();

        Assert.Equal(1, house.Office.Asked);
        Assert.True(Assert.Single(await house.Ledger()) is { PossibleRepeat: true, Message: "" });
        Assert.Empty(await house.Workspace.Rows("message|"));
    }

    [Fact]
    public async Task While_another_process_tells_something_of_a_customer_what_comes_next_waits_for_it()
    {
        await using var house = await CourierHouse.Open();
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        house.Office.Answers = async _ =>
        {
            if (begun.TrySetResult()) await go.Task;
            return null;
        };
        await house.Write("samples", ToPriya);
        var first = house.Deliver();
        await begun.Task;
        house.Clock.Move(Duration.FromSeconds(1));
        await house.Write("a price", ToPriya);

        await house.DeliverElsewhere();

        Assert.Equal(1, house.Office.Asked);
        go.SetResult();
        await first;
        await house.DeliverElsewhere();
        Assert.Equal(2, house.Office.Posts.Count);
    }

    [Fact]
    public async Task Two_couriers_send_a_notice_once()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        house.Office.Answers = async _ => { begun.TrySetResult(); await go.Task; return null; };
        await house.Write("samples", ToPriya);

        var first = house.Deliver();
        await begun.Task;
        await house.Deliver();
        go.SetResult();
        await first;

        Assert.Single(house.Office.Posts);
        Assert.Equal(1, house.Office.Asked);
    }
}
