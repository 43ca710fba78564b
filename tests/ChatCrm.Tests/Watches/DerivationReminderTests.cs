using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.FollowUps;
using ChatCrm.Tests.House;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;
using static ChatCrm.Tests.Watches.OtherRules;

namespace ChatCrm.Tests.Watches;

/// <summary>What the assignee is reminded of while the rules of zones change: each once, at its own time or the moment that it waits for.</summary>
[Collection(OtherRules.Name)]
public sealed class DerivationReminderTests : IDisposable
{
    private readonly OtherRules rules = new();

    [Fact]
    public async Task What_was_reminded_of_before_is_not_reminded_of_again()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 15 jul 2027 10:00 their \"send samples\"");
        var was = (await house.Only()).DueAt;
        house.Clock.MoveTo(was);
        await house.Wake();
        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");

        // In Berlin it is an hour earlier than it was: ten o'clock is still to come.
        await Change(house);
        house.Clock.Move(Duration.FromHours(2));
        await house.Wake();

        Assert.Equal(was + Duration.FromHours(1), (await house.Only()).DueAt);
        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task One_that_is_due_earlier_than_now_is_reminded_of_at_once()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 27, 0, 30));

        await Change(house);

        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task What_was_reminded_of_before_is_not_reminded_of_again_where_an_undo_forgets_that()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 15 jul 2027 10:00 their \"send samples\"");
        house.Clock.MoveTo((await house.Only()).DueAt);
        await house.Wake();
        await Change(house);
        await house.Mei.Say("done 1");

        await house.Mei.Say("undo");
        house.Clock.Move(Duration.FromHours(2));
        await house.Wake();

        Assert.True((await house.Only()).IsOpen);
        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task F3_One_that_waits_for_its_assignee_waits_on()
    {
        await using var house = await Workspace.Open();
        await house.Priya.Say("follow C-1002 27 nov 20:00 their \"call Ms Ito\" for @mei");
        house.Clock.MoveTo((await house.Only(Workspace.AcmeKk)).DueAt);
        await house.Wake();
        var waits = Assert.Single(await house.Rows("wake|"));
        Assert.True((await house.Only(Workspace.AcmeKk)).WaitsUntil > 0);

        await Change(house);

        Assert.Equal(waits, Assert.Single(await house.Rows("wake|")));
        Assert.Equal(await Asked(house), await Traces(house));
        house.Clock.MoveTo(TurnRows.At((await house.Only(Workspace.AcmeKk)).WaitsUntil));
        await Awake(house);
        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
        Assert.Empty(await house.Rows("waiting|"));
    }

    [Fact]
    public async Task F3_One_that_waits_until_the_instant_before_keeps_its_wake_row()
    {
        await using var house = await Workspace.Open();
        await house.Priya.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\" for @mei");
        var before = (await house.Only(Workspace.AcmeKk)).DueAt;
        Zones.Use(OtherRules.Newer);
        var followUp = await house.Only(Workspace.AcmeKk);
        await house.Store.Commit(Workspace.Id, "wake", [new Change.Put(FollowUpStore.WakeKey(followUp), "{}")], TestContext.Current.CancellationToken);
        house.Clock.MoveTo(followUp.DueAt);
        await house.Wake();
        Assert.Equal(before.ToUnixTimeMilliseconds(), (await house.Only(Workspace.AcmeKk)).WaitsUntil);

        await Begin(house);
        await Awake(house);

        Assert.Equal(await Asked(house), await Traces(house));
        Assert.Single(await house.Rows("wake|"));
    }

    [Fact]
    public async Task One_that_was_closed_since_leaves_no_row_behind()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        Zones.Use(OtherRules.Newer);
        await house.Mei.Say("done 1");

        await Begin(house);
        await Awake(house);

        Assert.Empty(await Told(house));
        Assert.Empty(await house.Rows("due|"));
        Assert.Empty(await house.Rows("waiting|"));
        Assert.Empty(await house.Rows("wake|"));
    }

    [Theory]
    [InlineData("27 nov 10:00", "C-1002")]
    [InlineData("15 jul 2027 10:00", "C-1001")]
    public async Task F3_Two_processes_with_other_rules_remind_of_it_once_and_do_not_send_its_row_to_and_fro(string time, string customer)
    {
        await using var house = await Workspace.Open();
        await house.Mei.SayAndKeep($"follow {customer} {time} their \"call\"");
        var was = (await house.Only(customer == "C-1002" ? Workspace.AcmeKk : Workspace.Acme)).DueAt;

        for (var minute = -120; minute <= 120; minute += 30)
        {
            house.Clock.MoveTo(was + Duration.FromMinutes(minute));
            foreach (var some in new[] { OtherRules.Newer, ZoneRules.BuiltIn })
            {
                Zones.Use(some);
                await house.Wake();
            }
        }

        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
        Assert.Empty(await house.Rows("wake|"));
    }

    public void Dispose() => rules.Dispose();
}
