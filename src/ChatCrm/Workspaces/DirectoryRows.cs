using ChatCrm.Storage;

namespace ChatCrm.Workspaces;

/// <summary>The partition that no workspace owns: which workspaces there are, and which one a chat team or tenant belongs to.</summary>
public static class DirectoryRows
{
    public const string Partition = "directory";

    public static string WorkspaceKey(string id) => Keys.Of("workspace", id);
}
