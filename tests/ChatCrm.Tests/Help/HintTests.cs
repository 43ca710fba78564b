using System.Globalization;
using System.Text;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Help;
using ChatCrm.Storage;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Help;

/// <summary>How a line would be read, said while it is typed.</summary>
public class HintTests
{
    [Theory]
    [InlineData("log Acme GmbH call 15m \"asked\" follow tue 3pm", "log · Acme GmbH · call 15 min · follow-up Tue 24 Nov 15:00")]
    [InlineData("记 华为电话15分 跟进 下周二 15:00", "log · 华为技术有限公司 · call 15 min · follow-up Tue 24 Nov 15:00")]
    [InlineData("called Maria at Acme 20 min re pricing, wants quote by Friday", "log · Acme GmbH · call 20 min · with Maria Weber · follow-up Fri 27 Nov 17:00")]
    [InlineData("昨天和Acme的Maria通话20分钟，关于报价，周五前要报价单", "log · Acme GmbH · call 20 min · with Maria Weber · Sat 21 Nov 09:00 · follow-up Fri 27 Nov 17:00")]
    [InlineData("called Acme 20 min", "log · “Acme”: 2 customers, you choose · call 20 min · the form opens")]
    [InlineData("called Maria at Acme tomorrow", "log · Acme GmbH · call · with Maria Weber · “tomorrow” is asked · the form opens")]
    [InlineData("log", "log · the form opens")]
    [InlineData("log Acme GmbH", "log · Acme GmbH · the form opens")]
    [InlineData("log Nobody call 15m", "log · no customer “Nobody” yet · call 15 min")]
    [InlineData("log Acme GmbH call 4/5", "log · Acme GmbH · call · “4/5” is asked")]
    [InlineData("follow Acme GmbH fri 10:00 their \"call Ms Ito\"", "follow · Acme GmbH · Fri 27 Nov 10:00 Berlin")]
    [InlineData("follow Acme GmbH", "follow · Acme GmbH · the form opens")]
    [InlineData("acme gmbh", "look up · Acme GmbH")]
    [InlineData("acme", "look up · Acme GmbH, Acme KK")]
    [InlineData("acmeee", "")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("\"acme gmbh\"", "look up · Acme GmbH")]
    public async Task A_line_is_told_as_it_would_be_read(string line, string hint)
    {
        await using var house = await Workspace.Open();
        Assert.Equal(hint, await Of(house, "mei", line));
    }

    [Theory]
    [InlineData("follow C-1001 fri 10:00 their \"call Ann Smith\"", "follow · Acme GmbH · Fri 27 Nov 10:00 New York")]
    [InlineData("log C-1001 call follow fri 10:00 their \"call Ann Smith\"", "log · Acme GmbH · call · follow-up Fri 27 Nov 10:00 New York")]
    [InlineData("called Ann Smith at Acme GmbH, follow up Friday 10:00 their time", "log · Acme GmbH · call · with Ann Smith · follow-up Fri 27 Nov 10:00 New York")]
    public async Task Their_time_is_that_of_whoever_is_named(string line, string hint)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+1-212-555-0100");
        Assert.Equal(hint, await Of(house, "mei", line));
    }

    [Fact]
    public async Task It_is_told_in_the_language_of_whoever_types()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me lang zh");
        Assert.Equal("记 · Acme GmbH · 通话 15 分钟 · 跟进 11月24日周二 15:00", await Of(house, "mei", "log Acme GmbH call 15m follow tue 3pm"));
    }

    [Fact]
    public async Task Every_other_verb_says_what_it_does()
    {
        await using var house = await Workspace.Open();
        Assert.StartsWith("due · ", await Of(house, "mei", "due"));
    }

    [Fact]
    public async Task A_guest_and_a_stranger_are_told_nothing()
    {
        await using var house = await Workspace.Open();
        Assert.Equal("", await Of(house, "tomo", "acme gmbh", guest: true));
        Assert.Equal("", await Of(house, "nobody", "acme gmbh"));
    }

    [Fact]
    public async Task Nothing_can_be_written_by_it()
    {
        var store = new Counted(new MemoryRowStore());
        await using var house = await Workspace.Open(store);
        var before = await house.Rows("!");
        store.Commits = 0;
        foreach (var line in new[] { "log Acme GmbH call 15m follow tue 3pm", "called Maria at Acme 20 min, wants quote by Friday", "called Acme 20 min", "follow Acme GmbH fri 10:00", "set Acme GmbH tier:vip \"why\"", "new \"Other\" country:DE", "undo", "me lang zh", "acme" })
            foreach (var who in new[] { "mei", "tomo", "nobody" }) await Of(house, who, line);

        Assert.Equal((0, before.Count), (store.Commits, (await house.Rows("!")).Count));
    }

    [Fact]
    public async Task Rows_for_reading_cannot_be_written() =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await new ReadOnlyRowStore(new MemoryRowStore()).Commit("w1", "t", [], TestContext.Current.CancellationToken));

    [Fact]
    public async Task D2_Any_text_gets_a_hint_or_none()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        var dice = new Random(seed);
        await using var house = await Workspace.Open();
        string[] fronts = ["called ", "log Acme GmbH ", "follow Acme GmbH ", "", "和华为通话", "set Acme "];
        for (var round = 0; round < 150; round++)
        {
            var text = new StringBuilder(fronts[dice.Next(fronts.Length)]);
            var length = dice.Next(4) == 0 ? CommandLine.Longest + 1 : dice.Next(80);
            while (text.Length < length) text.Append((char)dice.Next(1, 0x10000)).Append(dice.Next(3) == 0 ? " tue 3pm " : "");
            await Of(house, "mei", text.ToString());
        }
    }

    private static async Task<string> Of(Workspace house, string who, string line, bool guest = false)
    {
        var place = new Place($"console:direct/{who}", Audience.Direct, new($"console:direct/{who}"));
        return (await house.Get<HintLine>().Of(new("h1", Workspace.Id, new($"console:{who}", who, Guest: guest), place, new Input.Said(line)), TestContext.Current.CancellationToken)).ToString();
    }

    private sealed class Counted(IRowStore store) : IRowStore
    {
        public int Commits { get; set; }

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

        public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
        {
            Commits++;
            return store.Commit(partition, turn, changes, cancel);
        }
    }
}
