using System.Text.Json.Nodes;
using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>What Teams sends again: after 15 seconds as it was, and what a client waits for half a minute later under another id.</summary>
public class RetriedTests
{
    public static TheoryData<string> All => Deeds.All;

    [Theory, MemberData(nameof(All))]
    public async Task E3_What_is_sent_again_in_both_layers_has_one_effect_and_the_same_answer(string deed)
    {
        await using var house = await Premises.Open();
        var activity = await house.Caught(await house.Before(deed));
        var (effects, posts) = (await house.Effects(), house.Teams.Messages("mei").Count(post => !post.IsTyped));

        var first = await house.Teams.Tell(activity);
        await FakeTeams.Until(() => house.Teams.Connector.IsIdle);
        var after = house.Teams.Messages("mei").Count(post => !post.IsTyped);
        house.Pass(Duration.FromSeconds(15));
        var again = await house.Teams.Tell(activity);
        house.Pass(Duration.FromSeconds(30));
        var client = Again(activity) is { } other ? await house.Teams.Tell(other) : again;
        await house.Delivered();

        Assert.True(first.Ok, $"{first}");
        Assert.Equal((first, first), (again, client));
        Assert.Equal(effects + 1, await house.Effects());
        Assert.InRange(after - posts, 0, 1);
        Assert.Equal(after, house.Teams.Messages("mei").Count(post => !post.IsTyped));
    }

    [Theory, MemberData(nameof(All))]
    public async Task E3_The_same_fifty_times_in_parallel_has_one_effect_and_one_answer(string deed)
    {
        await using var house = await Premises.Open();
        var activity = await house.Caught(await house.Before(deed));
        var (effects, posts) = (await house.Effects(), house.Teams.Messages("mei").Count(post => !post.IsTyped));

        var answers = Task.WhenAll(Enumerable.Range(0, 50).Select(n => house.Teams.Tell(n % 2 == 0 ? (JsonObject)activity.DeepClone() : Again(activity) ?? (JsonObject)activity.DeepClone())));
        // A card of a message is updated no faster than the Connector takes it.
        for (var round = 0; round < 400 && !answers.IsCompleted; round++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
            if (house.Teams.Connector.IsIdle) house.Pass(Duration.FromSeconds(0.1));
        }

        Assert.All(await answers, answer => Assert.True(answer.Ok, $"{answer}"));
        await house.Delivered();
        Assert.Single((await answers).Select(answer => answer.Body).Distinct());
        Assert.Equal(effects + 1, await house.Effects());
        Assert.InRange(house.Teams.Messages("mei").Count(post => !post.IsTyped) - posts, 0, 1);
    }

    [Theory, MemberData(nameof(All))]
    public async Task E3_What_is_sent_again_while_the_first_is_not_answered_yet_is_answered_by_the_last(string deed)
    {
        await using var house = await Premises.Open();
        var act = await house.Before(deed);
        var effects = await house.Effects();
        house.Store.CommitsAlone = true;
        house.Store.Stall();
        var first = act();
        await house.Waits();

        // Teams' time alone: the service is only slow.
        var again = house.Teams.Pass(Duration.FromSeconds(15));
        Assert.Equal("timeout", (await first)!.Failure);
        if (deed is "Execute" or "task/submit" or "submitAction")
        {
            await FakeTeams.Until(() => house.Teams.Retries.Count == 0);
            var client = house.Teams.Pass(Duration.FromSeconds(15));
            await again;
            again = client;
        }
        house.Store.GoOn();

        Assert.All(await again, answer => Assert.True(answer.Ok, $"{answer}"));
        Assert.Single(await again);
        await house.Delivered();
        Assert.Equal(effects + 1, await house.Effects());
        Assert.Empty(house.Teams.Retries);
    }

    [Fact]
    public async Task E3_The_same_button_pressed_after_its_undo_is_a_press_of_its_own()
    {
        await using var house = await Premises.Open();
        await house.Says("mei", Deeds.Line);
        var post = house.Last("mei");
        await house.Teams.Press("mei", post, "Undo");
        Assert.Contains("Undone", house.Teams.Shown("mei", post).ToString(), StringComparison.Ordinal);

        Assert.Contains(Deeds.Saved, await house.Says("mei", Deeds.Line));

        Assert.Single(await house.Interactions());
    }

    /// <summary>As a client sends it again; null for what only the Connector does.</summary>
    private static JsonObject? Again(JsonObject activity)
    {
        if ((string?)activity["type"] != "invoke") return null;
        var again = (JsonObject)activity.DeepClone();
        (again["id"], again["timestamp"]) = ($"f:{Guid.NewGuid():N}", "2026-11-22T08:06:00.0000000Z");
        return again;
    }
}
