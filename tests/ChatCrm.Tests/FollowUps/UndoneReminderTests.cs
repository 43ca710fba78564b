using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>What Undo brings back after a reminder was sent.</summary>
public class UndoneReminderTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("done")]
    public async Task What_was_told_is_not_told_again(string change)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 in 5 minutes \"send samples\"");
        var handle = (await house.Only()).Handle;
        if (change == "text") await house.Mei.Submit((await house.Mei.Press("follow-up.edit", handle)).Form(), ("text", "send two samples"));
        house.Clock.Move(Duration.FromMinutes(6));
        await house.Wake();
        if (change != "text") await house.Mei.Say("done 1");

        Assert.Contains("Undone", (await house.Mei.Say("undo")).Plain());
        await house.Wake();

        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
        Assert.True((await house.Only()).IsOpen);
        Assert.Empty(await house.Rows("wake|"));
    }

    [Fact]
    public async Task What_was_closed_before_its_time_is_told_once_it_is_open_again()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 in 5 minutes \"send samples\"");
        house.Clock.Move(Duration.FromSeconds(1));
        await house.Mei.Say("done 1");
        house.Clock.Move(Duration.FromMinutes(6));
        await house.Wake();

        await house.Mei.Say("undo");
        await house.Wake();

        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
    }

    [Fact]
    public async Task What_a_cover_was_told_of_is_not_told_again_where_an_undo_makes_it_their_own()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me cover @jonas");
        await house.Mei.Say("follow C-1001 mon \"send samples\" for @jonas");
        house.Clock.Move(Duration.FromHours(26));
        await house.Mei.Press("follow-up.give", $"{(await house.Only()).Handle}/mei");
        await house.Wake();
        Assert.Equal("jonas", Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder").Member);

        Assert.Contains("Undone", (await house.Mei.Say("undo")).Plain());
        await house.Wake();

        Assert.Equal("jonas", (await house.Only()).Assignee);
        Assert.Single(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
        Assert.Empty(await house.Rows("waiting|"));
    }
}
