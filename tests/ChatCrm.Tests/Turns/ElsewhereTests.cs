using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Turns;

/// <summary>Rooms in which nothing can be shown to one person alone: what stands there for all, and what is answered elsewhere.</summary>
public class ElsewhereTests
{
    private static readonly Address Own = new("console:direct/mei"), Japan = new("console:room/japan");

    [Fact]
    public async Task What_is_about_the_room_s_own_customer_stands_there_for_all()
    {
        await using var house = await Workspace.Open();

        Assert.True(Assert.IsType<Reply.Show>(await Say(house, "japan", ".")).ForTheRoom);
        Assert.True(Assert.IsType<Reply.Show>(await Say(house, "japan", "log . call 10m")).ForTheRoom);
    }

    [Theory]
    [InlineData("japan", "acme gmbh", Audience.Members, false)]
    [InlineData("japan", "find acme", Audience.Members, false)]
    [InlineData("japan", "due", Audience.Members, false)]
    [InlineData("japan", "me", Audience.Members, false)]
    [InlineData("sales", "acme kk", Audience.Members, false)]
    [InlineData("japan", ".", Audience.External, false)]
    [InlineData("japan", ".", Audience.Members, true)]
    public async Task Anything_else_is_for_the_asker_alone(string room, string line, Audience audience, bool canWhisper)
    {
        await using var house = await Workspace.Open();

        Assert.False(Assert.IsType<Reply.Show>(await Say(house, room, line, audience, canWhisper)).ForTheRoom);
    }

    [Fact]
    public async Task An_answer_for_the_room_is_kept_as_one_that_stands_there_for_all()
    {
        await using var house = await Workspace.Open();
        var reply = Assert.IsType<Reply.Show>(await Say(house, "japan", "log . call 10m"));

        await reply.Posted!("m1");

        Assert.Equal((Japan.Value, "m1", ""), Assert.Single(await Sent(house)));
    }

    [Fact]
    public async Task An_answer_for_the_asker_alone_is_kept_where_it_stands_as_theirs()
    {
        await using var house = await Workspace.Open();
        var reply = Assert.IsType<Reply.Show>(await Say(house, "sales", "log Acme KK call 10m"));

        await reply.Posted!("m1");

        Assert.Equal((Own.Value, "m1", "mei"), Assert.Single(await Sent(house)));
    }

    [Fact]
    public async Task After_still_saving_the_answer_is_a_notice_for_where_the_asker_reads_it()
    {
        await using var house = await Workspace.Open();
        var wait = new Wait();
        wait.Tell();

        Assert.IsType<Reply.Quiet>(await Ask(house, Turn(house, "sales", new Input.Said("log Acme KK call 10m")) with { Wait = wait }));

        var notice = Assert.Single(await house.Notices());
        Assert.Equal((Own.Value, "mei", "console:sales"), (notice.Address, notice.Member, notice.Room));
    }

    [Fact]
    public async Task A_card_that_is_pressed_where_it_was_not_asked_is_kept_where_it_stands()
    {
        await using var house = await Workspace.Open();
        var logged = (await Say(house, "sales", "log Acme KK call 10m")).Card();
        var undo = logged.Buttons().First(button => button.Label == "Undo");

        var reply = await Ask(house, Turn(house, "sales", new Input.Pressed(undo.Id, undo.Value, logged.Drawing, "m7")) with { PressedAt = Own, CanWhisper = true });

        Assert.IsType<Reply.Replace>(reply);
        Assert.Equal((Own.Value, "m7", "mei"), Assert.Single(await Sent(house)));
    }

    [Fact]
    public async Task A_pressed_card_of_a_room_without_whispers_is_everybody_s()
    {
        await using var house = await Workspace.Open();
        var logged = (await Say(house, "japan", "log . call 10m")).Card();
        var undo = logged.Buttons().First(button => button.Label == "Undo");

        await Ask(house, Turn(house, "japan", new Input.Pressed(undo.Id, undo.Value, logged.Drawing, "m7")));

        Assert.Equal((Japan.Value, "m7", ""), Assert.Single(await Sent(house)));
    }

    private static Task<Reply> Say(Workspace house, string room, string line, Audience audience = Audience.Members, bool canWhisper = false) =>
        Ask(house, Turn(house, room, new Input.Said(line), audience) with { CanWhisper = canWhisper });

    private static Task<Reply> Ask(Workspace house, Turn turn) => house.Dispatcher.Answer(turn, TestContext.Current.CancellationToken).AsTask();

    private static Turn Turn(Workspace house, string room, Input what, Audience audience = Audience.Members) =>
        new(house.NextTurn(), Workspace.Id, new(house.Mei.Identity, house.Mei.Name), new($"console:{room}", audience, new($"console:room/{room}"), room), what) { AnswerAt = Own, CanWhisper = false };

    private static async Task<IEnumerable<(string, string, string)>> Sent(Workspace house) =>
        (await house.Rows("customer|")).Where(row => Keys.Parts(row.Key)[2] == "sent").Select(row => row.Read(TurnJson.Default.SentRow)).Select(sent => (sent.Address, sent.Message, sent.Member));
}
