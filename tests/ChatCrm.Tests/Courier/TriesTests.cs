using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>How often something is tried, by what went wrong with it, and who hears that it was given up.</summary>
public class TriesTests
{
    private const string Sales = "console:room/sales";

    private static readonly OutboxRow ToPriya = new() { Id = "n1", Turn = "", Drawing = "memo.card", Records = [Workspace.Acme], Customer = Workspace.Acme, Member = "priya", For = "mei" };

    [Fact]
    public async Task A_failure_is_the_first_one_however_often_it_was_put_off_before()
    {
        await using var house = await CourierHouse.Open();
        await house.Put(ToPriya with { Drawing = "memo.broken", Tries = 10 });

        await house.Deliver();

        Assert.Single(await house.Workspace.Notices(), notice => notice is { Tries: 11, Failures: 1 });
    }

    [Fact]
    public async Task A_claim_that_ran_out_is_the_first_one_however_often_it_was_put_off_before()
    {
        await using var house = await CourierHouse.Open();
        await house.Put(Claimed(house, ToPriya with { Tries = 10 }));

        await house.TakeOver();

        Assert.Single(house.Office.Posts);
        Assert.True(Assert.Single(await house.Ledger()).PossibleRepeat);
    }

    [Fact]
    public async Task Who_was_put_off_after_failures_waits_as_long_as_anybody()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(PostOffice.Later(60));
        await house.Put(ToPriya with { Tries = 8, Failures = 4, Lost = 4 });

        for (var n = 1; n < Bot.Courier.Outbox.MostWaits; n++)
        {
            await house.Deliver();
            house.Clock.Move(Duration.FromHours(3));
        }
        Assert.Single(await house.Workspace.Notices());
        await house.Deliver();

        Assert.Equal("unreachable", Assert.Single(await house.Parked()).Parked);
    }

    [Theory]
    [InlineData("en", "Perhaps not posted in #sales: I could not write down whether it was.")]
    [InlineData("zh-Hans", "不确定是否已发到 #sales")]
    public async Task G7_Whoever_shared_hears_that_nobody_knows_whether_the_room_was_told(string language, string said)
    {
        await using var house = await CourierHouse.Open();
        await house.Change("mei", mei => mei with { Language = language });
        await house.Put(Claimed(house, ToPriya with { Member = "", Room = "console:sales", Tries = 4, Lost = 4 }));

        await house.TakeOver();

        Assert.Equal("unrecorded", Assert.Single(await house.Parked()).Parked);
        var post = Assert.Single(house.Office.Posts);
        Assert.Equal("console:direct/mei", post.To);
        Assert.StartsWith(said, post.Card.Plain());
    }

    [Fact]
    public async Task G7_An_answer_of_which_nobody_knows_whether_it_came_comes_in_the_direct_chat()
    {
        await using var house = await CourierHouse.Open();
        await house.Put(Claimed(house, ToPriya with { Room = "console:sales", Address = Sales, Tries = 4, Lost = 4 }));

        await house.TakeOver();

        Assert.Equal("console:direct/priya", Assert.Single(house.Office.Posts).To);
        Assert.True(Assert.Single(await house.Ledger()).PossibleRepeat);
    }

    [Fact]
    public async Task What_this_version_does_not_know_waits_for_one_that_does()
    {
        await using var house = await CourierHouse.Open();
        await house.Put(ToPriya with { Drawing = "memo.new" });

        await house.Deliver();
        Assert.Equal(1, Assert.Single(await house.Workspace.Notices()).Tries);
        house.Clock.Move(Duration.FromSeconds(59));
        await house.Deliver();
        Assert.Equal(1, Assert.Single(await house.Workspace.Notices()).Tries);
        await house.DeliverAll();

        Assert.Equal(("unknown-drawing", Bot.Courier.Outbox.MostWaits - 1), (Assert.Single(await house.Parked()).Parked, (await house.Parked())[0].Tries));
        Assert.Empty(house.Office.Posts);
    }

    [Fact]
    public async Task What_the_store_never_lets_read_is_given_up_in_the_end()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        await house.Put(ToPriya);
        house.Office.Answers = _ => throw new StoreUnavailableException("no row", false);

        for (var second = 0; second < Bot.Courier.Outbox.MostOutages; second++)
        {
            await house.Deliver();
            house.Clock.Move(Duration.FromSeconds(1));
        }
        Assert.Equal((0, Bot.Courier.Outbox.MostOutages), (Assert.Single(await house.Workspace.Notices()).Tries, (await house.Workspace.Notices())[0].Outages));
        await house.DeliverAll();

        Assert.Equal("unreachable", Assert.Single(await house.Parked()).Parked);
    }

    [Theory]
    [InlineData("en", "Your change is saved here, but it could not be carried over")]
    [InlineData("zh-Hans", "你的更改已保存在这里")]
    public async Task Who_asked_for_an_errand_hears_once_that_it_was_given_up(string language, string said)
    {
        var chore = new Chore((_, _) => throw new InvalidOperationException("broken"));
        await using var house = await CourierHouse.Open(add: services => services.AddSingleton<IErrand>(chore));
        await house.Change("mei", mei => mei with { Language = language });
        await house.Put(Chore.Row());

        await house.DeliverAll();

        Assert.Equal(("failed", 5), (Assert.Single(await house.Parked()).Parked, chore.Runs));
        var post = Assert.Single(house.Office.Posts);
        Assert.Equal("console:direct/mei", post.To);
        Assert.StartsWith(said, post.Card.Plain());
        Assert.Contains("Acme GmbH", post.Card.Plain());
    }

    [Fact]
    public async Task An_errand_that_refuses_tells_nobody_but_the_admins()
    {
        var chore = new Chore((_, _) => new(new ErrandEnd.Refused("not-drawable")));
        await using var house = await CourierHouse.Open(add: services => services.AddSingleton<IErrand>(chore));
        await house.Put(Chore.Row());

        await house.DeliverAll();

        Assert.Equal("not-drawable", Assert.Single(await house.Parked()).Parked);
        Assert.Empty(house.Office.Posts);
    }

    [Fact]
    public async Task An_errand_knows_its_last_try_however_often_it_failed_before()
    {
        var last = new List<bool>();
        var chore = new Chore((scene, _) => { last.Add(scene.IsLast); return new(new ErrandEnd.Later(Duration.FromMinutes(1))); });
        await using var house = await CourierHouse.Open(add: services => services.AddSingleton<IErrand>(chore));
        await house.Put(Chore.Row() with { Tries = 8, Failures = 4, Lost = 4 });

        await house.DeliverAll();

        Assert.Equal([.. Enumerable.Repeat(false, Bot.Courier.Outbox.MostWaits - 1), true], last);
    }

    /// <summary>As a process left it that died over it.</summary>
    private static OutboxRow Claimed(CourierHouse house, OutboxRow notice) =>
        notice with { ClaimedUntil = (house.Clock.Now + Duration.FromSeconds(45)).ToUnixTimeMilliseconds(), ClaimedBy = "gone" };
}
