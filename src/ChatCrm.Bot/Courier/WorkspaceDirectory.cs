using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Courier;

/// <summary>The workspaces that this service serves, from the partition that none of them owns.</summary>
public static class WorkspaceDirectory
{
    /// <summary>Every workspace's id, which is its partition.</summary>
    public static async ValueTask<IReadOnlyList<string>> All(IRowStore store, CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var row in Pages.Of(store, DirectoryRows.Partition, KeyRange.Prefix(Keys.Under("workspace"), RowLimits.RowsPerPage), cancel)) ids.Add(Keys.Parts(row.Key)[1]);
        return ids;
    }
}
