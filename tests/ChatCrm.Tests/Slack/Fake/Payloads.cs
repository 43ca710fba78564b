using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What Slack sends, field by field. https://docs.slack.dev/interactivity and https://docs.slack.dev/apis/events-api</summary>
internal sealed class Payloads(World world, Triggers triggers, ResponseUrls urls)
{
    public JsonObject Command(Install install, Person who, Room room, string command, string text, Uri responseUrl)
    {
        var fields = new JsonObject { ["team_id"] = who.Team.Id, ["team_domain"] = who.Team.Domain };
        if (who.Team.Enterprise is { } enterprise) (fields["enterprise_id"], fields["enterprise_name"]) = (enterprise, "The organisation");
        (fields["channel_id"], fields["channel_name"]) = (room.Id, Name(room));
        (fields["user_id"], fields["user_name"], fields["command"], fields["text"]) = (who.Id, who.Handle, command, text);
        (fields["api_app_id"], fields["is_enterprise_install"]) = (World.AppId, install.Org ? "true" : "false");
        (fields["response_url"], fields["trigger_id"]) = (responseUrl.AbsoluteUri, triggers.Give(who));
        return fields;
    }

    public JsonObject Action(Install install, Person who, Post post, JsonObject action)
    {
        var payload = Interaction(install, who, "block_actions");
        payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = post.Ts, ["channel_id"] = post.Room.Id, ["is_ephemeral"] = post.Only is not null };
        if (post.Thread is not null) payload["container"]!["thread_ts"] = post.Thread;
        payload["channel"] = Channel(post.Room);
        // Slack keeps no ephemeral messages: such a payload carries none.
        if (post.Only is null) payload["message"] = post.Json();
        payload["state"] = new JsonObject { ["values"] = States.Of(BlockText.Elements(post.Blocks), _ => null) };
        payload["response_url"] = urls.Give(post.Room, who, post).AbsoluteUri;
        return Acted(payload, who, action);
    }

    public JsonObject Action(Install install, Person who, View view, JsonObject action)
    {
        var payload = Interaction(install, who, "block_actions");
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = view.Payload();
        return Acted(payload, who, action);
    }

    /// <summary>A press in the preview of a link: the message is a person's own.</summary>
    public JsonObject PreviewAction(Install install, Person who, Post post, string url, JsonObject action)
    {
        var payload = Interaction(install, who, "block_actions");
        payload["container"] = new JsonObject { ["type"] = "message_attachment", ["message_ts"] = post.Ts, ["attachment_id"] = 1, ["channel_id"] = post.Room.Id, ["is_ephemeral"] = false, ["is_app_unfurl"] = true, ["app_unfurl_url"] = url };
        (payload["channel"], payload["response_url"]) = (Channel(post.Room), urls.Give(post.Room, who, post).AbsoluteUri);
        return Acted(payload, who, action);
    }

    public JsonObject Submission(Install install, Person who, View view)
    {
        var payload = Interaction(install, who, "view_submission");
        (payload["view"], payload["response_urls"], payload["trigger_id"]) = (view.Payload(), new JsonArray(), triggers.Give(who));
        return payload;
    }

    public JsonObject Closed(Install install, Person who, View view, bool cleared)
    {
        var payload = Interaction(install, who, "view_closed");
        (payload["view"], payload["is_cleared"]) = (view.Payload(), cleared);
        return payload;
    }

    public JsonObject Suggestion(Install install, Person who, View view, Placed element, string typed)
    {
        var payload = Interaction(install, who, "block_suggestion");
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        (payload["action_id"], payload["block_id"], payload["value"], payload["view"]) = (element.Action, element.Block, typed, view.Payload());
        return payload;
    }

    public JsonObject Shortcut(Install install, Person who, string callback)
    {
        var payload = Interaction(install, who, "shortcut");
        (payload["callback_id"], payload["trigger_id"], payload["action_ts"]) = (callback, triggers.Give(who), world.NextTs());
        return payload;
    }

    public JsonObject MessageAction(Install install, Person who, Post post, string callback)
    {
        var payload = Interaction(install, who, "message_action");
        (payload["callback_id"], payload["trigger_id"], payload["action_ts"]) = (callback, triggers.Give(who), world.NextTs());
        (payload["message"], payload["message_ts"], payload["channel"]) = (post.Json(), post.Ts, Channel(post.Room));
        payload["response_url"] = urls.Give(post.Room, who, null).AbsoluteUri;
        return payload;
    }

    /// <summary>An event in its envelope.</summary>
    public JsonObject Event(Install install, Team team, JsonObject inner, bool extShared = false) => new()
    {
        ["team_id"] = team.Id, ["context_team_id"] = team.Id, ["context_enterprise_id"] = team.Enterprise, ["api_app_id"] = World.AppId,
        ["event"] = inner, ["type"] = "event_callback", ["event_id"] = world.Next("Ev"), ["event_time"] = world.Now.ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = install.Enterprise, ["team_id"] = install.Team?.Id, ["user_id"] = World.BotUser, ["is_bot"] = true, ["is_enterprise_install"] = install.Org }),
        ["is_ext_shared_channel"] = extShared, ["event_context"] = world.Next("4-"),
    };

    private static JsonObject Interaction(Install install, Person who, string type) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = who.Id, ["username"] = who.Handle, ["name"] = who.Handle, ["team_id"] = who.Team.Id },
        ["api_app_id"] = World.AppId,
        // Null for an org-wide install.
        ["team"] = install.Org ? null : new JsonObject { ["id"] = install.Team!.Id, ["domain"] = install.Team.Domain },
        ["enterprise"] = install.Enterprise is { } enterprise ? new JsonObject { ["id"] = enterprise, ["name"] = "The organisation" } : null,
        ["is_enterprise_install"] = install.Org,
    };

    private JsonObject Acted(JsonObject payload, Person who, JsonObject action)
    {
        action["action_ts"] = world.NextTs();
        (payload["trigger_id"], payload["actions"]) = (triggers.Give(who), new JsonArray(action));
        return payload;
    }

    private static JsonObject Channel(Room room) => new() { ["id"] = room.Id, ["name"] = Name(room) };

    private static string Name(Room room) => room.Kind switch { RoomKind.Direct => "directmessage", RoomKind.Private => "privategroup", _ => room.Name };
}
