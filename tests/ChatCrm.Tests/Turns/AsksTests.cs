using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Turns;

public class AsksTests
{
    [Theory]
    [InlineData("interaction.log", true)]
    [InlineData("follow-up.done", true)]
    [InlineData("customer.edit", true)]
    [InlineData("customer.open", false)]
    [InlineData("turn.undo", false)]
    [InlineData("nothing.known", false)]
    public async Task A_button_that_opens_its_form_asks(string button, bool asks)
    {
        await using var house = await Workspace.Open();

        Assert.Equal(asks, house.Get<Routes>().Asks(new Input.Pressed(button, "", "d1")));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" \u3000", true)]
    [InlineData("log", false)]
    [InlineData("Acme GmbH", false)]
    public async Task An_empty_line_asks(string line, bool asks)
    {
        await using var house = await Workspace.Open();

        Assert.Equal(asks, house.Get<Routes>().Asks(new Input.Said(line)));
    }

    [Fact]
    public async Task What_is_neither_asks_for_nothing()
    {
        await using var house = await Workspace.Open();

        Assert.False(house.Get<Routes>().Asks(new Input.Opened()));
    }

}
