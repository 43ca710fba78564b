using ChatCrm.Bot.Courier;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>What is due and whose turn always fails.</summary>
public class PoisonTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F9_It_is_tried_five_times_ever_more_seldom_though_the_service_restarts_and_then_parked()
    {
        await using var house = await CourierHouse.Open();
        var key = TurnRows.WakeKey(house.Clock.Now, "memo.stuck", "acme/f1");
        await Put(house, key);
        var tried = new List<Instant>();
        for (var second = 0; second < 7200; second += 5)
        {
            var before = house.Memo.Woken;
            await ActivatorUtilities.CreateInstance<WakeUp>(house.Workspace.Get<IServiceProvider>()).Run(Workspace.Id, Cancel);
            if (house.Memo.Woken > before) tried.Add(house.Clock.Now);
            house.Clock.Move(Duration.FromSeconds(5));
        }

        Assert.Equal(WakeUp.MostTries, tried.Count);
        var pauses = tried.Zip(tried.Skip(1), (one, next) => next - one).ToList();
        Assert.Equal(pauses.Order(), pauses);
        Assert.Empty(await house.Workspace.Rows("wake|"));
        Assert.Single(await house.Parked(), parked => parked is { Drawing: ParkedCards.Wake, Parked: "failed", Customer: "acme" } && parked.Records[0] == key);
    }

    [Theory]
    [InlineData("", "for nobody yet: it was due\nA reminder that was due failed five times")]
    [InlineData("me lang zh", "给 尚未通知任何人：已到期\n一个已到期的提醒失败了五次")]
    public async Task F9_An_admin_sees_it(string first, string shown)
    {
        await using var house = await CourierHouse.Open();
        await Put(house, TurnRows.WakeKey(house.Clock.Now, "memo.stuck", "acme/f1"));
        for (var hour = 0; hour < 6; hour++)
        {
            await house.Workspace.Get<WakeUp>().Run(Workspace.Id, Cancel);
            house.Clock.Move(Duration.FromHours(1));
        }
        if (first.Length > 0) await house.Workspace.Sam.Say(first);

        Assert.Contains(shown, (await house.Workspace.Sam.Say("admin parked")).Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F9_One_in_a_thousand_holds_up_none_of_the_others()
    {
        await using var house = await CourierHouse.Open();
        await Put(house, TurnRows.WakeKey(house.Clock.Now, "memo.stuck", "a"));
        foreach (var some in Enumerable.Range(0, 999).Select(n => TurnRows.WakeKey(house.Clock.Now, "memo.wake", $"n{n:D3}")).Chunk(100)) await Put(house, some);

        await house.Workspace.Get<WakeUp>().Run(Workspace.Id, Cancel);

        Assert.Equal(1000, house.Memo.Woken);
        Assert.Contains("memo.stuck", Assert.Single(await house.Workspace.Rows("wake|")).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F9_A_rest_that_a_wrong_clock_gave_is_none()
    {
        await using var house = await CourierHouse.Open();
        await Put(house, TurnRows.WakeKey(house.Clock.Now, "memo.stuck", "a"));
        house.Set(Duration.FromDays(1));
        await house.Workspace.Get<WakeUp>().Run(Workspace.Id, Cancel);
        house.Set(-Duration.FromDays(1));

        await house.Workspace.Get<WakeUp>().Run(Workspace.Id, Cancel);

        Assert.Equal(2, house.Memo.Woken);
    }

    [Fact]
    public async Task What_comes_due_soon_is_known_beforehand()
    {
        await using var house = await CourierHouse.Open();
        await Put(house, TurnRows.WakeKey(house.Clock.Now + Duration.FromSeconds(3), "memo.wake", "a"), TurnRows.WakeKey(house.Clock.Now + Duration.FromMinutes(3), "memo.wake", "b"));

        Assert.Equal(TimeSpan.FromSeconds(3), await house.Workspace.Get<WakeUp>().Run(Workspace.Id, Cancel));
    }

    private static async Task Put(CourierHouse house, params IEnumerable<string> keys) =>
        await house.Workspace.Store.Commit(Workspace.Id, "t", [.. keys.Select(key => new Change.Put(key, "{}"))], Cancel);
}
