using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Tests.House;
using static ChatCrm.Tests.Interactions.Logged;

namespace ChatCrm.Tests.Interactions;

public class LogEditTests
{
    [Fact]
    public async Task Edit_corrects_the_last_record_and_leaves_a_trail()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call 15m \"one\"");

        var form = (await house.Mei.Say("edit")).Form();
        await house.Mei.Submit(form, ("minutes", "20"), ("text", "two"));

        var logged = await Only(house);
        Assert.Equal((20, "two"), (logged.Minutes, logged.Text));
        Assert.Contains("minutes", string.Join('\n', (await house.Rows("audit|")).Select(row => row.Value)));
    }

    [Fact]
    public async Task E1_A_form_that_is_asked_about_one_field_keeps_what_somebody_else_did_to_the_others()
    {
        await using var house = await Workspace.Open();
        var (mine, hers) = await BothEdit(house);
        await house.Priya.Submit(hers, ("text", "hers"), ("outcome", "interested"), ("direction", "Out"));

        var asked = Assert.IsType<Reply.NotValid>(await house.Mei.Submit(mine, ("text", "mine"), ("minutes", "20"))).Form;
        Assert.Equal(("mine", "20", "interested", "Out"), (Value(asked, "text"), Value(asked, "minutes"), Value(asked, "outcome"), Value(asked, "direction")));
        Assert.Equal(["text"], asked.Errors.Keys);
        await house.Mei.Submit(asked);

        var logged = await Only(house);
        Assert.Equal(("mine", 20, "interested", Direction.Out), (logged.Text, logged.Minutes, logged.Outcome, logged.Direction));
    }

    [Fact]
    public async Task E1_A_form_with_a_date_that_does_not_read_keeps_what_somebody_else_did_meanwhile()
    {
        await using var house = await Workspace.Open();
        var (mine, hers) = await BothEdit(house);
        await house.Priya.Submit(hers, ("text", "hers"), ("outcome", "interested"));

        var refused = Assert.IsType<Reply.NotValid>(await house.Mei.Submit(mine, ("when", "some day"), ("minutes", "20"))).Form;
        Assert.Equal(("some day", "hers", "interested"), (Value(refused, "when"), Value(refused, "text"), Value(refused, "outcome")));
        await house.Mei.Submit(refused, ("when", Value(mine, "when")));

        var logged = await Only(house);
        Assert.Equal(("hers", 20, "interested"), (logged.Text, logged.Minutes, logged.Outcome));
    }

    [Fact]
    public async Task E1_A_direction_that_nobody_gave_is_not_taken_for_one_that_was_taken_away()
    {
        await using var house = await Workspace.Open();
        var (mine, hers) = await BothEdit(house);
        await house.Priya.Submit(hers, ("direction", "Out"));

        await house.Mei.Submit(mine, ("text", "mine"));

        Assert.Equal(("mine", Direction.Out), ((await Only(house)).Text, (await Only(house)).Direction));
    }

    private static async Task<(Form Mine, Form Hers)> BothEdit(Workspace house)
    {
        await house.Mei.Say("log Acme GmbH call 15m \"one\" =ok");
        var handle = InteractionStore.Handle(await Only(house));
        return ((await house.Mei.Press("interaction.edit", handle)).Form(), (await house.Priya.Press("interaction.edit", handle)).Form());
    }
}
