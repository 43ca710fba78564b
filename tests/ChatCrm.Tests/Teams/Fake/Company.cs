using System.Text;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>
/// The cast of the tests on Teams. Channels of one team: sales, japan (served by another region), board (private), alliance (shared, with Olga of another tenant);
/// group chats: lunch, partners (with Tomo, a guest).
/// </summary>
internal static class Company
{
    /// <summary>Where the bot is registered: its own tokens come from there.</summary>
    public const string HomeTenant = "b0700000-2222-4000-8000-0000000b0700";

    public static readonly Tenant Tenant = new("c0a80000-1111-4000-8000-0000000c0a80", "company.example");

    /// <summary>Another company.</summary>
    public static readonly Tenant Other = new("07e40000-3333-4000-8000-000000007e40", "other.example");

    public static readonly Team Team = new(ChannelId("general"), "Company", "96000000-4444-4000-8000-000000960000", Tenant);

    private static readonly (string Handle, string Name, string Locale, string Zone)[] People =
    [
        ("mei", "Mei Lin", "zh-CN", "Asia/Shanghai"), ("jonas", "Jonas Weber", "de-DE", "Europe/Berlin"), ("priya", "Priya Nair", "en-SG", "Asia/Singapore"),
        ("sam", "Sam Okafor", "en-GB", "Europe/London"), ("tomo", "Tomo Abe", "ja-JP", "Asia/Tokyo"),
    ];

    public static string IdOf(string handle) => $"00000000-0000-4000-8000-{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(handle.PadRight(6, '_')[..6]))}";

    public static string RoomIdOf(string name) => name is "partners" or "lunch" ? $"19:{name}7d1e@thread.v2" : ChannelId(name);

    public static void Settle(World world)
    {
        foreach (var (handle, name, locale, zone) in People)
            Add(world, new(IdOf(handle), handle, name, Tenant) { Locale = locale, Zone = zone, Guest = handle == "tomo" });
        Add(world, new(IdOf("olga"), "olga", "Olga Other", Other) { Locale = "en-US", Zone = "Europe/Paris" });
        string[] staff = ["mei", "jonas", "priya", "sam"];
        Add(world, "sales", RoomKind.Channel, staff);
        Add(world, "japan", RoomKind.Channel, staff, "apac");
        Add(world, "board", RoomKind.PrivateChannel, ["priya", "sam"]);
        Add(world, "alliance", RoomKind.SharedChannel, ["mei", "sam", "olga"]);
        Add(world, "lunch", RoomKind.Group, staff);
        Add(world, "partners", RoomKind.Group, [.. staff, "tomo"]);
    }

    private static string ChannelId(string name) => $"19:{name}7d1e@thread.tacv2";

    private static void Add(World world, Person person)
    {
        world.People[person.Id] = person;
        world.Direct(person);
    }

    private static void Add(World world, string name, RoomKind kind, IEnumerable<string> handles, string region = "amer") => world.Rooms[RoomIdOf(name)] =
        new(RoomIdOf(name), name, kind, Tenant) { Members = [.. handles.Select(IdOf)], Region = region, Team = kind == RoomKind.Group ? null : Team };
}
