using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>A message, as it stands now.</summary>
internal sealed class Post
{
    public required string Ts { get; init; }

    public required Room Room { get; init; }

    /// <summary>Who wrote it: a person's id, or the bot's.</summary>
    public required string Author { get; init; }

    public string Text { get; set; } = "";

    public JsonArray Blocks { get; set; } = [];

    public string? Thread { get; set; }

    /// <summary>The one person who sees it; null for everybody in the room.</summary>
    public string? Only { get; init; }

    public bool Deleted { get; set; }

    /// <summary>What links in it were unfurled to.</summary>
    public JsonObject? Unfurls { get; set; }

    public bool IsTyped => Author != World.BotUser;

    public bool IsSeenBy(Person person) => !Deleted && (Only is null ? Room.Members.Contains(person.Id) : Only == person.Id);

    /// <summary>As payloads and answers carry it.</summary>
    public JsonObject Json()
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = Author, ["ts"] = Ts, ["text"] = Text, ["team"] = Room.Team.Id };
        if (!IsTyped) (json["bot_id"], json["app_id"]) = (World.BotId, World.AppId);
        if (Blocks.Count > 0) json["blocks"] = Blocks.DeepClone();
        if (Thread is not null) json["thread_ts"] = Thread;
        return json;
    }
}

/// <summary>Posting, redrawing and taking away messages, whoever asks for it.</summary>
internal sealed class Posts(World world)
{
    /// <summary>Blocks' texts together: more is refused as msg_blocks_too_long.</summary>
    private const int LongestBlocks = 13200;

    /// <summary>Best for a message's text; chat.update refuses more. https://docs.slack.dev/reference/methods/chat.update</summary>
    private const int LongestText = 4000;

    public Post Add(Room room, JsonObject content, Via via, string? only = null, string? author = null)
    {
        var (text, blocks) = via is Via.Person or Via.Slack ? (Text(content), []) : Checked(content);
        var post = new Post { Ts = world.NextTs(), Room = room, Author = author ?? World.BotUser, Text = text, Blocks = blocks, Only = only, Thread = (string?)content["thread_ts"] };
        world.Posts.Add(post);
        world.Journal.Add(new(Happened.Posted, via, post, ""));
        return post;
    }

    public void Update(Post post, JsonObject content, Via via)
    {
        (post.Text, post.Blocks) = Checked(content);
        world.Journal.Add(new(Happened.Updated, via, post, ""));
    }

    public void Delete(Post post, Via via)
    {
        post.Deleted = true;
        world.Journal.Add(new(Happened.Deleted, via, post, ""));
    }

    /// <summary>A message's text and blocks, with the ids that Slack gives to those without.</summary>
    private (string Text, JsonArray Blocks) Checked(JsonObject content)
    {
        world.Emitted.Enqueue(new("message", content.ToJsonString()));
        var text = Text(content);
        // Blocks alone are allowed, but screen readers and notifications read the text only.
        if (text.Length == 0) throw SlackError.Fault("no_text", "[ERROR] a message needs a text, beside its blocks too [json-pointer:/text]");
        if (text.Length > LongestText) throw SlackError.Fault("msg_too_long");
        if (content["blocks"] is null) return (text, []);
        if (content["blocks"] is not JsonArray blocks) throw SlackError.Fault("invalid_blocks_format");
        var errors = Surface.Message(blocks);
        if (errors.Count > 0) throw SlackError.Fault("invalid_blocks", errors);
        if (BlockText.Length(blocks) > LongestBlocks) throw SlackError.Fault("msg_blocks_too_long");
        return (text, BlockText.WithIds(blocks, world.Next));
    }

    private static string Text(JsonObject content) => content["text"] is JsonValue text && text.TryGetValue<string>(out var said) ? said : "";
}
