using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Tests.Courier;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>Marks on the reminders of Mei's follow-up: one in her direct chat, one in #sales.</summary>
public sealed class MarkTests : IAsyncLifetime
{
    private CourierHouse _house = null!;

    private Workspace Workspace => _house.Workspace;

    public async ValueTask InitializeAsync()
    {
        _house = await CourierHouse.Open();
        await Workspace.Mei.Say("follow Acme GmbH in 1 hour \"send samples\" remind #sales");
        _house.Clock.Move(Duration.FromHours(24 * 2));
        await Workspace.Wake();
        await _house.Deliver();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("console:direct/mei")]
    [InlineData("console:room/sales")]
    public async Task A_reminder_that_is_marked_done_is_closed_without_a_note(string address)
    {
        var answer = await Mark(Workspace.Mei, "done", address);

        Assert.StartsWith("✓ Done: Acme GmbH — “send samples”", answer.Plain());
        Assert.Equal("mei", (await FollowUp()).Closed?.By);
        Assert.Contains(answer.Card().Buttons(), button => button.Id == "turn.undo");
    }

    [Fact]
    public async Task Every_copy_of_the_reminder_says_who_closed_it()
    {
        await Mark(Workspace.Mei, "done", "console:room/sales");

        await _house.Deliver();

        Assert.Equal(2, _house.Office.Updates.Count);
        Assert.All(_house.Office.Updates, update => Assert.Contains("Mei Lin closed it", update.Card.Plain()));
    }

    [Fact]
    public async Task A_reminder_that_is_marked_snooze_comes_again_in_an_hour()
    {
        Assert.Contains("moved to", (await Mark(Workspace.Mei, "snooze", "console:direct/mei")).Plain());

        Assert.Equal(_house.Clock.Now + Duration.FromHours(1), (await FollowUp()).DueAt);
    }

    [Fact]
    public async Task A_marks_undo_takes_it_back()
    {
        var answer = (await Mark(Workspace.Mei, "done", "console:direct/mei")).Card();

        await Workspace.Mei.Press(answer, "Undo");

        Assert.True((await FollowUp()).IsOpen);
    }

    [Fact]
    public async Task A_second_mark_says_nothing()
    {
        await Mark(Workspace.Mei, "done", "console:direct/mei");

        Assert.IsType<Reply.Quiet>(await Mark(Workspace.Mei, "done", "console:room/sales"));
    }

    [Theory]
    [InlineData("party", null)]
    [InlineData("done", "m999")]
    [InlineData("done", "")]
    public async Task Another_mark_or_another_message_says_nothing(string mark, string? message)
    {
        Assert.IsType<Reply.Quiet>(await Mark(Workspace.Mei, mark, "console:direct/mei", message));

        Assert.True((await FollowUp()).IsOpen);
    }

    [Fact]
    public async Task The_same_message_id_in_another_room_is_another_message()
    {
        var message = _house.Office.Posts.Single(post => post.To == "console:direct/mei").Message;

        Assert.IsType<Reply.Quiet>(await Mark(Workspace.Mei, "done", "console:room/japan", message));
    }

    [Fact]
    public async Task A_post_that_is_no_reminder_can_be_marked_as_one_likes()
    {
        await _house.Write("samples", new Recipient.ToMember("mei"));
        await _house.Deliver();
        var post = _house.Office.Posts[^1];

        Assert.IsType<Reply.Quiet>(await Mark(Workspace.Mei, "done", post.To, post.Message));
    }

    [Fact]
    public async Task B1_Who_may_not_change_it_closes_nothing_and_hears_nothing()
    {
        Assert.IsType<Reply.Quiet>(await Mark(Workspace.Jonas, "done", "console:room/sales"));

        Assert.True((await FollowUp()).IsOpen);
    }

    [Fact]
    public async Task B5_Guests_and_strangers_hear_nothing_and_do_not_become_members()
    {
        Assert.IsType<Reply.Quiet>(await Mark(Workspace.Tomo, "done", "console:room/sales"));
        Assert.IsType<Reply.Quiet>(await Mark(new Actor(Workspace, "console:stranger", "Strange Er"), "done", "console:room/sales"));

        Assert.True((await FollowUp()).IsOpen);
        Assert.Equal(4, (await Workspace.Rows("member|")).Count);
    }

    private async Task<Reply> Mark(Actor who, string mark, string address, string? message = null)
    {
        message ??= _house.Office.Posts.Single(post => post.To == address).Message;
        var room = address.StartsWith("console:room/", StringComparison.Ordinal) ? address["console:room/".Length..] : "";
        var place = room.Length == 0 ? new Place(address, Audience.Direct, new(address)) : new Place($"console:{room}", Audience.Members, new(address), room);
        return await Workspace.Dispatcher.Answer(new(Workspace.NextTurn(), House.Workspace.Id, new(who.Identity, who.Name, Guest: who.Guest), place, new Input.Marked(mark, message)), TestContext.Current.CancellationToken);
    }

    private async Task<FollowUp> FollowUp() => FollowUpStore.Read(Assert.Single(await Workspace.Rows($"customer|{House.Workspace.Acme}|followup|")));
}
