using ChatCrm.Tests.House;
using NodaTime;
using static ChatCrm.Tests.Interactions.Logged;

namespace ChatCrm.Tests.Interactions;

public class LogUndoTests
{
    [Fact]
    public async Task An_undone_log_leaves_nothing_but_the_trail()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var card = (await house.Mei.Say("log Acme GmbH call \"price\" follow tue 3pm \"send samples\"")).Card();
        var undone = (await house.Mei.Press(card, "Undo")).Card();

        Assert.Equal(before, await house.Records());
        Assert.Equal("Undone. This was not logged, and no follow-up was set with it.", undone.Plain());
        Assert.Equal(["Do it after all"], undone.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task Do_it_after_all_brings_everything_back()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Mei.Say("log Acme GmbH call \"price\" follow tue 3pm \"send samples\"")).Card();
        var logged = await house.Records();
        var undone = (await house.Mei.Press(card, "Undo")).Card();

        var again = (await house.Mei.Press(undone, "Do it after all")).Card();

        Assert.Equal(logged, await house.Records());
        Assert.Equal(card.Plain(), again.Plain());
        Assert.Contains("Undo", again.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task A_second_undo_is_the_change_before_the_last()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        await house.Mei.Say("log Acme GmbH call \"one\"");
        house.Clock.Move(Duration.FromSeconds(20));
        await house.Mei.Say("log Acme GmbH mail \"two\"");

        await house.Mei.Say("undo");
        await house.Mei.Say("撤销");

        Assert.Equal(before, await house.Records());
        Assert.Equal("There is nothing of yours from today to undo.", (await house.Mei.Say("undo")).Plain());
    }

    [Fact]
    public async Task The_undo_button_works_for_ten_minutes_and_the_word_all_day()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var card = (await house.Mei.Say("log Acme GmbH call \"one\"")).Card();
        house.Clock.Move(Duration.FromMinutes(11));

        Assert.StartsWith("The button works for ten minutes.", (await house.Mei.Press(card, "Undo")).Plain());
        await house.Mei.Say("undo");

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B1_Nobody_undoes_what_somebody_else_did()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Mei.Say("log Acme GmbH call \"one\"")).Card();

        await house.Priya.Press(card, "Undo");

        await Only(house);
    }
}
