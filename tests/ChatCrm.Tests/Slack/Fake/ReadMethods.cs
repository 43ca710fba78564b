using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What an install can see.</summary>
internal static class Seen
{
    /// <summary>A channel: a private one only with the bot in it, a direct one only with the bot.</summary>
    public static Room Room(World world, Install install, string id)
    {
        if (!world.Rooms.TryGetValue(id, out var room) || !(install.Has(room.Team) || room.ExtShared)) throw SlackError.World("channel_not_found");
        return room.Kind == RoomKind.Public || room.Members.Contains(World.BotUser) ? room : throw SlackError.World("channel_not_found");
    }

    /// <summary>Somebody of the team, or whom a shared channel brings in.</summary>
    public static Person Person(World world, Install install, string id) =>
        world.People.TryGetValue(id, out var person) && (install.Has(person.Team) || world.Rooms.Values.Any(room => install.Has(room.Team) && room.Members.Contains(id)))
            ? person
            : throw SlackError.World("user_not_found");
}

/// <summary>auth.*, users.*, conversations.*, team.*</summary>
internal sealed class ReadMethods(World world)
{
    /// <summary>At most so many on one page, whatever is asked for.</summary>
    public int PageSize { get; set; } = 1000;

    public IReadOnlyDictionary<string, Method> All => new Dictionary<string, Method>
    {
        ["auth.test"] = new("", true, "", AuthTest),
        ["auth.revoke"] = new("test", false, "", Revoke),
        ["users.info"] = new("user include_locale", false, "users:read", UsersInfo),
        ["users.list"] = new("cursor limit include_locale team_id", false, "users:read", UsersList),
        ["team.info"] = new("team", false, "team:read", TeamInfo),
        ["conversations.info"] = new("channel include_locale include_num_members", false, "", ConversationsInfo),
        ["conversations.members"] = new("channel cursor limit", false, "", ConversationsMembers),
        ["conversations.open"] = new("channel users return_im prevent_creation", true, "im:write", ConversationsOpen),
    };

    private JsonObject AuthTest(Call call)
    {
        var answer = new JsonObject { ["url"] = "https://company.slack.com/", ["user"] = "chatcrm", ["user_id"] = World.BotUser, ["bot_id"] = World.BotId, ["is_enterprise_install"] = call.Install.Org };
        (answer["team"], answer["team_id"]) = (call.Install.Team?.Name ?? "The organisation", call.Install.On);
        if (call.Install.Enterprise is { } enterprise) answer["enterprise_id"] = enterprise;
        return answer;
    }

    private static JsonObject Revoke(Call call)
    {
        if (!call.Flag("test")) call.Grant!.Revoked = true;
        return new() { ["revoked"] = !call.Flag("test") };
    }

    private JsonObject UsersInfo(Call call) => new() { ["user"] = User(call, Seen.Person(world, call.Install, call.Required("user"))) };

    private JsonObject UsersList(Call call)
    {
        if (call.Install.Org && call.Text("team_id") is null) throw SlackError.Fault("missing_argument", "[ERROR] an org-wide token needs team_id [json-pointer:/team_id]");
        var all = world.People.Values.Where(person => call.Install.Org ? person.Team.Id == call.Text("team_id") : call.Install.Has(person.Team));
        var (page, next) = Page(call, [.. all.OrderBy(person => person.Id, StringComparer.Ordinal)]);
        return Paged(new() { ["members"] = new JsonArray([.. page.Select(person => User(call, person))]) }, next);
    }

