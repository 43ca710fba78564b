using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>One company's data, as the directory lists it.</summary>
public sealed record WorkspaceRow : Stored
{
    public string? Name { get; init; }
}

/// <summary>What joins another chat team to a workspace, once and for a short time. The code itself is kept nowhere: its fingerprint is the key.</summary>
public sealed record LinkCode : Stored
{
    public required string Workspace { get; init; }

    /// <summary>When it was given, in Unix milliseconds.</summary>
    public required long At { get; init; }
}

/// <summary>A chat team or a tenant, and the workspace that its people work in.</summary>
public sealed record Connection : Stored
{
    public required string Workspace { get; init; }

    /// <summary>As the platform calls it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was last connected, in Unix milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>When it was disconnected, in Unix milliseconds; null while it is connected.</summary>
    public long? Gone { get; init; }
}

/// <summary>The partition that no workspace owns: which workspaces there are, and which one a chat team or tenant belongs to.</summary>
public static class DirectoryRows
{
    public const string Partition = Rows.DirectoryPartition;

    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("workspace|*", nameof(Workspaces), RowRole.Book, Erasure.Nothing, []) { Shared = true },
        new("connection|*", nameof(Workspaces), RowRole.Book, Erasure.Nothing, []) { Shared = true },
        new("connected|*|*", nameof(Workspaces), RowRole.Book, Erasure.Nothing, []) { Shared = true },
        new("link-code|*", nameof(Workspaces), RowRole.Book, Erasure.SoonGone, [])
        {
            Shared = true, Retention = Duration.FromDays(1), Since = row => Instant.FromUnixTimeMilliseconds(LinkCode(row).At),
        },
        new("feed|*", nameof(Workspaces), RowRole.Book, Erasure.WithMember, ["member"]) { Shared = true },
    ];

    public static string WorkspaceKey(string id) => Keys.Of("workspace", id);

    public static string ConnectionKey(string connection) => Keys.Of("connection", connection);

    /// <summary>The workspace that a connection begins with, of its own.</summary>
    public static string OwnWorkspace(string connection) => Fingerprint.Of("connection", connection);

    /// <summary>The rows of a connection that goes from one workspace to another.</summary>
    /// <param name="row">The connection's own row as it was read.</param>
    public static IReadOnlyList<Change> Move(string connection, Row row, string workspace) =>
    [
        new Change.Replace(row.Key, Value(Connection(row) with { Workspace = workspace }), row.ETag),
        new Change.Delete(ConnectedKey(Connection(row).Workspace, connection)),
        new Change.Put(ConnectedKey(workspace, connection), "{}"),
    ];

    /// <summary>Says that a workspace has, or had, a connection; the connection's own row decides.</summary>
    public static string ConnectedKey(string workspace, string connection) => Keys.Of("connected", workspace, connection);

    public static string LinkCodeKey(string code) => Keys.Of("link-code", Fingerprint.Of("link-code", code));

    public static string FeedKey(string secret) => Keys.Of("feed", Fingerprint.Of("feed", secret));

    /// <summary>The teams that work in a workspace now, by name, each with its connection's id and row.</summary>
    public static async ValueTask<IReadOnlyList<(string Id, Connection Connection, Row Row)>> ConnectedTo(string workspace, Rows directory, CancellationToken cancel)
    {
        var rows = (await directory.All([Keys.Under("connected", workspace)], cancel))[0];
        var connections = new List<Row?>();
        foreach (var some in rows.Select(row => ConnectionKey(Keys.Parts(row.Key)[2])).Chunk(RowLimits.KeysPerGet)) connections.AddRange(await directory.GetMany(some, cancel));
        return [.. connections.OfType<Row>().Select(row => (Id: Keys.Parts(row.Key)[1], Connection: Connection(row), Row: row))
            .Where(known => known.Connection.Gone is null && known.Connection.Workspace == workspace).OrderBy(known => known.Connection.Name, StringComparer.Ordinal)];
    }

    public static LinkCode LinkCode(Row row) => row.Read(WorkspaceJson.Default.LinkCode);

    public static FeedOwner FeedOwner(Row row) => row.Read(WorkspaceJson.Default.FeedOwner);

    public static string Value(FeedOwner owner) => owner.Write(WorkspaceJson.Default.FeedOwner);

    public static WorkspaceRow Workspace(Row row) => row.Read(WorkspaceJson.Default.WorkspaceRow);

    public static string Value(LinkCode code) => code.Write(WorkspaceJson.Default.LinkCode);

    public static Connection Connection(Row row) => row.Read(WorkspaceJson.Default.Connection);

    public static string Value(Connection connection) => connection.Write(WorkspaceJson.Default.Connection);

    public static string Value(WorkspaceRow workspace) => workspace.Write(WorkspaceJson.Default.WorkspaceRow);
}
