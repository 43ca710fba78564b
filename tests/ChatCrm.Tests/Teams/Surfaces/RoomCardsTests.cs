using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Cards of a room: what somebody does on one is said to all in the room's words, and one that is drawn again stays the room's.</summary>
public class RoomCardsTests
{
    [Fact]
    public async Task What_somebody_does_on_a_room_s_card_is_said_to_the_room_in_its_own_language_and_without_their_own_buttons()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "me lang zh");
        await stage.Say("mei", "japan", "log Acme KK call 15m \"asked\"");
        var card = stage.Last("mei", "japan");
        Assert.StartsWith("✓ ", stage.Seen("jonas", card));

        await stage.Press("mei", card, CardTree.Knobs(card.Card!)[0].Label);

        Assert.StartsWith("已撤销", stage.Seen("mei", card));
        Assert.StartsWith("Undone", stage.Seen("jonas", card));
        Assert.Equal(["Show to me"], stage.Teams.Shown("jonas", card).Buttons);
    }

    [Fact]
    public async Task A_card_that_is_drawn_again_in_the_asker_s_chat_can_still_be_shared_with_its_room()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "sales", "log Acme GmbH call 15m \"asked\"");
        var card = stage.Last("mei");
        await stage.Press("mei", card, "Edit");
        await stage.Submit("mei", ("text", "asked twice"));
        Assert.Contains("asked twice", stage.Seen("mei", card));

        await stage.Press("mei", card, "Share");

        Assert.StartsWith("Shared by Mei Lin", stage.Seen("jonas", "sales"));
    }

    [Theory]
    [InlineData("sales", "member")]
    [InlineData("sales", "members")]
    [InlineData("sales", "channels")]
    [InlineData("lunch", "members")]
    public async Task However_many_speak_at_once_in_a_room_that_is_new_Teams_is_asked_once(string room, string kind)
    {
        await using var stage = await Stage.Open();
        // What is known of a room's name is kept for an hour, of its people for less.
        stage.App.Clock.Move(Duration.FromMinutes(61));
        stage.Teams.PageSize = 50;
        var answered = new TaskCompletionSource();
        stage.Teams.Delay(kind, answered.Task);

        var turns = Enumerable.Range(0, 8).Select(_ => stage.Teams.Write("mei", room, "acme gmbh", mentions: true)).ToList();
        await FakeTeams.Until(() => stage.Teams.Calls.Any(call => call.Kind == kind));
        answered.SetResult();
        await Task.WhenAll(turns);
        await stage.Quiet();

        Assert.Single(stage.Teams.Calls, call => call.Kind == kind);
    }

    [Fact]
    public async Task A_pressed_card_whose_answer_cannot_be_posted_shows_it_to_the_one_who_pressed()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "acme gmbh");
        var card = stage.Last("mei");
        stage.Teams.Refuse("send", 502);

        await stage.Press("mei", card, "History");

        Assert.NotSame(card.Card, card.CardFor(stage.Teams.World.Person("mei")));
        Assert.StartsWith("Acme GmbH · no interactions", stage.Seen("mei", card));
        Assert.DoesNotContain("[History]", stage.Seen("mei", card));
    }
}