    private JsonObject TeamInfo(Call call)
    {
        var team = world.Teams.FirstOrDefault(team => call.Install.Has(team) && team.Id == (call.Text("team") ?? call.Install.Team?.Id)) ?? throw SlackError.World("team_not_found");
        return new() { ["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["domain"] = team.Domain, ["enterprise_id"] = team.Enterprise } };
    }

    private JsonObject ConversationsInfo(Call call)
    {
        var room = Room(call);
        var json = new JsonObject { ["id"] = room.Id, ["created"] = 1449252889, ["is_archived"] = room.Archived, ["is_im"] = room.Kind == RoomKind.Direct, ["context_team_id"] = room.Team.Id };
        if (room.Kind == RoomKind.Direct) json["user"] = room.With;
        else
        {
            (json["name"], json["is_channel"], json["is_private"], json["is_mpim"]) = (room.Name, true, room.Kind == RoomKind.Private, false);
            (json["is_member"], json["is_shared"], json["is_ext_shared"]) = (room.Members.Contains(World.BotUser), room.ExtShared, room.ExtShared);
            (json["is_org_shared"], json["is_pending_ext_shared"], json["pending_shared"]) = (false, room.PendingExtShared, new JsonArray());
        }
        if (call.Flag("include_num_members")) json["num_members"] = room.Members.Count;
        if (call.Flag("include_locale")) json["locale"] = "en-US";
        return new() { ["channel"] = json };
    }

    private JsonObject ConversationsMembers(Call call)
    {
        var (page, next) = Page(call, [.. Room(call).Members.Order(StringComparer.Ordinal)]);
        return Paged(new() { ["members"] = new JsonArray([.. page.Select(id => JsonValue.Create(id))]) }, next);
    }

    private JsonObject ConversationsOpen(Call call)
    {
        var person = Seen.Person(world, call.Install, call.Required("users"));
        if (person.Deleted) throw SlackError.World("user_disabled");
        return new() { ["channel"] = new JsonObject { ["id"] = world.Direct(person).Id } };
    }

    /// <summary>A channel that the token's scopes let it read about.</summary>
    private Room Room(Call call)
    {
        var room = Seen.Room(world, call.Install, call.Required("channel"));
        var scope = room.Kind switch { RoomKind.Public => "channels:read", RoomKind.Private => "groups:read", _ => "im:read" };
        return call.Install.Scopes.Contains(scope) ? room : throw new SlackError("missing_scope", true) { Scope = (scope, string.Join(',', call.Install.Scopes)) };
    }

    private static JsonObject User(Call call, Person person)
    {
        var profile = new JsonObject { ["real_name"] = person.Name, ["display_name"] = person.Handle, ["team"] = person.Team.Id };
        var json = new JsonObject { ["id"] = person.Id, ["team_id"] = person.Team.Id, ["name"] = person.Handle, ["deleted"] = person.Deleted, ["is_bot"] = person.Bot, ["profile"] = profile };
        if (person.Deleted) return json;
        (json["real_name"], json["tz"], json["is_restricted"], json["is_ultra_restricted"]) = (person.Name, person.Zone, person.Restricted || person.UltraRestricted, person.UltraRestricted);
        if (person.Team.Enterprise is { } enterprise) json["enterprise_user"] = new JsonObject { ["id"] = person.Id, ["enterprise_id"] = enterprise };
        if (!call.Install.Has(person.Team) || person.Stranger) json["is_stranger"] = true;
        else
        {
            if (call.Flag("include_locale")) json["locale"] = person.Locale;
            if (call.Install.Scopes.Contains("users:read.email")) profile["email"] = person.Email;
        }
        return json;
    }

    private (IReadOnlyList<T> Page, string Next) Page<T>(Call call, IReadOnlyList<T> all)
    {
        var from = call.Text("cursor") is { Length: > 0 } cursor ? int.TryParse(cursor, CultureInfo.InvariantCulture, out var at) ? at : throw SlackError.Fault("invalid_cursor") : 0;
        var limit = call.Text("limit") is { } text ? int.TryParse(text, CultureInfo.InvariantCulture, out var most) && most is > 0 and <= 1000 ? most : throw SlackError.Fault("invalid_limit") : 100;
        var page = all.Skip(from).Take(Math.Min(limit, PageSize)).ToList();
        return (page, from + page.Count < all.Count ? (from + page.Count).ToString(CultureInfo.InvariantCulture) : "");
    }

    private static JsonObject Paged(JsonObject answer, string next)
    {
        answer["response_metadata"] = new JsonObject { ["next_cursor"] = next };
        return answer;
    }
}
