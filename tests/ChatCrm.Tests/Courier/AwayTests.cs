using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>The store is away for longer than a claim holds, and no process died.</summary>
public class AwayTests
{
    private static readonly Recipient ToPriya = new Recipient.ToMember("priya");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F6_While_the_store_was_away_no_claim_has_run_out(bool reads)
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        house.Office.Answers = async _ =>
        {
            if (begun.TrySetResult()) await go.Task;
            return null;
        };
        await house.Write("samples", ToPriya);
        var delivering = house.Deliver();
        await begun.Task;
        await house.DeliverElsewhere();
        store.FailsList = partition => reads && partition == Workspace.Id;
        store.FailsCommit = _ => true;
        house.Clock.Move(Duration.FromSeconds(46));
        if (reads) await Assert.ThrowsAsync<StoreUnavailableException>(house.DeliverElsewhere);
        else await house.DeliverElsewhere();
        (store.FailsList, store.FailsCommit) = (_ => false, _ => false);

        await house.DeliverElsewhere();
        go.SetResult();
        await delivering;
        await house.DeliverElsewhere();

        Assert.Equal(1, house.Office.Asked);
        Assert.False(Assert.Single(await house.Ledger()).PossibleRepeat);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task F6_While_the_store_kept_somebody_waiting_no_claim_has_run_out()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        house.Office.Answers = async _ =>
        {
            begun.TrySetResult();
            await go.Task;
            return null;
        };
        await house.Write("samples", ToPriya);
        var delivering = house.Deliver();
        await begun.Task;
        await house.DeliverElsewhere();
        house.Clock.Move(Duration.FromSeconds(20));
        store.FailsList = _ =>
        {
            store.FailsList = _ => false;
            house.Clock.Move(Duration.FromSeconds(29));
            return false;
        };

        await house.DeliverElsewhere();
        go.SetResult();
        await delivering;

        Assert.Equal(1, house.Office.Asked);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task G6_However_long_it_cannot_be_written_down_that_it_was_sent_it_is_not_sent_again()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        await house.Write("samples", ToPriya);
        store.FailsCommit = changes => changes.Any(change => change is Change.Delete && change.Key.StartsWith("outbox|", StringComparison.Ordinal));
        for (var round = 0; round < 5; round++)
        {
            await house.Deliver();
            house.Clock.Move(Duration.FromSeconds(46));
        }
        store.FailsCommit = _ => false;

        await house.Deliver();

        Assert.Single(house.Office.Posts);
        Assert.False(Assert.Single(await house.Ledger()).PossibleRepeat);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task G6_Where_a_late_post_cannot_be_noted_what_is_behind_it_is_sent_and_it_is_noted_later()
    {
        var store = new BrittleStore { FailsCommit = changes => changes.Any(change => change.Key.EndsWith("-late", StringComparison.Ordinal)) };
        await using var house = await CourierHouse.Open(store);
        house.Office.Answers = async _ =>
        {
            house.Office.Answers = _ => default;
            await house.Workspace.Mei.Say("undo");
            await house.Put(new() { Id = "n9", Turn = "", Drawing = "memo.card", Records = [Workspace.Acme], Customer = Workspace.AcmeKk, Member = "priya" });
            return null;
        };
        await house.Write("samples", ToPriya);

        await house.Deliver();
        await house.Deliver();
        Assert.Equal(2, house.Office.Posts.Count);
        Assert.Empty(await house.Ledger());
        store.FailsCommit = _ => false;
        await house.Deliver();

        Assert.Equal(house.Office.Posts[0].Message, Assert.Single(await house.Ledger()).Message);
        var behind = Assert.Single(await house.Workspace.Rows($"customer|{Workspace.AcmeKk}|sent|")).Read(TurnJson.Default.SentRow);
        Assert.False(behind.PossibleRepeat);
    }
}
