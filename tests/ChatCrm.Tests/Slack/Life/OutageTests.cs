using ChatCrm.Storage;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The store, or what Slack knows of people and rooms, does not answer.</summary>
public class OutageTests
{
    private const string Line = "log Acme GmbH call 15m \"asked for FOB price\"", Saved = "✓ Call 15 min";

    [Theory]
    [InlineData(Break.Reads, "Nothing was saved")]
    [InlineData(Break.Commits, "Nothing was saved")]
    [InlineData(Break.Unknown, "")]
    public async Task G6_With_the_store_down_a_command_is_answered_with_what_was_typed_and_can_be_tried_again(Break how, string said)
    {
        BreakingRowStore? store = null;
        await using var house = await Premises.Open(file => store = new(file, how, "secret-of-the-store"));
        house.Expected = nameof(StoreUnavailableException);
        await house.Types("mei", "sales", "help");
        store!.Broken = true;
        // What is kept of members is old.
        house.Pass(Duration.FromMinutes(1));

        var shown = await house.Types("mei", "sales", Line);

        Assert.Contains(said, shown);
        Assert.Contains("asked for FOB price", shown);
        Assert.Contains("[Try again]", shown);
        Assert.DoesNotContain("✓", shown);
        Assert.DoesNotContain("secret-of-the-store", shown);
        store.Broken = false;
        Assert.True((await house.Slack.Click("mei", house.Slack.Messages("mei", "sales")[^1], "Try again")).Ok);
        Assert.True(await house.Slack.Until(() => house.Seen("mei", "sales", Saved) == 1));
        Assert.Single(await house.Interactions());
    }

    public static TheoryData<string> Reading => ["find acme", "Acme GmbH", "due week", "help", "me", ""];

    [Theory, MemberData(nameof(Reading))]
    public async Task G6_With_the_store_down_every_command_is_answered_and_claims_nothing(string line)
    {
        BreakingRowStore? store = null;
        await using var house = await Premises.Open(file => store = new(file, Break.Reads, "secret-of-the-store"));
        house.Expected = nameof(StoreUnavailableException);
        await house.Types("mei", "sales", "help");
        store!.Broken = true;
        house.Pass(Duration.FromMinutes(1));

        var shown = await house.Types("mei", "sales", line);

        Assert.Contains("store does not answer", shown);
        Assert.Contains(line, shown);
        store.Broken = false;
        await house.Types("mei", "sales", Line);
        Assert.Single(await house.Interactions());
    }

    [Fact]
    public async Task E7_What_was_saved_though_the_store_never_said_so_is_never_called_unsaved()
    {
        LosingStore? store = null;
        await using var house = await Premises.Open(file => store = new(file));
        await house.Types("mei", "sales", "help");
        for (var n = 0; n < 50; n++)
        {
            store!.Deaf = n % 2 == 1;
            store.Loses = true;
            var shown = await house.Types("mei", "sales", $"log Acme GmbH note \"unknown {n:D2}\"");
            (store.Loses, store.Deaf) = (false, false);
            Assert.DoesNotContain("Nothing was saved", shown);
            if (shown.Contains("[Try again]", StringComparison.Ordinal))
            {
                Assert.Contains("did not say whether this was saved", shown);
                await house.Slack.Click("mei", house.Slack.Messages("mei", "sales")[^1], "Try again");
                Assert.True(await house.Slack.Until(() => house.Slack.Shown(house.Slack.Messages("mei", "sales")[^1]).ToString().Contains('✓') && house.Slack.Api.IsIdle));
            }
            else Assert.True(shown.Contains('✓') || shown.Contains("Saved", StringComparison.Ordinal), shown);
            house.Pass(Duration.FromSeconds(1));
        }
        Assert.Equal(50, (await house.Interactions()).Count);
    }

    [Fact]
    public async Task G6_Where_Slack_does_not_say_who_speaks_nothing_is_done_and_a_minute_later_all_is_well()
    {
        await using var house = await Premises.Open();
        house.Slack.Break("users.info", 503);
        house.Slack.Break("users.info", 503);

        var shown = await house.Types("mei", "sales", Line);

        Assert.Matches("could not check who you are|无法确认", shown);
        Assert.Empty(await house.Interactions());
        Assert.Contains("FOB", shown);
        Assert.Contains(Saved, await house.Types("mei", "sales", Line));
    }

    [Fact]
    public async Task G6_Where_Slack_does_not_say_who_reads_along_the_answer_is_for_outsiders_eyes_and_a_minute_later_all_is_shown()
    {
        await using var house = await Premises.Open();
        house.Slack.Break("conversations.info", 503);
        house.Slack.Break("conversations.info", 503);

        Assert.DoesNotContain("Mei Lin", await house.Types("mei", "sales", "Acme GmbH"));
        Assert.Contains("Mei Lin", await house.Types("mei", "sales", "Acme GmbH"));
    }

    /// <summary>A store that carries out commits of turns and loses their answers; deaf, it does not say afterwards either.</summary>
    private sealed class LosingStore(IRowStore inner) : IRowStore
    {
        private bool lost;

        public bool Loses { get; set => (field, lost) = (value, false); }

        public bool Deaf { get; set; }

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => lost && Deaf ? throw Unknown() : inner.Get(partition, key, cancel);

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => lost && Deaf ? throw Unknown() : inner.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => inner.List(partition, ranges, cancel);

        public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
        {
            var result = await inner.Commit(partition, turn, changes, cancel);
            if (!Loses || result is not CommitResult.Committed || !changes.Any(change => change.Key.StartsWith("turn|", StringComparison.Ordinal))) return result;
            lost = true;
            throw Unknown();
        }

        private static StoreUnavailableException Unknown() => new("Its answer was lost.", true, new IOException("lost"));
    }
}
