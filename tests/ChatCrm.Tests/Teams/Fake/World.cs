using System.Collections.Concurrent;
using System.Globalization;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>A company's tenant.</summary>
internal sealed record Tenant(string Id, string Domain);

/// <summary>A team with its channels; its id is that of its first channel.</summary>
internal sealed record Team(string Id, string Name, string GroupId, Tenant Tenant);

/// <summary>Somebody with an account, as Teams tells of them.</summary>
/// <param name="Id">The Entra object id.</param>
internal sealed record Person(string Id, string Handle, string Name, Tenant Tenant)
{
    public string Locale { get; init; } = "en-US";

    public string Zone { get; init; } = "Europe/London";

    /// <summary>Invited into the tenant from elsewhere.</summary>
    public bool Guest { get; init; }

    /// <summary>The id that this bot knows them by.</summary>
    public string Mri => $"29:1{Handle}_{Tenant.Id[..4]}-Kf3";

    public string Upn => Guest ? $"{Handle}_partner.example#EXT#@{Tenant.Domain}" : $"{Handle}@{Tenant.Domain}";
}

internal enum RoomKind { Personal, Group, Channel, PrivateChannel, SharedChannel }

/// <summary>A conversation: who is in it, and whether the bot may speak there.</summary>
internal sealed record Room(string Id, string Name, RoomKind Kind, Tenant Tenant)
{
    /// <summary>The people in it, by object id.</summary>
    public HashSet<string> Members { get; init; } = [];

    public Team? Team { get; init; }

    /// <summary>The person whose chat with the bot it is.</summary>
    public Person? With { get; init; }

    /// <summary>The Connector's region that serves it.</summary>
    public string Region { get; init; } = "amer";

    /// <summary>The app is in it.</summary>
    public bool Installed { get; set; } = true;

    /// <summary>Its person keeps the bot from writing.</summary>
    public bool Blocked { get; set; }

    public bool IsChannel => Kind is RoomKind.Channel or RoomKind.PrivateChannel or RoomKind.SharedChannel;
}

/// <summary>What can happen on a screen.</summary>
internal enum Happened
{
    Posted, Updated, Deleted,

    /// <summary>The answer to an Action.Execute, in the card's place for one person.</summary>
    Replaced,

    /// <summary>A line that Teams shows to one person for a moment.</summary>
    Told,

    DialogShown, DialogClosed, Typing,
}

/// <summary>One thing that changed on screens.</summary>
/// <param name="Person">The object id of the one person who sees it; null for all in the post's room.</param>
internal sealed record Happening(Happened What, Post? Post, string? Person = null, string Text = "");

/// <summary>All that Teams knows. Whoever reads or changes it holds the <see cref="Gate"/>.</summary>
internal sealed class World
{
    public const string AppId = "a99c0de0-0000-4000-8000-00000000c0de", Bot = "28:" + AppId, BotName = "ChatCrm";

    private long count;

    public Lock Gate { get; } = new();

    public FakeClock Clock { get; set; } = new();

    public Instant Now => Clock.Now;

    /// <summary>Where the Connector is: "http://127.0.0.1:41234/".</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    public Dictionary<string, Person> People { get; } = [];

    public Dictionary<string, Room> Rooms { get; } = [];

    public List<Post> Posts { get; } = [];

    /// <summary>The dialog that each person has open.</summary>
    public Dictionary<string, Dialog> Dialogs { get; } = [];

    public List<Happening> Journal { get; } = [];

    /// <summary>Every card that the service gave to Teams.</summary>
    public ConcurrentQueue<string> Cards { get; } = [];

    /// <summary>What the service did that Teams' rules forbid: empty in a service that is well.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Error codes that a test wants to see: they are no faults.</summary>
    public HashSet<string> Allowed { get; } = [];

    /// <summary>A message's id: milliseconds, later ones are larger.</summary>
    public string NextId() => (Now.ToUnixTimeMilliseconds() + Interlocked.Increment(ref count)).ToString(CultureInfo.InvariantCulture);

    /// <summary>An invoke's id, or another that nobody counts.</summary>
    public string NextInvoke() => $"f:{Interlocked.Increment(ref count):x8}-4c1c-8aaa";

    public void Fault(ConnectorError error, string where)
    {
        if (error.IsFault && !Allowed.Contains(error.Code)) Faults.Enqueue($"{where}: {error.Code} {error.Message}");
    }

    /// <summary>Somebody by handle or id.</summary>
    public Person Person(string who) =>
        People.GetValueOrDefault(who) ?? People.Values.FirstOrDefault(person => person.Handle == who) ?? throw new ArgumentException($"Teams knows nobody called {who}.");

    /// <summary>Somebody as the service names them in a conversation: by MRI or object id.</summary>
    public Person? Find(string id) => People.GetValueOrDefault(id) ?? People.Values.FirstOrDefault(person => person.Mri == id);

    /// <summary>A conversation by name or id.</summary>
    public Room Room(string which) =>
        Rooms.GetValueOrDefault(which) ?? Rooms.Values.FirstOrDefault(room => room.Name == which) ?? throw new ArgumentException($"Teams has no conversation called {which}.");

    /// <summary>Somebody's chat with the bot.</summary>
    public Room Direct(Person person)
    {
        var id = $"a:1{person.Handle}_{person.Tenant.Id[..4]}-Qz7";
        if (!Rooms.TryGetValue(id, out var room)) Rooms[id] = room = new(id, "", RoomKind.Personal, person.Tenant) { Members = [person.Id], With = person };
        return room;
    }

    /// <summary>The serviceUrl that activities of a conversation carry.</summary>
    public string ServiceUrl(Room room) => new Uri(Address, $"{room.Region}/{room.Tenant.Id}/").AbsoluteUri;
}
