using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.TakingBack;

public class UndoBelowTests
{
    [Theory]
    [InlineData("log Zenith call \"price\"")]
    [InlineData("follow Zenith tue 3pm \"send samples\"")]
    [InlineData("new contact Ada Lovelace at Zenith job:buyer")]
    public async Task B4_A_new_customer_is_not_undone_under_what_somebody_else_hung_below_it(string line)
    {
        await using var house = await Workspace.Open();
        var created = (await house.Mei.Say("new Zenith country:DE city:Berlin")).Card();
        house.Clock.Move(Duration.FromMinutes(1));
        await house.Priya.Say(line);
        var before = await house.Records();

        var answer = await house.Mei.Press(created, "Undo");

        Assert.StartsWith("This cannot be undone", answer.Plain());
        Assert.Contains("Priya Nair changed it", answer.Plain());
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B4_A_new_customer_is_undone_once_what_lay_below_it_is_undone_too()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var created = (await house.Mei.Say("new Zenith country:DE city:Berlin")).Card();
        var logged = (await house.Priya.Say("log Zenith call \"price\"")).Card();
        Assert.StartsWith("This cannot be undone", (await house.Mei.Press(created, "Undo")).Plain());

        await house.Priya.Press(logged, "Undo");
        await house.Mei.Press(created, "Undo");

        Assert.Equal(before, await house.Records());
    }
}
