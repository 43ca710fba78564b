using ChatCrm.Tests.App;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Who there is, where, and what stands on their screens.</summary>
internal sealed partial class FakeSlack
{
    /// <summary>What the service calls an account: slack:{team}/{user}.</summary>
    public static string IdentityOf(string handle) => $"slack:{Company.Team.Id}/{Company.IdOf(handle)}";

    /// <summary>What the service calls a channel, as a room and as an address: slack:{team}/{channel}.</summary>
    public static string RoomOf(string name) => $"slack:{Company.Team.Id}/{Company.RoomIdOf(name)}";

    /// <summary>Adds a workspace; the app is not in it yet.</summary>
    public Team AddTeam(string id, string name, string? enterprise = null)
    {
        var team = new Team(id, name, id.ToLowerInvariant(), enterprise);
        lock (World.Gate) World.Teams.Add(team);
        return team;
    }

    /// <summary>Adds somebody, or changes who is there.</summary>
    public Person Put(Person person)
    {
        lock (World.Gate) return World.People[person.Id] = person;
    }

    public Person Change(string handle, Func<Person, Person> change) => Put(change(World.Person(handle)));

    /// <summary>Adds a channel with these people, by handle; with the bot, where it says so.</summary>
    public Room AddRoom(string name, RoomKind kind, IReadOnlyList<string> handles, bool withBot = true, Team? team = null)
    {
        lock (World.Gate)
        {
            HashSet<string> members = [.. handles.Select(handle => World.Person(handle).Id)];
            if (withBot) members.Add(World.BotUser);
            return World.Rooms[Company.RoomIdOf(name)] = new(Company.RoomIdOf(name), name, kind, team ?? Company.Team) { Members = members };
        }
    }

    /// <summary>Installs the app by hand, with every scope: its token.</summary>
    public string Install(string on)
    {
        lock (World.Gate) return Installs.Give(Installs.Add(on)).Token;
    }

    /// <summary>Somebody agrees on the consent page: where their browser goes then.</summary>
    public Uri Agree(Uri authorize, string user, string? on = null, IReadOnlyList<string>? granted = null)
    {
        lock (World.Gate) return oauth.Agree(authorize, World.Person(user), on ?? World.Person(user).Team.Id, granted);
    }

    /// <summary>The messages that somebody sees in a channel, or without one in their direct chat; the oldest first.</summary>
    public IReadOnlyList<Post> Messages(string user, string? channel = null)
    {
        lock (World.Gate)
        {
            var room = RoomFor(user, channel ?? "");
            return [.. World.Posts.Where(post => post.Room == room && post.IsSeenBy(World.Person(user)))];
        }
    }

    /// <summary>The modal on top of somebody's screen.</summary>
    public View? Top(string user)
    {
        lock (World.Gate) return World.Stack(World.Person(user).Id).LastOrDefault();
    }

    public View? Home(string user)
    {
        lock (World.Gate) return World.Homes.Where(home => home.Key.User == World.Person(user).Id).Select(home => home.Value).FirstOrDefault();
    }

    public Shown Shown(Post post)
    {
        lock (World.Gate) return Screen.Of(post);
    }

    public Shown Shown(View view)
    {
        lock (World.Gate) return Screen.Of(view);
    }

    /// <summary>What happened since; <paramref name="seen"/> is the number of happenings known.</summary>
    public IReadOnlyList<Happening> Since(int seen)
    {
        lock (World.Gate) return [.. World.Journal.Skip(seen)];
    }

    /// <summary>A channel; without a name somebody's direct chat with the bot.</summary>
    public Room RoomFor(string user, string channel)
    {
        lock (World.Gate) return channel.Length == 0 ? World.Direct(World.Person(user)) : World.Room(channel);
    }

    /// <summary>Waits for what comes after the service has acknowledged; false where it never does. Real time: only what never comes waits so long.</summary>
    public async Task<bool> Until(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        // What held once counts: asked again, the next thing may have begun.
        while (!holds())
        {
            if (patience.IsCancellationRequested) return false;
            await Task.Delay(5, CancellationToken.None);
        }
        return true;
    }
}
