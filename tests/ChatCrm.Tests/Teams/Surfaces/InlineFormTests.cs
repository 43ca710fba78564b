using System.Text.Json.Nodes;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Forms on cards, where no dialog can be had: refilled in their place, and replaced by the answer.</summary>
public class InlineFormTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_answer_takes_the_form_s_place(bool bySubmit)
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "log Acme GmbH");
        var form = stage.Last("mei");

        await stage.Submit("mei", form, bySubmit, ("kind", "Call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", form));
        Assert.Single(stage.Posts("mei"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_valid_is_said_at_its_field_in_its_place(bool bySubmit)
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "log Acme GmbH");
        var form = stage.Last("mei");

        await stage.Submit("mei", form, bySubmit, ("kind", "Call"), ("text", "asked"), ("minutes", "a while"));
        Assert.Equal(("asked", "a while"), (Shown(stage, form, "text"), Shown(stage, form, "minutes")));
        Assert.Contains("! ", stage.Seen("mei", form));
        Assert.Single(stage.Posts("mei"));
        await stage.Submit("mei", form, bySubmit, ("minutes", "15"));

        Assert.Contains("✓ Call 15 min with Acme GmbH", stage.Seen("mei", form));
        Assert.Single(stage.Posts("mei"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_that_a_room_s_mention_asked_for_is_answered_in_its_place_and_is_the_room_s(bool bySubmit)
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "sales", "log Acme GmbH");
        var form = stage.Last("mei");

        await stage.Submit("mei", form, bySubmit, ("kind", "Call"), ("text", "asked"));
        Assert.Contains("[Share]", stage.Seen("mei", form));
        await stage.Press("mei", form, "Share");

        Assert.StartsWith("Shared by Mei Lin", stage.Seen("jonas", "sales"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task C4_A_form_sent_twice_has_one_effect_and_one_answer(bool first, bool second)
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "log Acme GmbH");
        var form = stage.Last("mei");
        var data = (JsonObject)CardTree.Knobs(form.Card!)[0].Action["data"]!.DeepClone();
        (data["customer"], data["kind"], data["text"]) = ("acme", "Call", "asked with care");

        foreach (var bySubmit in new[] { first, second })
        {
            Assert.True((await stage.Teams.Tell(Sent(stage, form, data, bySubmit))).Ok);
            await stage.Quiet();
        }

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", form));
        Assert.Single(stage.Posts("mei"));
        await stage.Say("mei", null, "acme gmbh");
        Assert.Equal(2, stage.Seen("mei").Split("asked with care").Length);
    }

    [Theory]
    [InlineData(false, Break.Commits)]
    [InlineData(true, Break.Commits)]
    [InlineData(false, Break.Unknown)]
    [InlineData(true, Break.Unknown)]
    [InlineData(false, Break.Reads)]
    [InlineData(true, Break.Reads)]
    public async Task A_form_that_cannot_be_saved_stays_with_all_that_was_typed_and_is_saved_later(bool bySubmit, Break how)
    {
        BreakingRowStore? store = null;
        await using var stage = await Stage.Open(file => store = new(file, how, "secret"));
        stage.Fails = true;
        await stage.Say("mei", null, "log Acme GmbH");
        var form = stage.Last("mei");
        store!.Broken = true;

        foreach (var (field, value) in new[] { ("kind", "Call"), ("text", "asked with care"), ("minutes", "15") }) stage.Teams.Fill("mei", form, field, value);
        await stage.Teams.Press("mei", form, CardTree.Knobs(form.Card!)[0], bySubmit);
        await FakeTeams.Until(() => stage.Teams.Connector.IsIdle);
        Assert.Equal(("asked with care", "15", "Call"), (Shown(stage, form, "text"), Shown(stage, form, "minutes"), Shown(stage, form, "kind")));
        Assert.Contains("saved", stage.Seen("mei", form));
        Assert.DoesNotContain("secret", stage.Sent("mei", ""));
        store.Broken = false;
        await stage.Submit("mei", form, bySubmit);

        Assert.Contains("✓ Call 15 min with Acme GmbH", stage.Seen("mei", form));
    }

    [Fact]
    public async Task A_line_that_cannot_be_saved_comes_back_with_what_was_typed()
    {
        BreakingRowStore? store = null;
        await using var stage = await Stage.Open(file => store = new(file, Break.Commits, "secret"));
        stage.Fails = true;
        store!.Broken = true;

        await stage.Teams.Write("mei", null, "log Acme GmbH call 15m \"asked with care\"");
        store.Broken = false;
        await stage.Quiet();

        Assert.Contains("asked with care", stage.Seen("mei"));
        Assert.Contains("Nothing was saved", stage.Seen("mei"));
    }

    /// <summary>A press as Teams sends it, each with an id of its own.</summary>
    private static JsonObject Sent(Stage stage, Post form, JsonObject data, bool bySubmit)
    {
        var activity = stage.Teams.Message("mei", null, "");
        activity.Remove("text");
        (activity["replyToId"], activity["value"]) = (form.Id, data.DeepClone());
        if (bySubmit) return activity;
        (activity["type"], activity["name"]) = ("invoke", "adaptiveCard/action");
        activity["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "form", ["data"] = data.DeepClone() }, ["trigger"] = "manual" };
        return activity;
    }

    /// <summary>What the card itself holds: a client clears its fields whatever is answered.</summary>
    private static string Shown(Stage stage, Post form, string field) =>
        (string?)CardTree.Inputs(form.CardFor(stage.Teams.World.Person("mei"))!).Single(input => CardTree.Id(input) == field)["value"] ?? "";
}
