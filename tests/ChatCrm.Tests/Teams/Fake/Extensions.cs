using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>The message extension: searching while somebody writes, its commands, links. https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/what-are-messaging-extensions</summary>
internal sealed partial class FakeTeams
{
    /// <summary>Types into the search; nothing yet is the initial run. The attachments that are listed.</summary>
    public Task<IReadOnlyList<JsonObject>> Query(string user, string? room, string command, string text)
    {
        var parameter = text.Length == 0 ? new JsonObject { ["name"] = "initialRun", ["value"] = "true" } : new JsonObject { ["name"] = "query", ["value"] = text };
        return List(user, room, "composeExtension/query", new JsonObject { ["commandId"] = command, ["parameters"] = new JsonArray(parameter), ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 } });
    }

    /// <summary>Chooses one of what was found: the card that comes into the message.</summary>
    public Task<IReadOnlyList<JsonObject>> SelectItem(string user, string? room, JsonObject found) =>
        List(user, room, "composeExtension/selectItem", found["preview"]?["content"]?["tap"]?["value"]?.DeepClone() ?? throw new InvalidOperationException("What was found has no tap."));

    /// <summary>Pastes a link that the app knows.</summary>
    public Task<IReadOnlyList<JsonObject>> QueryLink(string user, string? room, Uri link) => List(user, room, "composeExtension/queryLink", new JsonObject { ["url"] = link.AbsoluteUri });

    /// <summary>Begins an action from where one writes, or on a message: its dialog.</summary>
    public async Task<Answer> FetchTask(string user, string? room, string command, Post? on = null)
    {
        Delivery delivery;
        lock (World.Gate)
        {
            var (who, where) = (World.Person(user), on?.Room ?? RoomFor(user, room));
            var value = new JsonObject { ["commandId"] = command, ["commandContext"] = on is null ? "compose" : "message", ["requestId"] = World.NextInvoke(), ["context"] = Theme() };
            if (on is not null) value["messagePayload"] = Payload(on);
            delivery = new(activities.Invoke(who, where, on?.Root, "composeExtension/fetchTask", value), answer => answers.Asked(answer, who, where, null, value, mayBeEmpty: false));
        }
        return await deliveries.Send(delivery);
    }

    private async Task<IReadOnlyList<JsonObject>> List(string user, string? room, string name, JsonNode value)
    {
        IReadOnlyList<JsonObject> found = [];
        Delivery delivery;
        lock (World.Gate)
        {
            var where = RoomFor(user, room);
            delivery = new(activities.Invoke(World.Person(user), where, null, name, value), answer => found = answers.Listed(answer, where));
        }
        await deliveries.Send(delivery);
        return found;
    }

    private JsonObject Payload(Post post)
    {
        var author = post.IsTyped ? World.Person(post.Author) : null;
        return new()
        {
            ["id"] = post.Id, ["replyToId"] = post.Root == post.Id ? null : post.Root, ["createdDateTime"] = World.Now.ToString(), ["lastModifiedDateTime"] = null, ["deleted"] = false,
            ["subject"] = null, ["summary"] = null, ["importance"] = "normal", ["locale"] = "en-us", ["linkToMessage"] = $"https://teams.microsoft.com/l/message/{post.Room.Id}/{post.Id}?context=%7B%22contextType%22:%22chat%22%7D",
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<div>{System.Net.WebUtility.HtmlEncode(post.Text)}</div>" },
            ["from"] = new JsonObject
            {
                ["device"] = null, ["conversation"] = null,
                ["user"] = author is null ? null : new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = author.Id, ["displayName"] = author.Name },
                ["application"] = author is null ? new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = World.AppId, ["displayName"] = World.BotName } : null,
            },
            ["reactions"] = new JsonArray(), ["mentions"] = new JsonArray(), ["attachments"] = new JsonArray(),
        };
    }
}
