using ChatCrm.Bot;
using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.Storage;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Commands;

public sealed class CopyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_comes_over_with_its_turn_and_both_sides_have_the_same_sum()
    {
        var demo = await Demo.Filled();
        var target = new MemoryRowStore();

        var copied = (await Copied(demo.Store, target))!;

        Assert.True(copied.IsWhole);
        Assert.Equal((copied.Source.Rows, copied.Put), ((await demo.Rows()).Count, copied.Put));
        Assert.Equal(await Texts(demo.Store), await Texts(target));
    }

    [Fact]
    public async Task A_copy_in_a_file_is_the_same()
    {
        var demo = await Demo.Filled();
        using var folder = new Folder();
        await using var target = new SqliteRowStore(folder.File("copy.db"));

        Assert.True((await Copied(demo.Store, target))!.IsWhole);

        Assert.Equal(await Texts(demo.Store), await Texts(target));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task E4_Killed_after_some_commits_and_begun_again_it_puts_the_rest_and_nothing_twice(int commits)
    {
        var demo = await Demo.Filled();
        var target = new Broken(new MemoryRowStore()) { Left = commits };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Copied(demo.Store, target));
        target.Left = int.MaxValue;
        var before = (await Texts(target)).Count;

        var copied = (await Copied(demo.Store, target))!;

        Assert.True(copied.IsWhole);
        Assert.Equal(copied.Source.Rows - before, copied.Put);
        Assert.Equal(await Texts(demo.Store), await Texts(target));
    }

    [Fact]
    public async Task A_workspace_that_is_there_and_was_not_put_there_by_a_copying_is_not_touched()
    {
        var demo = await Demo.Filled();
        var other = await Demo.Filled();
        await other.Commit(new Change.Put("customer|theirs|file", "{}"));
        var before = await Texts(other.Store);

        Assert.Null(await Copied(demo.Store, other.Store));

        Assert.Equal(before, await Texts(other.Store));
    }

    [Fact]
    public async Task What_was_taken_away_from_the_source_between_two_tries_goes_from_the_target_too()
    {
        var demo = await Demo.Filled();
        var target = new Broken(new MemoryRowStore()) { Left = 3 };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Copied(demo.Store, target));
        target.Left = int.MaxValue;
        var first = (await demo.Rows())[0];
        await demo.Commit(new Change.Delete(first.Key));

        Assert.True((await Copied(demo.Store, target))!.IsWhole);

        Assert.Null(await target.Get(Demo.Id, first.Key, Cancel));
    }

    [Fact]
    public async Task A_store_that_is_busy_is_asked_again()
    {
        var demo = await Demo.Filled();
        var target = new Broken(new MemoryRowStore()) { Busy = 2 };

        Assert.True((await Copied(demo.Store, target))!.IsWhole);
    }

    [Fact]
    public async Task Rows_as_large_as_a_row_can_be_come_over()
    {
        var source = new MemoryRowStore();
        for (var i = 0; i < 5; i++) await source.Commit(Demo.Id, "t", [new Change.Put($"draft|{i}", new string('张', RowLimits.BytesPerRow / 3 - 100))], Cancel);
        var target = new MemoryRowStore();

        Assert.True((await Copied(source, target))!.IsWhole);
    }

    [Fact]
    public async Task What_is_written_to_the_source_behind_the_reader_makes_the_two_differ()
    {
        var demo = await Demo.Filled();
        var target = new Broken(new MemoryRowStore());
        target.AtCommit = async n =>
        {
            if (n == 4) await demo.Commit(new Change.Put("customer|acme|file", "{}"));
        };

        Assert.False((await Copied(demo.Store, target))!.IsWhole);
        Assert.True((await Copied(demo.Store, target))!.IsWhole);
    }

    [Fact]
    public async Task E4_The_command_that_is_killed_at_any_commit_and_run_again_ends_as_if_it_never_was()
    {
        var demo = await Demo.Filled();
        await DemoWorkspace.FillIfMissing(demo.Store, demo.Kinds, demo.Clock, "second", Cancel);
        var whole = new Broken(new MemoryRowStore());
        Assert.Equal(0, (await Command(demo.Store, whole)).Code);
        Assert.InRange(whole.Done, 10, 200);
        for (var at = 0; at < whole.Done; at++)
        {
            var target = new Broken(new MemoryRowStore()) { Left = at };
            await Assert.ThrowsAsync<InvalidOperationException>(() => Command(demo.Store, target));
            target.Left = int.MaxValue;

            var (code, output) = await Command(demo.Store, target);

            Assert.True(code == 0, $"killed at {at}: {output}");
            Assert.Equal(await Texts(demo.Store), await Texts(target));
            Assert.Equal(await Texts(demo.Store, DirectoryRows.Partition), await Texts(target, DirectoryRows.Partition));
        }
    }

    [Fact]
    public async Task The_directory_comes_last_so_that_no_service_finds_half_a_workspace()
    {
        var demo = await Demo.Filled();
        var target = new Broken(new MemoryRowStore()) { Left = 5 };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Command(demo.Store, target));

        Assert.Null(await target.Get(DirectoryRows.Partition, DirectoryRows.WorkspaceKey(Demo.Id), Cancel));
    }

    [Fact]
    public async Task A_source_without_a_workspace_is_no_source_and_neither_is_half_a_copy()
    {
        var demo = await Demo.Filled();
        var half = new Broken(new MemoryRowStore()) { Left = 5 };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Command(demo.Store, half));
        half.Left = int.MaxValue;

        foreach (var source in new IRowStore[] { new MemoryRowStore(), half })
        {
            var target = new Broken(new MemoryRowStore());
            var (code, output) = await Command(source, target);
            Assert.Equal((1, 0), (code, target.Done));
            Assert.Contains("mind its spelling", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_target_on_which_a_service_was_started_is_refused_before_the_first_row()
    {
        var demo = await Demo.Filled();
        var rows = new MemoryRowStore();
        await rows.Commit(DirectoryRows.Partition, "key", [new Change.Put("key|key-of-2026-11-22", "{}")], Cancel);
        var target = new Broken(rows);

        var (code, output) = await Command(demo.Store, target);

        Assert.Equal((1, 0), (code, target.Done));
        Assert.Contains("directory: the target has rows of it already", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_says_at_the_end_is_what_it_found_on_both_sides()
    {
        var demo = await Demo.Filled();

        var (code, output) = await Command(demo.Store, new MemoryRowStore());

        Assert.Equal(0, code);
        Assert.Contains("All rows are there, and the same.", output, StringComparison.Ordinal);
        Assert.Contains($"{Demo.Id}: ", output, StringComparison.Ordinal);
        Assert.Equal((1, true), (await Again(demo.Store)) is var (again, words) ? (again, words.Contains("name an empty target", StringComparison.Ordinal)) : default);
    }

    [Fact]
    public async Task It_writes_at_the_pace_that_it_is_told_though_it_read_for_a_minute_before()
    {
        var demo = await Demo.Filled();
        var time = new Waiting();
        var target = new Broken(new MemoryRowStore());

        var copied = await new Copy(demo.Store, target, time, pace: 100).Run(Demo.Id, new Progress(TextWriter.Null, TimeProvider.System, redrawn: false), Cancel);

        Assert.Equal(copied.Put / 100.0, time.Waited.TotalSeconds, 1.0);
    }

    [Theory]
    [InlineData("customer|1", "t", "{}", "customer|1", "t2", "{}")]
    [InlineData("customer|1", "t", "{}", "customer|1", "t", "{ }")]
    [InlineData("customer|1", "t", "{}", "customer|2", "t", "{}")]
    [InlineData("ab", "c", "{}", "a", "bc", "{}")]
    public async Task Rows_that_differ_have_another_sum(string key, string turn, string value, string otherKey, string otherTurn, string otherValue) =>
        Assert.NotEqual(await Tally.Of(One(new(key, value, turn, "1"))), await Tally.Of(One(new(otherKey, otherValue, otherTurn, "1"))));

    private static async IAsyncEnumerable<Row> One(Row row)
    {
        await Task.CompletedTask;
        yield return row;
    }

    private static async Task<Copied?> Copied(IRowStore from, IRowStore to)
    {
        var copy = new Copy(from, to, new AtOnce(), pace: null);
        return await copy.Begin([Demo.Id], Cancel) is null ? await copy.Run(Demo.Id, new Progress(TextWriter.Null, TimeProvider.System, redrawn: false), Cancel) : null;
    }

    private static async Task<(int Code, string Output)> Again(IRowStore source)
    {
        var target = new MemoryRowStore();
        await Command(source, target);
        return await Command(source, target);
    }

    private static async Task<(int Code, string Output)> Command(IRowStore source, IRowStore target)
    {
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(new AtOnce())
            .AddSingleton<OpenStore>(kind => new(kind == "Sqlite" ? source : target, kind, new ServiceCollection().BuildServiceProvider())).BuildServiceProvider();
        using var output = new StringWriter();
        var code = await ChatCrm.Bot.Commands.Commands.Run(["copy", "--from", "Sqlite", "--to", "Memory"], services, output, Cancel);
        return (code!.Value, output.ToString());
    }

    private static async Task<IReadOnlyList<(string, string, string)>> Texts(IRowStore store, string partition = Demo.Id)
    {
        var texts = new List<(string, string, string)>();
        for (KeyRange? range = new("", "~", RowLimits.RowsPerPage); range is not null;)
        {
            var page = (await store.List(partition, [range], Cancel))[0];
            texts.AddRange(page.Rows.Select(row => (row.Key, row.Turn, row.Value)));
            range = page.Continue is { } next ? range with { Continue = next } : null;
        }
        return texts;
    }

    /// <summary>Commits so often, and dies; before that it is busy so often.</summary>
    private sealed class Broken(IRowStore store) : IRowStore
    {
        public int Left { get; set; } = int.MaxValue;
        public int Busy { get; set; }
        public int Done { get; private set; }
        public Func<int, Task>? AtCommit { get; set; }

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);
        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);
        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

        public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
        {
            if (Busy-- > 0) throw new StoreUnavailableException("busy", mayHaveHappened: true);
            if (Left-- <= 0) throw new InvalidOperationException("killed");
            if (AtCommit is not null) await AtCommit(Done);
            Done++;
            return await store.Commit(partition, turn, changes, cancel);
        }
    }

    /// <summary>Time whose timers go off at once.</summary>
    private sealed class AtOnce : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    /// <summary>Time that goes by only for whoever waits.</summary>
    private sealed class Waiting : TimeProvider
    {
        public TimeSpan Waited { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Waited.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited += dueTime;
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
