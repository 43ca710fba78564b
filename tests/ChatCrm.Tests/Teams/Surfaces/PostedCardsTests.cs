using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Cards that stand for a whole room: replaced for who pressed, and drawn again for all.</summary>
public class PostedCardsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_card_that_somebody_acted_on_is_replaced_in_its_place(bool bySubmit)
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", null, "log Acme GmbH call 15m");
        var card = stage.Last("mei");

        await stage.Press("mei", card, "Undo", bySubmit);

        Assert.StartsWith("Undone", stage.Seen("mei", card));
        Assert.Single(stage.Posts("mei"));
    }

    [Theory]
    [InlineData("sales")]
    [InlineData("lunch")]
    public async Task A_room_s_reminder_is_replaced_for_who_moves_it_and_drawn_again_for_the_room(string room)
    {
        await using var stage = await Stage.Open();
        var reminder = await Reminder(stage, room);

        await stage.Press("mei", reminder, "Done");
        await stage.Submit("mei", ("note", "left voicemail"));

        Assert.Contains("Mei Lin closed it", stage.Seen("jonas", reminder));
        Assert.DoesNotContain("[Done]", stage.Seen("jonas", reminder));
        Assert.DoesNotContain(stage.Posts("mei"), post => stage.Teams.Shown("mei", post).Buttons.Contains("Done"));
    }

    [Fact]
    public async Task A_reminder_that_is_moved_in_the_direct_chat_is_drawn_again_in_the_room()
    {
        await using var stage = await Stage.Open();
        var reminder = await Reminder(stage, "sales");

        await stage.Press("mei", stage.Last("mei"), "1 h");

        Assert.Contains("moved to", stage.Seen("mei"));
        Assert.Contains("Mei Lin moved it", stage.Seen("jonas", reminder));
        Assert.Single(stage.Posts("jonas", "sales"), post => post.Card is not null);
    }

    [Fact]
    public async Task What_is_undone_is_undone_on_the_shared_card_too()
    {
        await using var stage = await Stage.Open();
        await stage.Share("sales", "log Acme GmbH call 15m \"asked\"");
        var shared = stage.Last("jonas", "sales");
        Assert.Contains("asked", stage.Seen("jonas", shared));

        await stage.Say("mei", null, "undo");

        Assert.DoesNotContain("asked", stage.Seen("jonas", shared));
    }

    [Fact]
    public async Task A_press_in_a_linked_channel_changes_the_card_for_all_in_its_thread()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "japan", "They called", mentions: false);
        await stage.Say("mei", "japan", "log . call 10m \"asked\"", stage.Teams.Messages("jonas", "japan")[^1]);
        var card = stage.Last("jonas", "japan");

        await stage.Press("mei", card, "Undo");

        Assert.StartsWith("Undone", stage.Seen("jonas", card));
    }

    [Fact]
    public async Task A_button_for_one_alone_on_a_room_s_card_is_answered_in_their_own_chat()
    {
        await using var stage = await Stage.Open();
        await stage.Share("sales", "acme gmbh");
        var (card, before) = (stage.Last("priya", "sales"), stage.Posts("jonas", "sales").Count);
        var shown = stage.Seen("jonas", card);

        var told = await stage.Press("priya", card, "History");

        Assert.Equal("Done. The answer is in your chat with ChatCrm.", told);
        Assert.Contains("Acme GmbH", stage.Seen("priya"));
        Assert.Equal((shown, before), (stage.Seen("jonas", card), stage.Posts("jonas", "sales").Count));
    }

    [Fact]
    public async Task An_old_client_s_press_in_a_room_is_answered_in_their_own_chat_and_the_room_hears_so()
    {
        await using var stage = await Stage.Open();
        await stage.Share("sales", "acme gmbh");

        await stage.Press("priya", stage.Last("priya", "sales"), "History", bySubmit: true);

        Assert.Contains("Acme GmbH", stage.Seen("priya"));
        Assert.Equal("I answered in our own chat: it is for you alone.", stage.Seen("jonas", "sales"));
    }

    private static async Task<Post> Reminder(Stage stage, string room)
    {
        await stage.Named("mei", room);
        await stage.Say("mei", null, $"follow Acme GmbH tomorrow 10:00 \"send samples\" remind #{room}");
        await stage.Pass(Duration.FromHours(18));
        Assert.StartsWith("Due now: Acme GmbH", stage.Seen("jonas", room));
        return stage.Last("jonas", room);
    }
}
