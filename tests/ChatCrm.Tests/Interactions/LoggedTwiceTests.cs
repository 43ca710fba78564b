using ChatCrm.Interactions;
using ChatCrm.Tests.FollowUps;
using ChatCrm.Tests.House;
using NodaTime;
using static ChatCrm.Tests.Interactions.Logged;

namespace ChatCrm.Tests.Interactions;

/// <summary>What was logged already: by a colleague, by the same line, by a retry.</summary>
public class LoggedTwiceTests
{
    [Fact]
    public async Task A_colleagues_record_of_the_same_half_hour_is_offered_before_a_second_one_is_made()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");
        house.Clock.Move(Duration.FromMinutes(20));

        var asked = (await house.Priya.Say("log Acme GmbH call \"they also want samples\"")).Card();
        await house.Priya.Press(asked, "Add my note");

        Assert.StartsWith("Mei Lin logged this at 16:05 already: call with Acme GmbH.", asked.Plain());
        var one = await Only(house);
        Assert.Equal(("priya", "they also want samples"), (one.Notes.Single().By, one.Notes.Single().Text));
    }

    [Fact]
    public async Task A_note_added_to_a_colleagues_record_keeps_outcome_length_and_next_step_and_can_be_undone()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");
        var before = await house.Records();

        var asked = (await house.Priya.Say("log Acme GmbH call 10m \"joined\" =interested follow tue 3pm \"send samples\" for @mei")).Card();
        var card = (await house.Priya.Press(asked, "Add my note")).Card();

        Assert.Equal("joined · interested · 10 min", (await Only(house)).Notes.Single().Text);
        Assert.Equal(("send samples", "mei"), ((await house.Only()).Text, (await house.Only()).Assignee));
        Assert.Contains("send samples", card.Plain());
        await house.Priya.Press(card, "Undo");
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task Nothing_is_offered_to_be_added_where_the_line_says_nothing()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");

        Assert.Equal(["Log separately"], (await house.Priya.Say("log Acme GmbH call")).Card().Buttons().Select(button => button.Label));
    }

    [Theory]
    [InlineData("Add my note", 1)]
    [InlineData("Log separately", 2)]
    public async Task The_form_asks_about_a_colleagues_record_too_and_its_values_are_used_once(string choice, int records)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");

        var form = (await house.Priya.Say("")).Form();
        var asked = (await house.Priya.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "samples"), ("outcome", "interested"), ("next", "tue 3pm"), ("nextText", "send"))).Card();
        Assert.StartsWith("Mei Lin logged this at 16:05 already: call with Acme GmbH.", asked.Plain());
        await Only(house);
        await house.Priya.Press(asked, choice);
        await house.Priya.Press(asked, choice);

        var logged = (await house.Rows($"customer|{Workspace.Acme}|interaction|")).Select(InteractionStore.Read).ToList();
        Assert.Equal(records, logged.Count);
        Assert.Contains(records == 1 ? "samples · interested" : "samples", logged.SelectMany(each => each.Notes.Select(note => note.Text).Append(each.Text)));
        Assert.Equal("send", (await house.Only()).Text);
    }

    [Fact]
    public async Task A_different_call_of_a_colleague_is_logged_separately_when_asked()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");

        await house.Priya.Press((await house.Priya.Say("log Acme GmbH call \"another\"")).Card(), "Log separately");

        Assert.Equal(2, (await house.Rows($"customer|{Workspace.Acme}|interaction|")).Count);
    }

    [Fact]
    public async Task The_same_line_within_two_minutes_is_asked_and_logged_again_only_when_meant()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"price\"");
        house.Clock.Move(Duration.FromMinutes(1));

        var asked = (await house.Mei.Say("log Acme GmbH call \"price\"")).Card();
        Assert.Equal("Saved at 16:05 already.", asked.Plain());
        await Only(house);
        await house.Mei.Press(asked, "Log again");

        Assert.Equal(2, (await house.Rows($"customer|{Workspace.Acme}|interaction|")).Count);
    }

    [Fact]
    public async Task E3_The_same_line_delivered_fifty_times_at_once_has_one_effect_and_one_answer()
    {
        await using var house = await Workspace.Open();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => house.Mei.Say("log Acme GmbH call \"price\"", "event-1")));

        await Only(house);
        Assert.Single(answers.Select(answer => answer.Plain()).Distinct());
    }
}
