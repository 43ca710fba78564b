using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Commands;

/// <summary>The people of the demo's exporter, and the rooms they talk in.</summary>
internal static class DemoPeople
{
    public const string Mei = "mei", Jonas = "jonas", Priya = "priya", Sam = "sam";

    /// <summary>The channel whose accounts and rooms these are.</summary>
    private const string Channel = "console";

    public const string Sales = $"{Channel}:sales";

    public static readonly IReadOnlyList<Member> Members =
    [
        Person(Mei, "Mei Lin 林梅", Role.Rep, "Asia/Shanghai", "zh-Hans") with { Team = "Asia", Manager = Priya },
        Person(Jonas, "Jonas Weber", Role.Rep, "Europe/Berlin", "en") with { Team = "Europe", Manager = Priya },
        Person(Priya, "Priya Nair", Role.Manager, "Asia/Singapore", "en"),
        Person(Sam, "Sam Okafor", Role.Admin, "Europe/London", "en"),
    ];

    public static readonly IReadOnlyList<Room> Rooms =
    [
        Shared("sales", Audience.Members),
        Shared("japan", Audience.Members) with { Customer = "acme-kk" },
        Shared("partners", Audience.External),
    ];

    public static Member Of(string id) => Members.Single(member => member.Id == id);

    public static IEnumerable<Changes> Drafts() =>
    [
        .. Members.Select(member => new Changes().Record(WorkspaceRows.MemberKey(member.Id), null, WorkspaceRows.Value(member))),
        .. Members.Select(member => new Changes().Record(WorkspaceRows.IdentityKey(member.Identities[0]), null, WorkspaceRows.Value(new Identity { Member = member.Id }))),
        .. Rooms.Select(room => new Changes().Record(WorkspaceRows.RoomKey(room.Id), null, WorkspaceRows.Value(room))),
    ];

    private static Member Person(string handle, string name, Role role, string zone, string language) =>
        new() { Id = handle, Handle = handle, Name = name, Role = role, Zone = zone, Language = language, Identities = [$"{Channel}:{handle}"] };

    private static Room Shared(string key, Audience audience) =>
        new() { Id = $"{Channel}:{key}", Name = key, Address = $"{Channel}:room/{key}", Audience = audience };
}
