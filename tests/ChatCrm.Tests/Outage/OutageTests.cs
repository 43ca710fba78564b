using System.Diagnostics;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage.Tables;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Outage;

/// <summary>The way to the store fails, in every way that it can, and comes back.</summary>
public sealed class OutageTests(Azurite azurite)
{
    private const string Line = "log Acme GmbH call 15m \"asked for FOB price\"", Vip = "set Acme KK tier:vip \"3 orders in Q3\"";

    /// <summary>The longest that the outbox may stand after the end.</summary>
    private static readonly Duration Soon = Duration.FromSeconds(10);

    private static readonly Spot Mei = new("mei", null), Jonas = new("jonas", null), Priya = new("priya", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Fault> Faults => [Fault.Refuse, Fault.Hang, Fault.Reset, Fault.DropReply, Fault.Slow];

    [Theory, MemberData(nameof(Faults))]
    public async Task G6_Everything_is_answered_honestly_while_the_way_to_the_store_fails_and_done_once_when_it_is_back(Fault fault)
    {
        await using var house = await Wired.Open(azurite);
        Assert.Contains("Acme GmbH", (await house.Console.Say(Mei, "find acme")).ToString(), StringComparison.Ordinal);
        house.Wire.Be(fault);

        var change = await Timed(fault, "change", () => house.Console.Say(Mei, Line));
        var read = await Timed(fault, "read", () => house.Console.Say(Jonas, "find acme"));
        var form = await Timed(fault, "again", () => house.Console.Press(Mei, "重试"));

        Assert.Contains(change.Lines, line => line is "没有保存：存储没有响应。" or "存储没有确认是否已保存。请重试：不会重复保存。");
        Assert.Contains("asked for FOB price", change.ToString(), StringComparison.Ordinal);
        Assert.Contains("重试", change.Buttons);
        Assert.Equal(("Nothing was saved: the store does not answer.", "[Try again]"), (read.Lines[0], read.All[^1]));
        foreach (var shown in new[] { change, read, form }) Assert.DoesNotContain("✓", shown.ToString(), StringComparison.Ordinal);
        Assert.Empty(await house.Interactions());

        house.Wire.Be(Fault.None);
        Assert.Contains("✓", (await house.Console.Press(Mei, "重试")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Acme GmbH", (await house.Console.Press(Jonas, "Try again")).ToString(), StringComparison.Ordinal);
        Assert.Single(await house.Interactions());
        Assert.Contains("✓", (await house.Console.Say(Mei, Vip)).ToString(), StringComparison.Ordinal);
        Assert.InRange(await house.Delivered(), Duration.Zero, Soon);
        Assert.Contains("Acme KK", (await house.Console.Pushed(Priya))!.ToString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task E7_A_turn_whose_commit_was_on_its_way_when_it_failed_is_done_once(Fault fault)
    {
        var armed = false;
        await using var house = await Wired.Open(azurite, (store, wire) => new Watched(store, (_, changes) =>
        {
            if (armed && changes.Any(IsTurn)) wire.Be(fault);
        }));
        await house.Console.Say(Mei, "find acme");
        armed = true;

        var shown = await Timed(fault, "commit", () => house.Console.Say(Mei, Line));

        var done = (await house.Interactions()).Count;
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault}: committed {done}: {shown.Lines[0]}");
        Assert.DoesNotContain("✓", shown.ToString(), StringComparison.Ordinal);
        if (done == 1) Assert.Equal("存储没有确认是否已保存。请重试：不会重复保存。", shown.Lines[0]);
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
            if (armed && changes.Any(IsTurn)) wire.Be(fault);
        }));
        await house.Console.Say(Mei, "find acme");
        armed = true;

        var shown = await Timed(fault, "shown", () => house.Console.Say(Mei, Line));

        Assert.Equal("已保存，但现在无法显示：存储没有响应。请稍后再打开。", shown.Lines[0]);
        Assert.Single(await house.Interactions());
    }

    /// <summary>A notice is claimed, drawn, posted and written down: it fails before, or after, each commit of that.</summary>
    [Theory]
    [InlineData(Fault.Hang, 1)]
    [InlineData(Fault.DropReply, 1)]
    [InlineData(Fault.Reset, 2)]
    [InlineData(Fault.DropReply, 2)]
    [InlineData(Fault.Hang, -1)]
    public async Task G6_A_notice_that_was_on_its_way_when_it_failed_is_sent_once_and_soon_after_its_end(Fault fault, int step)
    {
        var (steps, failed) = (0, new TaskCompletionSource());
        void Count(int at, FaultProxy wire, IReadOnlyList<Change> changes)
        {
            if (!changes.All(change => change.Key.StartsWith("outbox|", StringComparison.Ordinal) || change.Key.Contains("sent|", StringComparison.Ordinal) || change.Key.StartsWith("message|", StringComparison.Ordinal))) return;
            if (at > 0) steps++;
            if (at * steps != step) return;
            wire.Be(fault);
            failed.TrySetResult();
        }
        await using var house = await Wired.Open(azurite, (store, wire) => new Watched(store, (_, changes) => Count(1, wire, changes), (_, changes) => Count(-1, wire, changes)));
        await house.Console.Say(Mei, Vip);
        await failed.Task.WaitAsync(Cancel);
        await house.App.Logs("What became of notice");
        house.Wire.Be(Fault.None);

        var after = await house.Delivered();

        Assert.InRange(after, Duration.Zero, Soon);
        Assert.Contains("Acme KK", (await house.Console.Pushed(Priya))!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await house.Console.Unseen());
        Assert.DoesNotContain(await house.Rows(Keys.Under("customer", Cast.AcmeKk, "sent")), row => row.Read(TurnJson.Default.SentRow).PossibleRepeat);
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault} at {step}: delivered after {after}");
    }

    [Fact]
    public async Task G6_Two_hundred_turns_at_once_against_a_store_that_hangs_get_their_sentence_and_pile_nothing_up()
    {
        const int Turns = 200;
        await using var house = await Wired.Open(azurite);
        await house.Console.Say(Mei, "find acme");
        var (threads, taken) = (ThreadPool.ThreadCount, house.Wire.Taken);
        house.Wire.Be(Fault.Hang);
        using var line = new ConsoleLine(house.App.Address);
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, Turns).Select(n => line.Say("mei", n % 2 == 0 ? "find acme" : $"log Acme GmbH note \"number {n}\"")));

        TestContext.Current.TestOutputHelper!.WriteLine($"{Turns} turns in {watch.ElapsedMilliseconds} ms, {ThreadPool.ThreadCount} threads (before {threads}), {house.Wire.Taken - taken} connections");
        var page = new ConsolePage();
        await line.Read(page, "mei");
        Assert.Equal(Turns, page.Pushed.Count(shown => shown.Lines[0] == "没有保存：存储没有响应。"));
        house.Wire.Be(Fault.None);
        Assert.Contains("✓", (await house.Console.Say(Mei, Line)).ToString(), StringComparison.Ordinal);
        Assert.Single(await house.Interactions());
    }

    private static bool IsTurn(Change change) => change.Key.StartsWith("turn|", StringComparison.Ordinal);

    /// <summary>Said, not asserted: a busy machine is no outage.</summary>
    private static async Task<Shown> Timed(Fault fault, string what, Func<Task<Shown>> act)
    {
        var watch = Stopwatch.StartNew();
        var shown = await act();
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault}, {what}: answered after {watch.ElapsedMilliseconds} ms");
        return shown;
    }
}
