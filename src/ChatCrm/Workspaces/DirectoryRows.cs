using ChatCrm.Storage;

namespace ChatCrm.Workspaces;

/// <summary>One company's data, as the directory lists it.</summary>
public sealed record WorkspaceRow : Stored
{
    public required string Name { get; init; }
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
    public const string Partition = "directory";

    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("workspace|*", nameof(Workspaces), RowRole.Book, Erasure.Nothing, []) { Shared = true },
        new("connection|*", nameof(Workspaces), RowRole.Book, Erasure.Nothing, []) { Shared = true },
        new("connected|*|*", nameof(Workspaces), RowRole.Book, Erasure.Nothing, []) { Shared = true },
    ];

    public static string WorkspaceKey(string id) => Keys.Of("workspace", id);

    public static string ConnectionKey(string connection) => Keys.Of("connection", connection);

    /// <summary>Says that a workspace has, or had, a connection; the connection's own row decides.</summary>
    public static string ConnectedKey(string workspace, string connection) => Keys.Of("connected", workspace, connection);

    public static Connection Connection(Row row) => row.Read(WorkspaceJson.Default.Connection);

    public static string Value(Connection connection) => connection.Write(WorkspaceJson.Default.Connection);

    public static string Value(WorkspaceRow workspace) => workspace.Write(WorkspaceJson.Default.WorkspaceRow);
}
