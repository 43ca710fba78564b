using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>What takes longer than Teams waits. The store stands still until a test lets it go on, and so does time: nothing here depends on how fast anything is.</summary>
public class LateTests
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    [Fact]
    public async Task After_a_second_the_bot_is_seen_typing_and_after_two_it_says_that_it_still_works()
    {
        await using var house = await Premises.Open();
        house.Store.Stall();

        var written = house.Teams.Write("mei", null, "find acme");
        await house.Waits();
        Assert.DoesNotContain(house.Teams.Since(0), one => one.What == Happened.Typing);
        house.Pass(Second);
        Assert.True(await FakeTeams.Until(() => house.Teams.Since(0).Count(one => one.What == Happened.Typing) == 1));
        Assert.False(written.IsCompleted);
        house.Pass(Second);

        Assert.Equal(new Answer(200, ""), await written);
        await house.Sees("mei", null, "Still working on it");
        house.Store.GoOn();
        await house.Sees("mei", null, "2 customers for");
        await house.Sees("mei", null, "Still working", times: 0);
    }

    [Fact]
    public async Task Who_writes_for_the_first_time_while_the_store_stands_still_hears_in_their_own_chat_that_it_takes_longer()
    {
        await using var house = await Premises.Begin();
        house.Store.Stall();

        await Late(house, async () => await house.Teams.Write("sam", null, "find acme"));

        await house.Sees("sam", null, "Still working on it");
        house.Store.GoOn();
        await house.Sees("sam", null, "2 customers for");
    }

    [Fact]
    public async Task What_is_answered_within_a_second_shows_no_typing()
    {
        await using var house = await Premises.Open();

        await house.Says("mei", "find acme");

        Assert.DoesNotContain(house.Teams.Since(0), one => one.What == Happened.Typing);
    }

    [Fact]
    public async Task Who_only_looked_at_a_card_is_sent_nothing_when_its_drawing_is_late()
    {
        await using var house = await Premises.Open();
        await house.Says("mei", "acme gmbh", "lunch");
        await house.Teams.Press("mei", house.Last("mei"), "Share");
        await house.Delivered();
        await house.Sees("jonas", "lunch", "Acme GmbH");
        var (shared, before) = (house.Last("jonas", "lunch"), house.Teams.Messages("jonas").Count);
        house.Store.Stall();

        await Late(house, () => house.Teams.See("jonas", shared)!);
        house.Store.GoOn();
        await house.Delivered();

        Assert.Equal(before, house.Teams.Messages("jonas").Count);
    }

    [Fact]
    public async Task G6_A_change_that_takes_long_is_saved_once_answered_once_and_not_called_saved_before()
    {
        await using var house = await Premises.Open();
        house.Store.Stall();

        await Late(house, async () => await house.Teams.Write("mei", null, Deeds.Line));
        await house.Sees("mei", null, "Still working on it");
        Assert.DoesNotContain(house.Teams.Messages("mei"), post => !post.IsTyped && house.Teams.Shown("mei", post).ToString().Contains("saved", StringComparison.OrdinalIgnoreCase));
        house.Store.GoOn();
        await house.Delivered();

        await house.Sees("mei", null, Deeds.Saved);
        Assert.Single(await house.Interactions());
    }

    [Fact]
    public async Task A_late_answer_to_a_line_in_a_room_comes_to_the_direct_chat_and_the_room_hears_so_once()
    {
        await using var house = await Premises.Open();
        house.Store.Stall();

        await Late(house, async () => await house.Teams.Write("mei", "sales", Deeds.Line));
        await house.Sees("mei", null, "Still working on it");
        house.Store.GoOn();
        await house.Delivered();

        await house.Sees("mei", null, Deeds.Saved);
        await house.Sees("mei", "sales", "I answered in our own chat");
        Assert.Equal(1, house.Teams.Messages("mei", "sales").Count(post => !post.IsTyped));
    }

    [Fact]
    public async Task The_answer_comes_also_where_the_words_before_it_cannot_be_said()
    {
        await using var house = await Premises.Open();
        house.Store.Stall();
        var written = house.Teams.Write("mei", null, "find acme");
        await house.Waits();
        house.Pass(Second);
        await FakeTeams.Until(() => house.Teams.Since(0).Any(one => one.What == Happened.Typing) && house.Teams.Connector.IsIdle);

        house.Teams.Throttle("send", 1, 30);
        house.Pass(Second);
        Assert.True((await written).Ok);
        await FakeTeams.Until(() => house.Teams.Calls.Count(call => call.Kind == "send") == 2);
        house.Store.GoOn();
        await house.Delivered();

        await house.Sees("mei", null, "2 customers for");
        await house.Sees("mei", null, "Still working", times: 0);
    }

    [Fact]
    public async Task G6_A_button_that_takes_long_says_so_and_its_answer_comes_as_a_message()
    {
        await using var house = await Premises.Open();
        var undo = await house.Before("Execute");
        house.Store.Stall();

        var answer = await Late(house, undo);

        Assert.Contains("Still working on it", (string?)answer.Json!["value"], StringComparison.Ordinal);
        house.Store.GoOn();
        await house.Delivered();
        // The pressed card, and the answer.
        await house.Sees("mei", null, "Undone", times: 2);
        Assert.Empty(await house.Interactions());
    }

    [Theory]
    [InlineData("task/submit")]
    [InlineData("submitAction")]
    public async Task G6_A_dialog_that_takes_long_stays_open_with_what_was_typed_and_is_saved_once_however_often_it_is_sent(string deed)
    {
        await using var house = await Premises.Open();
        var submit = await house.Before(deed);
        var effects = await house.Effects();
        house.Store.CommitsAlone = true;
        house.Store.Stall();

        await Late(house, submit);

        Assert.Contains("Still saving", house.Teams.Shown(house.Teams.Open("mei")!).ToString(), StringComparison.Ordinal);
        Assert.Contains("asked for CIF price", house.Teams.Shown(house.Teams.Open("mei")!).ToString(), StringComparison.Ordinal);
        await Late(house, () => house.Teams.Submit("mei", house.Teams.Open("mei")!)!);
        house.Store.GoOn();
        await house.Delivered();
        Assert.Equal(effects + 1, await house.Effects());
        // An edit shows on the first card, too.
        await house.Sees("mei", null, "asked for CIF price", times: deed == "task/submit" ? 2 : 1);
        // The Connector takes few sends a second.
        house.Pass(2 * Second);
        Assert.True((await house.Teams.Submit("mei", house.Teams.Open("mei")!))!.Ok);
        Assert.Equal(effects + 1, await house.Effects());
    }

    [Fact]
    public async Task G6_A_dialog_that_cannot_open_in_time_says_so()
    {
        await using var house = await Premises.Open();
        await house.Says("mei", Deeds.Line);
        var post = house.Last("mei");
        house.Store.Stall();

        var answer = await Late(house, async () => await house.Teams.Press("mei", post, "Edit"));

        Assert.Contains("Still working on it", answer.Json!["task"]!["value"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G6_A_field_that_searches_offers_nothing_in_time()
    {
        await using var house = await Premises.Open();
        await house.Teams.FetchTask("mei", null, "log");
        var (room, customers) = (house.Teams.RoomFor("mei", null), Deeds.Customers(house.Teams.Open("mei")!));
        house.Store.Stall();

        var searched = house.Teams.Search("mei", room, null, customers, "acme");
        await house.Waits();
        house.Pass(Duration.FromSeconds(2));

        Assert.Empty(await searched);
        house.Store.GoOn();
        Assert.NotEmpty(await house.Teams.Search("mei", room, null, customers, "acme"));
    }

    [Fact]
    public async Task G6_The_message_extension_finds_nothing_in_time()
    {
        await using var house = await Premises.Open();
        house.Store.Stall();

        var searched = house.Teams.Query("mei", null, "search", "acme");
        await house.Waits();
        house.Pass(Duration.FromSeconds(2));

        Assert.Empty(await searched);
        house.Store.GoOn();
        Assert.NotEmpty(await house.Teams.Query("mei", null, "search", "acme"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_acknowledged_is_saved(string deed)
    {
        await using var house = await Premises.Open();
        var act = await house.Before(deed);
        var effects = await house.Effects();
        house.Store.CommitsAlone = true;
        house.Store.Stall();

        var first = act();
        await house.Waits();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted);
        Assert.Equal(effects, await house.Effects());
        house.Store.GoOn();

        Assert.True((await first)!.Ok);
        Assert.Equal(effects + 1, await house.Effects());
    }

    [Fact]
    public async Task What_is_sent_twice_is_acknowledged_the_second_time_no_sooner_than_it_is_saved()
    {
        await using var house = await Premises.Open();
        var activity = await house.Caught(await house.Before("message"));
        house.Store.CommitsAlone = true;
        house.Store.Stall();
        var first = house.Teams.Tell(activity);
        await house.Waits();

        var second = house.Teams.Tell(activity);
        await Task.Delay(200, TestContext.Current.CancellationToken);

        Assert.False(second.IsCompleted);
        house.Store.GoOn();
        Assert.True((await second).Ok && (await first).Ok);
        Assert.Single(await house.Interactions());
    }

    [Fact]
    public async Task Where_the_process_stops_in_good_order_what_goes_on_behind_the_answer_is_brought_to_its_end()
    {
        await using var house = await Premises.Open();
        house.Store.Stall();
        await Late(house, async () => await house.Teams.Write("mei", null, "find acme"));
        await Late(house, async () => await house.Teams.Write("mei", null, Deeds.Line));
        await FakeTeams.Until(() => house.Seen("mei", null, "Still working on it") == 2);
        var store = house.Store;

        var stopping = house.Restart();
        store.GoOn();
        await stopping;

        await house.Delivered();
        await house.Sees("mei", null, "2 customers for");
        await house.Sees("mei", null, Deeds.Saved);
        Assert.Single(await house.Interactions());
    }

    public static TheoryData<string> All => Deeds.All;

    /// <summary>Does something that waits for the store until Teams is answered without it.</summary>
    private static async Task<Answer> Late(Premises house, Func<Task<Answer?>> deed)
    {
        var waiting = house.Store.Waiting;
        var done = deed();
        await house.Waits(waiting + (waiting > 0 && house.Store.CommitsAlone ? 0 : 1));
        house.Pass(Second);
        await FakeTeams.Until(() => house.Teams.Connector.IsIdle);
        house.Pass(Second);
        // What joins another's work does not wait for the store itself: it may have come just now.
        while (!await FakeTeams.Until(() => done.IsCompleted, TimeSpan.FromMilliseconds(200))) house.Pass(Second);
        return (await done)!;
    }
}
