using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Operation;

public class TurnMeterTests
{
    [Theory]
    [InlineData("find acme", "find", TurnEnd.Answered)]
    [InlineData("acme", "look-up", TurnEnd.Answered)]
    [InlineData("log acme gmbh call 15m", "log", TurnEnd.Changed)]
    [InlineData("日志", "look-up", TurnEnd.Answered)]
    public async Task A_turn_is_counted_by_verb_and_outcome(string line, string verb, TurnEnd end)
    {
        await using var workspace = await Workspace.Open();
        using var heard = new Heard(workspace.Get<TurnMeter>());
        await workspace.Mei.Say(line);
        Assert.Equal([$"chatcrm.turns 1 {verb} {end}"], heard.Of("chatcrm.turns"));
        Assert.Equal(end == TurnEnd.Changed ? ["chatcrm.commits 1"] : [], heard.Of("chatcrm.commits"));
        Assert.Single(heard.Of("chatcrm.turn.duration"));
    }

    [Theory]
    [InlineData(Break.Reads, TurnEnd.StoreDown)]
    [InlineData(Break.Commits, TurnEnd.StoreDown)]
    [InlineData(Break.Unknown, TurnEnd.StoreUnknown)]
    [InlineData(Break.Defect, TurnEnd.Defect)]
    public async Task A_failure_is_counted_as_what_it_is(Break how, TurnEnd end)
    {
        var store = new BreakingRowStore(new ChatCrm.Bot.Storage.MemoryRowStore(), how, "secret");
        await using var workspace = await Workspace.Open(store);
        using var heard = new Heard(workspace.Get<TurnMeter>());
        store.Broken = true;
        await workspace.Mei.Say("log acme gmbh call 15m");
        Assert.Equal([$"chatcrm.turns 1 log {end}"], heard.Of("chatcrm.turns"));
    }

    [Fact]
    public async Task An_unknown_button_has_no_verb()
    {
        await using var workspace = await Workspace.Open();
        using var heard = new Heard(workspace.Get<TurnMeter>());
        await workspace.Mei.Press("KANARI", "KANARI");
        Assert.Equal(["chatcrm.turns 1 none Refused"], heard.Of("chatcrm.turns"));
    }

    [Fact]
    public async Task A_commit_that_somebody_was_faster_than_is_a_conflict()
    {
        var store = new Overtaken(new ChatCrm.Bot.Storage.MemoryRowStore());
        await using var workspace = await Workspace.Open(store);
        using var heard = new Heard(workspace.Get<TurnMeter>());
        store.Times = 2;
        await workspace.Mei.Say("log acme gmbh call 15m");
        Assert.Equal(["chatcrm.conflicts 1", "chatcrm.conflicts 1"], heard.Of("chatcrm.conflicts"));
        Assert.Equal(["chatcrm.turns 1 log Changed"], heard.Of("chatcrm.turns"));
    }

    [Fact]
    public async Task A_turn_that_comes_again_was_done_before()
    {
        await using var workspace = await Workspace.Open();
        using var heard = new Heard(workspace.Get<TurnMeter>());
        await workspace.Mei.Say("log acme gmbh call 15m", "again");
        await workspace.Mei.Say("log acme gmbh call 15m", "again");
        Assert.Equal(["chatcrm.turns 1 log Changed", "chatcrm.turns 1 log Repeated"], heard.Of("chatcrm.turns"));
    }

    /// <summary>What one meter tells.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentQueue<string> told = [];

        public Heard(TurnMeter meter)
        {
            listener.InstrumentPublished = (instrument, hearing) =>
            {
                if (ReferenceEquals(instrument.Meter, meter.Meter)) hearing.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Tell(instrument, value, tags));
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Tell(instrument, (long)value, tags));
            listener.Start();
        }

        public IEnumerable<string> Of(string name) => told.Where(line => line.Split(' ')[0] == name);

        public void Dispose() => listener.Dispose();

        private void Tell(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            told.Enqueue(string.Join(' ', [instrument.Name, value.ToString(System.Globalization.CultureInfo.InvariantCulture), .. tags.ToArray().Select(tag => (string)tag.Value!)]));
    }

    /// <summary>A store whose next commits come too late.</summary>
    private sealed class Overtaken(IRowStore store) : IRowStore
    {
        public int Times { get; set; }

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

        public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) =>
            Times-- > 0 ? new(new CommitResult.Conflict(changes[0].Key)) : store.Commit(partition, turn, changes, cancel);
    }
}
