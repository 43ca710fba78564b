using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Workspaces;

public class RoomTests
{
    [Fact]
    public async Task A_link_says_what_everybody_here_now_sees_and_a_dot_means_the_customer()
    {
        await using var house = await Workspace.Open();
        var mei = house.Mei.In("sales");

        var linked = (await mei.Say("link Acme GmbH")).Plain();

        Assert.Contains("#sales is linked to Acme GmbH", linked);
        Assert.Contains("phone and mail", linked);
        Assert.Contains("Acme GmbH", (await mei.Say(".")).Plain());
        Assert.Equal(Workspace.Acme, await CustomerOf(house, "console:sales"));
    }

    [Fact]
    public async Task A_room_linked_elsewhere_says_what_it_was_linked_to_and_undo_restores_that()
    {
        await using var house = await Workspace.Open();
        var mei = house.Mei.In("japan");

        var linked = (await mei.Say("关联 华为")).Card();
        Assert.Contains("华为技术有限公司", linked.Plain());
        Assert.Contains("Before, it was linked to Acme KK", linked.Plain());
        Assert.Contains("as it was before", (await mei.Press(linked, "Undo")).Plain());

        Assert.Equal(Workspace.AcmeKk, await CustomerOf(house, "console:japan"));
    }

    [Fact]
    public async Task Several_customers_are_asked_and_the_link_goes_on_after_the_choice()
    {
        await using var house = await Workspace.Open();
        var mei = house.Mei.In("sales");

        await mei.Press((await mei.Say("link Acme")).Card(), "Acme KK");

        Assert.Equal(Workspace.AcmeKk, await CustomerOf(house, "console:sales"));
    }

    [Theory]
    [InlineData(null, "link Acme GmbH", "in a room only")]
    [InlineData(null, "unlink", "in a room only")]
    [InlineData("partners", "link Acme GmbH", "Guests or outsiders")]
    [InlineData("sales", "link", "Say which customer")]
    [InlineData("sales", "link Nobody Inc", "Nobody")]
    [InlineData("sales", "link Bergmann", "belongs to")]
    [InlineData("sales", "unlink", "not linked")]
    [InlineData("japan", "link Acme KK", "linked to Acme KK already")]
    public async Task B5_What_may_not_be_linked_is_not(string? room, string line, string answer)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        Assert.Contains(answer, (await (house.Mei with { Room = room }).Say(line)).Plain());

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B5_Only_who_may_change_the_customer_takes_the_link_away()
    {
        await using var house = await Workspace.Open();

        await house.Jonas.In("japan").Say("unlink");
        Assert.Equal(Workspace.AcmeKk, await CustomerOf(house, "console:japan"));
        Assert.Contains("not linked to a customer any more", (await house.Priya.In("japan").Say("unlink")).Plain());

        Assert.Equal("", await CustomerOf(house, "console:japan"));
    }

    private static async Task<string> CustomerOf(Workspace house, string room) => WorkspaceRows.Room((await house.Store.Get(Workspace.Id, WorkspaceRows.RoomKey(room)))!).Customer;
}
