using ChatCrm.Conversation;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Failures;

/// <summary>A store that fails: it is said whether anything was saved, and what was typed comes back.</summary>
public sealed class StoreFailureTests
{
    private const string Line = """log Acme GmbH call 15m "price" follow tue 3pm "send samples" """;

    [Theory, InlineData(Failing.Everything), InlineData(Failing.Commits), InlineData(Failing.CommitsUnknownNotDone)]
    public async Task G6_A_line_that_was_not_saved_comes_back_with_a_button_that_saves_it(Failing how)
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        var before = await workspace.Records();
        store.Now = how;
        var answer = (await workspace.Mei.Say(Line)).Card();
        Assert.Equal($"{Told(how)}\nYour text: {Line}", answer.Plain());
        store.Now = Failing.No;
        Assert.Equal(before, await workspace.Records());
        Assert.StartsWith("✓ ", (await workspace.Mei.Press(answer, "Try again")).Plain(), StringComparison.Ordinal);
        Assert.Single(await workspace.Rows("customer|acme|interaction|"));
    }

    [Fact]
    public async Task G6_A_line_too_long_for_a_button_comes_back_to_be_copied()
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        store.Now = Failing.Everything;
        var line = $"log Acme GmbH call \"{new string('长', 3000)}\"";
        var answer = (await workspace.Mei.Say(line)).Card();
        Assert.Contains(line, answer.Plain(), StringComparison.Ordinal);
        Assert.Empty(answer.Presses);
    }

    [Fact]
    public async Task E7_A_commit_whose_answer_was_lost_is_answered_as_what_it_is_saved()
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        store.Now = Failing.CommitsUnknownDone;
        Assert.StartsWith("✓ ", (await workspace.Mei.Say(Line)).Plain(), StringComparison.Ordinal);
        Assert.Single(await workspace.Rows("customer|acme|interaction|"));
    }

    [Fact]
    public async Task E7_Where_nobody_can_tell_nothing_is_claimed_and_the_same_turn_again_saves_it_once()
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        store.Now = Failing.EverythingFromCommit;
        var answer = (await workspace.Mei.Say(Line, "t1")).Card();
        Assert.DoesNotContain("✓", answer.Plain(), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was saved", answer.Plain(), StringComparison.Ordinal);
        store.Now = Failing.No;
        Assert.StartsWith("✓ ", (await workspace.Mei.Say(Line, "t1")).Plain(), StringComparison.Ordinal);
        Assert.Single(await workspace.Rows("customer|acme|interaction|"));
    }

    [Fact]
    public async Task E7_Try_again_after_a_commit_that_had_happened_after_all_does_not_save_twice()
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        store.Now = Failing.EverythingFromCommit;
        var answer = (await workspace.Mei.Say(Line)).Card();
        store.Now = Failing.No;
        Assert.StartsWith("✓ ", (await workspace.Mei.Press(answer, "Try again")).Plain(), StringComparison.Ordinal);
        Assert.StartsWith("✓ ", (await workspace.Mei.Press(answer, "Try again")).Plain(), StringComparison.Ordinal);
        Assert.Single(await workspace.Rows("customer|acme|interaction|"));
    }

    [Fact]
    public async Task E4_What_is_saved_and_cannot_be_shown_is_not_called_lost()
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        var form = (await workspace.Mei.Say("log Acme KK")).Form();
        store.Now = Failing.EverythingAfterCommit;
        var logged = await workspace.Mei.Say(Line, "t1");
        Assert.StartsWith("Saved, but", logged.Plain(), StringComparison.Ordinal);
        store.Now = Failing.EverythingAfterCommit;
        Assert.StartsWith("Saved, but", (await workspace.Mei.Submit(form, ("kind", "Call"), ("text", "price"))).Plain(), StringComparison.Ordinal);
        store.Now = Failing.No;
        Assert.StartsWith("✓ ", (await workspace.Mei.Say(Line, "t1")).Plain(), StringComparison.Ordinal);
        Assert.Single(await workspace.Rows("customer|acme|interaction|"));
        Assert.Single(await workspace.Rows("customer|acmekk|interaction|"));
    }

    [Theory, InlineData(Failing.Everything), InlineData(Failing.Commits), InlineData(Failing.CommitsUnknownNotDone)]
    public async Task G6_A_form_stays_open_with_what_was_typed_and_can_be_sent_again(Failing how)
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        var form = (await workspace.Mei.Say("log Acme GmbH")).Form();
        store.Now = how;
        var kept = Assert.IsType<Reply.KeepForm>(await workspace.Mei.Submit(form, ("kind", "Call"), ("text", "price")));
        Assert.StartsWith(Told(how), kept.Error, StringComparison.Ordinal);
        Assert.Equal("price", kept.Values["text"]);
        store.Now = Failing.No;
        Assert.StartsWith("✓ ", (await workspace.Mei.Submit(form, ("kind", "Call"), ("text", "price"))).Plain(), StringComparison.Ordinal);
        Assert.Single(await workspace.Rows("customer|acme|interaction|"));
    }

    [Theory, InlineData(Failing.Everything), InlineData(Failing.Commits), InlineData(Failing.CommitsUnknownNotDone)]
    public async Task G6_A_button_is_answered_and_works_afterwards(Failing how)
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        var before = await workspace.Records();
        var logged = (await workspace.Mei.Say(Line)).Card();
        store.Now = how;
        Assert.Equal(Told(how), (await workspace.Mei.Press(logged, "Undo")).Plain());
        store.Now = Failing.No;
        Assert.StartsWith("Undone.", (await workspace.Mei.Press(logged, "Undo")).Plain(), StringComparison.Ordinal);
        Assert.Equal(before, await workspace.Records());
    }

    [Fact]
    public async Task G6_A_lookup_offers_nothing()
    {
        var (store, workspace) = await Open();
        await using var _ = workspace;
        store.Now = Failing.Everything;
        Assert.Empty(Assert.IsType<Reply.Options>(await workspace.Send(workspace.Mei, new Input.LookedUp("customer.search", "acme"))).Choices);
    }

    /// <summary>What was not there a moment later may still be on its way.</summary>
    private static string Told(Failing how) => how == Failing.CommitsUnknownNotDone
        ? "The store did not say whether this was saved. Try again: it will not be saved twice."
        : "Nothing was saved: the store does not answer.";

    private static async Task<(FailingStore Store, Workspace Workspace)> Open()
    {
        var store = new FailingStore();
        return (store, await Workspace.Open(store));
    }
}
