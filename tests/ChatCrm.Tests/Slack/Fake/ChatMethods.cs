using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>chat.* and views.*</summary>
internal sealed class ChatMethods(World world, Posts posts, Views views)
{
    private const string Content = "text blocks mrkdwn parse link_names unfurl_links unfurl_media";

    public IReadOnlyDictionary<string, Method> All => new Dictionary<string, Method>
    {
        ["chat.postMessage"] = new($"channel thread_ts reply_broadcast metadata {Content}", true, "chat:write", PostMessage),
        ["chat.postEphemeral"] = new($"channel user thread_ts {Content}", true, "chat:write", PostEphemeral),
        ["chat.update"] = new($"channel ts metadata reply_broadcast {Content}", true, "chat:write", Update),
        ["chat.delete"] = new("channel ts", true, "chat:write", Delete),
        ["chat.unfurl"] = new("channel ts unfurls unfurl_id source", true, "links:write", Unfurl),
        ["views.open"] = new("trigger_id view", true, "", call => Answer(views.Open(call.Install, call.Text("trigger_id"), call.Node("view")))),
        ["views.push"] = new("trigger_id view", true, "", call => Answer(views.Push(call.Install, call.Text("trigger_id"), call.Node("view")))),
        ["views.update"] = new("view_id external_id hash view", true, "", call => Answer(views.Update(call.Install, call.Text("view_id"), call.Text("external_id"), call.Text("hash"), call.Node("view")))),
        ["views.publish"] = new("user_id hash view", true, "", Publish),
    };

    private JsonObject PostMessage(Call call)
    {
        var post = posts.Add(Writable(call), Said(call), Via.Api);
        return new() { ["channel"] = post.Room.Id, ["ts"] = post.Ts, ["message"] = post.Json() };
    }

    private JsonObject PostEphemeral(Call call)
    {
        var room = Writable(call);
        if (!room.Members.Contains(call.Required("user"))) throw SlackError.World("user_not_in_channel");
        var post = posts.Add(room, Said(call), Via.Api, only: call.Required("user"));
        return new() { ["message_ts"] = post.Ts };
    }

    private JsonObject Update(Call call)
    {
        var post = Own(call, "cant_update_message");
        posts.Update(post, Said(call), Via.Api);
        return new() { ["channel"] = post.Room.Id, ["ts"] = post.Ts, ["text"] = post.Text, ["message"] = post.Json() };
    }

    private JsonObject Delete(Call call)
    {
        var post = Own(call, "cant_delete_message");
        posts.Delete(post, Via.Api);
        return new() { ["channel"] = post.Room.Id, ["ts"] = post.Ts };
    }

    /// <summary>Either channel and ts, or unfurl_id and source. https://docs.slack.dev/reference/methods/chat.unfurl</summary>
    private JsonObject Unfurl(Call call)
    {
        if (call.Node("unfurls") is not JsonObject unfurls) throw SlackError.Fault("invalid_arguments", "[ERROR] missing required field: unfurls [json-pointer:/unfurls]");
        var byMessage = call.Text("channel") is not null && call.Text("ts") is not null;
        if (byMessage == (call.Text("unfurl_id") is not null && call.Text("source") is not null)) throw SlackError.Fault("invalid_arguments", "[ERROR] either channel and ts, or unfurl_id and source [json-pointer:/]");
        foreach (var (url, unfurl) in unfurls) Unfurl(url, unfurl);
        var post = byMessage ? Find(call, "cannot_find_message") : world.Pasted.GetValueOrDefault(call.Text("unfurl_id")!) ?? throw SlackError.Fault("cannot_unfurl_message");
        post.Unfurls = (JsonObject)unfurls.DeepClone();
        return [];
    }

    private void Unfurl(string url, JsonNode? unfurl)
    {
        world.Emitted.Enqueue(new("message", unfurl?.ToJsonString() ?? "null"));
        if (!Uri.TryCreate(url, UriKind.Absolute, out _)) throw SlackError.Fault("cannot_unfurl_url");
        var errors = Surface.Message(unfurl?["blocks"] as JsonArray ?? []);
        if (errors.Count > 0) throw SlackError.Fault("invalid_blocks", errors);
    }

    private JsonObject Publish(Call call)
    {
        if (!world.People.TryGetValue(call.Required("user_id"), out var person)) throw SlackError.World("user_not_found");
        return Answer(views.Publish(call.Install, person, call.Text("hash"), call.Node("view")));
    }

    /// <summary>The channel to post to; a person's id is their direct chat.</summary>
    private Room Writable(Call call)
    {
        var channel = call.Required("channel");
        var room = world.People.TryGetValue(channel, out var person) ? world.Direct(person) : Seen.Room(world, call.Install, channel);
        if (room.Archived) throw SlackError.World("is_archived");
        if (room.Members.Contains(World.BotUser)) return room;
        var may = room.Kind == RoomKind.Public && call.Method == "chat.postMessage" && call.Install.Scopes.Contains("chat:write.public");
        return may ? room : throw SlackError.World("not_in_channel");
    }

    private Post Own(Call call, string otherwise)
    {
        var post = Find(call, "message_not_found");
        // The ts of an ephemeral message is good for nothing: only its response_url can change it.
        if (post.Only is not null) throw SlackError.Fault("message_not_found", "[ERROR] an ephemeral message changes only by its response_url");
        return post.IsTyped ? throw SlackError.Fault(otherwise) : post;
    }

    private Post Find(Call call, string otherwise)
    {
        var room = Seen.Room(world, call.Install, call.Required("channel"));
        return world.Posts.FirstOrDefault(post => post.Room == room && post.Ts == call.Required("ts") && !post.Deleted) ?? throw SlackError.World(otherwise);
    }

    private static JsonObject Said(Call call)
    {
        var content = (JsonObject)call.Args.DeepClone();
        if (content["blocks"] is not null) content["blocks"] = call.Node("blocks")?.DeepClone();
        return content;
    }

    private static JsonObject Answer(View view) => new() { ["view"] = view.Payload() };
}
