using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Where an answer lands: what is for one person alone is in their own chat, and the room only hears that it is there.</summary>
public class PlacesTests
{
    internal const string Aside = "I answered in our own chat: it is for you alone.";

    [Fact]
    public async Task The_direct_chat_needs_no_mention()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", null, "acme gmbh");

        Assert.Contains("FOB Hamburg", stage.Seen("mei"));
        Assert.Contains("+49 30 1234567", stage.Seen("mei"));
    }

    [Theory]
    [InlineData("sales")]
    [InlineData("lunch")]
    [InlineData("partners")]
    public async Task A_mention_in_a_room_is_answered_in_the_asker_s_own_chat_and_the_room_hears_only_that(string room)
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", room, "acme gmbh");

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
        Assert.Equal(Aside, stage.Seen("jonas", room));
        Assert.Single(stage.Posts("jonas", room));
        Assert.Empty(stage.Posts("jonas"));
        Assert.DoesNotContain("acme", stage.Sent("jonas", room), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("log Acme GmbH call 15m \"asked for FOB\"")]
    [InlineData("follow Acme GmbH tue 3pm \"send samples\"")]
    [InlineData("find acme")]
    [InlineData("due week")]
    [InlineData("log Acme GmbH")]
    [InlineData("acme")]
    [InlineData("no such customer")]
    [InlineData("undo")]
    [InlineData("me")]
    public async Task B5_No_line_in_a_channel_leaves_a_word_of_it_there(string line)
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", "sales", line);

        Assert.NotEmpty(stage.Posts("mei"));
        Assert.Equal([Aside], stage.Posts("jonas", "sales").Select(post => stage.Seen("jonas", post)));
    }

    [Fact]
    public async Task What_the_room_hears_stands_in_the_thread_where_it_was_asked()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "sales", "Acme called", mentions: false);
        var root = stage.Teams.Messages("jonas", "sales")[^1];

        await stage.Say("mei", "sales", "acme gmbh", root);

        Assert.Equal((Aside, root.Id), (stage.Seen("mei", "sales"), stage.Last("mei", "sales").Root));
    }

    [Fact]
    public async Task A_mention_that_begins_a_thread_is_answered_in_it()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", "sales", "acme gmbh");

        Assert.Equal(stage.Teams.Messages("mei", "sales").Single(post => post.IsTyped).Id, stage.Last("mei", "sales").Root);
    }

    [Fact]
    public async Task A_room_that_is_linked_to_the_customer_is_answered_in_the_room_in_the_thread()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Write("jonas", "japan", "Acme called", mentions: false);
        var root = stage.Teams.Messages("jonas", "japan")[^1];

        await stage.Say("mei", "japan", ".", root);

        Assert.Contains("+81 3 1234 5678", stage.Seen("jonas", "japan"));
        Assert.Equal(root.Id, stage.Last("jonas", "japan").Root);
        Assert.Empty(stage.Posts("mei"));
    }

    [Fact]
    public async Task B5_A_linked_room_that_a_guest_has_joined_since_is_answered_nothing_more_even_where_nobody_told_of_it()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "japan", ".");
        lock (stage.Teams.World.Gate) stage.Teams.World.Room("japan").Members.Add(stage.Teams.World.Person("tomo").Id);

        await stage.Say("mei", "japan", "find acme kk");
        await stage.Say("mei", "japan", ".");

        Assert.Single(stage.Posts("jonas", "japan"), post => post.Card is not null);
        Assert.Contains("Acme KK", stage.Seen("mei"));
    }

    [Fact]
    public async Task In_a_linked_room_another_customer_is_still_for_the_asker_alone()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", "japan", "acme gmbh");

        Assert.Contains("FOB Hamburg", stage.Seen("mei"));
        Assert.Equal(Aside, stage.Seen("jonas", "japan"));
    }

    [Fact]
    public async Task A_card_that_was_answered_aside_is_shared_in_the_room_where_it_was_asked_masked_and_with_who_shared_it()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "sales", "acme gmbh");

        await stage.Press("mei", stage.Last("mei"), "Share");

        var seen = stage.Seen("jonas", "sales");
        Assert.StartsWith("Shared by Mei Lin\nAcme GmbH", seen);
        Assert.DoesNotContain("+49 30", stage.Sent("jonas", "sales"));
        Assert.Contains("Shared in #sales.", string.Join('\n', stage.Posts("mei").Select(post => stage.Seen("mei", post))));
    }

    [Fact]
    public async Task A_card_asked_in_the_direct_chat_can_be_shared_nowhere()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", null, "acme gmbh");

        Assert.DoesNotContain("[Share]", stage.Seen("mei"));
    }

    [Fact]
    public async Task B1_A_card_that_says_it_was_asked_in_a_room_where_the_presser_is_not_shares_nothing_there()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "sales", "acme gmbh");
        var card = stage.Last("mei");
        foreach (var knob in CardTree.Of(card.Card, "Action."))
            if (knob["data"]?["room"] is not null) knob["data"]!["room"] = stage.Teams.World.Room("board").Id;

        await stage.Press("mei", card, "Share");

        Assert.Empty(stage.Posts("sam", "board"));
        Assert.DoesNotContain(stage.Posts("jonas", "sales"), post => post.Card is not null);
    }

    [Theory]
    [InlineData("19:nowhere@thread.tacv2")]
    [InlineData("a:1jonas_c0a8-Qz7")]
    [InlineData("a;b")]
    [InlineData("../../v3")]
    public async Task B1_A_room_that_is_none_is_ignored(string room)
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "sales", "acme gmbh");
        var card = stage.Last("mei");
        foreach (var knob in CardTree.Of(card.Card, "Action."))
            if (knob["data"]?["room"] is not null) knob["data"]!["room"] = room;

        await stage.Press("mei", card, "History");

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
        Assert.DoesNotContain(stage.Posts("jonas", "sales"), post => post.Card is not null);
        Assert.Empty(stage.Posts("jonas"));
    }

    [Fact]
    public async Task A_button_on_a_card_that_was_answered_aside_is_one_of_that_room_still()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "partners", "find acme");

        await stage.Press("mei", stage.Last("mei"), "Open");

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sales")]
    [InlineData("lunch")]
    public async Task A_bare_mention_is_answered_with_a_form_in_the_asker_s_chat(string? room)
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", room, "");

        Assert.StartsWith("= Log an interaction =", stage.Seen("mei"));
        if (room is not null) Assert.Equal(Aside, stage.Seen("jonas", room));
    }

    [Fact]
    public async Task The_slash_of_a_command_is_no_part_of_the_line()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", null, "/due");

        Assert.StartsWith("Nothing is due today.", stage.Seen("mei"));
    }

    [Fact]
    public async Task What_nobody_says_to_the_bot_is_not_heard()
    {
        await using var stage = await Stage.Open();
        var activity = stage.Teams.Message("mei", null, "");
        activity["attachments"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "https://example.com/a.png" });

        Assert.True((await stage.Teams.Tell(activity)).Ok);
        await stage.Quiet();

        Assert.Empty(stage.Posts("mei"));
    }

    [Theory]
    [InlineData("sales", "log Acme GmbH call 15m")]
    [InlineData("lunch", "log Acme GmbH call 15m")]
    [InlineData("sales", "/due")]
    public async Task What_is_said_among_people_is_not_heard(string room, string line)
    {
        await using var stage = await Stage.Open();

        Assert.True((await stage.Teams.Write("mei", room, line, mentions: false)).Ok);
        await stage.Quiet();

        Assert.Empty(stage.Posts("mei"));
        Assert.Empty(stage.Posts("mei", room));
    }
}
