using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage.Tables;

namespace ChatCrm.Tests.Outage;

/// <summary>The way to the store fails around the commit of a turn.</summary>
public sealed class CommitOutageTests(Azurite azurite)
{
    private static readonly Spot Mei = new("mei", null);

    [Theory]
    [InlineData(Fault.Hang)]
    [InlineData(Fault.DropReply)]
    [InlineData(Fault.Slow)]
    public async Task E7_A_turn_whose_commit_was_on_its_way_when_it_failed_is_done_once(Fault fault)
    {
        var armed = false;
        await using var house = await Wired.Open(azurite, (store, wire) => new Watched(store, (_, changes) =>
        {
            if (armed && changes.Any(Told.IsTurn)) wire.Be(fault);
        }));
        await house.Console.Say(Mei, "find acme");
        armed = true;

        var shown = await Told.Timed(fault, "commit", () => house.Console.Say(Mei, Told.Line));

        var done = (await house.Interactions()).Count;
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault}: committed {done}: {shown.Lines[0]}");
        Assert.DoesNotContain("✓", shown.ToString(), StringComparison.Ordinal);
        if (done == 1) Assert.Equal(Told.Unknown, shown.Lines[0]);
        Assert.Contains("asked for FOB price", shown.ToString(), StringComparison.Ordinal);
        armed = false;
        house.Wire.Be(Fault.None);
        Assert.Contains("✓", (await house.Console.Press(Mei, "重试")).ToString(), StringComparison.Ordinal);
        Assert.Single(await house.Interactions());
    }

    [Theory]
    [InlineData(Fault.Hang)]
    [InlineData(Fault.Reset)]
    public async Task G6_What_was_saved_before_it_failed_is_called_saved_though_it_cannot_be_shown(Fault fault)
    {
        var armed = false;
        await using var house = await Wired.Open(azurite, (store, wire) => new Watched(store, (_, _) => { }, (_, changes) =>
        {
            if (armed && changes.Any(Told.IsTurn)) wire.Be(fault);
        }));
        await house.Console.Say(Mei, "find acme");
        armed = true;

        var shown = await Told.Timed(fault, "shown", () => house.Console.Say(Mei, Told.Line));

        Assert.Equal("已保存，但现在无法显示：存储没有响应。请稍后再打开。", shown.Lines[0]);
        Assert.Single(await house.Interactions());
    }
}
