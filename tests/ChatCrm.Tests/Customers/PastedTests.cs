using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Customers;

public class PastedTests
{
    [Theory]
    [InlineData("sales", "C-1001")]
    [InlineData("japan", "C-1002")]
    [InlineData("partners", "c-1001")]
    public async Task B5_A_pasted_link_shows_code_and_name_alone_in_every_room(string room, string code)
    {
        await using var house = await Workspace.Open();

        var shown = Assert.IsType<Reply.Show>(await Paste(house.Mei.In(room), code));

        Assert.True(shown.ForTheRoom);
        Assert.Equal(code == "C-1002" ? "Acme KK · C-1002" : "Acme GmbH · C-1001", shown.Card.Plain());
        Assert.Equal("Show to me", Assert.Single(shown.Card.Buttons()).Label);
    }

    [Fact]
    public async Task Who_presses_sees_what_they_may_see_alone()
    {
        await using var house = await Workspace.Open();
        var card = (await Paste(house.Mei.In("sales"), "C-1001")).Card();

        var mine = Assert.IsType<Reply.Show>(await house.Mei.In("sales").Press(card, "Show to me"));
        var theirs = Assert.IsType<Reply.Show>(await house.Jonas.In("sales").Press(card, "Show to me"));

        Assert.False(mine.ForTheRoom || theirs.ForTheRoom);
        Assert.Contains("FOB Hamburg", mine.Plain());
        Assert.DoesNotContain("FOB Hamburg", theirs.Plain());
    }

    [Fact]
    public async Task The_card_speaks_the_rooms_language_not_the_posters()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me lang zh");

        var english = (await Paste(house.Mei.In("sales"), "C-1001")).Card();
        await house.Sam.In("japan").Say("admin room lang zh");
        var chinese = (await Paste(house.Jonas.In("japan"), "C-1001")).Card();

        Assert.Equal(("en", "Show to me"), (english.Language, english.Buttons().Single().Label));
        Assert.Equal(("zh-Hans", "给我看"), (chinese.Language, chinese.Buttons().Single().Label));
    }

    [Theory]
    [InlineData("C-9999")]
    [InlineData("C-")]
    [InlineData("")]
    [InlineData("../C-1001")]
    [InlineData("acme")]
    public async Task B1_An_unknown_code_gets_no_word(string code)
    {
        await using var house = await Workspace.Open();

        Assert.IsType<Reply.Quiet>(await Paste(house.Mei.In("sales"), code));
    }

    [Fact]
    public async Task B5_A_link_of_a_guests_or_a_strangers_gets_no_word_and_makes_nobody_a_member()
    {
        await using var house = await Workspace.Open();

        Assert.IsType<Reply.Quiet>(await Paste(house.Tomo.In("partners"), "C-1001"));
        Assert.IsType<Reply.Quiet>(await Paste(new Actor(house, "console:stranger", "Strange Er", Room: "sales"), "C-1001"));

        Assert.Equal(4, (await house.Rows("member|")).Count);
        Assert.Null(await house.Store.Get(Workspace.Id, WorkspaceRows.IdentityKey("console:stranger"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task In_a_direct_chat_it_is_shown_too()
    {
        await using var house = await Workspace.Open();

        Assert.Equal("Acme GmbH · C-1001", (await Paste(house.Mei, "C-1001")).Plain());
    }

    private static Task<Reply> Paste(Actor who, string code) => who.Workspace.Send(who, new Input.Pasted(code));
}
