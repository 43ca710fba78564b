using System.Text.Json.Nodes;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>Lines that mention the bot in a room, and lines in its direct chat.</summary>
public class MentionTests
{
    [Fact]
    public async Task A_mention_in_a_channel_is_answered_to_the_asker_alone()
    {
        await using var stage = await Stage.Open();

        await stage.Mention("mei", "sales", "acme gmbh");

        Assert.Contains("Acme GmbH", stage.Seen("mei", "sales"));
        Assert.Empty(stage.Posts("jonas", "sales"));
    }

    [Fact]
    public async Task A_mention_in_a_thread_is_answered_in_the_thread()
    {
        await using var stage = await Stage.Open();
        await stage.Mention("jonas", "sales", "help");
        var root = stage.Slack.Messages("jonas", "sales")[0];

        await stage.Mention("mei", "sales", "acme gmbh", root.Ts);

        Assert.Equal(root.Ts, stage.Last("mei", "sales").Thread);
        Assert.Equal("U0MEI", stage.Last("mei", "sales").Only);
    }

    [Fact]
    public async Task Other_people_and_rooms_that_a_line_mentions_are_understood()
    {
        await using var stage = await Stage.Open();

        await stage.Mention("priya", "japan", "follow Acme GmbH fri for @mei remind #sales");

        var seen = stage.Seen("priya", "japan");
        Assert.Contains("Mei Lin", seen);
        Assert.Contains("reminds #sales too", seen);
    }

    [Fact]
    public async Task The_bot_need_not_be_mentioned_first()
    {
        await using var stage = await Stage.Open();

        await stage.Event("mei", "sales", new() { ["type"] = "app_mention", ["user"] = "U0MEI", ["text"] = $"acme gmbh <@{World.BotUser}>" });

        Assert.Contains("Acme GmbH", stage.Seen("mei", "sales"));
    }

    [Fact]
    public async Task A_form_that_a_mention_asks_for_opens_by_a_button()
    {
        await using var stage = await Stage.Open();

        await stage.Mention("mei", "sales", "log Acme GmbH");
        await stage.Press("mei", stage.Last("mei", "sales"), "Fill in the form");
        await stage.Submit("mei", ("kind", "call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", "sales"));
        Assert.Empty(stage.Posts("jonas", "sales"));
    }

    [Fact]
    public async Task A_form_that_a_mention_in_a_thread_asks_for_is_answered_in_the_thread()
    {
        await using var stage = await Stage.Open();
        var root = stage.Slack.Write("jonas", "sales", "Acme called");
        await stage.Mention("mei", "sales", "log Acme GmbH", root.Ts);
        await stage.Press("mei", stage.Last("mei", "sales"), "Fill in the form");

        await stage.Submit("mei", ("kind", "call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.Seen("mei", "sales"));
        Assert.Equal(root.Ts, stage.Last("mei", "sales").Thread);
    }

    [Fact]
    public async Task A_button_in_a_thread_is_answered_in_the_thread()
    {
        await using var stage = await Stage.Open();
        var root = stage.Slack.Write("jonas", "sales", "Acme called");
        await stage.Mention("mei", "sales", "find acme", root.Ts);

        await stage.Press("mei", stage.Last("mei", "sales"), "Open");

        Assert.Contains("Berlin", stage.Seen("mei", "sales"));
        Assert.Equal(root.Ts, stage.Last("mei", "sales").Thread);
    }

    [Fact]
    public async Task A_mention_that_is_edited_is_not_read_again()
    {
        await using var stage = await Stage.Open();

        await stage.Event("mei", "sales", new()
        {
            ["type"] = "app_mention", ["user"] = "U0MEI", ["text"] = $"<@{World.BotUser}> log Acme GmbH call 15m", ["edited"] = new JsonObject { ["user"] = "U0MEI", ["ts"] = "1795334700.000000" },
        });

        Assert.Empty(stage.Posts("mei", "sales"));
    }

    [Fact]
    public async Task A_private_room_s_name_is_read_where_the_bot_is_in_it()
    {
        await using var stage = await Stage.Open();
        stage.Slack.AddRoom("secret", RoomKind.Private, ["mei"]);

        await stage.Mention("mei", "sales", "follow Acme GmbH tue 3pm remind #secret");

        Assert.Contains("reminds #secret too", stage.Seen("mei", "sales"));
    }

    [Fact]
    public async Task The_direct_chat_needs_no_mention()
    {
        await using var stage = await Stage.Open();

        await stage.Dm("mei", "acme gmbh");

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
    }

    [Theory]
    [InlineData("file_share")]
    [InlineData("thread_broadcast")]
    public async Task What_a_person_says_beside_a_file_or_back_to_the_room_is_heard(string subtype)
    {
        await using var stage = await Stage.Open();

        await stage.Event("mei", null, new() { ["type"] = "message", ["subtype"] = subtype, ["user"] = "U0MEI", ["text"] = "acme gmbh" });

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
    }

    public static TheoryData<string, string> NotSaid => new()
    {
        { "its own", $$"""{"type":"message","user":"{{World.BotUser}}","text":"acme gmbh"}""" },
        { "another bot's", """{"type":"message","subtype":"bot_message","bot_id":"B1","text":"acme gmbh"}""" },
        { "a bot's with a person's name", """{"type":"message","user":"U0MEI","bot_id":"B1","text":"acme gmbh"}""" },
        { "edited", """{"type":"message","subtype":"message_changed","message":{"type":"message","user":"U0MEI","text":"acme gmbh"}}""" },
        { "deleted", """{"type":"message","subtype":"message_deleted","previous_message":{"type":"message","user":"U0MEI","text":"acme gmbh"}}""" },
        { "somebody came", """{"type":"message","subtype":"channel_join","user":"U0MEI","text":"acme gmbh"}""" },
    };

    [Theory]
    [MemberData(nameof(NotSaid))]
    public async Task What_nobody_said_is_not_heard(string what, string message)
    {
        await using var stage = await Stage.Open();

        await stage.Event("mei", null, (JsonObject)JsonNode.Parse(message)!);

        Assert.True(stage.Posts("mei").Count == 0, what);
    }

    [Fact]
    public async Task A_message_in_a_channel_that_does_not_mention_the_bot_is_none_of_its_business()
    {
        await using var stage = await Stage.Open();

        await stage.Event("mei", "sales", new() { ["type"] = "message", ["channel_type"] = "channel", ["user"] = "U0MEI", ["text"] = "log Acme GmbH call 15m" });

        Assert.Empty(stage.Posts("mei", "sales"));
    }
}
