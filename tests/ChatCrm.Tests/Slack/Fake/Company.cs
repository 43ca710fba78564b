namespace ChatCrm.Tests.Slack.Fake;

/// <summary>The cast of the tests on Slack: one workspace with its people and channels; Tomo is a guest in partners.</summary>
internal static class Company
{
    public static readonly Team Team = new("T1COMPANY", "Company", "company");

    private static readonly (string Handle, string Name, string Locale, string Zone)[] People =
    [
        ("mei", "Mei Lin", "zh-CN", "Asia/Shanghai"), ("jonas", "Jonas Weber", "de-DE", "Europe/Berlin"), ("priya", "Priya Nair", "en-US", "Asia/Singapore"),
        ("sam", "Sam Okafor", "en-GB", "Europe/London"), ("tomo", "Tomo Abe", "ja-JP", "Asia/Tokyo"),
    ];

    public static string IdOf(string handle) => "U0" + handle.ToUpperInvariant();

    public static string RoomIdOf(string name) => "C0" + name.ToUpperInvariant();

    public static void Settle(World world)
    {
        world.Teams.Add(Team);
        foreach (var (handle, name, locale, zone) in People)
            world.People[IdOf(handle)] = new(IdOf(handle), handle, name, Team) { Locale = locale, Zone = zone, UltraRestricted = handle == "tomo" };
        var staff = People.Select(person => person.Handle).Except(["tomo"]).ToList();
        foreach (var room in new[] { "sales", "japan" }) Add(world, room, staff);
        Add(world, "partners", [.. staff, "tomo"]);
    }

    private static void Add(World world, string room, IEnumerable<string> handles) =>
        world.Rooms[RoomIdOf(room)] = new(RoomIdOf(room), room, RoomKind.Public, Team) { Members = [.. handles.Select(IdOf), World.BotUser] };
}
