using System.Collections.Concurrent;
using System.Globalization;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>A workspace of Slack; one of an Enterprise Grid names its organisation.</summary>
internal sealed record Team(string Id, string Name, string Domain, string? Enterprise = null);

/// <summary>Somebody with an account. What Slack says of them is what users.info answers.</summary>
internal sealed record Person(string Id, string Handle, string Name, Team Team)
{
    public string Locale { get; init; } = "en-US";

    public string Zone { get; init; } = "Europe/London";

    public string Email { get; init; } = $"{Handle}@company.example";

    public bool Restricted { get; init; }

    public bool UltraRestricted { get; init; }

    public bool Stranger { get; init; }

    public bool Deleted { get; init; }

    public bool Bot { get; init; }
}

internal enum RoomKind { Public, Private, Direct }

/// <summary>A conversation: who is in it, and what Slack says of it.</summary>
internal sealed record Room(string Id, string Name, RoomKind Kind, Team Team)
{
    public HashSet<string> Members { get; init; } = [];

    public bool ExtShared { get; set; }

    public bool PendingExtShared { get; set; }

    public bool Archived { get; set; }

    /// <summary>The person whose direct chat with the bot it is.</summary>
    public string? With { get; init; }
}

/// <summary>What can happen on a screen.</summary>
internal enum Happened { Posted, Updated, Deleted, ViewShown }

/// <summary>How it came there: in the answer to what somebody did, at a response_url, by the Web API, typed by a person, or by Slack itself.</summary>
internal enum Via { Answer, ResponseUrl, Api, Person, Slack }

/// <summary>One thing that changed on somebody's screen.</summary>
/// <param name="Post">The message; null for a view.</param>
/// <param name="User">Whose view it is; empty for a message.</param>
internal sealed record Happening(Happened What, Via Via, Post? Post, string User);

/// <summary>A JSON body that the service gave to Slack.</summary>
/// <param name="Kind">"message", "modal", "home", "options" or "ack".</param>
internal sealed record Emitted(string Kind, string Json);

/// <summary>All that Slack knows. Whoever reads or changes it holds the <see cref="Gate"/>.</summary>
internal sealed class World
{
    public const string AppId = "A0CRM", BotUser = "UCRMBOT", BotId = "BCRM";

    private long count;

    public Lock Gate { get; } = new();

    public FakeClock Clock { get; set; } = new();

    public Instant Now => Clock.Now;

    public List<Team> Teams { get; } = [];

    public Dictionary<string, Person> People { get; } = [];

    public Dictionary<string, Room> Rooms { get; } = [];

    public List<Post> Posts { get; } = [];

    /// <summary>The views that each person has open, the lowest first.</summary>
    public Dictionary<string, List<View>> Stacks { get; } = [];

    /// <summary>The messages and drafts in which links were pasted, by the unfurl_id that the service was told.</summary>
    public Dictionary<string, Post> Pasted { get; } = [];

    /// <summary>App Home of each person and install.</summary>
    public Dictionary<(string User, string On), View> Homes { get; } = [];

    public List<Happening> Journal { get; } = [];

    public ConcurrentQueue<Emitted> Emitted { get; } = [];

    /// <summary>What the service did that Slack's rules forbid: empty in a service that is well.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Errors that a test wants to see: they are no faults.</summary>
    public HashSet<string> Allowed { get; } = [];

    public string Next(string prefix) => $"{prefix}{Interlocked.Increment(ref count):D6}";

    /// <summary>A message's id: seconds and a running number, later ones sort behind.</summary>
    public string NextTs() => $"{Seconds}.{Next("")}";

    public string Seconds => Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public void Fault(SlackError error, string where)
    {
        if (error.IsFault && !Allowed.Contains(error.Error)) Faults.Enqueue($"{where}: {error.Error} {string.Join(' ', error.Messages)}".TrimEnd());
    }

    /// <summary>Somebody by handle or id.</summary>
    public Person Person(string who) =>
        People.GetValueOrDefault(who) ?? People.Values.FirstOrDefault(person => person.Handle == who) ?? throw new ArgumentException($"Slack knows nobody called {who}.");

    /// <summary>A conversation by name or id.</summary>
    public Room Room(string which) =>
        Rooms.GetValueOrDefault(which) ?? Rooms.Values.FirstOrDefault(room => room.Name == which) ?? throw new ArgumentException($"Slack has no channel called {which}.");

    /// <summary>Somebody's direct chat with the bot, begun where there was none.</summary>
    public Room Direct(Person person)
    {
        var id = "D" + person.Id[1..];
        if (!Rooms.TryGetValue(id, out var room)) Rooms[id] = room = new(id, "", RoomKind.Direct, person.Team) { Members = [person.Id, BotUser], With = person.Id };
        return room;
    }

    public List<View> Stack(string user) => Stacks.TryGetValue(user, out var stack) ? stack : Stacks[user] = [];
}
