using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Commands;

/// <summary>The rows from which Courier and the commands know which workspaces there are.</summary>
internal static class WorkspaceList
{
    public static async Task<IReadOnlyList<string>> All(IRowStore store, CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var page in Paged.Of(store, DirectoryRows.Partition, Keys.Under("workspace"), cancel)) ids.AddRange(page.Select(row => Keys.Parts(row.Key)[1]));
        return ids;
    }

    public static async Task<bool> Has(IRowStore store, string workspace, CancellationToken cancel) =>
        await store.Get(DirectoryRows.Partition, DirectoryRows.WorkspaceKey(workspace), cancel) is not null;

    public static Change Row(string workspace, string name) =>
        new Change.Put(DirectoryRows.WorkspaceKey(workspace), DirectoryRows.Value(new WorkspaceRow { Name = name }));
}
