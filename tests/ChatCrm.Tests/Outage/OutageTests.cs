using System.Diagnostics;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage.Tables;
using NodaTime;

namespace ChatCrm.Tests.Outage;

/// <summary>The way to the store fails, in every way that it can, and comes back.</summary>
public sealed class OutageTests(Azurite azurite)
{
    private static readonly Spot Mei = new("mei", null), Jonas = new("jonas", null), Priya = new("priya", null);

    public static TheoryData<Fault> Faults => [Fault.Refuse, Fault.Hang, Fault.Reset, Fault.DropReply, Fault.Slow];

    [Theory, MemberData(nameof(Faults))]
    public async Task G6_Everything_is_answered_honestly_while_the_way_to_the_store_fails_and_done_once_when_it_is_back(Fault fault)
    {
        await using var house = await Wired.Open(azurite);
        foreach (var who in new[] { Mei, Jonas }) Assert.Contains("Acme GmbH", (await house.Console.Say(who, "find acme")).ToString(), StringComparison.Ordinal);
        house.Wire.Be(fault);

        var answers = await Task.WhenAll(Told.Timed(fault, "change", () => house.Console.Say(Mei, Told.Line)), Told.Timed(fault, "read", () => house.Console.Say(Jonas, "find acme")));
        var (change, read) = (answers[0], answers[1]);
        var again = await Told.Timed(fault, "again", () => house.Console.Press(Mei, "重试"));

        Assert.Contains(Told.Down, change.Lines);
        Assert.Contains("asked for FOB price", change.ToString(), StringComparison.Ordinal);
        Assert.Contains("重试", change.Buttons);
        Assert.Equal(("Nothing was saved: the store does not answer.", "[Try again]"), (read.Lines[0], read.All[^1]));
        foreach (var shown in new[] { change, read, again }) Assert.DoesNotContain("✓", shown.ToString(), StringComparison.Ordinal);
        Assert.Empty(await house.Interactions());

        house.Wire.Be(Fault.None);
        Assert.Contains("✓", (await house.Console.Press(Mei, "重试")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Acme GmbH", (await house.Console.Press(Jonas, "Try again")).ToString(), StringComparison.Ordinal);
        Assert.Single(await house.Interactions());
        Assert.Contains("✓", (await house.Console.Say(Mei, Told.Vip)).ToString(), StringComparison.Ordinal);
        await house.Delivered();
        Assert.Contains("Acme KK", (await house.Console.Pushed(Priya))!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G6_Two_hundred_turns_at_once_against_a_store_that_hangs_get_their_sentence_and_pile_nothing_up()
    {
        // Each try to ask costs one, and who does not get an answer asks no further.
        const int Turns = 200, ConnectionsPerTurn = 12;
        await using var house = await Wired.Open(azurite);
        await house.Console.Say(Mei, "find acme");
        var taken = house.Wire.Taken;
        house.Wire.Be(Fault.Hang);
        using var line = new ConsoleLine(house.App.Address);
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, Turns).Select(n => line.Say("mei", n % 2 == 0 ? "find acme" : $"log Acme GmbH note \"number {n}\"")));

        TestContext.Current.TestOutputHelper!.WriteLine($"{Turns} turns in {watch.ElapsedMilliseconds} ms, {house.Wire.Taken - taken} connections");
        var page = new ConsolePage();
        await line.Read(page, "mei");
        Assert.Equal(Turns, page.Pushed.Count(shown => shown.Lines[0] == Told.Down));
        Assert.InRange(house.Wire.Taken - taken, 0, ConnectionsPerTurn * Turns);
        house.Wire.Be(Fault.None);
        Assert.Contains("✓", (await house.Console.Say(Mei, Told.Line)).ToString(), StringComparison.Ordinal);
        Assert.Single(await house.Interactions());
    }
}
