using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.Storage;
using ChatCrm.Workspaces;

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
    public async Task The_mark_of_a_copying_goes_with_its_end()
    {
        var demo = await Demo.Filled();
        var target = new MemoryRowStore();

        await Copied(demo.Store, target);

        Assert.Empty((await target.List(DirectoryRows.Partition, [KeyRange.Prefix("copying|", 10)], Cancel))[0].Rows);
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

    private static Task<Copied?> Copied(IRowStore from, IRowStore to) =>
        new Copy(from, to, new AtOnce(), pace: null).Run(Demo.Id, new Progress(TextWriter.Null, TimeProvider.System, redrawn: false), Cancel);

    private static async Task<IReadOnlyList<(string, string, string)>> Texts(IRowStore store)
    {
        var texts = new List<(string, string, string)>();
        for (KeyRange? range = new("", "~", RowLimits.RowsPerPage); range is not null;)
        {
            var page = (await store.List(Demo.Id, [range], Cancel))[0];
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

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

        public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
        {
            if (Busy-- > 0) throw new StoreUnavailableException("busy", mayHaveHappened: true);
            return Left-- > 0 ? store.Commit(partition, turn, changes, cancel) : throw new InvalidOperationException("killed");
        }
    }

    /// <summary>Time whose timers go off at once.</summary>
    private sealed class AtOnce : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
