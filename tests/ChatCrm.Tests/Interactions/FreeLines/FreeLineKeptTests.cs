using System.Globalization;
using System.Text;
using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Interactions.FreeLines;

/// <summary>What a free line never does: lose a word, write about nobody, cost more than it may, or fail.</summary>
public class FreeLineKeptTests
{
    private static readonly string[] Facts =
    [
        "called Maria at Acme", "20 min", "re pricing", "wants quote by Friday", "yesterday", "no answer", "follow up Tuesday", "call back 1 Dec", "and", "for", ",", ", ", ". ", ": ", " - ", "agreed", "=ok", "\"", "(", ")", "?", "the",
        "和Acme的Maria通话", "20分钟", "，关于报价", "，周五前要报价单", "昨天", "，没接", "，下周二跟进", "要", "的", "，", "。", "：", "同意", "4/5", "30 Feb", "CST", "by", "前", "not", "没", "Huawei", "华为", "tier:vip", "a@b.example", "https://x.example/",
    ];

    private static readonly string[] Strangers = ["zork", "blip", "Qwxyz", "鑫鑫", "龘龘", "ßtraße", "çela", "한국말", "мир", "😀", "👩‍👩‍👧", "€", "12%", "𠮷𠮷"];

    [Fact]
    public async Task Words_that_mean_nothing_here_stand_in_the_record_or_in_the_form_as_typed()
    {
        var rounds = 0;
        await EachOf(400, async (dice, what) =>
        {
            await using var house = await Workspace.Open();
            var (line, strangers) = Line(dice);
            // Asked, or shown as a look-up: nothing is noted yet.
            if (await Noted(house, await house.Mei.Say(line)) is not { } noted) return;
            rounds++;
            foreach (var word in strangers) Assert.True(noted.Contains(word, StringComparison.Ordinal), $"{what}: '{word}' of {line}\n{noted}");
        });
        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} lines were noted");
        Assert.True(rounds >= 300, $"only {rounds} lines were noted");
    }

    [Theory]
    [InlineData("of , 同意 和Acme的Maria通话 \" 👩‍👩‍👧 Huawei", "👩‍👩‍👧")]
    [InlineData("called Maria at Acme 😀 GmbH today", "😀")]
    [InlineData("called Maria at \"Acme € GmbH\" today", "€")]
    public async Task A_symbol_inside_what_reads_like_a_name_is_kept(string line, string symbol)
    {
        await using var house = await Workspace.Open();
        var noted = await Noted(house, await house.Mei.Say(line));
        Assert.True(noted is null || noted.Contains(symbol, StringComparison.Ordinal), noted);
    }

    [Theory]
    [InlineData("called Acme® GmbH today")]
    [InlineData("called \"Acme® GmbH\" today")]
    public async Task A_name_may_be_written_with_its_sign(string line)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(line);
        Assert.Equal("", (await Only(house))!.Text);
    }

    [Theory]
    [InlineData("called Cash € Go today")]
    [InlineData("called \"Cash € Go\" today")]
    public async Task A_name_that_has_a_symbol_is_found_with_it(string line)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new \"Cash € Go\" country:DE");
        await house.Mei.Say(line);
        Assert.Equal("", (await Only(house))!.Text);
    }

    [Fact]
    public async Task A_line_that_names_no_customer_of_ours_never_writes() => await EachOf(150, async (dice, what) =>
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var words = Facts.Where(fact => !fact.Contains("Acme", StringComparison.Ordinal) && !fact.Contains("Huawei", StringComparison.Ordinal) && !fact.Contains("华为", StringComparison.Ordinal)).Concat(Strangers).Append("called").Append("打了电话").ToArray();
        var line = string.Join(dice.Next(2) == 0 ? " " : "", Enumerable.Range(0, dice.Next(1, 9)).Select(_ => words[dice.Next(words.Length)]).Prepend("called Peter at Nowhere"));
        await house.Mei.Say(line);
        Assert.True(before.SequenceEqual(await house.Records()), $"{what}: {line}");
    });

    [Theory]
    [InlineData("called Maria at Acme 20 min re pricing, wants quote by Friday")]
    [InlineData("昨天和Acme的Maria通话20分钟，关于报价，周五前要报价单")]
    [InlineData("called Acme")]
    public async Task Who_is_meant_is_found_within_the_waves_of_a_look_up_and_one(string line)
    {
        var counted = new CountedReads(new Bot.Storage.MemoryRowStore());
        await using var house = await Workspace.Open(counted);
        await house.Mei.Say("acme");
        counted.Names = 0;

        await house.Mei.Say(line);

        Assert.InRange(counted.Names, 1, 2);
        Assert.InRange(counted.MostRanges, 1, 24);
    }

    [Fact]
    public async Task D2_Any_free_line_up_to_4000_characters_gets_an_answer() => await EachOf(60, async (dice, what) =>
    {
        await using var house = await Workspace.Open();
        var text = new StringBuilder(dice.Next(2) == 0 ? "called Maria at Acme " : "和华为通话");
        while (text.Length < CommandLine.Longest)
            text.Append(dice.Next(3) switch { 0 => Facts[dice.Next(Facts.Length)], 1 => Strangers[dice.Next(Strangers.Length)], _ => ((char)dice.Next(1, 0x10000)).ToString() }).Append(dice.Next(2) == 0 ? " " : "");
        var reply = await house.Mei.Say(text.ToString(0, CommandLine.Longest));
        Assert.True(reply is Reply.Ask || (reply is Reply.Show && !reply.Plain().Contains("something went wrong on our side", StringComparison.Ordinal)), $"{what}: {reply}");
    });

    private static (string Line, IReadOnlyList<string> Strangers) Line(Random dice)
    {
        var strangers = Enumerable.Range(0, dice.Next(1, 4)).Select(_ => Strangers[dice.Next(Strangers.Length)]).ToList();
        var parts = Enumerable.Range(0, dice.Next(1, 7)).Select(_ => Facts[dice.Next(Facts.Length)]).Concat(strangers).Append(dice.Next(2) == 0 ? "called Maria at Acme" : "和Acme的Maria通话").ToArray();
        dice.Shuffle(parts);
        // A line that begins with a verb of the command's is no free line.
        if (parts[0].StartsWith("follow", StringComparison.Ordinal)) parts[0] = $", {parts[0]}";
        return (string.Join(' ', parts), strangers);
    }

    private static async Task<string?> Noted(Workspace house, Reply reply) => reply switch
    {
        Reply.Ask { Form: var form } => string.Join('\n', form.Fields.Select(field => field.Value)),
        _ => await Only(house) is { } logged ? string.Join('\n', [logged.Text, .. logged.With, .. await Steps(house)]) : null,
    };

    private static async Task<IEnumerable<string>> Steps(Workspace house) =>
        (await house.Rows("customer|")).Where(row => row.Key.Contains("|followup|", StringComparison.Ordinal)).Select(FollowUpStore.Read).Select(step => $"{step.Text} {step.Unread}");

    private static async Task<Interaction?> Only(Workspace house) =>
        (await house.Rows("customer|")).Where(row => row.Key.Contains("|interaction|", StringComparison.Ordinal)).Select(InteractionStore.Read).SingleOrDefault();

    private static async Task EachOf(int rounds, Func<Random, string, Task> round)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        var dice = new Random(seed);
        for (var n = 0; n < rounds; n++) await round(dice, $"seed {seed}, round {n}");
    }

    /// <summary>Counts the waves that look for names.</summary>
    private sealed class CountedReads(IRowStore store) : IRowStore
    {
        public int Names { get; set; }

        public int MostRanges { get; private set; }

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
        {
            if (ranges.Any(range => range.From.StartsWith("name|", StringComparison.Ordinal))) (Names, MostRanges) = (Names + 1, Math.Max(MostRanges, ranges.Count));
            return store.List(partition, ranges, cancel);
        }

        public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) => store.Commit(partition, turn, changes, cancel);
    }
}
