using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Cards that stand for a whole room, of which each viewer has, or may ask for, their own.</summary>
public class ViewersOwnCardsTests
{
    [Fact]
    public async Task In_a_group_chat_each_sees_their_own_buttons()
    {
        await using var stage = await Stage.Open();
        await stage.Share("lunch", "acme gmbh");
        var shared = stage.Last("priya", "lunch");

        Assert.Contains("[Log]", await stage.Look("priya", shared));
        var jonas = await stage.Look("jonas", shared);
        Assert.Contains("Acme GmbH", jonas);
        Assert.DoesNotContain("[Log]", jonas);
    }

    [Fact]
    public async Task In_a_group_chat_each_reads_their_own_language()
    {
        await using var stage = await Stage.Open();
        await stage.Say("priya", null, "me lang zh");
        await stage.Share("lunch", "acme gmbh");
        var shared = stage.Last("priya", "lunch");

        Assert.Contains("分享", await stage.Look("priya", shared));
        Assert.StartsWith("Shared by Mei Lin", stage.Seen("sam", shared));
    }

    [Fact]
    public async Task A_viewer_s_own_card_shows_no_more_than_the_room_may_read()
    {
        await using var stage = await Stage.Open();
        await stage.Share("lunch", "acme gmbh");

        Assert.DoesNotContain("+49 30", await stage.Look("mei", stage.Last("mei", "lunch")));
    }

    [Fact]
    public async Task A_card_that_was_drawn_again_for_a_group_is_again_each_viewer_s_own()
    {
        await using var stage = await Stage.Open();
        await stage.Share("lunch", "log Acme GmbH call 15m \"asked\"");
        var shared = stage.Last("priya", "lunch");
        Assert.Contains("asked", await stage.Look("priya", shared));
        await stage.Say("mei", null, "undo");

        Assert.DoesNotContain("asked", await stage.Look("priya", shared));
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

        Assert.DoesNotContain("[Undo]", await stage.Look("jonas", card));
    }

    [Fact]
    public async Task In_a_group_chat_an_undone_card_stays_undone_for_who_looks_at_it()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "lunch", "link Acme GmbH");
        await stage.Say("mei", "lunch", "log . call 10m \"asked\"");
        var card = stage.Last("jonas", "lunch");
        await stage.Press("mei", card, "Undo");

        Assert.DoesNotContain("asked", await stage.Look("priya", card));
    }

    [Fact]
    public async Task In_a_group_chat_a_customer_s_card_for_the_room_is_each_viewer_s_own_too()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "lunch", "link Acme GmbH");
        await stage.Say("mei", "lunch", ".");

        var seen = await stage.Look("jonas", stage.Last("jonas", "lunch"));

        Assert.Contains("Acme GmbH", seen);
        Assert.DoesNotContain("[Log]", seen);
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

        await stage.Share("crowd", "acme gmbh");

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
        await stage.Share("lunch", "acme gmbh");
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
        await stage.Share("sales", "acme gmbh");
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

    internal static IReadOnlyList<string> Viewers(Post post) => [.. (post.Card?["refresh"]?["userIds"] as System.Text.Json.Nodes.JsonArray ?? []).Select(id => (string)id!)];

    private static void Crowd(Stage stage, int people)
    {
        var others = Enumerable.Range(0, people - 1).Select(n => $"p{n:D3}").ToList();
        foreach (var other in others) stage.Newcomer(other, $"Person {other}");
        stage.Teams.AddRoom("crowd", RoomKind.Group, ["mei", .. others]);
    }
}
