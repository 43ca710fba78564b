using ChatCrm.Conversation;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>The console's people and rooms, from the configuration section <c>BrowserChat</c>.</summary>
public sealed record BrowserChatOptions
{
    public const string Section = "BrowserChat";

    /// <summary>Switched on for development alone; the service refuses to start with it anywhere else.</summary>
    public bool Enabled { get; init; }

    public string Workspace { get; init; } = "demo";

    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>The shared rooms; each person has a direct chat besides.</summary>
    public IReadOnlyList<Room> Rooms { get; init; } = [];

    /// <summary>How long a turn may take before the page hears "still saving".</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often an idle stream of events says that it is alive.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The settings of the section.</summary>
    /// <exception cref="InvalidOperationException">They cannot be read; the message says which.</exception>
    public static BrowserChatOptions From(IConfiguration configuration)
    {
        var given = configuration.GetSection(Section);
        return Settings.Of<BrowserChatOptions>(configuration, Section) with
        {
            People = [.. given.GetSection(nameof(People)).GetChildren().Select(Person.From)], Rooms = [.. given.GetSection(nameof(Rooms)).GetChildren().Select(Room.From)],
        };
    }

    public Person? PersonOf(string? handle) => People.FirstOrDefault(person => person.Handle == handle);

    /// <summary>The room of a key, <c>sales</c> or <c>direct/mei</c>; null where there is none.</summary>
    public Room? RoomOf(string? key) =>
        Rooms.FirstOrDefault(room => room.Key == key) ?? People.Select(Room.DirectOf).FirstOrDefault(room => room.Key == key);

    /// <summary>The room that an address names; null where it is gone or belongs to another channel.</summary>
    public Room? RoomOf(Address address) =>
        Rooms.Concat(People.Select(Room.DirectOf)).FirstOrDefault(room => room.Address == address);

    public IEnumerable<Room> RoomsOf(Person person) => Rooms.Prepend(Room.DirectOf(person)).Where(room => room.Has(person));
}

/// <summary>Somebody whom the page can be.</summary>
/// <param name="Language">A language tag, or null.</param>
/// <param name="Zone">An IANA zone id, or null.</param>
public sealed record Person(string Handle, string Name, string? Language = null, string? Zone = null, bool Guest = false)
{
    public string Identity => $"{Room.Channel}:{Handle}";

    internal static Person From(IConfigurationSection given) => given["Handle"] is { Length: > 0 } handle && given["Name"] is { Length: > 0 } name && bool.TryParse(given["Guest"] ?? "false", out var guest)
        ? new(handle, name, given["Language"], given["Zone"], guest)
        : throw new InvalidOperationException($"{given.Path} cannot be read: a person has a Handle, a Name, and where you like a Language, a Zone, and Guest, which is true or false.");
}

/// <summary>A room of the console.</summary>
public sealed record Room(string Key, string Name, Audience Audience)
{
    public const string Channel = "console";

    private const string Direct = "direct/";

    /// <summary>The room's id as the product knows it.</summary>
    public string Id => $"{Channel}:{Key}";

    internal static Room From(IConfigurationSection given) => given["Key"] is { Length: > 0 } key && Enum.TryParse<Audience>(given["Audience"], ignoreCase: true, out var audience) && Enum.IsDefined(audience)
        ? new(key, given["Name"] ?? key, audience)
        : throw new InvalidOperationException($"{given.Path} cannot be read: a room has a Key, an Audience ({string.Join(", ", Enum.GetNames<Audience>())}), and where you like a Name.");

    public Address Address => new(Audience == Audience.Direct ? Id : $"{Channel}:room/{Key}");

    public static Room DirectOf(Person person) => new(Direct + person.Handle, "", Audience.Direct);

    /// <summary>Whether a person reads along: their own direct chat, and guests only where outsiders do.</summary>
    public bool Has(Person person) => Audience switch
    {
        Audience.Direct => Key == Direct + person.Handle,
        Audience.External => true,
        _ => !person.Guest,
    };
}
