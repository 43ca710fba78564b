using ChatCrm.Bot.Courier;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>Who may send a notice, and for how long, while processes stand still and clocks are set.</summary>
public class LeaseTests
{
    private const int Seeds = 300;

    private static readonly Recipient ToPriya = new Recipient.ToMember("priya"), ToSales = new Recipient.ToRoom("console:sales");

    public static TheoryData<int> Jumps => [3600, -3600, 86_400, -86_400];

    [Fact]
    public async Task F7_Who_was_held_up_after_the_claim_does_not_send_under_it()
    {
        await using var house = await CourierHouse.Open();
        var (asked, heldUp) = (0, -1);
        house.Office.Audiences = _ =>
        {
            if (++asked == 1) house.Clock.Move(Duration.FromSeconds(13));
            else heldUp = house.Office.Asked;
            return Audience.Members;
        };
        await house.Write("samples", ToSales);

        await house.Deliver();

        Assert.Equal((2, 0), (asked, heldUp));
        Assert.Single(house.Office.Posts);
        Assert.False(Assert.Single(await house.Ledger()).PossibleRepeat);
    }

    [Theory]
    [InlineData(44, 1)]
    [InlineData(46, 2)]
    public async Task F6_Of_which_nobody_knows_whether_it_was_sent_when_its_claim_has_run_out_is_sent_once_more_and_noted_before(int seconds, int asked)
    {
        await using var house = await CourierHouse.Open();
        var noted = new List<bool>();
        house.Office.Answers = async _ =>
        {
            noted.Add((await house.Workspace.Notices()).Single(notice => notice.Member == "priya").PossibleRepeat);
            if (noted.Count > 1) return null;
            house.Clock.Move(Duration.FromSeconds(seconds));
            return new Delivery.Unknown();
        };
        await house.Write("samples", ToPriya);

        await house.DeliverAll(2);

        Assert.Equal(new[] { false, true }[..asked], noted);
        Assert.True(Assert.Single(await house.Ledger()).PossibleRepeat);
        Assert.Empty(await house.Workspace.Notices());
        Assert.Empty(await house.Parked());
    }

    [Fact]
    public async Task F6_What_ran_out_for_one_of_their_accounts_is_noted_though_the_store_is_away_for_the_other()
    {
        await using var house = await CourierHouse.Open();
        await house.Change("priya", priya => priya with { Identities = ["console:priya", "other:priya"] });
        var (noted, asked) = (new List<bool>(), 0);
        house.Office.Answers = async _ =>
        {
            noted.Add((await house.Workspace.Notices()).Single(notice => notice.Member == "priya").PossibleRepeat);
            if (noted.Count > 1) return null;
            house.Clock.Move(Duration.FromSeconds(46));
            return new Delivery.Unknown();
        };
        house.Other.Opens = () =>
        {
            if (++asked == 1) throw new StoreUnavailableException("away", false);
        };
        await house.Write("samples", ToPriya);

        await house.DeliverAll(3);

        Assert.Equal([false, true], noted);
        Assert.Equal((1, 1), (house.Office.Posts.Count, house.Other.Posts.Count));
        Assert.All(await house.Ledger(), sent => Assert.True(sent.PossibleRepeat));
    }

    [Fact]
    public async Task F6_What_runs_out_again_and_again_is_parked()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ =>
        {
            house.Clock.Move(Duration.FromSeconds(46));
            return new(new Delivery.Unknown());
        };
        await house.Write("samples", ToPriya);

        await house.DeliverAll(Outbox.MostFailures + 2);

