using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>Activities as Teams sends them. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages</summary>
internal sealed class Activities(World world)
{
    /// <summary>A message that somebody wrote; in a room the bot is mentioned where <paramref name="mentions"/> says so.</summary>
    public JsonObject Message(Person from, Post post, string text, bool mentions)
    {
        var activity = Start("message", from, post.Room, post.Root);
        var mentioned = post.Room.Kind == RoomKind.Personal ? [] : Mentioned(post.Room, text);
        foreach (var person in mentioned) text = text.Replace($"@{person.Handle}", $"<at>{person.Name}</at>", StringComparison.Ordinal);
        (activity["id"], activity["textFormat"]) = (post.Id, "plain");
        activity["text"] = mentions ? $"<at>{World.BotName}</at> {text}\n" : text;
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>" });
        var entities = (JsonArray)activity["entities"]!;
        if (mentions) entities.Add(Mention(World.Bot, World.BotName));
        foreach (var person in mentioned) entities.Add(Mention(person.Mri, person.Name));
        return activity;
    }

    /// <summary>A press that arrives as a message: no text, the data as its value.</summary>
    public JsonObject Submitted(Person from, Post post, JsonObject value)
    {
        var activity = Start("message", from, post.Room, post.Root);
        (activity["id"], activity["replyToId"], activity["value"]) = (world.NextId(), post.Id, value);
        return activity;
    }

    public JsonObject Invoke(Person from, Room room, string? root, string name, JsonNode value, string? replyTo = null)
    {
        var activity = Start("invoke", from, room, root);
        (activity["id"], activity["name"], activity["value"]) = (world.NextInvoke(), name, value);
        if (replyTo is not null) activity["replyToId"] = replyTo;
        return activity;
    }

    /// <summary>The app comes into a conversation, or goes: "add", "remove", "add-upgrade" …</summary>
    public JsonObject Installation(Person from, Room room, string action)
    {
        var activity = Start("installationUpdate", from, room, null);
        (activity["id"], activity["action"]) = (world.NextInvoke(), action);
        Describe(activity, room, false);
        return activity;
    }

    /// <summary>Somebody (or the bot, by its id) comes into a conversation or leaves it, or the team changes.</summary>
    public JsonObject ConversationUpdate(Person from, Room room, IReadOnlyList<string>? added = null, IReadOnlyList<string>? removed = null, string? eventType = null)
    {
        var activity = Start("conversationUpdate", from, room, null);
        activity["id"] = world.NextInvoke();
        if (added is not null) activity["membersAdded"] = Accounts(added);
        if (removed is not null) activity["membersRemoved"] = Accounts(removed);
        if (eventType is not null) activity["channelData"]!["eventType"] = eventType;
        Describe(activity, room, eventType?.StartsWith("channel", StringComparison.Ordinal) == true);
        return activity;
    }

    /// <summary>What is told of a team and a channel when something about them changes, and not with messages; a channel's name only when it is the channel that changes.</summary>
    private static void Describe(JsonObject activity, Room room, bool named)
    {
        if (room is not { IsChannel: true, Team: { } team }) return;
        var (ofTeam, ofChannel) = (activity["channelData"]!["team"]!, activity["channelData"]!["channel"]!);
        (ofTeam["name"], ofTeam["aadGroupId"], ofTeam["type"]) = (team.Name, team.GroupId, "standard");
        ofChannel["type"] = ConnectorMethods.TypeOf(room);
        if (named) ofChannel["name"] = room.Name;
    }

    public JsonObject Reaction(Person from, Post post, string reaction)
    {
        var activity = Start("messageReaction", from, post.Room, post.Root);
        (activity["id"], activity["replyToId"]) = (world.NextInvoke(), post.Id);
        activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = reaction });
        return activity;
    }

    /// <summary>A copy with another id and time, as the second layer of retries sends it.</summary>
    public JsonObject Again(JsonObject activity)
    {
        var again = (JsonObject)activity.DeepClone();
        (again["id"], again["timestamp"]) = (world.NextInvoke(), Timestamp(world.Now));
        return again;
    }

    private JsonObject Start(string type, Person from, Room room, string? root) => new()
    {
        ["type"] = type, ["timestamp"] = Timestamp(world.Now), ["localTimestamp"] = Local(from), ["localTimezone"] = from.Zone,
        ["serviceUrl"] = world.ServiceUrl(room), ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = from.Mri, ["name"] = from.Name, ["aadObjectId"] = from.Id },
        ["conversation"] = Conversation(room, root),
        ["recipient"] = new JsonObject { ["id"] = World.Bot, ["name"] = World.BotName },
        ["entities"] = new JsonArray(ClientInfo(from)), ["channelData"] = ChannelData(room), ["locale"] = from.Locale,
    };

    private static JsonObject Conversation(Room room, string? root)
    {
        var conversation = new JsonObject { ["conversationType"] = room switch { { Kind: RoomKind.Personal } => "personal", { IsChannel: true } => "channel", _ => "groupChat" }, ["tenantId"] = room.Tenant.Id, ["id"] = room.Id };
        if (room.Kind != RoomKind.Personal) conversation["isGroup"] = true;
        if (root is not null) conversation["id"] = $"{room.Id};messageid={root}";
        return conversation;
    }

    private static JsonObject ChannelData(Room room)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = room.Tenant.Id } };
        if (room is not { IsChannel: true, Team: { } team }) return data;
        (data["teamsChannelId"], data["teamsTeamId"]) = (room.Id, team.Id);
        data["channel"] = new JsonObject { ["id"] = room.Id };
        data["team"] = new JsonObject { ["id"] = team.Id };
        return data;
    }

    private static JsonObject ClientInfo(Person from) => new()
    {
        ["locale"] = from.Locale, ["country"] = from.Locale[^2..], ["platform"] = "Web", ["timezone"] = from.Zone, ["type"] = "clientInfo",
    };

    private JsonArray Accounts(IEnumerable<string> ids) => new([.. ids.Select(id =>
        id == World.Bot ? new JsonObject { ["id"] = id } : new JsonObject { ["id"] = world.Person(id).Mri, ["aadObjectId"] = world.Person(id).Id })]);

    private static JsonObject Mention(string id, string name) => new() { ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name }, ["text"] = $"<at>{name}</at>", ["type"] = "mention" };

    private IReadOnlyList<Person> Mentioned(Room room, string text) =>
        [.. room.Members.Select(world.Person).Where(person => text.Contains($"@{person.Handle}", StringComparison.Ordinal))];

    private static string Timestamp(Instant at) => at.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private string Local(Person from) => world.Now.InZone(DateTimeZoneProviders.Tzdb[from.Zone]).ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
}
