using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What the Connector does. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</summary>
internal sealed class ConnectorMethods(World world)
{
    /// <summary>At most so many members on one page, whatever is asked.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>True: a send is accepted (202), and no id is told.</summary>
    public bool TellsNoIds { get; set; }

    public (int Status, JsonNode? Body) Do(Call call) => call.Kind switch
    {
        "create" => Create(call),
        "send" => Send(call, RoomOf(call)),
        "update" => Update(call, RoomOf(call)),
        "delete" => Delete(call, RoomOf(call)),
        "member" => (200, Account(Member(RoomOf(call), call.Item))),
        "members" => Members(call, RoomOf(call)),
        "team" => (200, TeamJson(TeamOf(call))),
        _ => (200, Channels(TeamOf(call))),
    };

    private (int, JsonNode?) Send(Call call, Room room)
    {
        var problems = ActivityRules.Check(call.Body, room, world);
        if (problems.Count > 0) throw ConnectorError.Fault(string.Join("; ", problems));
        Speakable(room);
        if ((string?)call.Body["type"] == "typing")
        {
            world.Journal.Add(new(Happened.Typing, new Post { Id = world.NextId(), Room = room, Author = World.Bot }));
            return (201, new JsonObject { ["id"] = world.NextId() });
        }
        Sized(call.Body);
        var post = Add(room, call);
        return TellsNoIds ? (202, null) : (201, new JsonObject { ["id"] = post.Id });
    }

    private (int, JsonNode?) Update(Call call, Room room)
    {
        var post = Own(room, call.Item);
        var problems = ActivityRules.Check(call.Body, room, world);
        if (problems.Count > 0) throw ConnectorError.Fault(string.Join("; ", problems));
        Speakable(room);
        Sized(call.Body);
        Kept(call.Body);
        post.Show(call.Body);
        world.Journal.Add(new(Happened.Updated, post));
        return (200, new JsonObject { ["id"] = post.Id });
    }

    private (int, JsonNode?) Delete(Call call, Room room)
    {
        var post = Own(room, call.Item);
        Speakable(room);
        post.Deleted = true;
        world.Journal.Add(new(Happened.Deleted, post));
        return (200, null);
    }

    /// <summary>
    /// As Microsoft measured it: a chat with one person is made once and always the same, without a message; in a channel a message is needed; group chats cannot be made.
    /// https://github.com/microsoft/teams.net (docs/CreateConversation-API-Behavior.md)
    /// </summary>
    private (int, JsonNode?) Create(Call call)
    {
        if ((bool?)call.Body["isGroup"] != true) return (201, new JsonObject { ["id"] = Personal(call).Id });
        if ((string?)call.Body["channelData"]?["channel"]?["id"] is not { } channel) throw ConnectorError.Fault("a group chat cannot be created");
        if (call.Body["activity"] is not JsonObject activity) throw ConnectorError.Fault("a thread needs its first message");
        var room = RoomOf(call with { Conversation = channel });
        var id = (string)Send(call with { Conversation = channel, Body = activity }, room).Item2!["id"]!;
        return (201, new JsonObject { ["id"] = $"{channel};messageid={id}", ["activityId"] = id });
    }

    private Room Personal(Call call)
    {
        if (call.Body["members"] is not JsonArray { Count: 1 } members || (string?)members[0]?["id"] is not { } mri) throw ConnectorError.Fault("a chat is with exactly one member");
        if (!mri.StartsWith("29:", StringComparison.Ordinal)) throw ConnectorError.Fault($"a member is named by MRI, not {mri}");
        if (((string?)call.Body["tenantId"] ?? (string?)call.Body["channelData"]?["tenant"]?["id"]) is not { } tenant) throw ConnectorError.Fault("a chat needs the tenantId");
        var person = world.Find(mri) is { } known && known.Tenant.Id == tenant ? known : throw ConnectorError.World(403, "Forbidden", "Bot cannot find this user in the tenant");
        var room = world.Direct(person);
        Served(call, room);
        Speakable(room);
        return room;
    }

    private (int, JsonNode?) Members(Call call, Room room)
    {
        if (call.Query["pageSize"] is [{ } size] && !(int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 50 and <= 500))
            throw ConnectorError.Fault($"pageSize is 50 to 500, not {size}");
        var from = call.Query["continuationToken"] is [{ } token] ? Page(token) : 0;
        var people = room.Members.Order(StringComparer.Ordinal).ToList();
        var page = new JsonObject { ["members"] = new JsonArray([.. people.Skip(from).Take(PageSize).Select(id => Account(world.People[id]))]) };
        if (from + PageSize < people.Count) page["continuationToken"] = $"page+{(from + PageSize).ToString(CultureInfo.InvariantCulture)}==";
        return (200, page);
    }