        Assert.Equal(Outbox.MostFailures, house.Office.Asked);
        Assert.Equal("unrecorded", Assert.Single(await house.Parked()).Parked);
    }

    [Theory]
    [InlineData(44, 1)]
    [InlineData(46, 2)]
    public async Task F6_A_claim_is_taken_over_once_it_was_seen_unchanged_for_as_long_as_it_holds(int seconds, int posts)
    {
        await using var house = await CourierHouse.Open();
        var late = await Late.Begin(house);
        await house.DeliverElsewhere();

        house.Clock.Move(Duration.FromSeconds(seconds));
        await house.DeliverElsewhere();

        Assert.Equal(posts, house.Office.Asked);
        await late.End();
    }

    [Fact]
    public async Task F7_What_a_late_worker_writes_down_fails_at_the_fence()
    {
        await using var house = await CourierHouse.Open();
        var late = await Late.Begin(house);
        await house.DeliverElsewhere();
        house.Clock.Move(Duration.FromMinutes(4));
        await house.DeliverElsewhere();

        await late.End();
        await house.DeliverAll(3);

        Assert.Equal(2, house.Office.Posts.Count);
        Assert.Equal([false, true], (await house.Ledger()).Select(sent => sent.PossibleRepeat).Order());
        Assert.Empty(await house.Workspace.Notices());
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task F5_A_clock_that_is_set_makes_no_claim_run_out_and_keeps_none(int seconds)
    {
        await using var house = await CourierHouse.Open();
        var late = await Late.Begin(house);
        await house.DeliverElsewhere();

        house.Set(Duration.FromSeconds(seconds));
        await house.DeliverElsewhere();
        await late.End();
        house.Set(-Duration.FromSeconds(seconds));
        await house.DeliverElsewhere();
        await house.DeliverAll(2);

        Assert.Single(house.Office.Posts);
        Assert.False(Assert.Single(await house.Ledger()).PossibleRepeat);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task F5_What_a_dead_process_had_claimed_is_sent_when_the_claim_has_run_out_whatever_the_clock_says(int seconds)
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        await house.Write("samples", ToPriya);
        store.FailsCommit = changes => changes.Any(change => change.Key.Contains("|sent|", StringComparison.Ordinal));
        await house.Deliver();
        store.FailsCommit = _ => false;
        await house.DeliverElsewhere();

        house.Set(Duration.FromSeconds(seconds));
        await house.DeliverElsewhere();
        Assert.Single(house.Office.Posts);
        // What was written for a moment that is of the future now waits for that.
        if (seconds < 0) house.Set(-Duration.FromSeconds(seconds));
        house.Clock.Move(Duration.FromSeconds(46));
        await house.DeliverElsewhere();

        Assert.Equal(2, house.Office.Posts.Count);
        Assert.True(Assert.Single(await house.Ledger()).PossibleRepeat);
    }

    [Fact]
    public async Task F5_However_the_clock_is_set_every_notice_is_sent_once()
    {
        var first = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seeds from {first}");
        for (var seed = first; seed < first + Seeds; seed++) await Once(seed);
    }

    /// <summary>Two processes, by turns, while somebody sets the clock.</summary>
    private static async Task Once(int seed)
    {
        var dice = new Random(seed);
        await using var house = await CourierHouse.Open();
        var written = 0;
        for (var step = 0; step < 12; step++)
        {
            switch (dice.Next(5))
            {
                case 0 or 1:
                    await house.Write($"no {written++}", dice.Next(2) == 0 ? ToPriya : ToSales);
                    break;
                case 2:
                    house.Set(Duration.FromSeconds(dice.Next(-90_000, 90_000)));
                    break;
                case 3:
                    await house.Deliver();
                    break;
                default:
                    await house.DeliverElsewhere();
                    break;
            }
        }
        house.Clock.Move(Duration.FromDays(30));
        await house.Deliver();
        Assert.True(written == house.Office.Posts.Count && (await house.Ledger()).All(sent => !sent.PossibleRepeat) && (await house.Workspace.Notices()).Count == 0, $"seed {seed}");
    }

    /// <summary>A send that is under way until it is told to end.</summary>
    private sealed class Late(Task delivering, TaskCompletionSource go)
    {
        public static async Task<Late> Begin(CourierHouse house)
        {
            var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
            house.Office.Answers = async _ =>
            {
                if (begun.TrySetResult()) await go.Task;
                return null;
            };
            await house.Write("samples", ToPriya);
            var delivering = house.Deliver();
            await begun.Task;
            return new(delivering, go);
        }

        public async Task End()
        {
            go.SetResult();
            await delivering;
        }
    }
}
