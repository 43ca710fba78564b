using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.FollowUps;

public class DueListLastsTests
{
    [Fact]
    public async Task A_due_list_that_was_shown_before_is_drawn_again_without_what_was_undone()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow Acme GmbH in 1 hour \"send samples\"");
        await house.Send(house.Mei, new Input.Said("due"), replyId: "m-1");
        await house.Mei.Say("undo");

        var sent = (await house.Rows($"customer|{Workspace.Acme}|sent|")).Select(row => row.Read(TurnJson.Default.SentRow)).Single(row => row.Message == "m-1");
        var refresh = Assert.Single(await house.Notices(), notice => notice.Drawing == Drawer.Refresh);
        var redrawn = await house.Drawn(new OutboxRow { Id = "n", Turn = sent.Turn, Drawing = sent.Drawing, Records = sent.Records, Customer = Workspace.Acme, Member = "mei" });

        Assert.Contains(sent.Records, record => refresh.About.Any(about => record.EndsWith("/" + about, StringComparison.Ordinal)));
        Assert.Equal("Nothing is due today.", redrawn.Plain());
    }
}
