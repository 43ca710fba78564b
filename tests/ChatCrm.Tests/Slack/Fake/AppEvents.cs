using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What people do that the Events API tells of.</summary>
internal sealed partial class FakeSlack
{
    /// <summary>Writes to the bot in their direct chat.</summary>
    public Task<Answer> Dm(string user, string text) => Written(user, RoomFor(user, ""), Typing.Sent(World, text), "message", null);

    /// <summary>Mentions the bot in a channel, perhaps in a thread.</summary>
    public Task<Answer> Mention(string user, string channel, string text, string? thread = null) =>
        Written(user, World.Room(channel), $"<@{World.BotUser}> {Typing.Sent(World, text)}", "app_mention", thread);

    /// <summary>Opens the app's home; "messages" is its direct chat.</summary>
    public Task<Answer> OpenHome(string user, string tab = "home")
    {
        var who = World.Person(user);
        var inner = new JsonObject { ["type"] = "app_home_opened", ["user"] = who.Id, ["channel"] = RoomFor(user, "").Id, ["tab"] = tab, ["event_ts"] = World.NextTs() };
        lock (World.Gate)
            if (World.Homes.TryGetValue((who.Id, InstallIn(who.Team).On), out var home)) inner["view"] = home.Payload();
        return Tell(who.Team, inner);
    }

    /// <summary>Puts an emoji on a message.</summary>
    public Task<Answer> React(string user, Post post, string emoji) => Tell(post.Room.Team, new()
    {
        ["type"] = "reaction_added", ["user"] = World.Person(user).Id, ["reaction"] = emoji, ["item_user"] = post.Author, ["event_ts"] = World.NextTs(),
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = post.Room.Id, ["ts"] = post.Ts },
    }, post.Room.ExtShared);

    /// <summary>Takes the app out of a workspace or an organisation.</summary>
    public Task<Answer> Uninstall(string on)
    {
        var install = Installs.Find(on)!;
        Installs.Remove(install);
        return Tell(install, TeamIn(install), new() { ["type"] = "app_uninstalled", ["event_ts"] = World.NextTs() });
    }

    /// <summary>Revokes its tokens.</summary>
    public Task<Answer> RevokeTokens(string on)
    {
        var install = Installs.Find(on)!;
        foreach (var grant in install.Grants) grant.Revoked = true;
        var tokens = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(World.BotUser) };
        return Tell(install, TeamIn(install), new() { ["type"] = "tokens_revoked", ["tokens"] = tokens, ["event_ts"] = World.NextTs() });
    }

    /// <summary>Any other event of a team.</summary>
    public Task<Answer> Tell(Team team, JsonObject inner, bool extShared = false) => Tell(InstallIn(team), team, inner, extShared);

    /// <summary>Any event in an install's name, also of one that is gone.</summary>
    public Task<Answer> Tell(Install install, Team team, JsonObject inner, bool extShared = false)
    {
        Delivery delivery;
        lock (World.Gate) delivery = new(Sort.Event, payloads.Event(install, team, inner, extShared));
        return deliveries.Send(Line, delivery);
    }

    private Task<Answer> Written(string user, Room room, string text, string type, string? thread)
    {
        var who = World.Person(user);
        var post = Type(who, room, text, thread);
        var inner = new JsonObject { ["type"] = type, ["user"] = who.Id, ["channel"] = room.Id, ["text"] = text, ["ts"] = post.Ts, ["event_ts"] = post.Ts, ["team"] = who.Team.Id, ["client_msg_id"] = World.Next("msg-") };
        if (room.Kind == RoomKind.Direct) inner["channel_type"] = "im";
        if (thread is not null) inner["thread_ts"] = thread;
        return Tell(room.Team, inner, room.ExtShared);
    }

    /// <summary>Writes what the service is not told of.</summary>
    public Post Write(string user, string channel, string text) => Type(World.Person(user), RoomFor(user, channel), Typing.Sent(World, text), null);

    private Post Type(Person who, Room room, string text, string? thread)
    {
        lock (World.Gate) return posts.Add(room, new() { ["text"] = text, ["thread_ts"] = thread }, Via.Person, author: who.Id);
    }

    private Team TeamIn(Install install) => install.Team ?? World.Teams.First(team => team.Enterprise == install.Enterprise);
}