    private static int Page(string token) => token.StartsWith("page+", StringComparison.Ordinal) && int.TryParse(token.AsSpan(5, token.Length - 7), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        ? from
        : throw ConnectorError.Fault($"this continuationToken was never given: {token}");

    private Person Member(Room room, string id) => world.Find(id) is { } person && room.Members.Contains(person.Id)
        ? person
        : throw ConnectorError.World(404, "MemberNotFoundInConversation", $"{id} is not in it");

    private static JsonObject Account(Person person) => new()
    {
        ["id"] = person.Mri, ["name"] = person.Name, ["objectId"] = person.Id, ["aadObjectId"] = person.Id, ["givenName"] = person.Name.Split(' ')[0], ["surname"] = person.Name.Split(' ')[^1],
        ["email"] = $"{person.Handle}@{person.Tenant.Domain}", ["userPrincipalName"] = person.Upn, ["tenantId"] = person.Tenant.Id, ["userRole"] = person.Guest ? "guest" : "user",
    };

    private JsonObject TeamJson(Team team) => new()
    {
        ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.GroupId, ["tenantId"] = team.Tenant.Id, ["channelCount"] = world.Rooms.Values.Count(room => room.Team == team),
    };

    private JsonObject Channels(Team team) => new()
    {
        ["conversations"] = new JsonArray([.. world.Rooms.Values.Where(room => room.Team == team).Select(room => new JsonObject { ["id"] = room.Id, ["name"] = room.Name, ["type"] = TypeOf(room) })]),
    };

    public static string TypeOf(Room room) => room.Kind switch { RoomKind.PrivateChannel => "private", RoomKind.SharedChannel => "shared", _ => "standard" };

    private Team TeamOf(Call call) => world.Rooms.Values.FirstOrDefault(room => room.Team?.Id == call.Conversation && room.Tenant.Id == call.Tenant)?.Team
        ?? throw ConnectorError.World(404, "NotFound", "no such team");

    private Room RoomOf(Call call)
    {
        var room = world.Rooms.GetValueOrDefault(call.Room) ?? throw ConnectorError.World(404, "ConversationNotFound", "no such conversation");
        if (call.Root is { } root && !(room.IsChannel && world.Posts.Any(post => post.Room == room && post.Id == root))) throw ConnectorError.World(404, "ConversationNotFound", "no such thread");
        Served(call, room);
        if (!room.Installed && room.Kind != RoomKind.Personal) throw ConnectorError.World(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        return room;
    }

    /// <summary>A conversation is served under its own serviceUrl alone.</summary>
    private static void Served(Call call, Room room)
    {
        if (call.Region != room.Region || call.Tenant != room.Tenant.Id) throw ConnectorError.Fault($"{room.Id} is not served at {call.Region}/{call.Tenant}", 404, "ConversationNotFound");
    }

    private static void Speakable(Room room)
    {
        if (room.Kind == RoomKind.Personal && (!room.Installed || room.Blocked)) throw ConnectorError.World(403, "MessageWritesBlocked", "Message writes are blocked.");
    }

    private static void Sized(JsonObject activity)
    {
        if (ActivityRules.IsTooBig(activity)) throw ConnectorError.Fault("Message size too large", 413, "MessageSizeTooBig");
    }

    private Post Own(Room room, string id)
    {
        var post = world.Posts.FirstOrDefault(post => post.Room == room && post.Id == id && !post.Deleted) ?? throw ConnectorError.World(404, "ActivityNotFoundInConversation", "no such message");
        return post.IsTyped ? throw ConnectorError.Fault("this message is somebody else's", 403, "Forbidden") : post;
    }

    private Post Add(Room room, Call call)
    {
        var id = world.NextId();
        var post = new Post { Id = id, Room = room, Author = World.Bot, Root = room.IsChannel ? call.Root ?? id : null, ReplyTo = call.Item.Length > 0 ? call.Item : (string?)call.Body["replyToId"] };
        Kept(call.Body);
        post.Show(call.Body);
        world.Posts.Add(post);
        world.Journal.Add(new(Happened.Posted, post));
        return post;
    }

    private void Kept(JsonObject activity)
    {
        foreach (var attachment in activity["attachments"] as JsonArray ?? []) world.Cards.Enqueue(attachment!["content"]!.ToJsonString());
    }
}
