using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.FollowUps;

public class UndoneByAssigneeTests
{
    [Fact]
    public async Task An_assignee_takes_back_what_they_closed_at_a_colleagues_customer()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 tue 15:00 \"send samples\" for @jonas");
        await house.Jonas.Say("done 1 \"sent\"");

        await house.Jonas.Say("undo");

        Assert.True(FollowUpStore.Read(Assert.Single(await house.Rows($"customer|{Workspace.Acme}|followup|"))).IsOpen);
    }
}
