using ChatCrm.Storage;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>The store, or what Teams knows of people and rooms, does not answer.</summary>
public class OutageTests
{
    [Theory]
    [InlineData(Break.Reads, "Nothing was saved")]
    [InlineData(Break.Commits, "Nothing was saved")]
    [InlineData(Break.Unknown, "The store did not say whether this was saved")]
    public async Task G6_With_the_store_down_a_line_is_answered_with_what_was_typed_and_can_be_tried_again(Break how, string said)
    {
        BreakingRowStore? store = null;
        await using var house = await Premises.Open(file => store = new(file, how, "secret-of-the-store"));
        house.Expected = nameof(StoreUnavailableException);
        store!.Broken = true;

        var shown = await house.Says("mei", Deeds.Line);

        Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Contains("asked for FOB price", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("✓", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-store", shown, StringComparison.Ordinal);
        store.Broken = false;
        Assert.True((await house.Teams.Press("mei", house.Last("mei"), "Try again"))!.Ok);
        await house.Sees("mei", null, Deeds.Saved);
        Assert.Single(await house.Interactions());
    }

    [Fact]
    public async Task G6_Try_again_pressed_while_it_is_still_down_works_when_it_is_up()
    {
        BreakingRowStore? store = null;
        await using var house = await Premises.Open(file => store = new(file, Break.Commits, "secret-of-the-store"));
        house.Expected = nameof(StoreUnavailableException);
        store!.Broken = true;
        await house.Says("mei", Deeds.Line);
        var failed = house.Last("mei");
        Assert.True((await house.Teams.Press("mei", failed, "Try again"))!.Ok);
        store.Broken = false;
        house.Pass(Duration.FromSeconds(1));

        Assert.True((await house.Teams.Press("mei", failed, "Try again"))!.Ok);

        await house.Sees("mei", null, Deeds.Saved);
        Assert.Single(await house.Interactions());
    }

    [Theory]
    [InlineData("task/submit", Break.Reads)]
    [InlineData("task/submit", Break.Commits)]
    [InlineData("submitAction", Break.Commits)]
    [InlineData("submitAction", Break.Reads)]
    public async Task G6_With_the_store_down_a_dialog_stays_open_with_what_was_typed_and_is_sent_again(string deed, Break how)
    {
        BreakingRowStore? store = null;
        await using var house = await Premises.Open(file => store = new(file, how, "secret-of-the-store"));
        house.Expected = nameof(StoreUnavailableException);
        var submit = await house.Before(deed);
        var effects = await house.Effects();
        store!.Broken = true;

        Assert.True((await submit())!.Ok);

        var shown = house.Teams.Shown(house.Teams.Open("mei")!).ToString();
        Assert.Contains("Nothing was saved", shown, StringComparison.Ordinal);
        Assert.Contains("asked for CIF price", shown, StringComparison.Ordinal);
        store.Broken = false;
        Assert.True((await house.Teams.Submit("mei", house.Teams.Open("mei")!))!.Ok);
        Assert.Equal(effects + 1, await house.Effects());
    }

    [Theory, MemberData(nameof(All))]
    public async Task G6_With_a_store_that_hangs_everything_is_answered_after_two_seconds_without_a_word_of_success(string deed)
    {
        await using var house = await Premises.Open();
        var act = await house.Before(deed);
        var (effects, before) = (await house.Effects(), house.Teams.Since(0).Count);
        house.Store.Stall();

        var done = act();
        await house.Waits();
        house.Pass(Duration.FromSeconds(1));
        await FakeTeams.Until(() => house.Teams.Connector.IsIdle);
        house.Pass(Duration.FromSeconds(1));

        var answer = await done;
        Assert.True(answer!.Ok);
        Assert.DoesNotContain("✓", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Teams.Since(before), one => one.Post is { IsTyped: false } post && post.Content.ToJsonString().Contains('✓'));
        Assert.True(house.Store.Waiting > 0);
        house.Store.GoOn();
        await house.Delivered();
        Assert.Equal(effects + 1, await house.Effects());
        Assert.Contains(Deeds.Saved, await house.Says("mei", "log Acme GmbH call 15m \"all is well again\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G6_Where_Teams_does_not_say_who_speaks_nothing_is_done_and_a_moment_later_all_is_well()
    {
        await using var house = await Premises.Open();
        house.Pass(Duration.FromMinutes(6));
        house.Teams.Mishaps.Weather = kind => kind == "member" ? new Mishap.Refused(500, "ServiceError") : null;

        var shown = await house.Says("mei", Deeds.Line);

        Assert.Contains("could not check who you are", shown, StringComparison.Ordinal);
        Assert.Contains("FOB", shown, StringComparison.Ordinal);
        Assert.Empty(await house.Interactions());
        house.Teams.Mishaps.Weather = null;
        Assert.Contains(Deeds.Saved, await house.Says("mei", Deeds.Line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G6_A_hanging_answer_of_Teams_does_not_keep_a_button_waiting()
    {
        await using var house = await Premises.Open();
        var undo = await house.Before("Execute");
        house.Teams.Hang("update");

        var pressed = undo();
        await FakeTeams.Until(() => !house.Teams.Connector.IsIdle);
        house.Pass(Duration.FromSeconds(2.7));

        Assert.Contains("Undone", (await pressed)!.Body, StringComparison.Ordinal);
        house.Pass(Duration.FromSeconds(15));
        await FakeTeams.Until(() => house.Teams.Connector.IsIdle);
    }

    public static TheoryData<string> All => Deeds.All;
}
