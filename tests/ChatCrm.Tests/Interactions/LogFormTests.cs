using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Tests.FollowUps;
using ChatCrm.Tests.House;
using NodaTime;
using static ChatCrm.Tests.Interactions.Logged;

namespace ChatCrm.Tests.Interactions;

/// <summary>The form of an interaction.</summary>
public class LogFormTests
{
    [Fact]
    public async Task A_line_without_a_kind_opens_the_form_with_what_was_understood()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("log Acme GmbH 15m \"asked for price\"")).Form();

        Assert.Equal((Workspace.Acme, "15", "asked for price"), (Value(form, "customer"), Value(form, "minutes"), Value(form, "text")));
    }

    [Theory]
    [InlineData("log Acme GmbH yesterday 3pm \"asked price\" follow tue 15:00 \"send samples\" for @mei remind #sales cal")]
    [InlineData("记 Acme GmbH 昨天下午3点 “asked price” 跟进 周二 15:00 “send samples” 给 @mei 提醒 #sales 日历")]
    public async Task A_line_without_a_kind_loses_neither_its_time_nor_its_next_step(string line)
    {
        await using var house = await Workspace.Open();

        var form = (await house.Priya.Say(line)).Form();
        await house.Priya.Submit(form, ("kind", "Call"));

        Assert.Equal(Instant.FromUtc(2026, 11, 21, 7, 0), InteractionStore.At(await Only(house)));
        var next = await house.Only();
        Assert.Equal(("send samples", "mei", "console:sales", true, "2026-11-24T15:00"), (next.Text, next.Assignee, next.Room, next.Calendar, next.Wall));
    }

    [Fact]
    public async Task An_empty_line_opens_the_form()
    {
        await using var house = await Workspace.Open();

        Assert.Equal("interaction.log", (await house.Mei.Say("")).Form().Id);
    }

    [Fact]
    public async Task The_form_logs()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("minutes", "1h30"), ("text", "by form"), ("when", "yesterday 3pm"));

        var logged = await Only(house);
        Assert.Equal((90, "by form"), (logged.Minutes, logged.Text));
    }

    [Fact]
    public async Task A_form_that_is_not_valid_comes_back_with_everything_typed_and_the_way_out()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        var refused = Assert.IsType<Reply.NotValid>(await house.Mei.Submit(form, ("customer", ""), ("kind", "Call"), ("minutes", "soon"), ("text", "kept")));

        Assert.Equal(["customer", "minutes"], refused.Form.Errors.Keys.Order());
        Assert.Equal(("soon", "kept", "Call"), (Value(refused.Form, "minutes"), Value(refused.Form, "text"), Value(refused.Form, "kind")));
        Assert.Empty(await house.Rows($"customer|{Workspace.Acme}|interaction|"));
    }

    [Fact]
    public async Task E3_A_form_sent_twice_logs_once()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        var first = await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "once"));
        var again = await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "once"));

        Assert.Equal(first.Plain(), again.Plain());
        await Only(house);
    }

    [Fact]
    public async Task The_same_form_with_other_values_is_offered_as_an_edit()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("")).Form();
        await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "first"));
        var again = (await house.Mei.Submit(form, ("customer", Workspace.Acme), ("kind", "Call"), ("text", "second"))).Card();
        var edit = (await house.Mei.Press(again, "Edit")).Form();

        Assert.Equal("first", Value(edit, "text"));
    }
}
