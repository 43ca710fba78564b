using System.Text.Json.Serialization;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Commands;

/// <summary>The directory's row of a workspace.</summary>
internal sealed record ListedWorkspace : Stored
{
    public required string Name { get; init; }
}

/// <summary>The rows from which Courier and the commands know which workspaces there are.</summary>
internal static class WorkspaceList
{
    /// <summary>The partition that no workspace owns.</summary>
    public const string Partition = "directory";

    public static async Task<IReadOnlyList<string>> All(IRowStore store, CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var page in Paged.Of(store, Partition, Keys.Under("workspace"), cancel)) ids.AddRange(page.Select(row => Keys.Parts(row.Key)[1]));
        return ids;
    }

    public static async Task<bool> Has(IRowStore store, string workspace, CancellationToken cancel) =>
        await store.Get(Partition, Key(workspace), cancel) is not null;

    public static Change Row(string workspace, string name) =>
        new Change.Put(Key(workspace), new ListedWorkspace { Name = name }.Write(ListJson.Default.ListedWorkspace));

    private static string Key(string workspace) => Keys.Of("workspace", workspace);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ListedWorkspace))]
internal sealed partial class ListJson : JsonSerializerContext;
