using System.Text.Json.Serialization;
using ChatCrm.Storage;

namespace ChatCrm.Workspaces;

/// <summary>Members, identities and rooms: their keys and rows.</summary>
public static class WorkspaceRows
{
    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("member|*", nameof(Workspaces), RowRole.Record, Erasure.WithMember, ["name", "handle", "zone", "hours", "away", "identities", "email", "feed"]) 
        {
            OnPageOf = value => Read(value).Id,
            Wakes = (before, after) => before is not null && after is not null && !Read(before).WorksAs(Read(after)) ? [new(MemberSchedule.Wake, Read(after).Id)] : [],
        },
        new("identity|*", nameof(Workspaces), RowRole.Record, Erasure.WithMember, ["member"]),
        new("room|*", nameof(Workspaces), RowRole.Record, Erasure.Nothing, []),
        new("setting|*", nameof(Workspaces), RowRole.Record, Erasure.Nothing, []),
        .. OwnDayRows.Kinds,
    ];

    private static Member Read(string value) => Member(new Row("member", value, "", ""));

    public static string MemberKey(string id) => Keys.Of("member", id);

    public static string IdentityKey(string identity) => Keys.Of("identity", identity);

    /// <summary>The row of a verified address: every account that has it is that member.</summary>
    public static string EmailKey(string email) => IdentityKey("mailto:" + email);

    /// <summary>Stands once the workspace has had its first admin.</summary>
    public static readonly string FirstAdminKey = Keys.Of("setting", "first-admin");

    public static string RoomKey(string room) => Keys.Of("room", room);

    /// <summary>The row that every change of a kind writes, see <see cref="LastChange"/>.</summary>
    public static string LastChangeKey(string of) => Keys.Of("setting", "last-change-" + of);

    public static Member Member(Row row) => row.Read(WorkspaceJson.Default.Member);

    public static Room Room(Row row) => row.Read(WorkspaceJson.Default.Room);

    public static Identity Identity(Row row) => row.Read(WorkspaceJson.Default.Identity);

    public static string Value(Member member) => member.Write(WorkspaceJson.Default.Member);

    public static string Value(Identity identity) => identity.Write(WorkspaceJson.Default.Identity);

    public static string Value(Room room) => room.Write(WorkspaceJson.Default.Room);

    public static string Value(LastChange change) => change.Write(WorkspaceJson.Default.LastChange);

    /// <summary>Who is in a workspace, its own days and its rooms: one wave, where they fit into a page each.</summary>
    public static async ValueTask<(Roster Roster, IReadOnlyList<Room> Rooms)> People(Rows rows, NodaTime.Instant now, CancellationToken cancel)
    {
        var found = await rows.All(["member|", "room|", OwnDayRows.Prefix], cancel);
        return (new(found[0].Select(Member), now, found[2].Select(OwnDayRows.Read)), [.. found[1].Select(Room)]);
    }

    public static async ValueTask<Roster> Roster(Rows rows, CancellationToken cancel) =>
        new((await rows.All(["member|"], cancel))[0].Select(Member));

    public static async ValueTask<IReadOnlyList<Room>> Rooms(Rows rows, CancellationToken cancel) =>
        [.. (await rows.All(["room|"], cancel))[0].Select(Room)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(Room))]
[JsonSerializable(typeof(OwnDay))]
[JsonSerializable(typeof(LastChange))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(LinkCode))]
[JsonSerializable(typeof(FeedOwner))]
[JsonSerializable(typeof(WorkspaceRow))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
