using ChatCrm.Tests.App;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>Who there is, where, whether the app is there too, and what stands on their screens.</summary>
internal sealed partial class FakeTeams
{
    /// <summary>What the service calls the company's tenant: the connection.</summary>
    public static string Connection => $"teams:{Company.Tenant.Id}";

    /// <summary>What the service calls an account: teams:{tenant}/{object id}.</summary>
    public static string IdentityOf(string handle) => $"teams:{Company.Tenant.Id}/{Company.IdOf(handle)}";

    /// <summary>What the service calls a room, as a room and as an address: teams:{tenant}/{conversation}.</summary>
    public static string RoomOf(string name) => $"teams:{Company.Tenant.Id}/{Company.RoomIdOf(name)}";

    /// <summary>What the service calls somebody's direct chat: teams:{tenant}/@{object id}.</summary>
    public static string DirectOf(string handle) => $"teams:{Company.Tenant.Id}/@{Company.IdOf(handle)}";

    /// <summary>Adds somebody, or changes who is there.</summary>
    public Person Put(Person person)
    {
        lock (World.Gate)
        {
            World.Direct(person);
            return World.People[person.Id] = person;
        }
    }

    /// <summary>Adds a conversation with these people, by handle.</summary>
    public Room AddRoom(string name, RoomKind kind, params IReadOnlyList<string> handles)
    {
        lock (World.Gate)
            return World.Rooms[Company.RoomIdOf(name)] = new(Company.RoomIdOf(name), name, kind, Company.Tenant) { Members = [.. handles.Select(handle => World.Person(handle).Id)], Team = kind == RoomKind.Group ? null : Company.Team };
    }

    /// <summary>A conversation; without a name somebody's chat with the bot.</summary>
    public Room RoomFor(string user, string? room)
    {
        lock (World.Gate) return string.IsNullOrEmpty(room) ? World.Direct(World.Person(user)) : World.Room(room);
    }

    /// <summary>The app comes into a conversation: both activities, in the order that is asked for.</summary>
    public async Task Install(string user, string? room, bool updateFirst = false)
    {
        var where = RoomFor(user, room);
        (where.Installed, where.Blocked) = (true, false);
        JsonObject[] both;
        lock (World.Gate) both = [activities.Installation(World.Person(user), where, "add"), activities.ConversationUpdate(World.Person(user), where, added: [World.Bot])];
        foreach (var activity in updateFirst ? both.Reverse() : both) await Tell(activity);
    }

    /// <summary>Takes the app out of a conversation; the service is told, but where it is <paramref name="silent"/>.</summary>
    public async Task Uninstall(string user, string? room, bool silent = false)
    {
        var where = RoomFor(user, room);
        where.Installed = false;
        JsonObject activity;
        lock (World.Gate) activity = activities.Installation(World.Person(user), where, "remove");
        if (!silent) await Tell(activity);
    }

    /// <summary>Keeps the bot from writing to somebody; the service is told nothing.</summary>
    public void Block(string user) => RoomFor(user, null).Blocked = true;

    /// <summary>People come into a room.</summary>
    public Task<Answer> Join(string room, params IReadOnlyList<string> handles) => Moved(room, handles, joins: true);

    /// <summary>People leave a room.</summary>
    public Task<Answer> Leave(string room, params IReadOnlyList<string> handles) => Moved(room, handles, joins: false);

    /// <summary>The team or channel changes: "channelRenamed", "teamRenamed" …</summary>
    public Task<Answer> Changed(string user, string room, string eventType)
    {
        JsonObject activity;
        lock (World.Gate) activity = activities.ConversationUpdate(World.Person(user), World.Room(room), eventType: eventType);
        return Tell(activity);
    }

    /// <summary>The messages that somebody sees in a room, or without one in their direct chat; the oldest first.</summary>
    public IReadOnlyList<Post> Messages(string user, string? room = null)
    {
        lock (World.Gate)
        {
            var where = RoomFor(user, room);
            return [.. World.Posts.Where(post => post.Room == where && post.IsSeenBy(World.Person(user)))];
        }
    }

    /// <summary>The dialog that somebody has open.</summary>
    public Dialog? Open(string user)
    {
        lock (World.Gate) return World.Dialogs.GetValueOrDefault(World.Person(user).Id);
    }

    public Shown Shown(string user, Post post)
    {
        lock (World.Gate) return post.CardFor(World.Person(user)) is { } card ? Screen.Of(card, TypedIn(World.Person(user), post)) : Screen.Of(post.Text);
    }

    public Shown Shown(Dialog dialog)
    {
        lock (World.Gate) return Screen.Of(dialog.Card, dialog.Typed, dialog.Title);
    }

    /// <summary>What happened since; <paramref name="seen"/> is the number of happenings known.</summary>
    public IReadOnlyList<Happening> Since(int seen)
    {
        lock (World.Gate) return [.. World.Journal.Skip(seen)];
    }

    /// <summary>Takes every message off the screens, and every call off the list.</summary>
    public void Wipe()
    {
        lock (World.Gate)
        {
            World.Posts.Clear();
            World.Journal.Clear();
            World.Dialogs.Clear();
            Connector.Calls.Clear();
        }
    }

    /// <summary>Waits for what comes after the service has answered; false where it never does. Real time: only what never comes waits so long.</summary>
    public static async Task<bool> Until(Func<bool> holds, TimeSpan? atMost = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(atMost ?? TimeSpan.FromSeconds(30));
        // What held once counts: asked again, the next thing may have begun.
        while (!holds())
        {
            if (patience.IsCancellationRequested) return false;
            await Task.Delay(5, CancellationToken.None);
        }
        return true;
    }

    private Task<Answer> Moved(string room, IReadOnlyList<string> handles, bool joins)
    {
        JsonObject activity;
        lock (World.Gate)
        {
            var (where, ids) = (World.Room(room), handles.Select(handle => World.Person(handle).Id).ToList());
            if (joins) where.Members.UnionWith(ids);
            else where.Members.ExceptWith(ids);
            activity = activities.ConversationUpdate(World.Person(handles[0]), where, joins ? ids : null, joins ? null : ids);
        }
        return Tell(activity);
    }
}
