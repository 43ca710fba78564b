using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack;

/// <summary>What takes longer than Slack waits. The store stands still until a test lets it go on, so nothing here depends on how fast anything is.</summary>
public class LateTests
{
    private const string Log = "log Acme GmbH call 15m \"asked for FOB price\"";

    [Fact]
    public async Task G6_a_command_that_takes_long_is_acknowledged_and_answered_in_its_place()
    {
        await using var house = await LateHouse.Open();
        house.Store.Stall();

        var answer = await house.Slack.Command("mei", "sales", "find acme");

        Assert.True(answer.Ok);
        Assert.Contains("Still working on it", answer.Body);
        house.Store.GoOn();
        var seen = await house.Sees("mei", "sales", "2 customers for");
        Assert.Single(seen);
    }

    [Fact]
    public async Task G6_a_change_that_takes_long_is_saved_once_and_answered_once()
    {
        await using var house = await LateHouse.Open();
        house.Store.Stall();

        var answer = await house.Slack.Command("mei", "sales", Log);

        Assert.Contains("Still working on it", answer.Body);
        Assert.DoesNotContain("saved", answer.Body, StringComparison.OrdinalIgnoreCase);
        house.Store.GoOn();
        Assert.Single(await house.Sees("mei", "sales", "✓ Call 15 min"), text => text.Contains('✓'));
        Assert.Empty(house.Slack.Messages("jonas", "sales"));
    }

    [Theory]
    [InlineData("find acme")]
    [InlineData("log Acme GmbH call 5m \"asked\"")]
    public async Task G6_Where_the_store_stands_still_before_the_install_is_known_what_was_typed_comes_back(string line)
    {
        StallingStore? store = null;
        await using var town = await Life.Town.Open(file => store = new(file), "00:00:00.200");
        await town.Install("sam");
        await town.Sees("sam", "", posts => posts.Count > 0);
        town.App.Clock.Move(NodaTime.Duration.FromMinutes(1));
        store!.Stall();

        var answer = await town.Slack.Command("sam", "sales", line);
        var told = await town.Slack.Dm("sam", line);

        store.GoOn();
        Assert.True(answer.Ok);
        Assert.Contains("Nothing was saved", answer.Body);
        Assert.Contains("Acme", answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(503, told.Status);
    }

    [Fact]
    public async Task A_late_answer_to_a_line_in_a_thread_stays_in_the_thread()
    {
        await using var house = await LateHouse.Open();
        var thread = await house.Slack.Mention("mei", "sales", "find acme");
        var first = house.Slack.Messages("mei", "sales").First(post => post.IsTyped && post.Text.Contains("find", StringComparison.Ordinal)).Ts;
        house.Store.Stall();

        await house.Slack.Mention("mei", "sales", Log, first);
        await house.Until(() => house.Slack.Messages("mei", "sales").Any(post => house.Slack.Shown(post).ToString().Contains("Still", StringComparison.Ordinal)));
        house.Store.GoOn();

        await house.Sees("mei", "sales", "✓ Call 15 min");
        Assert.Equal(first, house.Slack.Messages("mei", "sales").Single(post => house.Slack.Shown(post).ToString().Contains('✓')).Thread);
    }

    [Fact]
    public async Task A_message_that_takes_long_is_answered_in_the_place_of_the_words_that_said_so()
    {
        await using var house = await LateHouse.Open();
        house.Store.Stall();

        await house.Slack.Dm("mei", "find acme");
        await house.Sees("mei", null, "Still working on it");
        house.Store.GoOn();

        var seen = await house.Sees("mei", null, "2 customers for");
        Assert.DoesNotContain(seen, text => text.Contains("Still working", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_whose_saving_takes_long_stays_open_and_is_saved_once_however_often_it_is_sent()
    {
        await using var house = await LateHouse.Open();
        await house.Slack.Command("mei", "sales", "");
        await house.Until(() => house.Slack.Top("mei") is { } top && top.Inputs.Any());
        var form = house.Slack.Top("mei")!;
        Dictionary<string, string> answers = new() { ["customer"] = "Acme GmbH", ["kind"] = "call", ["text"] = "asked" };
        house.Store.CommitsAlone = true;
        house.Store.Stall();

        var first = await house.Slack.Submit("mei", form, answers);
        var second = await house.Slack.Submit("mei", form, answers);

        Assert.Contains("Still saving", first!.Body);
        Assert.Contains("errors", second!.Body);
        house.Store.GoOn();
        await house.Until(() => house.Slack.Top("mei") is null || !house.Slack.Top("mei")!.Inputs.Any());
        await house.App.Settled();
        await house.Slack.Command("mei", "sales", "undo");
        Assert.Single(await house.Sees("mei", "sales", "Undone"), text => text.Contains("Undone", StringComparison.Ordinal));
        await house.Slack.Command("mei", "sales", "undo");
        await house.Sees("mei", "sales", "nothing");
    }

    [Fact]
    public async Task A_form_that_is_not_ready_is_preceded_by_a_light_window()
    {
        await using var house = await LateHouse.Open();
        house.Store.Stall();

        await house.Slack.GlobalShortcut("mei", "log");

        await house.Until(() => house.Slack.Top("mei") is not null);
        Assert.False(house.Slack.Top("mei")!.Inputs.Any());
        house.Store.GoOn();
        await house.Until(() => house.Slack.Top("mei")!.Inputs.Any());
    }
}
