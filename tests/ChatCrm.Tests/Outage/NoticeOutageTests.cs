using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage.Tables;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Outage;

/// <summary>The way to the store fails while a notice is sent.</summary>
public sealed class NoticeOutageTests(Azurite azurite)
{
    private static readonly Spot Mei = new("mei", null), Priya = new("priya", null);

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
        await house.Console.Say(Mei, Told.Vip);
        await failed.Task.WaitAsync(TestContext.Current.CancellationToken);
        await house.App.Logs("What became of notice");
        house.Wire.Be(Fault.None);

        var after = await house.Delivered();

        Assert.Contains("Acme KK", (await house.Console.Pushed(Priya))!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await house.Console.Unseen());
        Assert.DoesNotContain(await house.Rows(Keys.Under("customer", Cast.AcmeKk, "sent")), row => row.Read(TurnJson.Default.SentRow).PossibleRepeat);
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault} at {step}: delivered after {after}");
    }
}
