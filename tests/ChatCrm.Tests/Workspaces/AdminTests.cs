using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Workspaces;

public class AdminTests
{
    [Theory]
    [InlineData("admin people")]
    [InlineData("管理 成员")]
    [InlineData("admin")]
    public async Task An_admin_sees_everybody_with_role_team_manager_and_zone(string line)
    {
        await using var house = await Workspace.Open();

        var shown = (await house.Sam.Say(line)).Plain();

        Assert.Contains("Mei Lin · @mei · rep", shown);
        Assert.Contains("team asia · manager Priya Nair · Shanghai", shown);
        Assert.Contains("4 members", shown);
    }

    [Theory]
    [InlineData("admin people")]
    [InlineData("admin role @jonas admin")]
    [InlineData("admin role @mei admin")]
    public async Task B2_Nobody_else_does(string line)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        foreach (var actor in new[] { house.Mei, house.Priya, house.Tomo })
            Assert.Contains(actor.Guest ? "members of the company" : "Only an admin", (await actor.Say(line)).Plain());

        Assert.Equal(before, await house.Records());
    }

    [Theory]
    [InlineData("admin role @mei manager", Role.Manager, "priya", "asia")]
    [InlineData("管理 角色 @mei 管理员", Role.Admin, "priya", "asia")]
    [InlineData("admin manager @mei @sam", Role.Rep, "sam", "asia")]
    [InlineData("admin manager mei none", Role.Rep, "", "asia")]
    [InlineData("管理 经理 @mei 无", Role.Rep, "", "asia")]
    [InlineData("admin team @mei Key accounts", Role.Rep, "priya", "Key accounts")]
    [InlineData("admin team @mei EUROPE", Role.Rep, "priya", "europe")]
    [InlineData("admin team @mei none", Role.Rep, "priya", "")]
    public async Task Each_thing_is_set_audited_and_undone(string line, Role role, string manager, string team)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var answer = (await house.Sam.Say(line)).Card();

        var mei = await Member(house, "mei");
        Assert.Equal((role, manager, team), (mei.Role, mei.Manager, mei.Team));
        Assert.Contains("member|mei", Assert.Single(await house.Rows("audit|")).Value);
        Assert.Contains("as they were", (await house.Sam.Press(answer, "Undo")).Plain());
        Assert.Equal(before, await house.Records());
    }

    [Theory]
    [InlineData("admin role @nobody manager", "Nobody here is called")]
    [InlineData("admin role @mei king", "rep, manager or admin")]
    [InlineData("admin role @mei", "rep, manager or admin")]
    [InlineData("admin role", "Say who")]
    [InlineData("admin role @mei rep", "so already")]
    [InlineData("admin role @sam rep", "the only admin")]
    [InlineData("admin manager @mei @mei", "their own manager")]
    [InlineData("admin manager @priya @mei", "cannot be the manager")]
    [InlineData("admin manager @mei", "Say who is the manager")]
    [InlineData("admin team @mei", "Say the team")]
    public async Task What_cannot_be_is_said_and_nothing_changes(string line, string answer)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        Assert.Contains(answer, (await house.Sam.Say(line)).Plain());

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task A_circle_is_seen_at_any_distance()
    {
        await using var house = await Workspace.Open();
        await house.Sam.Say("admin manager @jonas @mei");

        Assert.Contains("cannot be the manager", (await house.Sam.Say("admin manager @priya @jonas")).Plain());
    }

    [Fact]
    public async Task B4_Who_was_demoted_between_the_card_and_the_click_changes_nothing()
    {
        await using var house = await Workspace.Open();
        await house.Sam.Say("admin role @priya admin");
        await Rename(house, "jonas", "Mei Weber");
        var which = (await house.Sam.Say("admin role m manager")).Card();
        await house.Priya.Say("admin role @sam rep");

        var answer = await house.Sam.Press(which, "Mei Lin");

        Assert.Contains("Only an admin", answer.Plain());
        Assert.Equal(Role.Rep, (await Member(house, "mei")).Role);
    }

    [Fact]
    public async Task Several_of_a_name_are_asked()
    {
        await using var house = await Workspace.Open();
        await Rename(house, "jonas", "Mei Weber");

        var which = (await house.Sam.Say("admin role m manager")).Card();
        await house.Sam.Press(which, "Mei Weber");

        Assert.Equal((Role.Rep, Role.Manager), ((await Member(house, "mei")).Role, (await Member(house, "jonas")).Role));
    }

    [Fact]
    public async Task B4_Who_was_demoted_cannot_undo_the_way_back()
    {
        await using var house = await Workspace.Open();
        await house.Sam.Say("admin role @mei admin");
        await house.Mei.Say("admin role @sam rep");

        await house.Sam.Say("undo");

        Assert.Equal((Role.Admin, Role.Rep), ((await Member(house, "mei")).Role, (await Member(house, "sam")).Role));
    }

    [Fact]
    public async Task Two_admins_who_demote_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var house = await Workspace.Open();
            await house.Sam.Say("admin role @priya admin");

            await Task.WhenAll(Task.Run(() => house.Sam.Say("admin role @priya rep")), Task.Run(() => house.Priya.Say("admin role @sam rep")));

            Assert.Single(new[] { await Member(house, "sam"), await Member(house, "priya") }, member => member.Role == Role.Admin);
        }
    }

    [Fact]
    public async Task A_room_speaks_the_language_that_an_admin_gives_it()
    {
        await using var house = await Workspace.Open();

        await house.Sam.In("sales").Say("admin room lang zh");

        Assert.Equal("zh-Hans", WorkspaceRows.Room((await house.Store.Get(Workspace.Id, WorkspaceRows.RoomKey("console:sales"), TestContext.Current.CancellationToken))!).Language);
        Assert.Contains("in a room only", (await house.Sam.Say("admin room lang en")).Plain());
    }

    private static async Task Rename(Workspace house, string id, string name)
    {
        var row = (await house.Store.Get(Workspace.Id, WorkspaceRows.MemberKey(id)))!;
        await house.Store.Commit(Workspace.Id, "rename", [new Change.Put(row.Key, WorkspaceRows.Value(WorkspaceRows.Member(row) with { Name = name }))]);
        house.Get<People>().Forget(Workspace.Id);
    }

    private static async Task<Member> Member(Workspace house, string id) => WorkspaceRows.Member((await house.Store.Get(Workspace.Id, WorkspaceRows.MemberKey(id)))!);
}
