using ChatCrm.Benchmarks;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Speed;

/// <summary>What a command costs, counted at the store and not by a clock: waves of reads, rows read, commits. 500 customers; the roster is kept.</summary>
public sealed class ReadsAndCommitsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly CountedRowStore _store = new(new MemoryRowStore());
    private Workspace _workspace = null!;

    private Actor Mei => _workspace.Mei;

    public async ValueTask InitializeAsync()
    {
        _workspace = await Workspace.Open(_store);
        await Crowd.Fill(_store, _workspace.Get<RowKinds>(), 500);
        await Mei.Say("acme");
        _store.Take();
    }

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Theory]
    [InlineData("find northwind")]
    [InlineData("find 远东")]
    [InlineData("find trad")]
    [InlineData("find kontakt")]
    [InlineData("find acme")]
    public async Task A_find_by_one_word_reads_at_most_twice_the_rows_it_shows_in_two_waves(string line)
    {
        var shown = (await Mei.Say(line)).Card().Blocks.OfType<Entries>().Single().Items.Count;
        var (counts, reads) = _store.TakeWithReads();
        Assert.True(counts.Waves <= 2 && counts.Read <= 2 * shown, $"{shown} shown, {counts}\n{string.Join('\n', reads)}");
    }

    [Theory]
    [InlineData("acme gmbh")]
    [InlineData("C-1002")]
    [InlineData("northwind trading 240")]
    [InlineData("华为技术")]
    [InlineData("maria")]
    public async Task A_look_up_takes_at_most_three_waves(string line)
    {
        var card = (await Mei.Say(line)).Card();
        var (counts, reads) = _store.TakeWithReads();
        Assert.IsType<Heading>(card.Blocks[0]);
        Assert.True(counts is { Waves: <= 3, Commits: 0 }, $"{counts}\n{string.Join('\n', reads)}");
    }

    [Theory]
    [InlineData("north")]
    [InlineData("")]
    [InlineData("远")]
    public async Task A_search_while_typing_is_one_wave(string typed)
    {
        await _workspace.Send(Mei, new Input.LookedUp("customer.search", typed));
        var (counts, reads) = _store.TakeWithReads();
        Assert.True(counts is { Waves: 1, Commits: 0 }, $"{counts}\n{string.Join('\n', reads)}");
    }

    [Theory]
    [InlineData("log acme gmbh call 15m \"asked for prices\"")]
    [InlineData("log acme gmbh call 15m \"asked for prices\" next fri 15:00 \"send them\"")]
    [InlineData("follow acme gmbh fri 15:00 \"send them\"")]
    [InlineData("set acme gmbh lang:ja")]
    [InlineData("me language zh")]
    [InlineData("me hours 8:00-17:00")]
    public async Task A_change_is_one_commit(string line)
    {
        await Mei.Say(line);
        Assert.Equal(1, _store.Take().Commits);
    }

    [Fact]
    public async Task An_undo_is_one_commit()
    {
        await Mei.Say("log acme gmbh call 15m \"asked for prices\"");
        _store.Take();
        await Mei.Say("undo");
        Assert.Equal(1, _store.Take().Commits);
    }

    [Fact]
    public async Task A_form_is_one_commit()
    {
        var form = (await Mei.Say("log")).Form();
        _store.Take();
        await Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "asked for prices"));
        Assert.Equal(1, _store.Take().Commits);
    }

    [Fact]
    public async Task What_reads_commits_nothing()
    {
        string[] lines = ["acme gmbh", "find northwind", "due", "me", "help"];
        foreach (var line in lines) await Mei.Say(line);
        Assert.Equal(0, _store.Take().Commits);
    }

    /// <summary>The table of <c>src/README.md</c>.</summary>
    [Fact]
    public async Task The_cost_of_each_verb_is_told()
    {
        string[] lines =
        [
            "acme gmbh", "C-1002", "find northwind", "find 远东", "find northwind 240", "log acme gmbh call 15m \"prices\"", "log acme gmbh call \"x\" next fri \"send\"", "edit", "undo",
            "follow acme gmbh fri 15:00 \"send them\"", "due", "done 1", "set acme gmbh lang:ja", "new Kestrel Ltd, London", "me", "me language en", "help",
        ];
        output.WriteLine($"{"",-46}{"waves",7}{"rows",7}{"commits",9}{"written",9}");
        foreach (var line in lines)
        {
            await Mei.Say(line);
            var (waves, read, commits, written) = _store.Take();
            output.WriteLine($"{line,-46}{waves,7}{read,7}{commits,9}{written,9}");
            Assert.InRange(commits, 0, 1);
        }
    }
}
