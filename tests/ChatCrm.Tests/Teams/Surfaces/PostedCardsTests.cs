using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Cards that stand for a whole room: replaced for who pressed, drawn again for all, and each viewer's own.</summary>
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
        await Shared(stage, "sales", "log Acme GmbH call 15m \"asked\"");
        var shared = stage.Last("jonas", "sales");
        Assert.Contains("asked", stage.Seen("jonas", shared));

        await stage.Say("mei", null, "undo");

        Assert.DoesNotContain("asked", stage.Seen("jonas", shared));
    }

    [Fact]
    public async Task In_a_group_chat_each_sees_their_own_buttons()
    {
        await using var stage = await Stage.Open();
        await Shared(stage, "lunch", "acme gmbh");
        var shared = stage.Last("priya", "lunch");

        await stage.Teams.See("priya", shared);
        await stage.Teams.See("jonas", shared);

        Assert.Contains("[Log]", stage.Seen("priya", shared));
        Assert.Contains("Acme GmbH", stage.Seen("jonas", shared));
        Assert.DoesNotContain("[Log]", stage.Seen("jonas", shared));
    }

    [Fact]
    public async Task In_a_group_chat_each_reads_their_own_language()
    {
        await using var stage = await Stage.Open();
        await stage.Say("priya", null, "me lang zh");
        await Shared(stage, "lunch", "acme gmbh");
        var shared = stage.Last("priya", "lunch");

        await stage.Teams.See("priya", shared);

        Assert.Contains("分享", stage.Seen("priya", shared));
        Assert.StartsWith("Shared by Mei Lin", stage.Seen("sam", shared));
    }

    [Fact]
    public async Task A_viewer_s_own_card_shows_no_more_than_the_room_may_read()
    {
        await using var stage = await Stage.Open();
        await Shared(stage, "lunch", "acme gmbh");

        await stage.Teams.See("mei", stage.Last("mei", "lunch"));

        Assert.DoesNotContain("+49 30", stage.Seen("mei", "lunch"));
    }

    [Fact]
    public async Task A_card_that_was_drawn_again_for_a_group_is_again_each_viewer_s_own()
    {
        await using var stage = await Stage.Open();
        await Shared(stage, "lunch", "log Acme GmbH call 15m \"asked\"");
        var shared = stage.Last("priya", "lunch");
        await stage.Teams.See("priya", shared);
        await stage.Say("mei", null, "undo");

        await stage.Teams.See("priya", shared);

        Assert.DoesNotContain("asked", stage.Seen("priya", shared));
        Assert.NotEmpty(Viewers(shared));
    }

    [Fact]
    public async Task In_a_group_chat_what_was_logged_for_the_room_is_each_viewer_s_own_too()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "lunch", "link Acme GmbH");
        await stage.Say("mei", "lunch", "log . call 10m \"asked\"");
        var card = stage.Last("jonas", "lunch");
        Assert.Contains("asked", stage.Seen("jonas", card));

        await stage.Teams.See("jonas", card);

        Assert.DoesNotContain("[Undo]", stage.Seen("jonas", card));
    }

    [Fact]
    public async Task In_a_group_chat_an_undone_card_stays_undone_for_who_looks_at_it()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "lunch", "link Acme GmbH");
        await stage.Say("mei", "lunch", "log . call 10m \"asked\"");
        var card = stage.Last("jonas", "lunch");
        await stage.Press("mei", card, "Undo");

        await stage.Teams.See("priya", card);

        Assert.DoesNotContain("asked", stage.Seen("priya", card));
    }

    [Fact]
    public async Task In_a_group_chat_a_customer_s_card_for_the_room_is_each_viewer_s_own_too()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "lunch", "link Acme GmbH");
        await stage.Say("mei", "lunch", ".");
        var card = stage.Last("jonas", "lunch");

        await stage.Teams.See("jonas", card);

        Assert.Contains("Acme GmbH", stage.Seen("jonas", card));
        Assert.DoesNotContain("[Log]", stage.Seen("jonas", card));
    }

    [Fact]
    public async Task A_looked_up_card_for_a_channel_is_found_again_by_who_asks_for_their_own()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "japan", ".");

        await stage.Press("jonas", stage.Last("jonas", "japan"), "Show to me");

        Assert.Contains("Acme KK", stage.Seen("jonas"));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    [InlineData(61)]
    public async Task A_group_of_up_to_sixty_see_their_own_and_in_a_larger_one_each_may_ask_for_it(int people)
    {
        await using var stage = await Stage.Open();
        stage.Teams.PageSize = 50;
        Crowd(stage, people);

        await Shared(stage, "crowd", "acme gmbh");

        var card = stage.Last("mei", "crowd");
        Assert.Equal(people <= 60 ? people : 0, Viewers(card).Count);
        Assert.Equal(people > 60, stage.Seen("mei", card).Contains("[Show to me]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B5_In_a_group_with_a_guest_nobody_has_a_card_of_their_own_and_all_read_code_and_name()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "lunch", "acme gmbh");
        stage.Teams.World.Room("lunch").Members.Add(Company.IdOf("tomo"));

        await stage.Press("mei", stage.Last("mei"), "Share");

        Assert.Empty(Viewers(stage.Last("tomo", "lunch")));
        Assert.StartsWith("Shared by Mei Lin\nAcme GmbH · C-1001", stage.Seen("tomo", "lunch"));
        Assert.DoesNotContain("Berlin", stage.Sent("tomo", "lunch"));
    }

    [Fact]
    public async Task B5_A_guest_who_comes_later_gets_no_card_of_their_own()
    {
        await using var stage = await Stage.Open();
        await Shared(stage, "lunch", "acme gmbh");
        var card = stage.Last("mei", "lunch");
        await stage.Teams.Join("lunch", "tomo");

        var answer = await stage.Teams.Invoke("tomo", "lunch", "adaptiveCard/action", Stage.Refresh(card));

        Assert.DoesNotContain("Acme", answer.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_channel_a_button_shows_each_their_own_in_their_own_chat(bool bySubmit)
    {
        await using var stage = await Stage.Open();
        await Shared(stage, "sales", "acme gmbh");
        var card = stage.Last("priya", "sales");
        Assert.Empty(Viewers(card));
        var before = stage.Seen("jonas", card);

        var told = await stage.Press("priya", card, "Show to me", bySubmit);

        Assert.Contains("FOB Hamburg", stage.Seen("priya"));
        Assert.Contains("[Share]", stage.Seen("priya"));
        Assert.Equal(before, stage.Seen("jonas", card));
        Assert.Empty(stage.Posts("jonas"));
        if (!bySubmit) Assert.Equal("Done. The answer is in your chat with ChatCrm.", told);
    }

    [Fact]
    public async Task A_channel_s_card_in_a_thread_is_found_again_by_who_asks_for_their_own()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "japan", "They called", mentions: false);
        await stage.Say("mei", "japan", "log . call 10m \"asked\"", stage.Teams.Messages("jonas", "japan")[^1]);
        var card = stage.Last("priya", "japan");
        Assert.Contains("asked", stage.Seen("priya", card));

        await stage.Press("priya", card, "Show to me");

        Assert.Contains("asked", stage.Seen("priya"));
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
        await Shared(stage, "sales", "acme gmbh");
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
        await Shared(stage, "sales", "acme gmbh");

        await stage.Press("priya", stage.Last("priya", "sales"), "History", bySubmit: true);

        Assert.Contains("Acme GmbH", stage.Seen("priya"));
        Assert.Equal("I answered in our own chat: it is for you alone.", stage.Seen("jonas", "sales"));
    }

    internal static IReadOnlyList<string> Viewers(Post post) => [.. (post.Card?["refresh"]?["userIds"] as System.Text.Json.Nodes.JsonArray ?? []).Select(id => (string)id!)];

    private static void Crowd(Stage stage, int people)
    {
        var others = Enumerable.Range(0, people - 1).Select(n => $"p{n:D3}").ToList();
        foreach (var other in others) stage.Newcomer(other, $"Person {other}");
        stage.Teams.AddRoom("crowd", RoomKind.Group, ["mei", .. others]);
    }

    private static async Task<Post> Reminder(Stage stage, string room)
    {
        await stage.Named("mei", room);
        await stage.Say("mei", null, $"follow Acme GmbH tomorrow 10:00 \"send samples\" remind #{room}");
        await stage.Pass(Duration.FromHours(18));
        Assert.StartsWith("Due now: Acme GmbH", stage.Seen("jonas", room));
        return stage.Last("jonas", room);
    }

    private static async Task Shared(Stage stage, string room, string line)
    {
        await stage.Say("mei", room, line);
        await stage.Press("mei", stage.Last("mei"), "Share");
    }
}
