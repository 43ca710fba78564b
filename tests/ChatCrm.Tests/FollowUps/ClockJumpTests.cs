using ChatCrm.Bot.Courier;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.Courier;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>The whole service on a clock that jumps by an hour or a day, either way, while people set, put off, give away, close and undo.</summary>
public class ClockJumpTests
{
    /// <summary>To play one again: its seed here.</summary>
    private static readonly int? Again = null;

    private static readonly Duration[] Jumps =
    [
        Duration.FromMinutes(1), Duration.FromMinutes(1), Duration.FromMinutes(7), Duration.FromMinutes(59), Duration.FromHours(1), Duration.FromHours(-1), Duration.FromDays(1), Duration.FromDays(-1), Duration.FromSeconds(-2),
    ];

    [Fact]
    public async Task F5_Whatever_the_clock_does_none_is_told_twice_and_none_is_lost()
    {
        var first = Again ?? Random.Shared.Next();
        for (var seed = first; seed < first + (Again is null ? 40 : 1); seed++)
        {
            try
            {
                await Play(seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"With seed {seed}: {failure.Message}", failure);
            }
        }
    }

    private static async Task Play(int seed)
    {
        var random = new Random(seed);
        await using var house = await CourierHouse.Open();
        await house.Workspace.Mei.Say("me cover @jonas");
        // So few that each is told by itself.
        for (var n = 0; n < 4; n++)
            await house.Workspace.Mei.Say($"follow C-100{(n % 3) + 1} in {random.Next(1, 5)} {(random.Next(2) == 0 ? "hours" : "days")} \"number {n}\"{(random.Next(3) == 0 ? " for @jonas" : "")}");
        var anew = new List<string>();
        for (var step = 0; step < 30; step++)
        {
            house.Clock.Move(Jumps[random.Next(Jumps.Length)]);
            if (random.Next(4) == 0) await Act(house, random, anew);
            await Look(house);
        }
        // In the end the clock goes on for two weeks, hour by hour.
        for (var hour = 0; hour < 14 * 24; hour++)
        {
            house.Clock.Move(Duration.FromHours(1));
            await Look(house);
        }
        foreach (var told in (await Sent(house)).GroupBy(sent => (sent.Member, Of: Of(sent))))
            Assert.True(told.Count() <= 1 + anew.Count(of => of == told.Key.Of), $"{told.Key} was told {told.Count()} times");
        foreach (var followUp in await All(house)) Assert.True(!followUp.IsOpen || followUp.RemindedAt > 0, $"number {followUp.Number}, due {followUp.DueAt}, was never told");
        Assert.DoesNotContain(await house.Workspace.Rows("wake|"), row => row.Key.Contains("|follow-up|", StringComparison.Ordinal));
        Assert.Empty(await house.Workspace.Rows("waiting|"));
    }

    /// <summary>The reminders that stand, each with whom it told, of what and of which time of it.</summary>
    private static async Task<IReadOnlyList<SentRow>> Sent(CourierHouse house)
    {
        var rows = new List<Row>();
        foreach (var customer in new[] { Workspace.Acme, Workspace.AcmeKk, Workspace.Huawei }) rows.AddRange(await house.Workspace.Rows(Keys.Under("customer", customer, "sent")));
        return [.. rows.Select(row => row.Read(TurnJson.Default.SentRow)).Where(sent => sent.Drawing == "follow-up.reminder")];
    }

    private static string Of(SentRow sent) => string.Join(' ', sent.Records);

    /// <param name="anew">
    /// What they may be told of once more: put off to a time of which they had been told before the clock was set back, or theirs no more and theirs again, as the one who covers.
    /// </param>
    private static async Task Act(CourierHouse house, Random random, List<string> anew)
    {
        var open = (await All(house)).Where(followUp => followUp.IsOpen).ToList();
        if (open.Count == 0) return;
        var one = open[random.Next(open.Count)];
        var (act, before) = (random.Next(4), await All(house));
        switch (act)
        {
            case 0: await house.Workspace.Mei.Press("follow-up.put-off", $"{one.Handle}/1h", house.Workspace.NextTurn()); break;
            case 1: await house.Workspace.Mei.Press("follow-up.give", $"{one.Handle}/{(one.Assignee == "mei" ? "jonas" : "mei")}", house.Workspace.NextTurn()); break;
            case 2: await house.Workspace.Mei.Say($"done {one.Number}"); break;
            default: await house.Workspace.Mei.Say("undo"); break;
        }
        var told = (await Sent(house)).Select(Of).ToHashSet();
        var again = (await All(house)).Where(after => (act == 0 && after.Id == one.Id) || before.Any(then => then.Id == after.Id && then.Assignee != after.Assignee));
        anew.AddRange(again.Select(after => $"{after.Handle} {after.DueAt.ToUnixTimeMilliseconds()}").Where(told.Contains));
    }

    private static async Task<IReadOnlyList<FollowUp>> All(CourierHouse house) =>
        [.. await house.Workspace.All(Workspace.Acme), .. await house.Workspace.All(Workspace.AcmeKk), .. await house.Workspace.All(Workspace.Huawei)];

    private static async Task Look(CourierHouse house)
    {
        await house.Workspace.Get<WakeUp>().Run(Workspace.Id, TestContext.Current.CancellationToken);
        await house.Deliver();
    }
}
